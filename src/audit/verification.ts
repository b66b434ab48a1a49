import { readLine, tornHash, type AuditLine, type ChainHead } from './chain.ts';
import type { FileLine } from './file-line.ts';

/** Where a chain breaks, and why. */
export interface ChainBreak {
  /** Number of the line in its file, from 1. */
  readonly line: number;
  readonly why: string;
}

/** What the lines of one file came to. */
export interface Verification {
  readonly lines: number;
  /** The first line; null where there is none. */
  readonly first: AuditLine | null;
  /** The last line of the unbroken part; what was given where the file has no line. */
  readonly head: ChainHead | null;
  /** Lines that a process left unfinished, and that the line behind them names. */
  readonly torn: number;
  readonly broken: ChainBreak | null;
}

/** What the next line has to follow. `unknown` before the first line of the first file: it may follow lines that are not here. */
export type Before = ChainHead | null | 'unknown';

const EMPTY: readonly string[] = [];

/** Whether a line names exactly the broken lines that stand before it. */
const namesTorn = ({ torn = EMPTY }: AuditLine, before: readonly string[]): boolean =>
  Array.isArray(torn) && torn.length === before.length && before.every((hash, index) => torn[index] === hash);

const followsWrongly = (line: AuditLine, before: Before): string | undefined => {
  if (before === 'unknown') return undefined;
  const sequence = (before?.sequence ?? 0) + 1;
  if (line.sequence !== sequence) {
    return `The line has number ${line.sequence}, and ${sequence} has to follow. Lines are missing, or were moved or added.`;
  }
  if (line.previous !== (before?.hash ?? null))
    return 'The line does not follow the line before it: one of them was changed.';
  return undefined;
};

const UNREADABLE = 'The line is not one that the gateway wrote, or it was changed.';
const NOT_WHOLE = 'The line is not whole. The process ended while it wrote it, or somebody cut the file.';

/** Follows a chain line by line. */
class Chain {
  #head: Before;
  #first: AuditLine | null = null;
  #lines = 0;
  #torn = 0;
  #pending: { readonly hash: string; readonly line: number }[] = [];
  readonly #sees: (line: AuditLine) => void;

  constructor(before: Before, sees: (line: AuditLine) => void) {
    this.#head = before;
    this.#sees = sees;
  }

  /** Takes a line in; returns where the chain breaks by it. */
  take({ bytes, isWhole }: FileLine): ChainBreak | null {
    this.#lines += 1;
    const line = readLine(bytes);
    if (!isWhole) return { line: this.#lines, why: NOT_WHOLE };
    if (line === undefined) {
      this.#pending.push({ hash: tornHash(bytes), line: this.#lines });
      return null;
    }
    const [torn] = this.#pending;
    const hashes = this.#pending.map(({ hash }) => hash);
    if (!namesTorn(line, hashes)) return { line: torn?.line ?? this.#lines, why: UNREADABLE };
    const why = followsWrongly(line, this.#head);
    if (why !== undefined) return { line: this.#lines, why };
    this.#torn += hashes.length;
    this.#pending = [];
    this.#first ??= line;
    this.#head = { sequence: line.sequence, hash: line.hash };
    this.#sees(line);
    return null;
  }

  /** Broken lines that no line names, when there are no more lines. */
  end(): ChainBreak | null {
    const [torn] = this.#pending;
    return torn === undefined ? null : { line: torn.line, why: UNREADABLE };
  }

  result(broken: ChainBreak | null): Verification {
    const head = this.#head === 'unknown' ? null : this.#head;
    return { lines: this.#lines, first: this.#first, head, torn: this.#torn, broken };
  }
}

/** Follows the chain through the lines of one file, up to where it breaks. `sees` gets each line of the unbroken part. */
export const verifyLines = async (
  lines: AsyncIterable<FileLine>,
  before: Before,
  sees: (line: AuditLine) => void = () => undefined,
): Promise<Verification> => {
  const chain = new Chain(before, sees);
  for await (const line of lines) {
    const broken = chain.take(line);
    if (broken !== null) return chain.result(broken);
  }
  return chain.result(chain.end());
};
