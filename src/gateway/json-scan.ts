import { randomInt } from 'node:crypto';
import type { GraphQLError } from 'graphql';
import type { Limits } from './limits.ts';
import type { LongArrays } from './long-array.ts';
import { refuse } from './refusal.ts';

/** Looks through the bytes of a JSON text as they arrive. */
export interface JsonScan {
  /** Looks at the next bytes. Throws `PAYLOAD_TOO_LARGE` as soon as the text is beyond a limit. */
  readonly push: (bytes: Uint8Array) => void;
  /** How deep the brackets of all bytes so far are within each other. */
  readonly depth: () => number;
}

const QUOTE = 0x22;
const BRACKET = 0x5b;
const BACKSLASH = 0x5c;

/** What a byte is outside of strings. */
const [OTHER, START, COMMA, COLON, OPENING, CLOSING] = [0, 1, 2, 3, 4, 5];

const KINDS = new Uint8Array(256);
for (const [kind, characters] of [
  [START, '"'],
  [COMMA, ','],
  [COLON, ':'],
  [OPENING, '[{'],
  [CLOSING, ']}'],
] as const) {
  for (const character of characters) KINDS[character.charCodeAt(0)] = kind;
}

/** Odd, and another one for each process: nobody can write many keys that have the same hash. */
const FACTOR = randomInt(2 ** 30) * 2 + 1;

const tooMany = (what: string, limit: 'jsonKeys' | 'jsonParts', limits: Limits): GraphQLError =>
  refuse(
    'PAYLOAD_TOO_LARGE',
    `The request body has more than ${limits[limit]} ${what} (limits.${limit}). Send it in several requests.`,
  );

/** Where the scan is, between two pieces of a text. */
interface Place {
  readonly isInString: boolean;
  readonly isEscaped: boolean;
  /** Of the string that is being read, or that was read last. */
  readonly hash: number;
}

/** The rest of a string, from a byte on: where it ends, and the place there. In one loop, because most bytes are in strings. */
const passString = (bytes: Uint8Array, from: number, place: Place): Place & { readonly end: number } => {
  let { isEscaped, hash } = place;
  for (let index = from; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (isEscaped) isEscaped = false;
    else if (byte === BACKSLASH) isEscaped = true;
    else if (byte === QUOTE) return { isInString: false, isEscaped: false, hash, end: index };
    hash = (Math.imul(hash, FACTOR) + byte + 1) | 0;
  }
  return { isInString: true, isEscaped, hash, end: bytes.length };
};

/**
 * Counts what makes `JSON.parse` slow, before it runs. It blocks everybody for as long as it takes. Keys that differ cost
 * the most by far: each of them is a new name for the engine. Brackets, commas and colons count together. Long arrays are
 * looked for where `arrays` is given.
 */
export const createJsonScan = (limits: Limits, arrays?: LongArrays): JsonScan => {
  const keys = new Set<number>();
  let place: Place = { isInString: false, isEscaped: false, hash: 0 };
  let parts = 0;
  let depth = 0;
  let deepest = 0;
  let length = 0;

  const findArrays = (kind: number, byte: number, index: number): void => {
    if (kind === COMMA) arrays?.comma(length + index);
    else if (kind === OPENING) arrays?.open(length + index + 1, byte === BRACKET);
    else if (kind === CLOSING) arrays?.close(length + index);
  };

  const count = (kind: number): void => {
    if (kind === CLOSING) {
      depth -= 1;
      return;
    }
    parts += 1;
    if (parts > limits.jsonParts) throw tooMany('brackets, commas and colons', 'jsonParts', limits);
    if (kind === OPENING) {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (kind === COLON) {
      keys.add(place.hash);
      if (keys.size > limits.jsonKeys) throw tooMany('different keys', 'jsonKeys', limits);
    }
  };

  return {
    push: (bytes) => {
      for (let index = 0; index < bytes.length; index += 1) {
        if (place.isInString) {
          const passed = passString(bytes, index, place);
          place = passed;
          index = passed.end;
          continue;
        }
        const kind = KINDS[bytes[index] ?? 0] ?? OTHER;
        if (kind === OTHER) continue;
        if (kind === START) place = { isInString: true, isEscaped: false, hash: 0 };
        else {
          count(kind);
          if (arrays !== undefined) findArrays(kind, bytes[index] ?? 0, index);
        }
      }
      length += bytes.length;
    },
    depth: () => deepest,
  };
};
