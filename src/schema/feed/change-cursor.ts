import type { Context } from '../../context.ts';
import type { ChangePlace } from '../../loaders/feed/change-page.ts';
import { cursorsOf, type CursorPlace } from '../cursor.ts';

/** The name of the list that the cursors are of: `changes` and `recordChanges` have the same. */
const LIST = 'changes';

const readPlace = ([registerId, seq, minute, lastName = null]: CursorPlace): ChangePlace => ({
  registerId: String(registerId),
  seq: Number(seq),
  minute: Number(minute),
  lastName: lastName === null ? null : String(lastName),
});

/** The cursors of the changes of a project. */
export interface ChangeCursors {
  /** The place of a cursor; null where none is given. */
  readonly read: (after: string | null | undefined) => ChangePlace | null;
  readonly write: (place: ChangePlace) => string;
}

/** The cursors of the changes of a project. They are opaque, and only this caller can use them. */
export const changeCursorsOf = (context: Context, projectKey: string): ChangeCursors => {
  const cursors = cursorsOf(context, LIST, projectKey);
  return {
    read: (after) => {
      const place = cursors.read(after);
      return place === null ? null : readPlace(place);
    },
    write: ({ registerId, seq, minute, lastName }) => cursors.write([registerId, seq, minute, lastName]),
  };
};
