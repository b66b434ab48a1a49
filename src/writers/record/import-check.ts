import { writeValue } from '../../graph/value/write.ts';
import type { ValueInput } from '../../graph/kind/input.ts';
import type { Design, InstrumentNode } from '../../graph/design/design.ts';
import { writeStatus } from '../../graph/dictionary/form-status.ts';
import { systemColumns } from '../../graph/dictionary/system-column.ts';
import type { ImportRecordsInput, InstrumentRowInput } from './import-type.ts';
import {
  newInstanceOf,
  placeKey,
  type NewInstance,
  type PlannedRow,
  type PlannedValue,
  type Target,
} from './row-plan.ts';
import { checkExpectations, readExpected } from './expected-value.ts';
import { checkEvent, checkField, checkInstance, checkInstrument, namesInstance, type RepeatKindOf } from './place.ts';
import { forEachInTurns } from '../../work-turn.ts';
import { userError, type UserErrorShape } from '../user-error.ts';

/** What an import is checked against. */
export interface CheckContext {
  readonly design: Design;
  readonly repeatKindOf: RepeatKindOf;
  /** Unique names of the data access groups; null when the token may not read them, so that REDCap must judge. */
  readonly groups: ReadonlySet<string> | null;
}

/** An import after its check: the rows to do, or what is wrong with which row. */
export interface CheckedImport {
  readonly rows: readonly PlannedRow[];
  /** By row index; empty when all is well. */
  readonly problems: ReadonlyMap<number, readonly UserErrorShape[]>;
}

const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

const checkValue = (
  design: Design,
  instrument: InstrumentNode,
  input: ValueInput,
  index: number,
  path: readonly string[],
  problems: UserErrorShape[],
): PlannedValue | undefined => {
  const field = checkField(design, input.field, path, problems);
  if (field === undefined) return undefined;
  const refuse = (message: string): undefined => {
    problems.push(userError('VALIDATION', path, message));
  };
  if (!field.isRecordId && field.instrument !== instrument.name) {
    return refuse(`${field.fieldName} is on the instrument ${field.instrument}: give it in a row of that instrument.`);
  }
  if (input.raw === '' || input.value === '') {
    return refuse(`${field.fieldName}: a blank writes nothing. To erase the stored value, say so by erase.`);
  }
  const written = writeValue(field, input, design);
  if ('problem' in written) return refuse(written.problem.message);
  if (!Object.values(written.ok).every((text) => text.isWellFormed())) {
    return refuse(`${field.fieldName}: the text holds half of a surrogate pair. Give well-formed Unicode text.`);
  }
  return { name: field.fieldName, index, cells: written.ok, isErased: input.erase === true };
};

const checkValues = (
  design: Design,
  instrument: InstrumentNode,
  row: InstrumentRowInput,
  path: readonly string[],
  problems: UserErrorShape[],
): PlannedValue[] => {
  const first = new Map<string, number>();
  return row.values.flatMap((input, index) => {
    const at = [...path, 'values', String(index)];
    const value = checkValue(design, instrument, input, index, at, problems);
    if (value === undefined) return [];
    const earlier = first.get(value.name);
    if (earlier !== undefined) {
      const elsewhere = [...path, 'values', String(earlier)];
      const message = `${value.name} is given twice in this row, first as ${elsewhere.join('.')}.`;
      problems.push(userError('VALIDATION', at, message, { elsewhere }));
      return [];
    }
    first.set(value.name, index);
    return [value];
  });
};

/** The status and the group, which are written like values. */
const checkExtras = (
  context: CheckContext,
  instrument: InstrumentNode,
  row: InstrumentRowInput,
  path: readonly string[],
  problems: UserErrorShape[],
): PlannedValue[] => {
  const extra = (name: string, text: string): PlannedValue => ({
    name,
    index: null,
    cells: { [name]: text },
    isErased: false,
  });
  const extras: PlannedValue[] = [];
  if (row.status === 'NOT_STARTED') {
    const message = 'A status cannot be taken back by an import; deleteRecords with `instrument` removes saved data.';
    problems.push(userError('VALIDATION', [...path, 'status'], message));
  } else if (isGiven(row.status)) extras.push(extra(instrument.statusColumn, writeStatus(row.status)));
  const group = row.dataAccessGroup;
  if (!isGiven(group)) return extras;
  if (group === '' || context.groups?.has(group) === false) {
    const message =
      'There is no data access group with this unique name; Project.dataAccessGroups lists those there are.';
    problems.push(userError('NOT_FOUND', [...path, 'dataAccessGroup'], message));
  } else extras.push(extra(systemColumns.dataAccessGroup, group));
  return extras;
};

/** The record that a row names, or the stand-in of the new record that it belongs to; undefined with a problem. */
const checkRecord = (
  row: InstrumentRowInput,
  index: number,
  assignRecordNames: boolean,
  path: readonly string[],
  problems: UserErrorShape[],
): string | undefined => {
  if (!assignRecordNames) {
    if (isGiven(row.record)) return row.record;
    const message = 'Name the record, or let REDCap name new ones with assignRecordNames: true.';
    problems.push(userError('VALIDATION', [...path, 'record'], message));
    return undefined;
  }
  if (!isGiven(row.record)) return isGiven(row.clientRef) ? `ref ${row.clientRef}` : `row ${String(index)}`;
  const message = 'With assignRecordNames REDCap names the record: leave it out, and tie rows by clientRef.';
  problems.push(userError('VALIDATION', [...path, 'record'], message));
  return undefined;
};

