import { setTimeout as wait } from 'node:timers/promises';
import { createRandom } from '../../src/sandbox/random.ts';
import { startReplicas, type ReplicaSet } from '../../test/replicas/replica-set.ts';
import { mostWithin } from '../../test/support/most-within.ts';
import { appendTask, carryOut, countValues, createTask, type Task, type TaskEnd } from '../../test/replicas/work.ts';
import { openEntry } from './entry.ts';
import { failOften } from './fault.ts';
import { askAllTheTime, type Reader } from './load.ts';
import { readOptions, type ChaosOptions } from './option.ts';

const MINUTE = 60_000;
/** REDCap bans an address above a fifth more than the budget: 600 calls a minute, and 500. */
const MOST = 1.2;

/** The caller of the writes. */
const WRITER = 'writer';

/** Carries out writes, spread over the time. */
const carryOutSpread = (set: ReplicaSet, tasks: readonly Task[], spanMs: number): Promise<TaskEnd[]> =>
  Promise.all(
    tasks.map(async (task, index) => {
      await wait((index / tasks.length) * spanMs);
      return carryOut(set, task, index, WRITER);
    }),
  );

const countEach = (texts: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const text of texts) counts[text] = (counts[text] ?? 0) + 1;
  return counts;
};

/** Compares what is stored with how the writes ended for those who asked for them. */
const judgeWrites = (ends: readonly TaskEnd[], counts: ReadonlyMap<string, number>) => ({
  ends: countEach(ends.map(({ end }) => end)),
  codes: countEach(ends.flatMap(({ codes }) => codes)),
  lost: ends.filter(({ name, end }) => end === 'done' && !counts.has(name)).map(({ name }) => name),
  doubled: ends.filter(({ name }) => (counts.get(name) ?? 0) > 1).map(({ name }) => name),
  mostAttempts: Math.max(0, ...ends.map(({ attempts }) => attempts)),
});

/** A caller that asks for ten times the budget, and three that ask for less than their share and wait for it. */
const readersOf = ({ callsPerMinute, modest }: ChaosOptions): Reader[] => [
  { caller: 'flood', perMinute: 10 * callsPerMinute, isPatient: false },
  ...['ward', 'dashboard', 'nightly'].map((caller) => ({ caller, perMinute: modest, isPatient: true })),
];

const run = async (options: ChaosOptions) => {
  const { replicas: count, callsPerMinute, minutes } = options;
  const readers = readersOf(options);
  const callers = [...readers.map(({ caller }) => caller), WRITER];
  const set = await startReplicas({ count, callsPerMinute, share: 1 / count, callers });
  const entry = await openEntry(set);
  try {
    const start = performance.now();
    const creates = Array.from({ length: options.creates }, (_, index) => createTask(`create-${String(index)}`));
    const appends = Array.from({ length: options.appends }, (_, index) => appendTask(`append-${String(index)}`));
    const faults = failOften(set, options.every * 1_000, createRandom(options.seed).next, entry.follow);
    const load = askAllTheTime(entry, readers);
    const span = minutes * MINUTE * 0.8;
    const writing = Promise.all([carryOutSpread(set, creates, span), carryOutSpread(set, appends, span)]);
    await wait(minutes * MINUTE);
    await faults.stop();
    const reads = await load.stop();
    const [created, appended] = await writing;
    return {
      minutes: Math.round((performance.now() - start) / 6_000) / 10,
      calls: set.arrivals.length,
      mostInAMinute: mostWithin(set.arrivals, MINUTE),
      mostInFiveSeconds: mostWithin(set.arrivals, 5_000),
      mostWritesAtOnce: set.mostWritesAtOnce(),
      faults: faults.counts,
      reads,
      creates: judgeWrites(created, countValues(set, 'first_name')),
      appends: judgeWrites(appended, countValues(set, 'ae_term')),
    };
  } finally {
    entry.close();
    await set.close();
  }
};

const options = readOptions(process.argv.slice(2));
const result = await run(options);
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
const wrong = [result.creates, result.appends].flatMap(({ lost, doubled }) => [...lost, ...doubled]);
const unserved = readersOf(options).filter(({ caller, isPatient }) => {
  const { asked = 0, answered = 0 } = result.reads[caller] ?? {};
  return isPatient && answered < asked;
});
if (wrong.length > 0 || unserved.length > 0 || result.mostInAMinute > options.callsPerMinute * MOST) {
  process.exitCode = 1;
}
