import type { LogRow } from '../../redcap/methods/log.ts';

/** `Update record (API) 5`: all behind the second word, which names the record where the column `record` does not. */
const NAMED = /^\S+ (?:record|response) (.+)$/i;
/** `(API) `, `(import) `: how it was done. */
const MEANS = /^\([^)]*\) /;

/**
 * The record that an entry of the log is about; null where the entry names none. Servers before about REDCap 13 have no
 * column for it: the name is what the action ends with. A name may itself begin with a bracket, so the longer reading counts
 * where there is such a record.
 */
export const recordOf = ({ record, action }: LogRow, isRecord: (name: string) => boolean): string | null => {
  if (record !== '') return record;
  const text = NAMED.exec(action)?.[1];
  if (text === undefined || isRecord(text)) return text ?? null;
  return text.replace(MEANS, '');
};

/** Whether an entry is of a deletion. REDCap's words differ between versions, so nothing may be lost when this errs. */
export const isDeletion = ({ action }: LogRow): boolean => /^delete/i.test(action);

/** A rename that the log may show. */
export interface SupposedRename {
  readonly previousName: string;
  readonly name: string;
  readonly recordIdField: string;
}

/**
 * Whether new entries about a record that was not there before say that it is `previousName` under its new name. One entry
 * sets the record's name and nothing else. None creates the record, unless under the previous name: a record takes its
 * entries along.
 */
export const isRenameEntry = (
  rows: readonly LogRow[],
  { previousName, name, recordIdField }: SupposedRename,
): boolean => {
  const renaming = `${recordIdField} = '${name}'`;
  const creations = rows.filter(({ action }) => /^create/i.test(action));
  return (
    rows.some((row) => row.details.trim() === renaming && !creations.includes(row)) &&
    creations.every(({ action }) => action.endsWith(` ${previousName}`))
  );
};
