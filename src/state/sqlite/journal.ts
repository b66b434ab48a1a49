import { StateFailure } from '../failure.ts';
import type { Journal, JournalStage } from '../journal.ts';
import { createLives } from '../memory/journal.ts';
import type { Seal } from '../seal.ts';
import type { StateClock } from '../clock.ts';
import type { Database } from './database.ts';
import { ageOf, type FreedRow } from './room.ts';

export interface JournalOptions {
  readonly database: Database;
  readonly seal: Seal;
  readonly clock: StateClock;
  /** The most that the entries may hold that have not ended, and as much for those that have. */
  readonly maxBytes: number;
}

interface Row {
  readonly owner: string;
  readonly stage: JournalStage;
  readonly open: string;
  readonly sealed: Uint8Array | null;
  readonly bytes: number;
  readonly proof: string | null;
}

/** So many entries that have ended make room at once for a new one. */
const EVICTED = 20;
/** The entries that have not ended. They are few, and SQLite would look through all of one age otherwise. */
export const UNENDED = "FROM journal INDEXED BY journal_unended WHERE stage <> 'ended'";

const prepareAll = ({ prepare }: Database) => ({
  find: prepare<Row>('SELECT owner, stage, open, sealed, bytes, proof FROM journal WHERE id = ? AND until > ?'),
  add: prepare(
    "INSERT OR REPLACE INTO journal (id, owner, stage, open, sealed, bytes, max_age, until, proof) VALUES (?, ?, 'begun', ?, ?, ?, ?, ?, ?)",
  ),
  revise: prepare(
    'UPDATE journal SET stage = ?, open = ?, sealed = ?, bytes = ?, max_age = ?, until = ?, proof = ? WHERE id = ?',
  ),
  adopt: prepare('UPDATE journal SET owner = ? WHERE id = ?'),
  unended: prepare<{ id: string; owner: string }>(`SELECT id, owner ${UNENDED} AND until > ? ORDER BY place`),
  count: prepare<{ count: number }>(`SELECT count(*) AS count ${UNENDED} AND until > ?`),
  sizeOfUnended: prepare<FreedRow>(`SELECT total(bytes) AS bytes ${UNENDED}`),
  sizeOfEnded: prepare<FreedRow>("SELECT total(bytes) AS bytes FROM journal WHERE stage = 'ended'"),
  removeOldest: prepare<FreedRow>(
    "DELETE FROM journal WHERE place IN (SELECT place FROM journal WHERE stage = 'ended' ORDER BY place LIMIT ?) RETURNING bytes",
  ),
});

/** Proves that a gateway with the secret wrote this stage and this text into the entry. What is sealed proves itself. */
const proofOf = (seal: Seal, id: string, stage: JournalStage, open: string): string =>
  seal.hide(JSON.stringify(['journal', id, stage, open]));

/** So many entries are proven at once. */
const PROVEN_AT_ONCE = 1_000;

/** Takes all entries of the file for genuine. For a file from before there were proofs. */
export const proveEntries = ({ prepare }: Database, seal: Seal): void => {
  const next = prepare<{ place: number; id: string; stage: JournalStage; open: string }>(
    'SELECT place, id, stage, open FROM journal WHERE place > ? ORDER BY place LIMIT ?',
  );
  const prove = prepare('UPDATE journal SET proof = ? WHERE place = ?');
  for (let last = -1, rows = next.all(last, PROVEN_AT_ONCE); rows.length > 0; rows = next.all(last, PROVEN_AT_ONCE)) {
    for (const { place, id, stage, open } of rows) {
      prove.run(proofOf(seal, id, stage, open), place);
      last = place;
    }
  }
};

/** Seals what an entry says of participants, and opens it again. */
const createEnvelope = (seal: Seal) => {
  const place = (id: string): readonly string[] => ['journal', id];
  return {
    close: (id: string, content: unknown): Buffer | null =>
      content === null ? null : seal.seal(place(id), JSON.stringify(content)),
    open: (id: string, sealed: Uint8Array | null): unknown => {
      const content = sealed === null ? null : seal.open(place(id), sealed);
      return content === null ? null : JSON.parse(content.toString());
    },
  };
};

