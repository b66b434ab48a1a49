import { badUserInput } from '../../errors.ts';
import type { FieldNode, InstrumentNode } from '../../graph/design/design.ts';
import { holdsValues } from '../../graph/kind/table.ts';
import { builder } from '../builder.ts';
import { findField } from '../design/field.ts';
import { FieldValue, fieldValueShape, type FieldValueShape, type ValuePlace } from './field-value.ts';
import { findInstrument } from '../design/instrument.ts';
import { RecordEvent, type RecordEventShape } from './record.ts';
import { needs } from '../need.ts';
import { fieldsArgument, needValues, valuePart } from './need.ts';

/** An instrument of an event's own row. */
interface OwnPlace {
  readonly place: ValuePlace;
  readonly exists: boolean;
  readonly isDesignated: boolean;
}

/** The instrument of a field in the event's own row, saved or not; refused where it repeats by itself. */
const findOwnPlace = ({ design, node }: RecordEventShape, field: FieldNode, argument: string): OwnPlace => {
  const { record, event, repeatInstance } = node;
  const instrument: InstrumentNode = findInstrument(design, field.instrument, argument);
  const isDesignated = design.instrumentsOf(event).includes(instrument);
  const saved = node.instruments.filter(({ instrument: { name } }) => name === instrument.name);
  const repeats =
    design.repeatKind(event, instrument.name) === 'INSTRUMENT' ||
    saved.some(({ repeatKind }) => repeatKind === 'INSTRUMENT');
  if (isDesignated && repeats) {
    throw badUserInput(
      `${field.fieldName} is on ${instrument.name}, which repeats in this event: the event's own row does not hold it. Take instruments(names: ["${instrument.name}"]) of the event, or instances of the record.`,
      argument,
    );
  }
  const [data] = saved;
  const place = data ?? { record, event, instrument, repeatInstance, cells: {} };
  return { place, exists: data !== undefined, isDesignated };
};

/** Reads fields of the event's own row, looking at each instrument once. */
const createReader = (shape: RecordEventShape, argument: string): ((field: FieldNode) => FieldValueShape) => {
  const { source, design, node } = shape;
  const places = new Map<string, OwnPlace>();
  return (field) => {
    // Every row holds the record's name, whatever is designated and whatever repeats.
    if (field.isRecordId) {
      const instrument = findInstrument(design, field.instrument, argument);
      const cells = { [field.fieldName]: node.record.name };
      return fieldValueShape(source, design, { ...node, instrument, cells }, field);
    }
    const own = places.get(field.instrument) ?? findOwnPlace(shape, field, argument);
    places.set(field.instrument, own);
    return fieldValueShape(source, design, own.place, field, own);
  };
};

builder.objectField(RecordEvent, 'value', (t) =>
  t.field({
    type: FieldValue,
    nullable: true,
    description:
      "One value of the event's own row, as a wide table would have it. The instrument of the field may be saved or not: `absence` shows which. Null for descriptive fields, which hold no value. A field on an instrument that repeats in this event is refused.",
    args: { field: t.arg.string({ required: true, description: 'Name of the field.' }) },
    // The export asks for the statuses of the fields' instruments too, which show what is saved.
    extensions: needs({ part: valuePart, need: needValues }),
    resolve: (shape, args) => {
      const field = findField(shape.design, args.field, 'field');
      return holdsValues(field) ? createReader(shape, 'field')(field) : null;
    },
  }),
);

builder.objectField(RecordEvent, 'values', (t) =>
  t.field({
    type: [FieldValue],
    description:
      "Values of the event's own row in the order of the dictionary, each field once, as `value` has them; descriptive fields have none.",
    args: { fields: t.arg.stringList({ required: true, description: 'Names of the fields, of any instruments.' }) },
    extensions: needs({
      part: (args, around) => ({ ...around, fields: fieldsArgument(around.design, args, 'fields') ?? [] }),
      need: needValues,
    }),
    resolve: (shape, args) =>
      [...new Set(fieldsArgument(shape.design, args, 'fields'))]
        .filter(holdsValues)
        .toSorted((left, right) => left.position - right.position)
        .map(createReader(shape, 'fields')),
  }),
);
