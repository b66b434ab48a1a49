/** Where texts and bytes are written to, one behind the other. */
export interface SpelledTarget {
  readonly add: (text: string) => void;
  readonly copy: (bytes: Uint8Array, start: number, end: number) => void;
  /** Adds some bytes between two texts. */
  readonly copyBetween: (before: Uint8Array, bytes: Uint8Array, start: number, end: number, after: Uint8Array) => void;
}

const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const U = 0x75;

/** Bytes of an escape by number: a backslash, a letter and four digits. */
const NUMBERED = 6;

/** A text as JavaScript spells it in JSON, without the quotes. */
export const spell = (text: string): string => JSON.stringify(text).slice(1, -1);

const isNumbered = (bytes: Buffer, place: number, end: number): boolean =>
  place < end && bytes[place] === BACKSLASH && bytes[place + 1] === U;

/**
 * Writes a text that another program spells in JSON as JavaScript spells it. They escape the same characters where they must.
 * PHP also escapes the slash, and all but ASCII.
 */
export const respell = (bytes: Buffer, start: number, end: number, target: SpelledTarget): void => {
  let run = start;
  for (let place = start; place < end;) {
    if (bytes[place] !== BACKSLASH) {
      place += 1;
      continue;
    }
    const code = bytes[place + 1];
    if (code !== SLASH && code !== U) {
      place += 2;
      continue;
    }
    target.copy(bytes, run, place);
    if (code === SLASH) {
      run = place + 1;
      place += 2;
      continue;
    }
    // Both halves of a character stand one behind the other.
    let text = '';
    for (; isNumbered(bytes, place, end); place += NUMBERED) {
      text += String.fromCharCode(Number.parseInt(bytes.toString('latin1', place + 2, place + NUMBERED), 16));
    }
    target.add(spell(text));
    run = place;
  }
  target.copy(bytes, run, end);
};
