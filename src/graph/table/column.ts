import type { TextType, TypedText } from '../kind/kind.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';

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
  readonly read: (row: RecordRow) => string | null;
}

/** Texts that are what they are. */
export const plainTexts: TypedTexts = { type: 'text', toTyped: (text) => text };

/** A column that holds what REDCap sent under its name. */
export const storedColumn = (name: string, texts: TypedTexts = plainTexts): TableColumn => ({
  name,
  ...texts,
  read: (row) => row[name] || null,
});

const MOST_KEPT = 1_000;

/** A function of texts that keeps what it has worked out: a column has few texts, or texts that do not come again. */
export const keepResults = <Result>(work: (text: string) => Result): ((text: string) => Result) => {
  const kept = new Map<string, Result>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const result = work(text);
    if (kept.size < MOST_KEPT) kept.set(text, result);
    return result;
  };
};
