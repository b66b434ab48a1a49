import type { GraphQLError } from 'graphql';
import type { Context } from '../context.ts';
import { badUserInput } from '../errors.ts';

/** What a cursor names: a place in its list. */
export type CursorPlace = readonly (string | number | null)[];

/** The cursors of one list. They are opaque, and of use for this list only. */
export interface Cursors {
  /** The place that a cursor names; null where none is given. `argument` is the one that has it, `after` unless given. */
  readonly read: (cursor: string | null | undefined, argument?: 'after' | 'before') => CursorPlace | null;
  readonly write: (place: CursorPlace) => string;
}

const remedies = {
  after: 'give the endCursor of the page before, unchanged',
  before: 'give the startCursor of the page behind, unchanged',
} as const;

/** The refusal of a cursor whose entry is gone, where the order of its list does not say where it was. */
export const placeGone = (entry: string, argument: string): GraphQLError =>
  badUserInput(
    `The list has changed and the ${entry} of this cursor is gone: begin again without ${argument}.`,
    argument,
  );

const cursorsBy = (codec: Context['cursors'], list: string, projectKey: string): Cursors => ({
  read: (cursor, argument = 'after') => {
    if (cursor === null || cursor === undefined) return null;
    const parts = codec.decode(cursor);
    if (parts?.[0] === list && parts[1] === projectKey) return parts.slice(2);
    throw badUserInput(`${argument} is not a cursor of this list: ${remedies[argument]}.`, argument);
  },
  write: (place) => codec.encode([list, projectKey, ...place]),
});

/** The cursors of the list `list` of a project. Only this caller can use them. */
export const cursorsOf = ({ cursors }: Context, list: string, projectKey: string): Cursors =>
  cursorsBy(cursors, list, projectKey);

/** The same for all callers, so that a link with one can be shared: of a list whose places say nothing of a participant. */
export const sharedCursorsOf = ({ sharedNames }: Context, list: string, projectKey: string): Cursors =>
  cursorsBy(sharedNames.cursors, list, projectKey);
