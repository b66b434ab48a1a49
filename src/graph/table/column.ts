import type { TextType, TypedText } from '../kind/kind.ts';
import { copyText, type CellRow, type Columns } from '../../redcap/methods/record-cell.ts';

/** What a cell holds: stored codes, what a person reads, or the first with the second in a column beside it. */
export type TableValues = 'RAW' | 'LABELS' | 'BOTH';

/** How the texts of a column are typed. */
export interface TypedTexts {
  readonly type: TextType;
  /** The typed text; null for one that does not fit the type, such as a missing data code among numbers. */
  readonly toTyped: (text: string) => TypedText | null;
}

/** A column of a table. */
export interface TableColumn extends TypedTexts {
  readonly name: string;
  /** The text of the row's cell; null for a blank one. */
  readonly read: (row: CellRow) => string | null;
}

/** Texts that are what they are. */
export const plainTexts: TypedTexts = { type: 'text', toTyped: (text) => text };

/** Reads one column of rows. Its place is looked for once for all rows of an answer. */
const createCellReading = (name: string): ((row: CellRow) => string | null) => {
  let columns: Columns | undefined;
  let index = -1;
  return (row) => {
    if (row.columns !== columns) {
      columns = row.columns;
      index = columns.indexOf(name);
    }
    return index === -1 ? null : row.at(index) || null;
  };
};

/** A column that holds what REDCap sent under its name. */
export const storedColumn = (name: string, texts: TypedTexts = plainTexts): TableColumn => ({
  name,
  ...texts,
  read: createCellReading(name),
});

const MOST_KEPT = 1_000;

/** A function of texts that keeps what it has worked out: a column has few texts, or texts that do not come again. */
export const keepResults = <Result>(work: (text: string) => Result): ((text: string) => Result) => {
  const kept = new Map<string, Result>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    if (kept.size >= MOST_KEPT) return work(text);
    const own = copyText(text);
    const result = work(own);
    kept.set(own, result);
    return result;
  };
};
