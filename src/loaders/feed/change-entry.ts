import type { LogRow } from '../../redcap/methods/log.ts';

/** `Update record (API) 5`: all behind the second word, which names the record where the column `record` does not. */
const NAMED = /^\S+ (?:record|response) (.+)$/i;
/** `(API) `, `(import) `: how it was done. */
const MEANS = /^\([^)]*\) /;

/**
 * The record that an entry of the log is about; null when it is about none, or does not tell. Servers before about REDCap 13
 * have no column for it, and then the name is what the action ends with. A name may itself begin with a bracket, so the
 * longer reading counts where there is such a record.
 */
export const recordOf = ({ record, action }: LogRow, isRecord: (name: string) => boolean): string | null => {
  if (record !== '') return record;
  const text = NAMED.exec(action)?.[1];
  if (text === undefined || isRecord(text)) return text ?? null;
  return text.replace(MEANS, '');
};

/** Whether an entry tells of a deletion. REDCap's words differ between versions, so nothing may be lost when this errs. */
export const isDeletion = ({ action }: LogRow): boolean => /^delete/i.test(action);

/**
 * Whether new entries about a record that was not there before say that it is `previousName` under its new name: one sets the
 * record's name and nothing else, and none tells that it was created, unless under the previous name, for a record takes its
 * entries along.
 */
export const tellRename = (
  rows: readonly LogRow[],
  names: { readonly previousName: string; readonly name: string; readonly recordIdField: string },
): boolean => {
  const renaming = `${names.recordIdField} = '${names.name}'`;
  const creations = rows.filter(({ action }) => /^create/i.test(action));
  return (
    rows.some((row) => row.details.trim() === renaming && !creations.includes(row)) &&
    creations.every(({ action }) => action.endsWith(` ${names.previousName}`))
  );
};
