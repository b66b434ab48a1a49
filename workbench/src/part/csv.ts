/** The cells of a row; null for an empty one. */
export type Cells = readonly (string | null)[];

const cellOf = (text: string | null): string => {
  const given = text ?? '';
  return /[",\r\n]/.test(given) ? `"${given.replaceAll('"', '""')}"` : given;
};

/** Rows as CSV. */
export const writeCsv = (rows: readonly Cells[]): string =>
  rows.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('');

/** What Excel would take for a formula gets an apostrophe, as in the gateway's tables that are safe for Excel. */
const safe = (text: string | null): string | null =>
  text !== null && /^[=+\-@\t\r]/.test(text) && !/^-?\d+(?:\.\d+)?$/.test(text) ? `'${text}` : text;

/** The same for Excel, which reads accents rightly behind a mark alone. */
export const writeExcelCsv = (columns: readonly string[], rows: readonly Cells[]): string =>
  `\uFEFF${writeCsv([columns, ...rows.map((cells) => cells.map(safe))])}`;

/** The type of such a file. */
export const CSV_TYPE = 'text/csv;charset=utf-8';
