import { LONGEST_SPAN_MS, type CallLimits } from '../recent-calls.ts';
import type { Database } from './database.ts';

const prepareAll = ({ prepare }: Database) => ({
  put: prepare<{ id: number }>(
    `INSERT INTO call (id, host, calls, ended_at) VALUES (?, ?, ?, NULL)
     ON CONFLICT (id) DO UPDATE SET calls = excluded.calls RETURNING id`,
  ),
  remove: prepare('DELETE FROM call WHERE id = ?'),
  addEnded: prepare('INSERT INTO call (host, calls, ended_at) VALUES (?, ?, ?)'),
});

/** A database that fails must stop no call: this process counts in its memory too. What fails is counted only there. */
export const attempt = <Result>(work: () => Result): Result | undefined => {
  try {
    return work();
  } catch {
    return undefined;
  }
};

/** How many ends are noted at once. A commit for each end would be a tenth of the cost of a small read. */
const ENDS_AT_ONCE = 64;
/** How many calls are booked at once at most, for the same reason. */
const MOST_IN_ADVANCE = 64;
/** Of the calls that a rate allows, how many may be booked in advance. After a kill so many are lost to it for its span. */
const SHARE_IN_ADVANCE = 1 / 20;
/** Ends are noted by the second, rounded up: a call may count for that much longer after a restart. */
const GRAIN_MS = 1_000;

/** How many calls are booked in the file at once. One where no rate is given, so that there is nothing to have a share of. */
const bookedAtOnce = ({ rates }: CallLimits): number => {
  const smallest = Math.min(...rates.map(({ calls }) => calls));
  if (!Number.isFinite(smallest)) return 1;
  return Math.max(1, Math.min(MOST_IN_ADVANCE, Math.floor(smallest * SHARE_IN_ADVANCE)));
};

/** What the file is to have of one host. */
class HostRow {
  readonly host: string;
  /** The row that has the calls without an end; null where there is none. */
  id: number | null = null;
  /** Calls that are booked in the file and not made. */
  stock = 0;
  readonly open = new Set<string>();
  /** How many calls ended by a second and are not noted. */
  readonly ends = new Map<number, number>();
  /** Whether a call began since the last note. */
  isUsed = false;

  constructor(host: string) {
    this.host = host;
  }

  end(endedAt: number): void {
    const second = Math.ceil(endedAt / GRAIN_MS) * GRAIN_MS;
    this.ends.set(second, (this.ends.get(second) ?? 0) + 1);
  }

  get ending(): number {
    return [...this.ends.values()].reduce((sum, calls) => sum + calls, 0);
  }

  /** Forgets ends that no rate asks for any more. They are left where the file takes nothing for a while. */
  forgetUntil(moment: number): void {
    for (const second of this.ends.keys()) if (second <= moment) this.ends.delete(second);
  }
}

/**
 * Notes in the file what this process has called, for the process after it. At every moment the file counts each call that this
 * process counts, and for at least as long. Calls are booked a few at a time, and each of these counts as made after a kill.
 */
export class CallLog {
  readonly #database: Database;
  readonly #date: () => number;
  readonly #statements: ReturnType<typeof prepareAll>;
  readonly #rows = new Map<string, HostRow>();
  /** How many ends are not noted. */
  #pending = 0;

  constructor(database: Database, date: () => number) {
    this.#database = database;
    this.#date = date;
    this.#statements = prepareAll(database);
  }

  /** Notes a call before it is sent. */
  begin(host: string, call: string, limits: CallLimits): void {
    const row = this.#rowOf(host);
    row.isUsed = true;
    if (row.stock === 0) this.#book(row, bookedAtOnce(limits));
    row.stock = Math.max(0, row.stock - 1);
    row.open.add(call);
  }

  /** Notes, a little later, that a call has ended. */
  end(host: string, call: string): void {
    const row = this.#rows.get(host);
    if (row?.open.delete(call) !== true) return;
    row.end(this.#date());
    this.#pending += 1;
    if (this.#pending >= ENDS_AT_ONCE) this.#note(({ isUsed }) => isUsed);
  }

  /** Takes a call back that was not sent. It is in the file, and the next call takes its place. */
  takeBack(host: string, call: string): void {
    const row = this.#rows.get(host);
    if (row?.open.delete(call) === true) row.stock += 1;
  }

  /** Notes all that is not in the file yet, and books nothing in advance any more. */
  settle(): void {
    this.#note(() => false);
  }

  #rowOf(host: string): HostRow {
    const known = this.#rows.get(host);
    if (known !== undefined) return known;
    const row = new HostRow(host);
    this.#rows.set(host, row);
    return row;
  }

  #book(row: HostRow, advance: number): void {
    // Ends that are not noted are in this row too, until they have rows of their own.
    const id = attempt(() => this.#put(row, row.open.size + row.ending + advance));
    if (id === undefined) return;
    row.id = id;
    row.stock = advance;
  }

  /** Notes ends, and what of each host is left without one. What the file does not take is noted with the next ends. */
  #note(keepsStock: (row: HostRow) => boolean): void {
    this.#pending = 0;
    const rows = [...this.#rows.values()];
    const oldest = this.#date() - LONGEST_SPAN_MS;
    for (const row of rows) row.forgetUntil(oldest);
    const write = (row: HostRow) => ({ row, id: this.#write(row, keepsStock(row)) });
    const written = attempt(() => this.#database.transact(() => rows.map(write)));
    for (const { row, id } of written ?? []) {
      row.id = id;
      row.ends.clear();
      if (!keepsStock(row)) row.stock = 0;
      row.isUsed = false;
      if (id === null) this.#rows.delete(row.host);
    }
  }

  /** Writes the rows of a host, and returns the id of its row without an end. A host that nobody calls any more has none. */
  #write(row: HostRow, keepsStock: boolean): number | null {
    for (const [second, calls] of row.ends) this.#statements.addEnded.run(row.host, calls, second);
    const left = row.open.size + (keepsStock ? row.stock : 0);
    if (left > 0) return this.#put(row, left);
    if (row.id !== null) this.#statements.remove.run(row.id);
    return null;
  }

  #put({ id, host }: HostRow, calls: number): number | null {
    return this.#statements.put.get(id, host, calls)?.id ?? null;
  }
}
