import { GraphQLError } from 'graphql';
import { ITEMS_TEXT, stepsTo, type OpenItems } from '../../answer-text.ts';
import type { IncrementalPart, Path } from './payload.ts';

/** A list of which the executor has the first items, and the reader gets the others as text. */
interface OpenList {
  readonly path: Path;
  readonly first: number;
  /** How many items were given as text. */
  given: number;
}

/** The items of an answer that are given as text, past the executor. */
export interface ItemsAsText {
  readonly open: OpenItems;
  /** Says how it is known which lists the reader has. */
  readonly follow: (isGiven: (path: Path) => boolean) => void;
  /** Takes the parts whose list the reader has. */
  readonly take: () => readonly IncrementalPart[];
  /** Whether such parts wait. */
  readonly has: () => boolean;
  /** Resolves when there are more. */
  readonly changed: () => Promise<void>;
  /** Moves a part of the executor to its index in the reader's list. The executor does not count the items given past it. */
  readonly shift: (part: IncrementalPart) => IncrementalPart;
}

const isBelow = (path: Path, list: Path): boolean =>
  path.length > list.length && list.every((key, index) => key === path[index]);

const shiftPath = (path: Path, { path: list, first, given }: OpenList): (string | number)[] => {
  const index = path[list.length];
  const isShifted = isBelow(path, list) && typeof index === 'number' && index >= first;
  return path.map((key, step) => (isShifted && step === list.length ? Number(key) + given : key));
};

const shiftError = (error: GraphQLError, list: OpenList): GraphQLError =>
  error.path === undefined
    ? error
    : new GraphQLError(error.message, {
        nodes: error.nodes ?? null,
        source: error.source ?? null,
        positions: error.positions ?? null,
        path: shiftPath(error.path, list),
        originalError: error.originalError ?? null,
        extensions: error.extensions,
      });

const shiftPart = (part: IncrementalPart, list: OpenList): IncrementalPart => {
  const { path = [], errors } = part;
  if (list.given === 0 || !isBelow(path, list.path)) return part;
  return {
    ...part,
    path: shiftPath(path, list),
    ...(errors === undefined ? {} : { errors: errors.map((error) => shiftError(error, list)) }),
  };
};

const sizeOf = new WeakMap<IncrementalPart, number>();

const countItems = (parts: readonly IncrementalPart[]): number =>
  parts.reduce((sum, part) => sum + (sizeOf.get(part) ?? 0), 0);

const listOf = ({ path = [] }: IncrementalPart): Path => path.slice(0, -1);

/** The items as text of one answer. */
export const createItemsAsText = (): ItemsAsText => {
  const lists: OpenList[] = [];
  let waiting: IncrementalPart[] = [];
  let change = Promise.withResolvers<void>();
  let isGiven = (_path: Path): boolean => false;

  const give = (list: OpenList, label: string | undefined, count: number, pieces: readonly Uint8Array[]): void => {
    const path = [...list.path, list.first + list.given];
    const part = { items: [], path, ...(label === undefined ? {} : { label }), [ITEMS_TEXT]: pieces };
    sizeOf.set(part, count);
    waiting.push(part);
    list.given += count;
    change.resolve();
    change = Promise.withResolvers();
  };

  const stepAside = (list: OpenList): number => {
    const own = waiting.filter((part) => isBelow(part.path ?? [], list.path));
    const back = countItems(own);
    waiting = waiting.filter((part) => !own.includes(part));
    list.given -= back;
    return back;
  };

  const open: OpenItems = (place, first, label) => {
    const list: OpenList = { path: stepsTo(place), first, given: 0 };
    lists.push(list);
    return {
      give: (count, pieces) => {
        give(list, label, count, pieces);
      },
      isPlaced: () => isGiven(list.path),
      stepAside: () => stepAside(list),
    };
  };

  return {
    open,
    follow: (known) => {
      isGiven = known;
    },
    take: () => {
      const taken = waiting.filter((part) => isGiven(listOf(part)));
      waiting = waiting.filter((part) => !taken.includes(part));
      return taken;
    },
    has: () => waiting.some((part) => isGiven(listOf(part))),
    changed: () => change.promise,
    shift: (part) => lists.reduce(shiftPart, part),
  };
};
