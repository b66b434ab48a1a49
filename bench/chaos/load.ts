import { setTimeout as wait } from 'node:timers/promises';
import type { ReplicaSet } from '../../test/replicas/replica-set.ts';

const READ = 'query ($name: RecordName!) { project(key: "study") { record(name: $name) { name } } }';

/** What came of the reads: how many were answered, by which codes others were refused, and how long the answers took. */
export interface LoadResult {
  readonly answered: number;
  readonly codes: Readonly<Record<string, number>>;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

const part = (sorted: readonly number[], share: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);

/** Asks each gateway all the time, each time for another record, until it is stopped. */
export const askAllTheTime = ({ replicas }: ReplicaSet, readers: number) => {
  const times: number[] = [];
  const codes: Record<string, number> = {};
  let [asked, isStopped] = [0, false];
  const note = (code: string): void => {
    codes[code] = (codes[code] ?? 0) + 1;
  };
  const askOn = async (reader: number): Promise<void> => {
    while (!isStopped) {
      asked += 1;
      const start = performance.now();
      try {
        const answer = await replicas[reader % replicas.length]?.ask(READ, { name: String(1_000_000 + asked) });
        const code = answer?.errors?.[0]?.extensions['code'];
        if (code === undefined) times.push(performance.now() - start);
        else note(typeof code === 'string' ? code : 'unnamed');
      } catch {
        note('no answer');
        await wait(200);
      }
    }
  };
  const all = Promise.all(Array.from({ length: readers * replicas.length }, (_, reader) => askOn(reader)));
  return {
    stop: async (): Promise<LoadResult> => {
      isStopped = true;
      await all;
      const sorted = times.toSorted((a, b) => a - b);
      return { answered: times.length, codes, p50Ms: part(sorted, 0.5), p95Ms: part(sorted, 0.95) };
    },
  };
};
