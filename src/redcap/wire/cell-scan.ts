import { Columns, ScannedRow, type ScannedBatch } from './cell-row.ts';
import { ShortTexts } from './short-text.ts';

/** How each row of a JSON text is spelled: what stands before each cell. */
export interface RowSpelling {
  readonly columns: Columns;
  /** `{"record_id":`, then `,"age":` and so on. */
  readonly leads: readonly Uint8Array[];
  /** Bytes of the shortest row. */
  readonly least: number;
  readonly texts: ShortTexts;
}

/** How the rows are spelled that have these columns in this order. */
export const spellRows = (names: readonly string[]): RowSpelling => {
  const leads = names.map((name, index) => Buffer.from(`${index === 0 ? '{' : ','}${JSON.stringify(name)}:`));
  // A cell has one byte at least, and a brace ends the row.
  const least = leads.reduce((sum, { length }) => sum + length + 1, 1);
  return { columns: new Columns(names), leads, least, texts: new ShortTexts() };
};

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const BACKSLASH = 0x5c;
const BRACE = 0x7d;
const SPACE = 0x20;
const U = 0x75;

/** Behind a backslash: what one character stands for. */
const escapes = new Set([...'"\\/bfnrt'].map((character) => character.charCodeAt(0)));

const NOT_PLAIN = -1;

const isHexDigit = (code: number): boolean =>
  (code >= ZERO && code <= NINE) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66);

/** The place behind an escape; -1 where it is none. */
const skipEscape = (bytes: Buffer, place: number): number => {
  const code = bytes[place + 1] ?? 0;
  if (escapes.has(code)) return place + 2;
  if (code !== U) return NOT_PLAIN;
  for (let digit = place + 2; digit < place + 6; digit += 1) if (!isHexDigit(bytes[digit] ?? 0)) return NOT_PLAIN;
  return place + 6;
};

/** Where a text's closing quote is, with all bits turned where an escape stands before it; -1 where it is no JSON text. */
const findQuote = (bytes: Buffer, start: number): number => {
  let hasEscape = false;
  let place = start;
  while (place < bytes.length) {
    const code = bytes[place] ?? 0;
    if (code === QUOTE) return hasEscape ? ~place : place;
    if (code < SPACE) return NOT_PLAIN;
    if (code !== BACKSLASH) place += 1;
    else {
      place = skipEscape(bytes, place);
      if (place === NOT_PLAIN) return NOT_PLAIN;
      hasEscape = true;
    }
  }
  return NOT_PLAIN;
};

/** Digits that a number may have to be spelled as JavaScript spells it. */
const MOST_DIGITS = 15;

/** Where a whole number ends; -1 where something else stands, or a number that JavaScript spells otherwise. */
const skipNumber = (bytes: Buffer, start: number): number => {
  const first = bytes[start] === MINUS ? start + 1 : start;
  let place = first;
  for (; place < bytes.length; place += 1) {
    const code = bytes[place] ?? 0;
    if (code < ZERO || code > NINE) break;
  }
  const digits = place - first;
  // A zero stands alone, and JavaScript writes it without its sign.
  const isZero = bytes[first] === ZERO;
  return digits === 0 || digits > MOST_DIGITS || (isZero && place > start + 1) ? NOT_PLAIN : place;
};

const startsAt = (bytes: Buffer, place: number, lead: Uint8Array): boolean => {
  for (let index = 0; index < lead.length; index += 1) {
    if (bytes[place + index] !== lead[index]) return false;
  }
  return true;
};

/** Bytes of the longest row whose bounds are noted. */
const MOST_ROW_BYTES = 0x7fff;

/** Notes where the cells of the row are that begins at `start`. Gives the place behind the row; -1 where it is spelled otherwise. */
const scanRow = (
  bytes: Buffer,
  start: number,
  leads: readonly Uint8Array[],
  bounds: Int16Array,
  firstBound: number,
): number => {
  let place = start;
  let bound = firstBound;
  for (const lead of leads) {
    if (!startsAt(bytes, place, lead)) return NOT_PLAIN;
    place += lead.length;
    const isText = bytes[place] === QUOTE;
    if (isText) place += 1;
    const end = isText ? findQuote(bytes, place) : skipNumber(bytes, place);
    if (end === NOT_PLAIN) return NOT_PLAIN;
    const behind = end < 0 ? ~end : end;
    if (behind - start > MOST_ROW_BYTES) return NOT_PLAIN;
    bounds[bound] = place - start;
    bounds[bound + 1] = end < 0 ? ~(behind - start) : end - start;
    bound += 2;
    place = isText ? behind + 1 : behind;
  }
  return bytes[place] === BRACE ? place + 1 : NOT_PLAIN;
};

/**
 * The rows of a text such as `{…},{…}`, which is UTF-8. Null where one of them is spelled in another way than these are, which
 * the engine's parser must judge. What is read here is what that parser reads.
 */
export const scanRows = (
  bytes: Buffer,
  { columns, leads, least, texts }: RowSpelling,
): readonly ScannedRow[] | null => {
  const width = 2 * leads.length;
  const bounds = new Int16Array(Math.ceil((bytes.length + 1) / (least + 1)) * width);
  const batch: ScannedBatch = { columns, bytes, bounds, texts };
  const rows: ScannedRow[] = [];
  for (let place = 0; ; place += 1) {
    const first = rows.length * width;
    const start = place;
    place = scanRow(bytes, start, leads, bounds, first);
    if (place === NOT_PLAIN) return null;
    rows.push(new ScannedRow(batch, start, first));
    if (place === bytes.length) return rows;
    if (bytes[place] !== COMMA) return null;
  }
};
