import { RedcapError } from '../errors.ts';
import type { FormFields, Method, Reply } from '../method.ts';
import { formatSomeData } from './data.ts';
import { badAnswer, collectRows, readCount, readInteger, readName, readOne, readRows, readText } from './row.ts';

/** A flat row of `content=record`: column to text. Every value is a string, `redcap_repeat_instance` too ("" when none). */
export type RecordRow = Readonly<Record<string, string>>;

/** Arguments of Export Records. An argument that is not given restricts nothing. REDCap reads an empty array as "all", so it is refused. */
export interface ExportRecordsArgs {
  readonly records?: readonly string[] | undefined;
  readonly fields?: readonly string[] | undefined;
  readonly forms?: readonly string[] | undefined;
  readonly events?: readonly string[] | undefined;
  readonly filterLogic?: string | undefined;
  /** `YYYY-MM-DD HH:MM:SS`, server time, exclusive. */
  readonly dateRangeBegin?: string | undefined;
  readonly dateRangeEnd?: string | undefined;
  readonly rawOrLabel?: 'raw' | 'label' | undefined;
  readonly exportSurveyFields?: boolean | undefined;
  readonly exportDataAccessGroups?: boolean | undefined;
  /** True: the status of an untouched (grey) form is "" and not "0". */
  readonly exportBlankForGrayFormStatus?: boolean | undefined;
}

/** Arguments of Import Records; `rows` are flat and hold keys and changed columns only. */
export interface ImportRecordsArgs {
  readonly rows: readonly Readonly<Record<string, string | number>>[];
  /** `normal` ignores blanks, `overwrite` erases with them. */
  readonly overwriteBehavior: 'normal' | 'overwrite';
  readonly forceAutoNumber: boolean;
}

/** What Import Records did: the names of the records touched, or with forceAutoNumber which name each provided one became. */
export interface ImportRecordsResult {
  readonly ids: readonly string[];
  readonly autoIds: readonly { readonly record: string; readonly provided: string }[];
}

/** A cell as text, whatever JSON type REDCap gave it. */
const formatCell = (column: string, value: unknown): string => {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === null) return '';
  throw badAnswer(`REDCap's column "${column}" is not text.`);
};

/**
 * Makes every cell a string. In place: the rows are fresh from the parser, and copying 200,000 of them costs more than
 * reading them. Only a column that a row owns is assigned, so that one called `__proto__` stays a column.
 */
export const readRecordRow = (row: Record<string, unknown>): RecordRow => {
  for (const column of Object.keys(row)) {
    const value = row[column];
    if (typeof value !== 'string') row[column] = formatCell(column, value);
  }
  return row as RecordRow;
};

/** Names that an export sends one by one at most. PHP reads a thousand parameters unless its administrator allows more. */
export const MOST_SEPARATE_NAMES = 500;

/** Whether names can be sent as one text with commas between them. */
export const areJoinable = (names: readonly string[]): boolean => names.every((name) => /^[\w-]+$/.test(name));

/** The parameters of an export of records. Many names are one text, where none of them has a comma or a blank. */
export const exportForm = ({ rawOrLabel = 'raw', records, ...rest }: ExportRecordsArgs): FormFields => ({
  type: 'flat',
  rawOrLabel,
  ...rest,
  records:
    records !== undefined && records.length > MOST_SEPARATE_NAMES && areJoinable(records) ? records.join(',') : records,
});

/** Export Records: `content=record type=flat`, one row a record, event and repeat instance. Ask for the record id field. */
export const exportRecords: Method<ExportRecordsArgs, readonly RecordRow[]> = {
  name: 'exportRecords',
  content: 'record',
  kind: 'read',
  body: 'json-rows',
  rights: ['API Export', 'Data Exports'],
  form: exportForm,
  collect: collectRows,
  decode: (reply) => readRows(reply).map(readRecordRow),
};

const isOnceOnly = ({ rows, forceAutoNumber }: ImportRecordsArgs): boolean =>
  forceAutoNumber || rows.some((row) => row['redcap_repeat_instance'] === 'new');

const importForm = ({ rows, overwriteBehavior, forceAutoNumber }: ImportRecordsArgs): FormFields => ({
  type: 'flat',
  overwriteBehavior,
  forceAutoNumber,
  backgroundProcess: false,
  dateFormat: 'YMD',
  returnContent: forceAutoNumber ? 'auto_ids' : 'ids',
  data: formatSomeData(rows),
});

const readIds = ({ value }: Reply): readonly string[] => {
  if (!Array.isArray(value)) throw badAnswer('REDCap answered something else than a list of record names.');
  return value.map((id: unknown) => {
    if (typeof id !== 'string' && typeof id !== 'number') throw badAnswer('REDCap answered a name that is no text.');
    return String(id);
  });
};

/** `new,provided`. A number that REDCap gave holds no comma, a name that the caller gave may. */
const readPair = (pair: string): { record: string; provided: string } => {
  const comma = pair.indexOf(',');
  if (comma < 1) throw badAnswer('REDCap answered something else than pairs of record names.');
  return { record: pair.slice(0, comma), provided: pair.slice(comma + 1) };
};

