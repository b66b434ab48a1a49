/** Rows of a CSV text that arrives in pieces. */
export interface CsvRows {
  /** The rows that are whole by now. Throws a SyntaxError where the text is no CSV. */
  readonly push: (text: string) => string[][];
  /** The last row, when no line break followed it. Throws a SyntaxError when it is not whole. */
  readonly end: () => string[][];
  /** True when the text so far ends with a row's line break, as REDCap ends an answer. */
  readonly isEnded: () => boolean;
  /** Characters that wait for the end of their row. */
  readonly waiting: () => number;
}

/** The error quotes nothing: the text holds patients' values. */
const broken = (): SyntaxError => new SyntaxError('The text is not CSV.');

const QUOTE = '"';

/** A quoted cell's text, and the place behind its closing quote; null when the text ends within it. */
const readQuoted = (text: string, start: number): { readonly cell: string; readonly next: number } | null => {
  let cell = '';
  for (let from = start + 1; ;) {
    const quote = text.indexOf(QUOTE, from);
    // A quote at the very end may be the first of two.
    if (quote === -1 || quote + 1 === text.length) return null;
    cell += text.slice(from, quote);
    if (text[quote + 1] !== QUOTE) return { cell, next: quote + 1 };
    cell += QUOTE;
    from = quote + 2;
  }
};

/** One row that has a quote in it, and the place behind its line break; null when the row is not whole. */
const readQuotedRow = (text: string, start: number): { readonly row: string[]; readonly next: number } | null => {
  const row: string[] = [];
  for (let place = start; ;) {
    let next: number;
    if (text[place] === QUOTE) {
      const quoted = readQuoted(text, place);
      if (quoted === null) return null;
      row.push(quoted.cell);
      next = quoted.next;
    } else {
      next = place;
      while (next < text.length && text[next] !== ',' && text[next] !== '\n') next += 1;
      const cell = text.slice(place, next);
      row.push(cell.endsWith('\r') && text[next] === '\n' ? cell.slice(0, -1) : cell);
    }
    if (text[next] === '\r' && text[next + 1] === '\n') next += 1;
    if (next >= text.length || (text[next] === '\r' && next + 1 === text.length)) return null;
    if (text[next] === '\n') return { row, next: next + 1 };
    if (text[next] !== ',') throw broken();
    place = next + 1;
  }
};

const readPlainRow = (line: string): string[] => (line.endsWith('\r') ? line.slice(0, -1) : line).split(',');

/**
 * A reader of the CSV that REDCap writes: commas, quotes doubled inside quotes, LF or CRLF. Long lists come in it, because
 * it is two fifths of the same list in JSON. A row without a quote is split by the engine itself, which is what makes it quick.
 */
export const createCsvRows = (): CsvRows => {
  let rest = '';
  let isEnded = false;

  const take = (text: string): string[][] => {
    const rows: string[][] = [];
    let place = 0;
    // The next quote is looked for once for all rows before it.
    let quote = text.indexOf(QUOTE);
    while (place < text.length) {
      const end = text.indexOf('\n', place);
      if (end === -1) break;
      if (quote !== -1 && quote < place) quote = text.indexOf(QUOTE, place);
      if (quote === -1 || quote > end) {
        rows.push(readPlainRow(text.slice(place, end)));
        place = end + 1;
        continue;
      }
      const read = readQuotedRow(text, place);
      if (read === null) break;
      rows.push(read.row);
      place = read.next;
    }
    rest = text.slice(place);
    return rows;
  };

  return {
    push: (text) => {
      if (text === '') return [];
      const rows = take(rest + text);
      isEnded = rest === '';
      return rows;
    },
    end: () => {
      if (rest === '') return [];
      const rows = take(`${rest}\n`);
      if (rest !== '') throw broken();
      return rows;
    },
    isEnded: () => isEnded,
    waiting: () => rest.length,
  };
};
