import { Refusal, missingParameter } from '../call/refusal.ts';
import type { Call } from '../call/call.ts';
import { readCsv } from './csv.ts';
import { readDelimiter } from './delimiter.ts';
import { readJson } from './json.ts';
import { readXml } from './xml.ts';

/** One row of `data`: columns to text, or to text by form name for rights. */
export type DataRow = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

type DataCall = Pick<Call, 'parameters' | 'format'>;

const readAs = (call: DataCall, text: string): DataRow[] => {
  if (call.format === 'json') return readJson(text);
  if (call.format === 'csv') return readCsv(text, readDelimiter(call.parameters));
  return readXml(text);
};

const readAny = (call: DataCall): DataRow[] => {
  const text = call.parameters.text('data');
  if (text === undefined) throw missingParameter('data');
  try {
    return text.trim() === '' ? [] : readAs(call, text);
  } catch {
    throw new Refusal(400, `The data being imported is not formatted correctly as ${call.format}`);
  }
};

/** Columns that no row has are most likely spelled in another way, as on REDCap's pages. One sentence says so for all rows. */
const requireColumns = (rows: readonly DataRow[], columns: readonly string[]): void => {
  if (rows.length === 0) return;
  const missing = columns.filter((column) => !rows.some((row) => column in row)).map((column) => `'${column}'`);
  if (missing.length === 0) return;
  const [subject, verb] = missing.length === 1 ? ['column', 'is'] : ['columns', 'are'];
  throw new Refusal(400, `The ${subject} ${missing.join(', ')} ${verb} missing from the data being imported`);
};

/**
 * Reads the parameter `data` in the call's format, and requires these columns. Throws a Refusal when the parameter or a column
 * is missing, and when the data is malformed. The refusal never repeats the data.
 */
export const readRows = (call: DataCall, columns: readonly string[] = []): DataRow[] => {
  const rows = readAny(call);
  requireColumns(rows, columns);
  return rows;
};

/** As `readRows`, for contents whose columns hold text only. */
export const readTextRows = (call: DataCall, columns: readonly string[] = []): Readonly<Record<string, string>>[] =>
  readRows(call, columns).map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => {
        if (typeof value === 'string') return [name, value];
        throw new Refusal(400, `The column "${name}" must hold a text or a number, not an object or a list`);
      }),
    ),
  );
