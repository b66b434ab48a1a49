import { createBoundedMap } from '../bounded-map.ts';
import type { Journal, JournalEntry, JournalStage } from '../journal.ts';
import { ADOPT, BEGIN, FIND, LIVE, REVISE, UNENDED } from './journal-script.ts';
import type { RedisPort } from './kept-values.ts';
import { bytesOf, listOf, numberOf, textOf, type Reply } from './reply.ts';

/** What this gateway wrote of an entry last, to be put back when Redis has lost it. */
interface Written {
  readonly owner: string;
  readonly stage: JournalStage;
  readonly open: unknown;
  readonly sealed: unknown;
  readonly until: number;
}

/** Room for what would be put back. */
const WRITTEN_BYTES = 60_000_000;

/** The journal of all gateways that share one Redis. Throws `StateUnavailable` while Redis is away. */
export const createJournal = ({ session, scripts: { guarded }, seal, names, now }: RedisPort): Journal => {
  const [begin, revise, find] = [guarded(BEGIN), guarded(REVISE), guarded(FIND)];
  const [unended, adopt, live] = [guarded(UNENDED), guarded(ADOPT), guarded(LIVE)];
  const start = session.key('journal:entry:');
  const [list, owners] = [session.key('journal:unended'), session.key('journal:owners')];
  const written = createBoundedMap<Written>({ maxBytes: WRITTEN_BYTES, now });
  const ids = new Set<string>();
  const lives = new Map<string, number>();

  const idOf = (id: string): string => names.of('journal', id);
  const keyOf = (id: string): string => `${start}${idOf(id)}`;
  const sealPart = (part: string, id: string, value: unknown): Buffer =>
    seal.seal(['journal', part, id], JSON.stringify(value));
  const openPart = (part: string, id: string, reply: Reply | undefined): unknown => {
    const bytes = bytesOf(reply);
    const opened = bytes === null ? null : seal.open(['journal', part, id], bytes);
    return opened === null ? null : JSON.parse(opened.toString());
  };
  const openName = (reply: Reply): string | null => {
    const bytes = bytesOf(reply);
    return bytes === null ? null : (seal.open(['journal', 'name'], bytes)?.toString() ?? null);
  };

  const argsOf = (id: string, { owner, stage, open, sealed, until }: Written) => [
    idOf(id),
    seal.seal(['journal', 'name'], id),
    owner,
    Math.floor(until - now()),
    stage,
    sealPart('open', id, open),
    sealPart('sealed', id, sealed),
  ];

  const note = (id: string, entry: Written): void => {
    ids.add(id);
    written.set(id, entry, JSON.stringify([entry.open, entry.sealed]).length, entry.until - now());
    for (const known of ids) if (written.get(known) === undefined) ids.delete(known);
  };

  session.onRejoin(async (run, { isNew }) => {
    if (!isNew) return;
    // Before their entries, so that nobody takes these over meanwhile.
    for (const [owner, until] of lives) if (until > now()) await run(live, [owners], [owner, Math.floor(until - now())]);
    for (const id of ids) {
      const entry = written.get(id);
      if (entry !== undefined) await run(begin, [keyOf(id), list], argsOf(id, entry));
    }
  });

  return {
    begin: async ({ id, owner, open, sealed }, maxAgeMs) => {
      const entry: Written = { owner, stage: 'begun', open, sealed, until: now() + maxAgeMs };
      const isNew = numberOf(await session.run(begin, [keyOf(id), list], argsOf(id, entry))) === 1;
      if (isNew) note(id, entry);
      return isNew;
    },
    revise: async (id, owner, { stage, open, sealed }, maxAgeMs) => {
      const change = sealed === undefined ? ['stays', ''] : ['changes', sealPart('sealed', id, sealed)];
      const args = [idOf(id), owner, Math.floor(maxAgeMs), stage, sealPart('open', id, open), ...change];
      const isDone = numberOf(await session.run(revise, [keyOf(id), list], args)) === 1;
      const before = written.get(id);
      if (isDone && before !== undefined) {
        note(id, { owner, stage, open, sealed: sealed === undefined ? before.sealed : sealed, until: now() + maxAgeMs });
      }
      return isDone;
    },
    get: async <Open, Sealed>(id: string) => {
      const [owner, stage, open, sealed] = listOf(await session.run(find, [keyOf(id)], []));
      if (owner === undefined) return null;
      return {
        id,
        owner: textOf(owner) ?? '',
        stage: textOf(stage) ?? '',
        open: openPart('open', id, open),
        sealed: openPart('sealed', id, sealed),
        // It was written by this port, under this id, as who reads it knows.
      } as JournalEntry<Open, Sealed>;
    },
    orphans: async (limit) => {
      const [, found] = listOf(await session.run(unended, [list, owners], [start, limit]));
      return listOf(found).flatMap((name) => openName(name) ?? []);
    },
    adopt: async (id, from, to) => numberOf(await session.run(adopt, [keyOf(id), owners], [from, to])) === 1,
    live: async (owner, maxAgeMs) => {
      for (const [other, until] of lives) if (until <= now()) lives.delete(other);
      if (maxAgeMs > 0) lives.set(owner, now() + maxAgeMs);
      else lives.delete(owner);
      await session.run(live, [owners], [owner, Math.floor(maxAgeMs)]);
    },
    unended: async () => numberOf(listOf(await session.run(unended, [list, owners], [start, 0]))[0]),
  };
};
