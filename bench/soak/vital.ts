import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { median } from '../median.ts';
import type { Program } from '../load/program.ts';

/** What a process held at a moment. */
export interface Vital {
  readonly rssMiB: number;
  /** What the objects of the program take, those that nobody uses anymore included. */
  readonly heapMiB: number;
  readonly handles: number;
  readonly dataMiB: number;
}

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).reduce((sum, entry) => {
    if (!entry.isFile()) return sum;
    try {
      return sum + statSync(join(entry.parentPath, entry.name)).size;
    } catch {
      // A file of SQLite that was there a moment ago.
      return sum;
    }
  }, 0);

const readHeapMiB = async (metricsUrl: string): Promise<number> => {
  const metrics = await (await fetch(metricsUrl)).text();
  return Math.round(Number(/^nodejs_heap_size_used_bytes (\S+)/m.exec(metrics)?.[1]) / 2 ** 20);
};

/** Looks at a program, its metrics and its data folder. Linux alone shows them. */
export const lookAt = async ({ pid, rssMiB }: Program, metricsUrl: string, folder: string): Promise<Vital> => ({
  rssMiB: Math.round(rssMiB()),
  heapMiB: await readHeapMiB(metricsUrl),
  handles: readdirSync(`/proc/${String(pid)}/fd`).length,
  dataMiB: Math.round((10 * sizeOf(folder)) / 2 ** 20) / 10,
});

const during = (vitals: readonly Vital[], name: keyof Vital, from: number, to: number): number[] =>
  vitals.slice(Math.floor(vitals.length * from), Math.ceil(vitals.length * to)).map((vital) => vital[name]);

/**
 * Compares the last quarter with the second: the first fills what is filled once. The two are the same time of two half days, so
 * that as much was going on. Of the heap the least counts, which it held just after its garbage was collected.
 */
export const compareVitals = (vitals: readonly Vital[]) => {
  const compare = (name: keyof Vital, of: (numbers: readonly number[]) => number) => ({
    second: of(during(vitals, name, 0.25, 0.5)),
    last: of(during(vitals, name, 0.75, 1)),
  });
  return {
    rssMiB: compare('rssMiB', median),
    leastHeapMiB: compare('heapMiB', (numbers) => Math.min(...numbers)),
    handles: compare('handles', median),
    dataMiB: compare('dataMiB', median),
  };
};
