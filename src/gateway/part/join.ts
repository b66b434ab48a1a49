import type { GraphQLError } from 'graphql';
import { createGivenParts, type GivenParts } from './given.ts';
import type { IncrementalPart, PartsPayload } from './payload.ts';

/** Items of one list that are being joined. */
interface Run {
  readonly first: IncrementalPart;
  readonly items: unknown[];
  readonly errors: GraphQLError[];
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

const joinItems = (incremental: readonly IncrementalPart[]): IncrementalPart[] => {
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
  return runs.map(endRun);
};

/** Makes the parts of one answer of what the executor gives. */
export interface PartsMaker extends Pick<GivenParts, 'isGiven'> {
  readonly make: <Payload extends PartsPayload>(payload: Payload) => Payload;
}

/**
 * Makes the parts of one answer. The items of a list are together, which the executor gives one by one: a client does for each
 * of them all that it does for a part.
 */
export const createPartsMaker = (shift: (part: IncrementalPart) => IncrementalPart): PartsMaker => {
  const { note, isWanted, isGiven } = createGivenParts();
  return {
    make: (payload) => {
      const { data, errors, incremental } = payload;
      if (data !== undefined) note({ path: [], data, ...(errors === undefined ? {} : { errors }) });
      if (incremental === undefined) return payload;
      return { ...payload, incremental: joinItems(incremental.map(shift).filter(isWanted)) };
    },
    isGiven,
  };
};
