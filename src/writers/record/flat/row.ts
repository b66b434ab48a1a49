import { readStatus } from '../../../graph/dictionary/form-status.ts';
import type { Design } from '../../../graph/design/design.ts';
import type { ValueInput } from '../../../graph/kind/input.ts';
import { isRecordName, RECORD_NAME_FORM } from '../../../graph/record/name.ts';
import { systemColumns } from '../../../graph/dictionary/system-column.ts';
import type { InstrumentRowInput } from '../import-type.ts';
import { userError, type UserErrorShape } from '../../user-error.ts';
import type { ColumnPlan, FlatKey } from './column.ts';

/** A flat row as the writer takes rows: one for each instrument that has something in it. */
export interface PlacedFlatRow {
  /** Position in the file, from 0. */
  readonly index: number;
  readonly inputs: readonly InstrumentRowInput[];
  /** By input, the column of each of its values. */
  readonly columns: readonly (readonly string[])[];
  /** What the writer cannot see to be wrong. */
  readonly problems: readonly UserErrorShape[];
}

/** The keys of a flat row as they stand in it, "" where they are not given. */
type Keys = Readonly<Record<FlatKey, string>>;

/** What a flat row has of one instrument. */
interface Part {
  readonly values: ValueInput[];
  readonly columns: string[];
  status: InstrumentRowInput['status'];
}

/** The path of a cell. */
const at = (index: number, column: string): readonly string[] => ['rows', String(index), column];

/** What the cells of one row say. */
interface Reading {
  readonly keys: Keys;
  readonly parts: Map<string, Part>;
  readonly problems: readonly UserErrorShape[];
  readonly refuse: (column: string, message: string) => void;
}

const readCells = (plan: ColumnPlan, cells: readonly string[], index: number): Reading => {
  const keys = { record: '', event: '', repeatInstrument: '', repeatInstance: '', dataAccessGroup: '' };
  const parts = new Map<string, Part>();
  const options = new Map<string, Record<string, boolean>>();
  const problems: UserErrorShape[] = [];
  const refuse = (column: string, message: string): void => {
    problems.push(userError('VALIDATION', at(index, column), message));
  };
  const partOf = (instrument: string): Part => {
    const part = parts.get(instrument) ?? { values: [], columns: [], status: null };
    parts.set(instrument, part);
    return part;
  };
  const addValue = (instrument: string, value: ValueInput, column: string): void => {
    const part = partOf(instrument);
    part.values.push(value);
    part.columns.push(column);
  };
  const addOption = (instrument: string, field: string, code: string, column: string, text: string): void => {
    if (text !== '0' && text !== '1') {
      refuse(column, `${column} takes 0 or 1.`);
      return;
    }
    const known = options.get(field);
    const own = known ?? {};
    // To assign to a code such as `__proto__` would set nothing.
    Object.defineProperty(own, code, { value: text === '1', enumerable: true });
    options.set(field, own);
    if (known === undefined) addValue(instrument, { field, options: own }, column);
  };
  for (const [place, use] of plan.uses.entries()) {
    const text = cells[place] ?? '';
    const column = plan.columns[place] ?? '';
    // A blank of a file says nothing, as REDCap itself reads it.
    if (text === '') continue;
    if (use.kind === 'key') keys[use.key] = text;
    else if (use.kind === 'status') {
      const status = readStatus(text);
      if (status === null) refuse(column, `${column} takes 0, 1 or 2.`);
      partOf(use.instrument).status = status;
    } else if (use.code === null) addValue(use.instrument, { field: use.field.fieldName, raw: text }, column);
    else addOption(use.instrument, use.field.fieldName, use.code, column, text);
  }
  return { keys, parts, problems, refuse };
};

/** The instrument of a row that has keys alone, which makes sure that the record is there. */
const anyInstrument = (design: Design, { event, repeatInstrument }: Keys): string => {
  if (repeatInstrument !== '') return repeatInstrument;
  const first = design.event(event);
  return (first === undefined ? undefined : design.instrumentsOf(first)[0]?.name) ?? design.recordIdField.instrument;
};

/** Makes rows of the writer of one flat row. Its instruments are written together or not at all. */
export const placeFlatRow = (
  design: Design,
  plan: ColumnPlan,
  cells: readonly string[],
  index: number,
): PlacedFlatRow => {
  const { keys, parts, problems, refuse } = readCells(plan, cells, index);
  const { record, event, repeatInstrument, repeatInstance: instance, dataAccessGroup: group } = keys;
  if (!isRecordName(record))
    refuse(design.recordIdField.fieldName, `The name of the record is not ${RECORD_NAME_FORM}.`);
  const isNew = instance === 'new';
  if (instance !== '' && !isNew && !/^\d{1,6}$/.test(instance)) {
    refuse(systemColumns.repeatInstance, 'The number of an instance is a whole number, or `new`.');
  }
  if (parts.size === 0 || (repeatInstrument !== '' && design.instrument(repeatInstrument) === undefined)) {
    parts.clear();
    parts.set(anyInstrument(design, keys), { values: [], columns: [], status: null });
  }
  for (const [instrument, { columns }] of parts) {
    if (repeatInstrument === '' || instrument === repeatInstrument) continue;
    const message = `The row is of an instance of ${repeatInstrument}, and this column is of ${instrument}: give it in another row.`;
    refuse(columns[0] ?? `${instrument}_complete`, message);
  }
  const inputs = [...parts].map(([instrument, { values, status }], place): InstrumentRowInput => ({
    record,
    event: event === '' ? null : event,
    instrument,
    repeatInstance: instance === '' || isNew ? null : Number(instance),
    newInstance: isNew,
    clientRef: isNew ? String(index) : null,
    dataAccessGroup: place === 0 && group !== '' ? group : null,
    status: status ?? null,
    values,
    tie: String(index),
  }));
  return { index, inputs, columns: [...parts.values()].map(({ columns }) => columns), problems };
};
