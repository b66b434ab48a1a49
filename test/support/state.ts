import type { Backups } from '../../src/state/backups.ts';
import type { Feeds } from '../../src/state/feed.ts';
import type { Journal } from '../../src/state/journal.ts';
import type { KeptValues } from '../../src/state/kept-values.ts';
import { createMemoryState, type MemoryStateOptions } from '../../src/state/memory/state.ts';
import { areas, type Area, type State } from '../../src/state/state.ts';

/** A value as another process would read it. Throws where JSON does not say all of the value. */
const throughText = <Value>(value: Value): Value => {
  const text = JSON.stringify(value);
  const read = JSON.parse(text) as Value;
  if (!isSame(value, read)) throw new Error(`What is kept is no plain data: ${text.slice(0, 200)}`);
  return read;
};

const isSame = (left: unknown, right: unknown): boolean => {
  if (typeof left !== 'object' || left === null) return Object.is(left, right);
  if (typeof right !== 'object' || right === null) return false;
  if (Array.isArray(left)) {
    return Array.isArray(right) && left.length === right.length && left.every((item, at) => isSame(item, right[at]));
  }
  if (Object.getPrototypeOf(left) !== Object.prototype) return false;
  const given = Object.entries(left).filter(([, value]) => value !== undefined);
  return (
    given.length === Object.keys(right).length &&
    given.every(([key, value]) => isSame(value, (right as Record<string, unknown>)[key]))
  );
};

const plainValues = (values: KeptValues): KeptValues => ({
  ...values,
  get: async (space, name) => throughText(await values.get(space, name)),
  set: (space, name, value, options) => values.set(space, name, throughText(value), options),
  take: async (space, name) => throughText(await values.take(space, name)),
});

const plainFeeds = (feeds: Feeds): Feeds => ({
  ...feeds,
  append: (feed, entries) => feeds.append(feed, throughText(entries)),
  after: async (feed, seq) => throughText(await feeds.after(feed, seq)),
  latest: async (feed, keys) => throughText(await feeds.latest(feed, keys)),
});

const plainJournal = (journal: Journal): Journal => ({
  ...journal,
  begin: (entry, maxAgeMs) => journal.begin(throughText(entry), maxAgeMs),
  revise: (id, owner, change, maxAgeMs) => journal.revise(id, owner, throughText(change), maxAgeMs),
  get: async (id) => throughText(await journal.get(id)),
});

const plainBackups = (backups: Backups): Backups => ({
  ...backups,
  store: (space, backup, maxAgeMs) => backups.store(space, throughText(backup), maxAgeMs),
  find: async (space, id) => throughText(await backups.find(space, id)),
});

/**
 * A state in memory that reads and writes everything as text, as one that several processes share would. It refuses whatever
 * is not plain data, so that tests of the gateway over it show that the gateway keeps plain data only.
 */
export const createPlainState = (options: MemoryStateOptions): State => {
  const state = createMemoryState(options);
  const kept = areas.map((area): [Area, KeptValues] => [area, plainValues(state.kept[area])]);
  return {
    ...state,
    // `areas` are all areas.
    kept: Object.fromEntries(kept) as State['kept'],
    feeds: plainFeeds(state.feeds),
    journal: plainJournal(state.journal),
    backups: plainBackups(state.backups),
  };
};
