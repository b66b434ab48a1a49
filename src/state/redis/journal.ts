import { createBoundedMap } from '../bounded-map.ts';
import type { Journal, JournalChange, JournalEntry, JournalStage } from '../journal.ts';
import { ADOPT, BEGIN, FIND, LIVE, REVISE, UNENDED } from './journal-script.ts';
import type { RedisPort } from './kept-values.ts';
import type { Run } from './session.ts';
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

/** Seals and opens the parts of an entry. */
const createParts = ({ seal, names, now }: RedisPort) => {
  const idOf = (id: string): string => names.of('journal', id);
  const sealedPlace = (id: string): readonly string[] => ['journal', 'sealed', id];
  // It has the stage, so that nothing opens in an entry whose stage another program has changed.
  const notePlace = (id: string, stage: string): readonly string[] => ['journal', 'open', id, stage];
  // Where notes were sealed before their place had the stage. None is sealed there any more.
  const earlierNotePlace = (id: string): readonly string[] => ['journal', 'open', id];

  const sealSealed = (id: string, value: unknown): Buffer => seal.seal(sealedPlace(id), JSON.stringify(value));
  const sealNote = (id: string, stage: JournalStage, value: unknown): Buffer =>
    seal.seal(notePlace(id, stage), JSON.stringify(value));
  /** What was sealed at the first of these places that opens; undefined where none does. */
  const openAt = (reply: Reply | undefined, ...places: readonly (readonly string[])[]): unknown => {
    const bytes = bytesOf(reply);
    if (bytes === null) return undefined;
    for (const place of places) {
      const opened = seal.open(place, bytes);
      if (opened !== null) return JSON.parse(opened.toString());
    }
    return undefined;
  };
  return {
    idOf,
    sealSealed,
    sealNote,
    /** The `open` part of an entry in this stage; undefined where no gateway wrote that. */
    openNote: (id: string, stage: string, reply: Reply | undefined): unknown =>
      openAt(reply, notePlace(id, stage), earlierNotePlace(id)),
    openSealed: (id: string, reply: Reply | undefined): unknown => openAt(reply, sealedPlace(id)) ?? null,
    openName: (reply: Reply): string | null => {
      const bytes = bytesOf(reply);
      return bytes === null ? null : (seal.open(['journal', 'name'], bytes)?.toString() ?? null);
    },
    argsOf: (id: string, { owner, stage, open, sealed, until }: Written) => [
      idOf(id),
      seal.seal(['journal', 'name'], id),
      owner,
      Math.floor(until - now()),
      stage,
      sealNote(id, stage, open),
      sealSealed(id, sealed),
    ],
  };
};

/** A change that was made while Redis was away. */
interface Owed {
  readonly id: string;
  readonly owner: string;
  readonly change: JournalChange;
  readonly until: number;
}

/** What this gateway wrote, as far as there is room, and until when its owners live. */
const createMemory = (now: () => number) => {
  const ids = new Set<string>();
  const written = createBoundedMap<Written>({ maxBytes: WRITTEN_BYTES, now, onGone: (id) => ids.delete(id) });
  const lives = new Map<string, number>();
  return {
    get: written.get,
    note: (id: string, entry: Written): void => {
      ids.add(id);
      written.set(id, entry, JSON.stringify([entry.open, entry.sealed]).length, entry.until - now());
      if (written.get(id) === undefined) ids.delete(id);
    },
    entries: (): readonly (readonly [id: string, entry: Written])[] =>
      [...ids].flatMap((id) => {
        const entry = written.get(id);
        return entry === undefined ? [] : [[id, entry] as const];
      }),
    live: (owner: string, maxAgeMs: number): void => {
      if (maxAgeMs > 0) lives.set(owner, now() + maxAgeMs);
      else lives.delete(owner);
      for (const [other, until] of lives) if (until <= now()) lives.delete(other);
    },
    lives: (): readonly (readonly [owner: string, until: number])[] => [...lives].filter(([, until]) => until > now()),
  };
};

const keysIn = ({ session }: RedisPort) => ({
  start: session.key('journal:entry:'),
  list: session.key('journal:unended'),
  owners: session.key('journal:owners'),
});

