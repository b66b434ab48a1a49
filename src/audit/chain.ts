import { hash } from 'node:crypto';
import { listNames, type NameList } from './name-list.ts';
import type { AuditNote } from './note.ts';

/** The last line of a chain, by which the next is tied to it. */
export interface ChainHead {
  readonly sequence: number;
  /** SHA-256 of the line, 64 hexadecimal digits. */
  readonly hash: string;
}

/** What a line has besides its note. */
export interface LineStamp {
  readonly time: Date;
  readonly instance: string;
  /** SHA-256 of each broken line that stands before this one: a process ended while it wrote them. */
  readonly torn?: readonly string[];
}

/** A line as it stands in the file. */
export interface AuditLine {
  readonly sequence: number;
  readonly time: string;
  readonly instance: string;
  readonly torn?: readonly string[];
  readonly act: string;
  readonly who?: {
    readonly subject?: string;
    readonly kind?: string;
    readonly person?: string;
    readonly apiKey?: string;
  };
  readonly requestId?: string;
  readonly address?: string;
  readonly project?: string;
  readonly token?: string;
  readonly action?: string;
  readonly redcap?: readonly string[];
  readonly records?: NameList;
  readonly events?: NameList;
  readonly fields?: NameList;
  readonly things?: NameList;
  readonly rows?: number;
  readonly outcome?: string;
  readonly codes?: readonly string[];
  readonly operationId?: string;
  readonly reason?: string;
  readonly times?: number;
  /** The hash of the line before; null in the first line of all. */
  readonly previous: string | null;
  readonly hash: string;
}

/** A reason is a sentence or two; what is longer is cut. */
const MOST_REASON = 1_000;

const HASH_START = ',"hash":"';
const HASH_END = '"}';
const HASH_LENGTH = 64;
const TAIL_LENGTH = HASH_START.length + HASH_LENGTH + HASH_END.length;

const sha256 = (bytes: string | Uint8Array): string => hash('sha256', bytes);

const listOf = (names: readonly string[] | undefined): NameList | undefined =>
  names === undefined || names.length === 0 ? undefined : listNames(names);

/**
 * Writes a note as the line that follows `head`. Its hash is the SHA-256 of all of the line but the hash, and the next line
 * holds it as `previous`. Whoever changes, takes out or puts in a line breaks the chain.
 */
export const writeLine = (
  note: AuditNote,
  { time, instance, torn = [] }: LineStamp,
  head: ChainHead | null,
): { readonly text: string; readonly head: ChainHead } => {
  const { act, records, events, fields, things, reason, ...rest } = note;
  const sequence = (head?.sequence ?? 0) + 1;
  const body = JSON.stringify({
    sequence,
    time: time.toISOString(),
    instance,
    ...(torn.length === 0 ? {} : { torn }),
    act,
    ...rest,
    records: listOf(records),
    events: listOf(events),
    fields: listOf(fields),
    things: listOf(things),
    reason: reason?.slice(0, MOST_REASON),
    previous: head?.hash ?? null,
  });
  const own = sha256(body);
  return { text: `${body.slice(0, -1)}${HASH_START}${own}${HASH_END}\n`, head: { sequence, hash: own } };
};

/** The digest by which a line says that broken bytes stand before it. */
export const tornHash = sha256;

const isLine = (value: unknown): value is AuditLine =>
  typeof value === 'object' &&
  value !== null &&
  'sequence' in value &&
  Number.isSafeInteger(value.sequence) &&
  'instance' in value &&
  typeof value.instance === 'string' &&
  'previous' in value &&
  (value.previous === null || typeof value.previous === 'string');

/** Reads a line without its line break; undefined where it is none, or where its hash is not that of its bytes. */
export const readLine = (bytes: Buffer): AuditLine | undefined => {
  const end = bytes.length - TAIL_LENGTH;
  if (end < 1) return undefined;
  const tail = bytes.toString('latin1', end);
  if (!tail.startsWith(HASH_START) || !tail.endsWith(HASH_END)) return undefined;
  const own = sha256(Buffer.concat([bytes.subarray(0, end), Buffer.from('}')]));
  if (tail.slice(HASH_START.length, -HASH_END.length) !== own) return undefined;
  try {
    const value: unknown = JSON.parse(bytes.toString());
    return isLine(value) ? value : undefined;
  } catch {
    return undefined;
  }
};
