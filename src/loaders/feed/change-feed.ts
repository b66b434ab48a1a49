import type { FeedEntry as KeptEntry, Feeds, NewFeedEntry } from '../../state/feed.ts';
import type { Minute } from './minute.ts';

/** What has become of a record. */
export type ChangeKind = 'CREATED' | 'UPDATED' | 'DELETED' | 'RENAMED';

/** What the gateway noticed of a record. */
export interface Noticed {
  readonly name: string;
  readonly isPresent: boolean;
  /** The record was not there, under this name, at the look before. */
  readonly isNew: boolean;
  /** The name that the record had before, which is gone with this; null but for a rename. */
  readonly previousName: string | null;
  /** When the log says that it happened, on the server's clock; null when the log does not say. */
  readonly at: Minute | null;
  /** Whoever has not received this yet must have the log read from this minute on. */
  readonly since: Minute;
}

/** What the gateway noticed of a record, and its place in the feed. */
export interface FeedEntry extends Noticed {
  readonly seq: number;
  /** The number at which a record of this name last came; 0 for one that was there from the beginning. */
  readonly appeared: number;
}

/** An entry as it is kept under the record's name. A rename is two: one under each name, one behind the other. */
interface Value extends Omit<Noticed, 'name'> {
  /** The name that the record has since; null but for the name that went with a rename. */
  readonly renamedTo: string | null;
  /** As {@link FeedEntry.appeared}, of an entry that is not new itself. */
  readonly appeared: number;
}

type Entry = KeptEntry<Value>;

/**
 * What became of records, in the order in which the gateway noticed it. The feed keeps the latest entry of each name, behind
 * all earlier ones. So a caller who received everything up to a number receives every later change by greater numbers.
 */
export interface ChangeFeed {
  readonly append: (noticed: readonly Noticed[]) => Promise<void>;
  /** The entries behind a number, in order. */
  readonly after: (seq: number) => Promise<readonly FeedEntry[]>;
  /** The number of the newest entry; 0 when there was none. */
  readonly last: () => Promise<number>;
}

/** What an entry means to a caller who received everything up to a number. */
export const kindOf = ({ isPresent, previousName, appeared }: FeedEntry, seq: number): ChangeKind => {
  if (!isPresent) return 'DELETED';
  if (previousName !== null) return 'RENAMED';
  return appeared > seq ? 'CREATED' : 'UPDATED';
};

const appearedOf = ({ seq, value }: Entry): number => (value.isNew ? seq : value.appeared);

/** Entries of what was noticed of one record, by the names that it concerns. */
const entriesOf = ({ name, ...noticed }: Noticed, appeared: (name: string) => number): NewFeedEntry<Value>[] => {
  const { previousName } = noticed;
  const entry = { key: name, value: { ...noticed, renamedTo: null, appeared: appeared(name) } };
  if (previousName === null) return [entry];
  const value = { ...noticed, previousName: null, isPresent: false, isNew: false, renamedTo: name };
  return [{ key: previousName, value: { ...value, appeared: appeared(previousName) } }, entry];
};

/** Whether two entries are the two halves of one rename, and neither name had another entry since. */
const isRename = (gone: Entry | undefined, come: Entry | undefined): boolean =>
  gone !== undefined &&
  come !== undefined &&
  gone.seq + 1 === come.seq &&
  gone.value.renamedTo === come.key &&
  come.value.previousName === gone.key;

/** Entries as a caller receives them: the two halves of a rename are one. */
const readEntries = (entries: readonly Entry[]): FeedEntry[] => {
  const byName = new Map(entries.map((entry) => [entry.key, entry]));
  return entries.flatMap((entry) => {
    const { renamedTo, previousName, ...value } = entry.value;
    if (renamedTo !== null && isRename(entry, byName.get(renamedTo))) return [];
    const isWhole = previousName !== null && isRename(byName.get(previousName), entry);
    const { key: name, seq } = entry;
    return [{ ...value, name, seq, appeared: appearedOf(entry), previousName: isWhole ? previousName : null }];
  });
};

/** The feed of one register, by its id. */
export const openChangeFeed = (feeds: Feeds, id: string): ChangeFeed => ({
  append: async (noticed) => {
    if (noticed.length === 0) return;
    const names = noticed.flatMap(({ name, previousName }) => (previousName === null ? [name] : [name, previousName]));
    const before = await feeds.latest<Value>(id, names);
    const appeared = new Map(before.map((entry) => [entry.key, appearedOf(entry)]));
    await feeds.append(
      id,
      noticed.flatMap((one) => entriesOf(one, (name) => appeared.get(name) ?? 0)),
    );
  },
  after: async (seq) => readEntries(await feeds.after<Value>(id, seq)),
  last: async () => (await feeds.last(id)) ?? 0,
});