/** The room of the entries. None that has not ended makes room for another. */
const createRooms = ({ meter }: Database, statements: ReturnType<typeof prepareAll>, maxBytes: number) => {
  const unended = meter(() => statements.sizeOfUnended.get()?.bytes ?? 0);
  const ended = meter(() => statements.sizeOfEnded.get()?.bytes ?? 0);
  const makeRoom = (bytes: number): void => {
    while (ended.bytes() + bytes > maxBytes) {
      const gone = statements.removeOldest.all(EVICTED);
      if (gone.length === 0) return;
      ended.free(gone);
    }
  };
  return {
    begin: (bytes: number): void => {
      if (unended.bytes() + bytes > maxBytes) throw new StateFailure('full');
      unended.add(bytes);
    },
    /** Counts an entry anew that has changed; one that has ended takes room beside others that have. */
    revise: (before: number, after: number, stage: JournalStage): void => {
      unended.add((stage === 'ended' ? 0 : after) - before);
      if (stage !== 'ended') return;
      makeRoom(after);
      ended.add(after);
    },
  };
};

/** The journal in the file of the state. Its sealed half says nothing to who has the file and not the secret. */
export const createJournal = ({ database, seal, clock, maxBytes }: JournalOptions): Journal => {
  const statements = prepareAll(database);
  const { date } = clock;
  // The file belongs to this process alone, so that nobody lives who has shown it to another.
  const { lives, show } = createLives(clock.now);
  const envelope = createEnvelope(seal);
  const rooms = createRooms(database, statements, maxBytes);

  /** The entry with this id, while it can be changed by its owner. */
  const findOwn = (id: string, owner: string): Row | undefined => {
    const row = statements.find.get(id, date());
    return row?.owner === owner && row.stage !== 'ended' ? row : undefined;
  };

  return {
    begin: async ({ id, owner, open: given, sealed: content }, maxAgeMs) => {
      const [open, sealed, age] = [JSON.stringify(given), envelope.close(id, content), ageOf(maxAgeMs)];
      const size = open.length + (sealed?.length ?? 0);
      return database.change(() => {
        if (statements.find.get(id, date()) !== undefined) return false;
        rooms.begin(size);
        const proof = proofOf(seal, id, 'begun', open);
        return statements.add.run(id, owner, open, sealed, size, age, date() + age, proof) === 1;
      });
    },
    revise: async (id, owner, { stage, open: given, sealed: content }, maxAgeMs) => {
      const [open, age] = [JSON.stringify(given), ageOf(maxAgeMs)];
      const closed = content === undefined ? undefined : envelope.close(id, content);
      return database.change(() => {
        const row = findOwn(id, owner);
        if (row === undefined) return false;
        const sealed = closed === undefined ? row.sealed : closed;
        const size = open.length + (sealed?.byteLength ?? 0);
        rooms.revise(row.bytes, size, stage);
        const proof = proofOf(seal, id, stage, open);
        return statements.revise.run(stage, open, sealed, size, age, date() + age, proof, id) === 1;
      });
    },
    get: async <Open, Sealed>(id: string) => {
      const row = statements.find.get(id, date());
      if (row === undefined) return Promise.resolve(null);
      const { owner, stage } = row;
      const isGenuine = row.proof === proofOf(seal, id, stage, row.open);
      // Whoever asks for the entry knows what was written into it.
      const open = (isGenuine ? JSON.parse(row.open) : null) as Open;
      const sealed = envelope.open(id, row.sealed) as Sealed | null;
      return Promise.resolve({ id, owner, stage, open, sealed, isGenuine });
    },
    orphans: async (limit) => {
      const orphaned = statements.unended.all(date()).filter(({ owner }) => !lives(owner));
      return Promise.resolve(orphaned.slice(0, limit).map(({ id }) => id));
    },
    adopt: async (id, from, to) =>
      database.change(() => findOwn(id, from) !== undefined && !lives(from) && statements.adopt.run(to, id) === 1),
    live: async (owner, maxAgeMs) => Promise.resolve(show(owner, maxAgeMs)),
    unended: async () => Promise.resolve(statements.count.get(date())?.count ?? 0),
  };
};