const readImport = (reply: Reply, { forceAutoNumber }: ImportRecordsArgs): ImportRecordsResult => {
  const ids = readIds(reply);
  if (!forceAutoNumber) return { ids, autoIds: [] };
  const autoIds = ids.map(readPair);
  return { ids: autoIds.map(({ record }) => record), autoIds };
};

/**
 * Import Records: `content=record` with `data`, for rows with given names and instances, which may be imported again
 * with the same end state. Throws `BAD_USER_INPUT` for rows that need {@link importRecordsOnce}.
 */
export const importRecords: Method<ImportRecordsArgs, ImportRecordsResult> = {
  name: 'importRecords',
  content: 'record',
  kind: 'write',
  body: 'json',
  rights: ['API Import/Update'],
  form: (args) => {
    if (!isOnceOnly(args)) return importForm(args);
    throw new RedcapError('BAD_USER_INPUT', {
      message: 'Rows that REDCap numbers must be imported with importRecordsOnce.',
      notSent: true,
    });
  },
  decode: readImport,
};

/** Import Records where REDCap gives the numbers, of records (`forceAutoNumber`) or of instances (`new`): each time new ones. */
export const importRecordsOnce: Method<ImportRecordsArgs, ImportRecordsResult> = {
  name: 'importRecordsOnce',
  content: 'record',
  kind: 'once',
  body: 'json',
  rights: ['API Import/Update'],
  form: importForm,
  decode: readImport,
};

/** The import that the rows need. */
export const chooseImportRecords = (args: ImportRecordsArgs): Method<ImportRecordsArgs, ImportRecordsResult> =>
  isOnceOnly(args) ? importRecordsOnce : importRecords;

/** What to delete. What is left out widens it: without `arm` all arms, without the last three the whole records. */
export interface DeleteRecordsArgs {
  readonly records: readonly string[];
  readonly arm?: number | undefined;
  readonly instrument?: string | undefined;
  /** Unique event name. */
  readonly event?: string | undefined;
  readonly repeatInstance?: number | undefined;
}

/** Delete Records: `content=record action=delete`. There is no undo; the log of the records is always kept. */
export const deleteRecords: Method<DeleteRecordsArgs, number> = {
  name: 'deleteRecords',
  content: 'record',
  action: 'delete',
  kind: 'once',
  body: 'json',
  rights: ['API Import/Update', 'Delete Record'],
  form: ({ repeatInstance, ...rest }) => ({ ...rest, repeat_instance: repeatInstance, delete_logging: 0 }),
  decode: readCount,
};

/** Without `arm` the record is renamed in every arm that has it. */
export interface RenameRecordArgs {
  readonly record: string;
  readonly newRecordName: string;
  readonly arm?: number | undefined;
}

/** Rename Record: `content=record action=rename`. Gives 1. */
export const renameRecord: Method<RenameRecordArgs, number> = {
  name: 'renameRecord',
  content: 'record',
  action: 'rename',
  kind: 'once',
  body: 'json',
  rights: ['API Import/Update', 'Rename Record'],
  form: ({ record, newRecordName, arm }) => ({ record, new_record_name: newRecordName, arm }),
  decode: readOne,
};

/** Generate Next Record Name: `content=generateNextRecordName`. It predicts and reserves nothing. */
export const generateNextRecordName: Method<void, string> = {
  name: 'generateNextRecordName',
  content: 'generateNextRecordName',
  kind: 'read',
  body: 'text',
  rights: ['API Export'],
  form: () => ({}),
  decode: ({ value }) => {
    const record = String(value).trim();
    if (!/^[^\r\n]{1,100}$/.test(record)) throw badAnswer('REDCap answered no record name.');
    return record;
  },
};

/** A record, and the number of one of the project's randomizations. REDCap's pages show the number; no export has it. */
export interface RandomizeRecordArgs {
  readonly record: string;
  readonly randomizationId: number;
  /** Whether to ask for the randomization number too. */
  readonly returnAlt?: boolean | undefined;
}

/** What a record was randomized to. */
export interface RandomizationRow {
  readonly randomization_id: number;
  readonly record: string;
  /** The value that is now in the randomization field. */
  readonly target_field: string;
  /** The randomization number, `*` where it is concealed; null unless it was asked for. */
  readonly target_field_alt: string | null;
}

/** Randomize Record: `content=record action=randomize`. It cannot be undone, and a second call is refused. */
export const randomizeRecord: Method<RandomizeRecordArgs, RandomizationRow> = {
  name: 'randomizeRecord',
  content: 'record',
  action: 'randomize',
  kind: 'once',
  body: 'json',
  rights: ['Randomize'],
  form: ({ record, randomizationId, returnAlt = false }) => ({ record, randomization_id: randomizationId, returnAlt }),
  decode: ({ value }) => {
    const [row] = readRows({ value: Array.isArray(value) ? value : [value] });
    if (row === undefined) throw badAnswer('REDCap answered no randomization.');
    return {
      randomization_id: readInteger(row, 'randomization_id'),
      record: readName(row, 'record'),
      target_field: readText(row, 'target_field'),
      target_field_alt: Object.hasOwn(row, 'target_field_alt') ? readText(row, 'target_field_alt') : null,
    };
  },
};
