import { cellOf, recordIdField, recordPeriod } from '../study.ts';

/** Texts of rows in one form: these columns of these events. */
export interface RowText {
  readonly head: string;
  readonly tail: string;
  /** The text of all rows of a record, with what stands between it and the record before. */
  readonly of: (record: number, isFirst: boolean) => string;
}

const quote = (cell: string): string => (/[",\n\r\\ ]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Escapes as REDCap's server does: all but ASCII, and the slash. */
const json = (value: unknown): string =>
  JSON.stringify(value)
    .replace(/[\u0080-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('/', '\\/');

/** What follows the record's name in a row. */
const restOf = (record: number, event: number, columns: readonly string[], isCsv: boolean): string => {
  const cells = columns.map((column) => [column, cellOf(record, event, column)] as const);
  return isCsv
    ? `${cells.map(([, cell]) => `,${quote(cell)}`).join('')}\n`
    : `"${cells.map(([column, cell]) => `,${json(column)}:${json(cell)}`).join('')}}`;
};

/** Makes the texts of rows whose columns are the record's name and these. They are made once for each period of records. */
export const createRowText = (columns: readonly string[], events: readonly number[], isCsv: boolean): RowText => {
  const kept: (readonly string[] | undefined)[] = [];
  const restsOf = (record: number): readonly string[] => {
    const place = record % recordPeriod;
    return (kept[place] ??= events.map((event) => restOf(place, event, columns, isCsv)));
  };
  const open = isCsv ? '' : `{"${recordIdField}":"`;
  return {
    head: isCsv ? `${[recordIdField, ...columns].join(',')}\n` : '[',
    tail: isCsv ? '' : ']',
    of: (record, isFirst) => {
      const start = `${open}${String(record)}`;
      const rows = restsOf(record).map((rest) => start + rest);
      return isCsv ? rows.join('') : `${isFirst ? '' : ','}${rows.join(',')}`;
    },
  };
};
