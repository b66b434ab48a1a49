import type { Design, FieldNode, InstrumentNode } from '../../graph/design/design.ts';
import { holdsValues } from '../../graph/kind/table.ts';
import { findField } from '../design/field.ts';
import type { FieldArgs } from '../need.ts';
import { fieldsArgument } from './need.ts';

/** Of an instrument, the fields that have a value and that a `fields` argument names. */
export const shownFields = (design: Design, { name }: InstrumentNode, args: FieldArgs): readonly FieldNode[] => {
  const wanted = fieldsArgument(design, args, 'fields');
  return design.fieldsOf(name).filter((field) => holdsValues(field) && (wanted?.includes(field) ?? true));
};

/** The field that a `field` argument names, where it has a value and is on the instrument. */
export const shownField = (design: Design, { name }: InstrumentNode, args: FieldArgs): readonly FieldNode[] => {
  const field = findField(design, String(args['field']), 'field');
  return design.fieldsOf(name).includes(field) && holdsValues(field) ? [field] : [];
};
