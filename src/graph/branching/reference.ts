import type { Design, EventNode, FieldNode, InstrumentNode } from '../design/design.ts';
import { kindOf } from '../kind/table.ts';

/** What a logic looks at: a field, an option of a checkbox, or the status of an instrument. */
export interface Reference {
  /** The base field, or `<form>_complete`. */
  readonly name: string;
  /** Null for a status. */
  readonly field: FieldNode | null;
  /** One option of a checkbox is named. */
  readonly isOption: boolean;
  readonly instrument: InstrumentNode;
  /** The column of an export that holds it. */
  readonly column: string;
  /** The event that is named; null for the event of the field that has the logic. */
  readonly event: EventNode | null;
  /** The instance that is named; null for none. */
  readonly instance: number | null;
}

type Operand = Pick<Reference, 'name' | 'field' | 'isOption' | 'instrument' | 'column'>;

/**
 * The parts in brackets `[event][field(code)][instance]` as a reference. Null for smart variables and for
 * names that the design does not have. Null too where no column shows the answer: a whole checkbox, an option that shares its
 * column.
 */
export const readReference = (parts: readonly string[], design: Design): Reference | null => {
  const rest = [...parts];
  const instance = rest.length > 1 && /^[1-9]\d{0,4}$/.test(rest.at(-1) ?? '') ? Number(rest.pop()) : null;
  const operand = readOperand(rest.pop() ?? '', design);
  const event = rest.length === 0 ? null : design.event(rest[0] ?? '');
  if (operand === null || event === undefined || rest.length > 1) return null;
  return { ...operand, event, instance };
};

const readOperand = (text: string, design: Design): Operand | null => {
  const [, name = '', code] = /^([a-z0-9_]+)(?:\(([^()]+)\))?$/.exec(text) ?? [];
  const field = design.field(name);
  if (field === undefined) return code === undefined ? readStatus(name, design) : null;
  const instrument = design.instrument(field.instrument);
  const column = kindOf(field).layout.columnOf(field, code?.trim());
  return instrument === undefined || column === undefined
    ? null
    : { name, field, isOption: code !== undefined, instrument, column };
};

const readStatus = (name: string, design: Design): Operand | null => {
  const instrument = name.endsWith('_complete') ? design.instrument(name.slice(0, -'_complete'.length)) : undefined;
  return instrument === undefined ? null : { name, field: null, isOption: false, instrument, column: name };
};
