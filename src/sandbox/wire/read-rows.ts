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

/**
 * Reads the parameter `data` in the call's format. Throws a Refusal when it is missing or malformed. The refusal never
 * repeats the data.
 */
export const readRows = (call: DataCall): DataRow[] => {
  const text = call.parameters.text('data');
  if (text === undefined) throw missingParameter('data');
  try {
    return text.trim() === '' ? [] : readAs(call, text);
  } catch {
    throw new Refusal(400, `The data being imported is not formatted correctly as ${call.format}`);
  }
};

/** As `readRows`, for contents whose columns hold text only. */
export const readTextRows = (call: DataCall): Readonly<Record<string, string>>[] =>
  readRows(call).map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => {
        if (typeof value === 'string') return [name, value];
        throw new Refusal(400, `The column "${name}" must hold a text or a number, not an object or a list`);
      }),
    ),
  );
