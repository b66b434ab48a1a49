import { createCsvRows } from '../../../redcap/wire/csv-row.ts';
import { gatherText } from './gathered-text.ts';
import { createRowTexts, type RowText } from './row-text.ts';

/** How the rows of a file are written. */
export type FlatFormat = 'CSV' | 'NDJSON' | 'JSON';

/** A flat row of a file: cells by REDCap's columns. Rows of one CSV share their list of columns. */
export interface FlatRow {
  readonly columns: readonly string[];
  readonly cells: readonly string[];
}

/** The file is not what its format says. The message quotes nothing of it. */
export class FlatTextError extends Error {
  override readonly name = 'FlatTextError';
}

/** Characters that one row may have: what waits for its end is memory. */
const MAX_ROW = 2 * 1024 * 1024;

const refuse = (message: string): never => {
  throw new FlatTextError(message);
};

/** Pieces of text without their byte-order mark. */
const decode = async function* (body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const text = (bytes?: Uint8Array): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      return refuse('The file is not UTF-8: save it in UTF-8.');
    }
  };
  for await (const chunk of body) yield text(chunk);
  yield text();
};

/** Reads rows as they come, or says that the text is not in its format. */
const attempt = <Rows>(format: FlatFormat, read: () => Rows): Rows => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse(
      format === 'CSV'
        ? 'The file is not CSV with commas: a quote is not closed, or something stands behind it.'
        : `The file is not ${format === 'JSON' ? 'a JSON list of' : 'NDJSON with'} flat rows: objects whose values are text, numbers or null.`,
    );
  }
};

const checkWaiting = (characters: number): void => {
  if (characters > MAX_ROW) refuse('A row of the file does not end within 2 MiB.');
};

const readCsv = async function* (body: AsyncIterable<Uint8Array>): AsyncGenerator<readonly FlatRow[]> {
  const rows = createCsvRows();
  let columns: readonly string[] | null = null;
  let count = 0;
  const shape = (batch: readonly (readonly string[])[]): FlatRow[] =>
    batch.flatMap((cells) => {
      if (columns === null) {
        columns = cells;
        return [];
      }
      // Spreadsheets end a file with empty lines.
      if (cells.length === 1 && cells[0] === '' && columns.length > 1) return [];
      count += 1;
      if (cells.length !== columns.length)
        refuse(`Row ${String(count)} has another number of cells than the first line.`);
      return [{ columns, cells }];
    });
  for await (const text of gatherText(decode(body), rows.waiting)) {
    yield shape(attempt('CSV', () => rows.push(text)));
    checkWaiting(rows.waiting());
  }
  yield shape(attempt('CSV', () => rows.end()));
};

/** What the parser says of a value besides. */
interface Spelling {
  /** How a number stands in the text. */
  readonly source?: string;
}

/** A number as a text. Digits that JavaScript's numbers cannot hold stay as they are written. */
const spellNumber = (value: number, source = ''): string => (Number.isSafeInteger(value) ? String(value) : source);

/** The parser knows how a number is written, which the types of the language do not say yet. */
const spellNumbers = ((_key: string, value: unknown, { source }: Spelling) =>
  typeof value === 'number' ? spellNumber(value, source) : value) as (key: string, value: unknown) => unknown;

const cellOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  throw new SyntaxError('A cell is no text.');
};

const parseRow = (text: string): object => {
  const row: unknown = JSON.parse(text);
  if (typeof row !== 'object' || row === null) throw new SyntaxError('A row is no object.');
  const hasNumber = Object.values(row).some((value) => typeof value === 'number');
  // What was an object at the first reading is one at the second.
  return hasNumber ? (JSON.parse(text, spellNumbers) as object) : row;
};

const readObject = ({ text, keys }: RowText): FlatRow => {
  const row = parseRow(text);
  const columns = Object.keys(row);
  // Of a key that is there twice, the parser keeps the last value.
  if (columns.length !== keys) refuse('A row of the file has a column twice.');
  return { columns, cells: Object.values(row).map(cellOf) };
};

const readJson = async function* (
  body: AsyncIterable<Uint8Array>,
  format: 'NDJSON' | 'JSON',
): AsyncGenerator<readonly FlatRow[]> {
  const texts = createRowTexts(format === 'JSON');
  for await (const text of gatherText(decode(body), texts.waiting)) {
    yield attempt(format, () => texts.push(text).map(readObject));
    checkWaiting(texts.waiting());
  }
  attempt(format, () => texts.end());
};

/** The rows of a file in batches, as its bytes come. Throws a {@link FlatTextError} where it is not in its format. */
export const readFlatRows = (
  format: FlatFormat,
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly FlatRow[]> => (format === 'CSV' ? readCsv(body) : readJson(body, format));
