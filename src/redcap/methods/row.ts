import { RedcapError } from '../errors.ts';
import type { Reply, RowCollector } from '../method.ts';
import { isObject } from '../wire/json.ts';

/** A row as JSON gives it, before its values are read. */
export type RawRow = Readonly<Record<string, unknown>>;

/** The error of an answer that is not of the promised form. Names the column, never its value. */
export const badAnswer = (message: string): RedcapError =>
  new RedcapError('REDCAP_BAD_RESPONSE', { message, repeats: 2 });

/** A thing of a list answer as a row; anything but an object is `REDCAP_BAD_RESPONSE`. */
export const readRow = (row: unknown): RawRow => {
  if (!isObject(row)) throw badAnswer('REDCap answered a list with something in it that is not a row.');
  return row;
};

/** The rows of a list answer. Only `[]` is an empty list; anything but a list of objects is `REDCAP_BAD_RESPONSE`. */
export const readRows = ({ value }: Reply): readonly RawRow[] => {
  if (!Array.isArray(value)) throw badAnswer('REDCap answered something else than a list.');
  return value.map(readRow);
};

/** Keeps all rows of an answer. */
export const collectRows = (): RowCollector => {
  const rows: unknown[] = [];
  return {
    add: (batch) => {
      for (const row of batch) rows.push(row);
    },
    end: () => rows,
  };
};

/** The value of a row's own column; what every row inherits is no column. */
const valueOf = (row: RawRow, column: string): unknown => (Object.hasOwn(row, column) ? row[column] : undefined);

/** A column that is text; "" when it is missing or null. Numbers become text, because REDCap sends either. */
export const readText = (row: RawRow, column: string): string => {
  const value = valueOf(row, column);
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw badAnswer(`REDCap's column "${column}" is not text.`);
};

/** A column that must be there and not be empty: a name that other things refer to. */
export const readName = (row: RawRow, column: string): string => {
  const text = readText(row, column);
  if (text === '') throw badAnswer(`REDCap's column "${column}" is missing or empty.`);
  return text;
};

/** A column that is a whole number, or null when it is missing or empty. */
export const readOptionalInteger = (row: RawRow, column: string): number | null => {
  const text = readText(row, column).trim();
  if (text === '') return null;
  if (!/^-?\d{1,15}$/.test(text)) throw badAnswer(`REDCap's column "${column}" is not a whole number.`);
  return Number(text);
};

/** A column that must be a whole number. */
export const readInteger = (row: RawRow, column: string): number => {
  const value = readOptionalInteger(row, column);
  if (value === null) throw badAnswer(`REDCap's column "${column}" is missing or empty.`);
  return value;
};

/** A column that is a flag: 1 and `true` are true, everything else is false. */
export const readFlag = (row: RawRow, column: string): boolean => ['1', 'true'].includes(readText(row, column));

/** The bare number that REDCap returns for imports and deletes. A JSON number and a number as text are the same. */
export const readCount = ({ value }: Reply): number => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  if (typeof value === 'string' && /^\d{1,15}$/.test(value)) return Number(value);
  throw badAnswer('REDCap answered something else than a number.');
};

/** The 1 that REDCap returns for what can only be done once, such as renaming a record. */
export const readOne = (reply: Reply): number => {
  const count = readCount(reply);
  if (count !== 1) throw badAnswer('REDCap answered something else than 1.');
  return count;
};
