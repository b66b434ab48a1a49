import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { median } from '../median.ts';
import type { Program } from '../load/program.ts';

/** What a process held at a moment. */
export interface Vital {
  readonly rssMiB: number;
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

/** Looks at a program and its data folder. Linux alone shows them. */
export const lookAt = ({ pid, rssMiB }: Program, folder: string): Vital => ({
  rssMiB: Math.round(rssMiB()),
  handles: readdirSync(`/proc/${String(pid)}/fd`).length,
  dataMiB: Math.round((10 * sizeOf(folder)) / 2 ** 20) / 10,
});

/** The median of a part of the looks, from a share of the time to another. */
const during = (vitals: readonly Vital[], name: keyof Vital, from: number, to: number): number =>
  median(vitals.slice(Math.floor(vitals.length * from), Math.ceil(vitals.length * to)).map((vital) => vital[name]));

/**
 * Compares the last quarter with the second: the first fills what is filled once. The two are the same time of two half days, so
 * that as much was going on.
 */
export const compareVitals = (vitals: readonly Vital[]) => {
  const compare = (name: keyof Vital) => ({
    second: during(vitals, name, 0.25, 0.5),
    last: during(vitals, name, 0.75, 1),
  });
  return { rssMiB: compare('rssMiB'), handles: compare('handles'), dataMiB: compare('dataMiB') };
};