const targetOf = (isNewRecord: boolean, instance: NewInstance | null): Target => {
  if (isNewRecord) return { kind: 'new record', instance };
  return instance === null ? { kind: 'known' } : { kind: 'new instance', instance };
};

const checkRow = (
  context: CheckContext,
  row: InstrumentRowInput,
  index: number,
  assignRecordNames: boolean,
  problems: UserErrorShape[],
): PlannedRow | undefined => {
  const { design } = context;
  const path = ['rows', String(index)];
  const record = checkRecord(row, index, assignRecordNames, path, problems);
  const instrument = checkInstrument(design, row.instrument, [...path, 'instrument'], problems);
  if (instrument === undefined) return undefined;
  const values = [
    ...checkValues(design, instrument, row, path, problems),
    ...checkExtras(context, instrument, row, path, problems),
  ];
  const event = checkEvent(design, instrument, row.event, [...path, 'event'], problems);
  if (event === undefined) return undefined;
  const kind = context.repeatKindOf(event, instrument.name, namesInstance(row));
  const instance = checkInstance(kind, instrument.name, row, path, problems, true);
  if (instance === undefined || record === undefined) return undefined;
  const clientRef = row.clientRef ?? null;
  // One new instance of a repeating event may hold several instruments; their rows are tied by clientRef.
  const shared = kind === 'EVENT' && clientRef !== null ? `ref ${clientRef}` : `row ${String(index)}`;
  const wanted = row.newInstance === true ? { mark: shared, after: 0 } : null;
  const place = { record, event, instrument, kind, instance };
  const planned: PlannedRow = {
    ...place,
    index,
    clientRef,
    target: targetOf(assignRecordNames, wanted),
    values,
    expected: readExpected(design, instrument, row, path, problems),
    isExpectedNew: row.expectNew === true,
  };
  problems.push(...checkExpectations(planned, path));
  return planned;
};

const instrumentKey = (row: PlannedRow): string =>
  JSON.stringify([placeKey(row), row.instrument.name, newInstanceOf(row)?.mark]);

/** Finds rows for one place, record names that differ by case alone, and groups of one record that differ. */
const checkTogether = async (
  rows: readonly PlannedRow[],
  blame: (index: number, error: UserErrorShape) => void,
): Promise<void> => {
  const places = new Map<string, number>();
  const spellings = new Map<string, PlannedRow>();
  const groups = new Map<string, { index: number; group: string | undefined }>();
  await forEachInTurns(rows, (row) => {
    const path = ['rows', String(row.index)];
    const earlier = places.get(instrumentKey(row));
    if (earlier === undefined) places.set(instrumentKey(row), row.index);
    else {
      const elsewhere = ['rows', String(earlier)];
      const message = `${elsewhere.join('.')} is for the same record, event, instrument and instance: make them one row.`;
      blame(row.index, userError('VALIDATION', path, message, { elsewhere }));
    }
    const spelled = spellings.get(row.record.toLowerCase());
    if (spelled === undefined) spellings.set(row.record.toLowerCase(), row);
    else if (spelled.record !== row.record && row.target.kind !== 'new record') {
      const elsewhere = ['rows', String(spelled.index)];
      const message = `The name differs from that of ${elsewhere.join('.')} by upper and lower case alone, which REDCap may take for one record.`;
      blame(row.index, userError('VALIDATION', [...path, 'record'], message, { elsewhere }));
    }
    const group = row.values.find(({ name }) => name === systemColumns.dataAccessGroup)?.cells[
      systemColumns.dataAccessGroup
    ];
    if (group === undefined) return;
    const known = groups.get(row.record);
    if (known === undefined) groups.set(row.record, { index: row.index, group });
    else if (known.group !== group) {
      const elsewhere = ['rows', String(known.index)];
      const message = `A record is in one group: ${elsewhere.join('.')} puts this record into another.`;
      blame(row.index, userError('VALIDATION', [...path, 'dataAccessGroup'], message, { elsewhere }));
    }
  });
};

/** Checks all rows against the design, before any of them is sent. Reports everything that is wrong at once. */
export const checkImport = async (input: ImportRecordsInput, context: CheckContext): Promise<CheckedImport> => {
  const problems = new Map<number, UserErrorShape[]>();
  const blame = (index: number, ...errors: UserErrorShape[]): void => {
    if (errors.length > 0) problems.set(index, [...(problems.get(index) ?? []), ...errors]);
  };
  const rows: PlannedRow[] = [];
  await forEachInTurns(input.rows, (row, index) => {
    const found: UserErrorShape[] = [];
    const planned = checkRow(context, row, index, input.assignRecordNames, found);
    blame(index, ...found);
    if (planned !== undefined) rows.push(planned);
  });
  await checkTogether(rows, blame);
  return { rows, problems };
};
