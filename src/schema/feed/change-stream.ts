import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../context.ts';
import type { Design } from '../../graph/design/design.ts';
import type { PlacedChange } from '../../loaders/feed/change-page.ts';
import type { ChangeReader, ReadChanges } from '../../loaders/feed/change-reader.ts';
import { identifiersOf } from '../../loaders/identifier-read.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { rowsByName, type RecordQuery } from '../../loaders/record/query.ts';
import { redcapName } from '../../redcap/method.ts';
import { exportRecords } from '../../redcap/methods/record.ts';
import { selectedNeed, wholeRecord } from '../record/need.ts';
import { selectionsOf } from '../selection.ts';
import { changeCursorsOf, type ChangeCursors } from './change-cursor.ts';
import { loadChanges, type ChangeShape } from './change.ts';

/** One event of a subscription to changes. */
export interface ChangeEventShape {
  readonly cursor: string;
  readonly namesChecked: boolean;
  readonly matches: boolean;
  readonly change: ChangeShape | null;
}

/** An event as the gateway sends it: its id is the cursor, by which a client goes on after it was cut off. */
interface SentEvent {
  readonly eventId: string;
  readonly recordChanges: ChangeEventShape;
}

/** Which changes a caller follows. */
export interface FollowedChanges {
  /** The cursor behind which the changes begin; from now on where there is none. */
  readonly after: string | null | undefined;
  /** Which records count, by the design as it is; null for all. */
  readonly query: (design: Design) => Promise<RecordQuery> | RecordQuery | null;
}

/** That names were handed on is noted where the dictionary marks them as identifiers. */
const noteNames = async (source: ProjectSource, design: Design, changes: readonly PlacedChange[]): Promise<void> => {
  const field = identifiersOf(design).fieldOf(design.recordIdField.fieldName);
  if (field === undefined) return;
  const records = changes.map(({ name }) => name);
  await source.noteRead({ redcap: redcapName(exportRecords), records, fields: [field], rows: records.length });
};

/** The names of records that a query selects; null where it selects all. */
const selectNames = async (
  source: ProjectSource,
  query: RecordQuery | null,
  changes: readonly PlacedChange[],
): Promise<Pick<ReadonlySet<string>, 'has'> | null> => {
  const names = changes.flatMap(({ kind, name }) => (kind === 'DELETED' ? [] : [name]));
  if (query === null || names.length === 0) return null;
  return rowsByName(await source.records.list({ ...query, names }));
};

/** What a stream is made with. */
interface StreamParts {
  readonly source: ProjectSource;
  readonly reader: ChangeReader;
  readonly cursors: ChangeCursors;
  readonly followed: FollowedChanges;
  readonly context: Context;
  readonly info: GraphQLResolveInfo;
}

/**
 * The events of one subscription. Changes are loaded in batches, each with the rights and the design of that moment, and none is
 * loaded before the client has taken those before it. This is no generator, which could not be left while it waits.
 */
class ChangeStream implements AsyncIterableIterator<SentEvent> {
  readonly #parts: StreamParts;
  #events: SentEvent[];

  constructor(parts: StreamParts, begun: ReadChanges) {
    this.#parts = parts;
    this.#events = [this.#bare(begun)];
  }

  async next(): Promise<IteratorResult<SentEvent, undefined>> {
    for (;;) {
      const event = this.#events.shift();
      if (event !== undefined) return { done: false, value: event };
      const read = await this.#parts.reader.next();
      if (read === null) return { done: true, value: undefined };
      this.#events = read.changes.length === 0 ? [this.#bare(read)] : await this.#load(read);
    }
  }

  return(): Promise<IteratorResult<SentEvent, undefined>> {
    this.#parts.reader.leave();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** An event without a change. */
  #bare({ place, namesChecked }: ReadChanges): SentEvent {
    const cursor = this.#parts.cursors.write(place);
    return { eventId: cursor, recordChanges: { cursor, namesChecked, matches: true, change: null } };
  }

  async #load({ changes, namesChecked }: ReadChanges): Promise<SentEvent[]> {
    const { source, cursors, followed, context, info } = this.#parts;
    // Each batch has the time of a request to itself, and reads anew.
    context.deadline.renew();
    source.records.forget();
    const design = await source.design();
    const query = await followed.query(design);
    const need = selectedNeed(selectionsOf(info), wholeRecord(design));
    const [{ nodes }, selected] = await Promise.all([
      loadChanges(source, design, changes, need),
      selectNames(source, query, changes),
      noteNames(source, design, changes),
    ]);
    return nodes.flatMap((change, index): SentEvent[] => {
      const matches = change.kind === 'DELETED' || selected === null || selected.has(change.name);
      // A new record that does not match was reported to nobody. Another one may have matched before.
      if (!matches && change.kind === 'CREATED') return [];
      const cursor = cursors.write(change.place);
      const isChecked = namesChecked || index > 0;
      return [{ eventId: cursor, recordChanges: { cursor, namesChecked: isChecked, matches, change } }];
    });
  }
}

const never = new AbortController().signal;

/** Follows the changes of a project for one subscription. Waits until it is known where they begin. */
export const followChanges = async (
  source: ProjectSource,
  followed: FollowedChanges,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<AsyncIterableIterator<SentEvent>> => {
  const cursors = changeCursorsOf(context, source.key);
  // A client that was cut off sends the same document again, with the id of the last event that it has received.
  const after = cursors.read(context.lastEventId ?? followed.after);
  await followed.query(await source.design());
  const reader = source.followChanges(after, context.signal ?? never);
  try {
    return new ChangeStream({ source, reader, cursors, followed, context, info }, await reader.begin());
  } catch (error) {
    reader.leave();
    throw error;
  }
};