/** What can be done with entries of others. */
const createFinding = (
  port: RedisPort,
  { openName }: ReturnType<typeof createParts>,
): Pick<Journal, 'orphans' | 'adopt' | 'unended'> => {
  const { session, scripts, names } = port;
  const { start, list, owners } = keysIn(port);
  const [unended, adopt] = [scripts.guarded(UNENDED), scripts.guarded(ADOPT)];
  return {
    orphans: async (limit) => {
      const [, found] = listOf(await session.run(unended, [list, owners], [start, limit]));
      return listOf(found).flatMap((name) => openName(name) ?? []);
    },
    adopt: async (id, from, to) =>
      numberOf(await session.run(adopt, [`${start}${names.of('journal', id)}`, owners], [from, to])) === 1,
    unended: async () => numberOf(listOf(await session.run(unended, [list, owners], [start, 0]))[0]),
  };
};

/** Changes of entries, also of those that ended while Redis was away. */
const createRevision = (
  port: RedisPort,
  { idOf, sealNote, sealSealed }: ReturnType<typeof createParts>,
  memory: ReturnType<typeof createMemory>,
) => {
  const { session, scripts, now } = port;
  const { start, list } = keysIn(port);
  const script = scripts.guarded(REVISE);
  const owed = new Map<string, Owed>();

  const reviseBy = async (run: Run, id: string, owner: string, change: JournalChange, maxAgeMs: number) => {
    const { stage, open, sealed } = change;
    const sealing = sealed === undefined ? ['stays', ''] : ['changes', sealSealed(id, sealed)];
    const args = [idOf(id), owner, Math.floor(maxAgeMs), stage, sealNote(id, stage, open), ...sealing];
    const isDone = numberOf(await run(script, [`${start}${idOf(id)}`, list], args)) === 1;
    const before = memory.get(id);
    const kept = sealed === undefined ? before?.sealed : sealed;
    if (isDone && before !== undefined) memory.note(id, { owner, stage, open, sealed: kept, until: now() + maxAgeMs });
    return isDone;
  };

  const revise: Journal['revise'] = async (id, owner, change, maxAgeMs) => {
    try {
      return await reviseBy(session.run, id, owner, change, maxAgeMs);
    } catch (error) {
      if (change.stage === 'ended') owed.set(id, { id, owner, change, until: now() + maxAgeMs });
      throw error;
    }
  };

  return {
    revise,
    /** How writes ended while Redis was away. Whoever has taken one over meanwhile finds that out without it. */
    settle: async (run: Run): Promise<void> => {
      for (const { id, owner, change, until } of [...owed.values()]) {
        await reviseBy(run, id, owner, change, until - now());
        owed.delete(id);
      }
    },
  };
};

/** The journal of all gateways that share one Redis. Throws `StateUnavailable` while Redis is away. */
export const createJournal = (port: RedisPort): Journal => {
  const { session, scripts, now } = port;
  const { guarded } = scripts;
  const [begin, find, live] = [guarded(BEGIN), guarded(FIND), guarded(LIVE)];
  const { start, list, owners } = keysIn(port);
  const parts = createParts(port);
  const { idOf, openNote, openSealed, argsOf } = parts;
  const memory = createMemory(now);
  const { revise, settle } = createRevision(port, parts, memory);
  const keyOf = (id: string): string => `${start}${idOf(id)}`;

  const putBack = async (run: Run): Promise<void> => {
    // Before their entries, so that nobody takes these over meanwhile.
    for (const [owner, until] of memory.lives()) await run(live, [owners], [owner, Math.floor(until - now())]);
    for (const [id, entry] of memory.entries()) await run(begin, [keyOf(id), list], argsOf(id, entry));
  };

  session.onRejoin(async (run, { isNew }) => {
    if (isNew) await putBack(run);
    await settle(run);
  });

  return {
    ...createFinding(port, parts),
    revise,
    begin: async ({ id, owner, open, sealed }, maxAgeMs) => {
      const entry: Written = { owner, stage: 'begun', open, sealed, until: now() + maxAgeMs };
      const isNew = numberOf(await session.run(begin, [keyOf(id), list], argsOf(id, entry))) === 1;
      if (isNew) memory.note(id, entry);
      return isNew;
    },
    get: async <Open, Sealed>(id: string) => {
      const [owner, stageText, note, sealed] = listOf(await session.run(find, [keyOf(id)], []));
      if (owner === undefined) return null;
      const stage = textOf(stageText) ?? '';
      const open = openNote(id, stage, note);
      return {
        id,
        owner: textOf(owner) ?? '',
        stage,
        open: open ?? null,
        sealed: openSealed(id, sealed),
        isGenuine: open !== undefined,
        // It was written by this port, under this id, as who reads it knows.
      } as JournalEntry<Open, Sealed>;
    },
    live: async (owner, maxAgeMs) => {
      memory.live(owner, maxAgeMs);
      await session.run(live, [owners], [owner, Math.floor(maxAgeMs)]);
    },
  };
};
