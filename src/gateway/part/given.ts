import type { IncrementalPart, Path } from './payload.ts';

/** What a client has been given of an answer, as far as later parts may belong to it. */
export interface GivenParts {
  readonly note: (part: IncrementalPart) => void;
  /** Notes a part, unless it has no place any more in what was given. */
  readonly isWanted: (part: IncrementalPart) => boolean;
  /** Whether the object or list at a place has been given. */
  readonly isGiven: (place: Path) => boolean;
}

/** What an object or a list has at a key. */
const step = (holder: unknown, key: string | number): unknown => {
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, key)) return undefined;
  // It has the key, as `hasOwn` has found.
  return (holder as Readonly<Record<string | number, unknown>>)[key];
};

/** Whether the place is in a part that was given. */
const isIn = (place: Path, { path = [], data, items }: IncrementalPart): boolean => {
  const begin = Array.isArray(items) ? path.slice(0, -1) : path;
  if (begin.length > place.length || begin.some((key, index) => key !== place[index])) return false;
  const [first, ...rest] = place.slice(begin.length);
  if (first === undefined) return !Array.isArray(items);
  const at = Array.isArray(items) ? step(items, Number(first) - Number(path.at(-1))) : step(data, first);
  const end = rest.reduce<unknown>(step, at);
  return typeof end === 'object' && end !== null;
};

/**
 * Finds the parts that a client could not put anywhere. The executor still gives what lies below a fragment that could not be
 * answered, and the items after one at which a list broke off. Some clients would make objects and gaps of them. The error
 * that took their place away has been given.
 */
export const createGivenParts = (): GivenParts => {
  const given: IncrementalPart[] = [];
  const ends = new Map<string, number>();
  let hasErrors = false;

  const note = (part: IncrementalPart): void => {
    const { path = [], data, items, errors } = part;
    hasErrors ||= errors !== undefined && errors.length > 0;
    if (items === null) ends.set(JSON.stringify(path.slice(0, -1)), Number(path.at(-1)));
    else if (data !== null) given.push(part);
  };

  const isBehindEnd = ({ path = [] }: IncrementalPart): boolean =>
    path.some((key, index) => {
      const end = typeof key === 'number' ? ends.get(JSON.stringify(path.slice(0, index))) : undefined;
      return end !== undefined && Number(key) >= end;
    });

  const isGiven = (place: Path): boolean => place.length === 0 || given.some((part) => isIn(place, part));

  const hasPlace = ({ path = [], items }: IncrementalPart): boolean =>
    isGiven(items === undefined ? path : path.slice(0, -1));

  return {
    note,
    isWanted: (part) => {
      // Nothing loses its place without an error.
      if (hasErrors && (isBehindEnd(part) || !hasPlace(part))) return false;
      note(part);
      return true;
    },
    isGiven,
  };
};
