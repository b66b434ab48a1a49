import { setTimeout as wait } from 'node:timers/promises';
import type { Entry } from './entry.ts';

const READ = 'query ($name: RecordName!) { project(key: "study") { record(name: $name) { name } } }';

/** Who asks, and for how much. */
export interface Reader {
  readonly caller: string;
  readonly perMinute: number;
  /** Whether a refused request is sent again, as a careful client does, for a minute at most. */
  readonly isPatient: boolean;
}

/** What came of a caller's requests. */
export interface ReaderResult {
  readonly asked: number;
  readonly answered: number;
  /** Codes of refusals, of repeats too. */
  readonly codes: Readonly<Record<string, number>>;
  /** From the first sending until the answer, with the waits of a patient caller. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly longestMs: number;
}

const PATIENCE_MS = 60_000;
const PAUSE_MS = 500;
/** More requests of one caller than these are not sent at once: the machine of the run has to hold them. */
const MOST_AT_ONCE = 1_500;

const part = (sorted: readonly number[], share: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);

interface Refusal {
  readonly code: string;
  readonly waitMs: number;
}

/** Sends a read; null when it was answered. */
const readOnce = async (entry: Entry, name: string, caller: string): Promise<Refusal | null> => {
  try {
    const { errors } = await entry.ask(READ, { name }, caller);
    const extensions = errors?.[0]?.extensions;
    if (extensions === undefined) return null;
    const seconds = extensions['retryAfterSeconds'];
    return { code: String(extensions['code']), waitMs: typeof seconds === 'number' ? seconds * 1_000 : PAUSE_MS };
  } catch {
    return { code: 'no answer', waitMs: PAUSE_MS };
  }
};

/** Counts what comes of one caller's requests. */
const createCount = () => {
  const times: number[] = [];
  const codes: Record<string, number> = {};
  let asked = 0;
  return {
    begin: () => (asked += 1),
    refused: (code: string) => {
      codes[code] = (codes[code] ?? 0) + 1;
    },
    answered: (ms: number) => times.push(ms),
    result: (): ReaderResult => {
      const sorted = times.toSorted((a, b) => a - b);
      const [p50Ms, p95Ms, longestMs] = [part(sorted, 0.5), part(sorted, 0.95), part(sorted, 1)];
      return { asked, answered: times.length, codes, p50Ms, p95Ms, longestMs };
    },
  };
};

/** Asks at the pace of each caller until it is stopped, whether earlier requests were answered or not. */
export const askAllTheTime = (entry: Entry, readers: readonly Reader[]) => {
  let [names, isStopped] = [1_000_000, false];
  const run = async ({ caller, perMinute, isPatient }: Reader) => {
    const count = createCount();
    const underWay = new Set<Promise<void>>();
    const ask = async (): Promise<void> => {
      const name = String((names += 1));
      const start = performance.now();
      count.begin();
      for (;;) {
        const refusal = await readOnce(entry, name, caller);
        if (refusal === null) {
          count.answered(performance.now() - start);
          return;
        }
        count.refused(refusal.code);
        if (!isPatient || performance.now() - start + refusal.waitMs > PATIENCE_MS) return;
        await wait(refusal.waitMs);
      }
    };
    const begun = performance.now();
    for (let sent = 0; !isStopped; sent += 1) {
      const due = begun + (sent * 60_000) / perMinute - performance.now();
      if (due > 0) await wait(due);
      if (underWay.size >= MOST_AT_ONCE) await Promise.race(underWay);
      const one: Promise<void> = ask().finally(() => underWay.delete(one));
      underWay.add(one);
    }
    await Promise.all(underWay);
    return [caller, count.result()] as const;
  };
  const all = Promise.all(readers.map(run));
  return {
    stop: async (): Promise<Readonly<Record<string, ReaderResult>>> => {
      isStopped = true;
      return Object.fromEntries(await all);
    },
  };
};
