import { randomUUID } from 'node:crypto';
import { startWorkTurn } from '../work-turn.ts';
import type { WorkTurn } from '../work-turn.ts';
import type { LongArray } from './long-array.ts';

/** A part of the bytes of a text, and the long arrays in it. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly arrays: readonly LongArray[];
}

/** Stands in the text of a part for the items of a long array. */
type Markers = ReadonlyMap<string, readonly unknown[]>;

/** A text of JSON, of which nothing is parsed yet. */
interface LongText {
  readonly bytes: Buffer;
  readonly turn: WorkTurn;
}

const isContainer = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Puts lists in the places of their markers, wherever these stand. A marker is the only item of its array. */
const fill = async (root: unknown, markers: Markers, turn: WorkTurn): Promise<void> => {
  const open: unknown[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (!isContainer(value)) continue;
    for (const [key, inner] of Object.entries(value)) {
      const items = Array.isArray(inner) && typeof inner[0] === 'string' ? markers.get(inner[0]) : undefined;
      if (items === undefined) open.push(inner);
      else value[key] = items;
    }
    if (turn.isOver()) await turn.next();
  }
};

/** The runs of items between the cuts of a long array. */
const runsOf = ({ start, end, cuts, inner }: LongArray): Part[] => {
  const ends = [...cuts, end];
  return ends.map((runEnd, index) => {
    const runStart = index === 0 ? start : (cuts[index - 1] ?? 0) + 1;
    return {
      start: runStart,
      end: runEnd,
      arrays: inner.filter((array) => array.start > runStart && array.end < runEnd),
    };
  });
};

/** The items of a long array. Throws where a run has none: a comma would stand beside nothing. */
const parseItems = async (text: LongText, array: LongArray): Promise<unknown[]> => {
  const items: unknown[] = [];
  for (const run of runsOf(array)) {
    // What is parsed between brackets is an array, or no JSON.
    const part = (await parsePart(text, run, ['[', ']'])) as unknown[];
    if (part.length === 0) throw new SyntaxError('Between two commas of an array is nothing.');
    for (const item of part) items.push(item);
  }
  return items;
};

/** What a part says between two brackets that are given to it. */
const parsePart = async (text: LongText, part: Part, [before, after]: readonly [string, string]): Promise<unknown> => {
  const { bytes, turn } = text;
  if (turn.isOver()) await turn.next();
  const markers = new Map<string, readonly unknown[]>();
  let shortened = before;
  let place = part.start;
  for (const array of part.arrays) {
    const marker = randomUUID();
    markers.set(marker, await parseItems(text, array));
    shortened += `${bytes.toString('utf8', place, array.start)}"${marker}"`;
    place = array.end;
  }
  const value: unknown = JSON.parse(`${shortened}${bytes.toString('utf8', place, part.end)}${after}`);
  if (markers.size === 0) return value;
  const root = [value];
  await fill(root, markers, turn);
  return root[0];
};

/**
 * What `JSON.parse` makes of a text, with turns for others between the pieces of its long arrays. The bytes are UTF-8. Throws
 * where the text is no JSON.
 */
export const parseLongJson = (bytes: Buffer, arrays: readonly LongArray[]): Promise<unknown> =>
  parsePart({ bytes, turn: startWorkTurn() }, { start: 0, end: bytes.length, arrays }, ['', '']);
