import { Columns, ScannedRow } from './cell-row.ts';

/** How each row of a JSON text is spelled: what stands before each cell. */
export interface RowSpelling {
  readonly columns: Columns;
  /** `{"record_id":`, then `,"age":` and so on. */
  readonly leads: readonly string[];
  /** Characters of the shortest row. */
  readonly least: number;
}

/** How the rows are spelled that have these columns in this order. */
export const spellRows = (names: readonly string[]): RowSpelling => {
  const leads = names.map((name, index) => `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`);
  // A cell has one character at least, and a brace ends the row.
  return { columns: new Columns(names), leads, least: leads.join('').length + leads.length + 1 };
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

/** The place behind an escape; -1 where it is none. */
const skipEscape = (text: string, place: number): number => {
  const code = text.charCodeAt(place + 1);
  if (escapes.has(code)) return place + 2;
  return code === U && /^[\da-f]{4}$/i.test(text.slice(place + 2, place + 6)) ? place + 6 : NOT_PLAIN;
};

/** Where a text's closing quote is, with all bits turned where an escape stands before it; -1 where it is no JSON text. */
const findQuote = (text: string, start: number): number => {
  let hasEscape = false;
  let place = start;
  while (place < text.length) {
    const code = text.charCodeAt(place);
    if (code === QUOTE) return hasEscape ? ~place : place;
    if (code < SPACE) return NOT_PLAIN;
    if (code !== BACKSLASH) place += 1;
    else {
      place = skipEscape(text, place);
      if (place === NOT_PLAIN) return NOT_PLAIN;
      hasEscape = true;
    }
  }
  return NOT_PLAIN;
};

/** Digits that a number may have to be spelled as JavaScript spells it. */
const MOST_DIGITS = 15;

/** Where a whole number ends; -1 where something else stands, or a number that JavaScript spells otherwise. */
const skipNumber = (text: string, start: number): number => {
  const first = text.charCodeAt(start) === MINUS ? start + 1 : start;
  let place = first;
  for (; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    if (code < ZERO || code > NINE) break;
  }
  const digits = place - first;
  const isZero = text.charCodeAt(first) === ZERO;
  return digits === 0 || digits > MOST_DIGITS || (isZero && place > start + 1) ? NOT_PLAIN : place;
};

const startsAt = (text: string, place: number, lead: string): boolean => {
  for (let index = 0; index < lead.length; index += 1) {
    if (text.charCodeAt(place + index) !== lead.charCodeAt(index)) return false;
  }
  return true;
};

/** Notes where the cells of the row are that begins at `start`. Gives the place behind the row; -1 where it is spelled otherwise. */
const scanRow = (
  text: string,
  start: number,
  leads: readonly string[],
  bounds: Int32Array,
  firstBound: number,
): number => {
  let place = start;
  let bound = firstBound;
  for (const lead of leads) {
    if (!startsAt(text, place, lead)) return NOT_PLAIN;
    place += lead.length;
    const isText = text.charCodeAt(place) === QUOTE;
    if (isText) place += 1;
    const end = isText ? findQuote(text, place) : skipNumber(text, place);
    if (end === NOT_PLAIN) return NOT_PLAIN;
    bounds[bound] = place;
    bounds[bound + 1] = end;
    bound += 2;
    place = isText ? (end < 0 ? ~end : end) + 1 : end;
  }
  return text.charCodeAt(place) === BRACE ? place + 1 : NOT_PLAIN;
};

/**
 * The rows of a text such as `{…},{…}`. Null where one of them is spelled in another way than these are, which the engine's
 * parser must judge. What is read here is what that parser reads.
 */
export const scanRows = (text: string, { columns, leads, least }: RowSpelling): readonly ScannedRow[] | null => {
  const width = 2 * leads.length;
  const bounds = new Int32Array(Math.ceil((text.length + 1) / (least + 1)) * width);
  const rows: ScannedRow[] = [];
  for (let place = 0; ; place += 1) {
    const first = rows.length * width;
    place = scanRow(text, place, leads, bounds, first);
    if (place === NOT_PLAIN) return null;
    rows.push(new ScannedRow(columns, text, bounds, first));
    if (place === text.length) return rows;
    if (text.charCodeAt(place) !== COMMA) return null;
  }
};
