import type { GraphQLFormattedError } from 'graphql';

type Path = readonly (string | number)[];

/** What came later of an answer: items of a list, or what a fragment selects. */
export interface IncrementalPart {
  /** Where it belongs: the object of the fragment, or the list with the index of the first item. */
  readonly path?: Path;
  readonly label?: string;
  /** Null where the list broke off: it has no further items. */
  readonly items?: readonly unknown[] | null;
  /** Null where the fragment could not be answered. */
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** One part of an answer: the first has the data, the others add to it. */
export interface PartsPayload {
  readonly data?: unknown;
  readonly incremental?: readonly IncrementalPart[];
  readonly hasNext?: boolean;
}

/** Items of one list that are being joined. */
interface Run {
  readonly first: IncrementalPart;
  readonly items: unknown[];
  readonly errors: GraphQLFormattedError[];
}

const isAfter = ({ first, items }: Run, { path, label, items: next }: IncrementalPart): boolean => {
  const begin = first.path?.at(-1);
  return (
    Array.isArray(next) &&
    typeof begin === 'number' &&
    label === first.label &&
    path?.length === first.path?.length &&
    path?.at(-1) === begin + items.length &&
    path.slice(0, -1).every((key, index) => key === first.path?.[index])
  );
};

const endRun = ({ first, items, errors }: Run): IncrementalPart => ({
  ...first,
  ...(Array.isArray(first.items) ? { items } : {}),
  ...(errors.length === 0 ? {} : { errors }),
});

/**
 * A part in which the items of a list are together. The executor gives each item alone, and a client does for each of them
 * all that it does for a part.
 */
export const joinItems = <Payload extends PartsPayload>(payload: Payload): Payload => {
  const { incremental } = payload;
  if (incremental === undefined) return payload;
  const runs: Run[] = [];
  for (const part of incremental) {
    const last = runs.at(-1);
    if (last === undefined || !isAfter(last, part)) {
      runs.push({ first: part, items: [...(part.items ?? [])], errors: [...(part.errors ?? [])] });
      continue;
    }
    last.items.push(...(part.items ?? []));
    last.errors.push(...(part.errors ?? []));
  }
  return { ...payload, incremental: runs.map(endRun) };
};
