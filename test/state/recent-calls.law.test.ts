import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecentCalls } from '../../src/state/recent-calls.ts';
import type { SqliteState } from '../../src/state/sqlite/state.ts';
import { createFolder, openIn } from '../support/data-folder.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { runs } from '../support/runs.ts';

const MINUTE = 60_000;
const HOSTS = ['h', 'g'] as const;
type Host = (typeof HOSTS)[number];

/** The most that is booked in advance at once, and how much longer an end may count after a restart. */
const [MOST_IN_ADVANCE, GRAIN_MS] = [64, 1_000];

/** A call that a host was really sent. */
interface MadeCall {
  readonly host: Host;
  readonly call: string;
  endedAt: number | null;
}

type Step =
  | { readonly kind: 'begin'; readonly host: Host; readonly count: number }
  | { readonly kind: 'arrive' | 'give back'; readonly count: number }
  | { readonly kind: 'wait'; readonly ms: number };

/** What one process does, and how it ends. */
interface Life {
  readonly limit: number;
  readonly steps: readonly Step[];
  readonly end: 'killed' | 'closed';
}

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('begin' as const),
    host: fc.constantFrom(...HOSTS),
    count: fc.integer({ min: 1, max: 90 }),
  }),
  fc.record({
    kind: fc.constantFrom('arrive' as const, 'give back' as const),
    count: fc.integer({ min: 1, max: 90 }),
  }),
  fc.record({
    kind: fc.constant('wait' as const),
    ms: fc.oneof(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1, max: 40_000 })),
  }),
);

const life: fc.Arbitrary<Life> = fc.record({
  limit: fc.constantFrom(3, 200, 500, 100_000, 100_000),
  steps: fc.array(step, { maxLength: 25 }),
  end: fc.constantFrom('killed' as const, 'closed' as const),
});

/** The calls of several processes with the same folder, as they really were. */
class History {
  readonly #clock: FakeClock;
  #calls: MadeCall[] = [];
  /** How many calls may count that were never made. */
  spare = 0;
  #givenBack = 0;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  /** Lets a process do what it does. */
  async live(recentCalls: RecentCalls, { limit, steps }: Life): Promise<void> {
    for (const one of steps) {
      if (one.kind === 'wait') await this.#clock.advance(one.ms);
      else if (one.kind === 'begin') await this.#begin(recentCalls, one.host, limit, one.count);
      else for (const made of this.#open().slice(0, one.count)) await this.#end(recentCalls, made, one.kind);
    }
  }

  /** What is under way when a process ends arrives by then. */
  die(end: Life['end']): void {
    for (const made of this.#open()) made.endedAt = this.#clock.now();
    if (end === 'killed') this.spare += MOST_IN_ADVANCE + this.#givenBack;
    this.#givenBack = 0;
  }

  /** How many calls a host may count since so many milliseconds. */
  made(host: Host, spanMs: number): number {
    const from = this.#clock.now() - spanMs;
    return this.#calls.filter((one) => one.host === host && (one.endedAt ?? Infinity) > from).length;
  }

  /** The last moments at which calls count, in order. */
  lastMoments(): number[] {
    const moments = this.#calls.flatMap(({ endedAt }) => (endedAt === null ? [] : [endedAt + MINUTE - 1]));
    return [...new Set(moments)].filter((moment) => moment > this.#clock.now()).sort((a, b) => a - b);
  }

  #open(): MadeCall[] {
    return this.#calls.filter(({ endedAt }) => endedAt === null);
  }

  async #begin(recentCalls: RecentCalls, host: Host, limit: number, count: number): Promise<void> {
    const limits = { rates: [{ calls: limit, spanMs: MINUTE }], longestMs: 10 * MINUTE };
    for (let begun = 0; begun < count; begun += 1) {
      const turn = await recentCalls.take(host, limits);
      if (turn.kind === 'booked') this.#calls.push({ host, call: turn.call, endedAt: null });
    }
  }

  async #end(recentCalls: RecentCalls, made: MadeCall, kind: 'arrive' | 'give back'): Promise<void> {
    if (kind === 'arrive') {
      await recentCalls.arrived(made.host, made.call);
      made.endedAt = this.#clock.now();
    } else {
      await recentCalls.unused(made.host, made.call);
      this.#calls = this.#calls.filter((one) => one !== made);
      this.#givenBack += 1;
    }
  }
}

/** Whether a host may be called once more, when so many calls may be made in a minute. */
const isFree = async ({ recentCalls }: SqliteState['state'], host: Host, calls: number): Promise<boolean> => {
  const turn = await recentCalls.take(host, { rates: [{ calls, spanMs: MINUTE }], longestMs: MINUTE });
  if (turn.kind === 'booked') await recentCalls.unused(host, turn.call);
  return turn.kind === 'booked';
};

/** Ends a process and starts the next one. Of a process that is killed only its files are left, as they are at that moment. */
const startNext = async (open: SqliteState, folder: string, end: Life['end'], clock: FakeClock) => {
  const next = end === 'killed' ? createFolder() : folder;
  if (end === 'killed') {
    for (const name of ['state.db', 'state.db-wal']) {
      if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(next, name));
    }
  }
  await open.close();
  return { open: await openIn(next, { clock }), folder: next };
};

describe('the calls that a file counts for the next process', () => {
  it('are at least all that were made, and at most those and what was booked in advance when a process was killed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 3 }), async (lives) => {
        const clock = createFakeClock();
        const history = new History(clock);
        const first = createFolder();
        let running = { open: await openIn(first, { clock }), folder: first };
        for (const one of lives) {
          await history.live(running.open.state.recentCalls, one);
          history.die(one.end);
          running = await startNext(running.open, running.folder, one.end, clock);
          const { state } = running.open;
          for (const host of HOSTS) {
            const most = history.made(host, MINUTE + GRAIN_MS) + history.spare + 1;
            expect(await isFree(state, host, most)).toBe(true);
          }
          for (const moment of [clock.now(), ...history.lastMoments().slice(0, 8)]) {
            await clock.advance(moment - clock.now());
            for (const host of HOSTS) expect(await isFree(state, host, history.made(host, MINUTE))).toBe(false);
          }
        }
        await running.open.close();
      }),
      { numRuns: runs(100), endOnFailure: true },
    );
  }, 120_000);
});

describe('the writes of calls into the file', () => {
  it('are one for many calls where a rate allows many, and one for each where it allows few', async () => {
    const clock = createFakeClock();
    const booked = async (limit: number, calls: number): Promise<number> => {
      const folder = createFolder();
      const open = await openIn(folder, { clock });
      const limits = { rates: [{ calls: limit, spanMs: MINUTE }], longestMs: MINUTE };
      for (let made = 0; made < calls; made += 1) await open.state.recentCalls.take('h', limits);
      const next = await startNext(open, folder, 'killed', clock);
      let counted = 0;
      while (!(await isFree(next.open.state, 'h', counted))) counted += 1;
      return counted - 1;
    };
    expect([await booked(19, 1), await booked(60, 1), await booked(60, 4), await booked(100_000, 1)]).toEqual([
      1, 3, 6, 64,
    ]);
  });
});
