import { redcapName } from '../redcap/method.ts';
import { methods } from '../redcap/methods/index.ts';
import type { PlannedCall } from './witness.ts';

/** What calls are about, in names. It holds no value of a record. */
export interface WriteSubject {
  /** REDCap's methods, as `content` or `content/action`. */
  readonly redcap: readonly string[];
  readonly records: readonly string[];
  readonly events: readonly string[];
  readonly fields: readonly string[];
  /** What else is written by its name: users, roles, groups, arms, instruments. */
  readonly things: readonly string[];
  readonly rows: number;
}

type Names = Record<'records' | 'events' | 'fields' | 'things', Set<string>> & { rows: number };

type Given = Readonly<Record<string, unknown>>;

const isGiven = (value: unknown): value is Given => typeof value === 'object' && value !== null;

const add = (names: Set<string>, value: unknown): void => {
  if (typeof value === 'string' && value !== '') names.add(value);
  else if (typeof value === 'number') names.add(String(value));
};

const addAll = (names: Set<string>, values: unknown): void => {
  // `isArray` makes the items any; nothing is known of them.
  for (const value of Array.isArray(values) ? (values as readonly unknown[]) : [values]) add(names, value);
};

/** Columns that say where a row is, besides the record's name. */
const PLACE = new Set(['redcap_event_name', 'redcap_repeat_instrument', 'redcap_repeat_instance']);

/**
 * A row of records begins with its record's name, or with what stands for a name that REDCap is to give. Its other columns are
 * fields, of which no value is looked at.
 */
const takeRecordRow = (names: Names, row: Given, isNamed: boolean): void => {
  const [idField, ...columns] = Object.keys(row);
  if (idField !== undefined && isNamed) add(names.records, row[idField]);
  add(names.events, row['redcap_event_name']);
  for (const column of columns) if (!PLACE.has(column)) names.fields.add(column);
};

/** The columns that name what a row of a design or of rights is about. The first that a row has is taken. */
const NAMING = [
  'username',
  'unique_role_name',
  'unique_group_name',
  'field_name',
  'unique_event_name',
  'form_name',
  'arm_num',
];

const takeOtherRow = (names: Names, row: Given): void => {
  const column = NAMING.find((one) => row[one] !== undefined && row[one] !== '');
  if (column !== undefined) add(names.things, row[column]);
  if (column === 'unique_event_name') add(names.things, row['form']);
};

const takeRows = (names: Names, { rows, forceAutoNumber }: Given, content: string | undefined): void => {
  if (!Array.isArray(rows)) return;
  names.rows += rows.length;
  const take = (row: Given): void => {
    if (content === 'record') takeRecordRow(names, row, forceAutoNumber !== true);
    else takeOtherRow(names, row);
  };
  // `isArray` makes the rows any; nothing is known of them.
  for (const row of rows as readonly unknown[]) if (isGiven(row)) take(row);
};

/** Where the arguments of a method have names, and of what. */
const PLACES: readonly (readonly [argument: string, names: keyof Omit<Names, 'rows'>])[] = [
  ['records', 'records'],
  ['record', 'records'],
  ['newRecordName', 'records'],
  ['event', 'events'],
  ['events', 'events'],
  ['field', 'fields'],
  ['instrument', 'things'],
  ['users', 'things'],
  ['roles', 'things'],
  ['dags', 'things'],
  ['dag', 'things'],
  ['arms', 'things'],
  ['docId', 'things'],
];

const takeCall = (names: Names, { method, args }: PlannedCall): string => {
  const known = methods.find(({ name }) => name === method);
  if (isGiven(args)) {
    for (const [argument, list] of PLACES) addAll(names[list], args[argument]);
    takeRows(names, args, known?.content);
  }
  return known === undefined ? method : redcapName(known);
};

/** What the calls of a write are about. */
export const subjectOf = (calls: readonly PlannedCall[]): WriteSubject => {
  const names: Names = { records: new Set(), events: new Set(), fields: new Set(), things: new Set(), rows: 0 };
  const redcap = new Set(calls.map((call) => takeCall(names, call)));
  return {
    redcap: [...redcap],
    records: [...names.records],
    events: [...names.events],
    fields: [...names.fields],
    things: [...names.things],
    rows: names.rows,
  };
};
