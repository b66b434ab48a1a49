import type { GraphQLError } from 'graphql';
import type { ITEMS_TEXT } from '../../answer-text.ts';

/** A place in an answer. */
export type Path = readonly (string | number)[];

/** What came later of an answer: items of a list, or what a fragment selects. */
export interface IncrementalPart {
  /** Where it belongs: the object of the fragment, or the list with the index of the first item. */
  readonly path?: Path;
  readonly label?: string;
  /** Null where the list broke off: it has no further items. */
  readonly items?: readonly unknown[] | null;
  /** Null where the fragment could not be answered. */
  readonly data?: unknown;
  readonly errors?: readonly GraphQLError[];
  /** The text of the items, which are empty then. */
  readonly [ITEMS_TEXT]?: readonly Uint8Array[];
}

/** One part of an answer: the first has the data, the others add to it. */
export interface PartsPayload {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLError[];
  readonly incremental?: readonly IncrementalPart[];
  readonly hasNext?: boolean;
}
