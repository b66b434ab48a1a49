import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A file of the audit: the lines of one gateway on one day. */
export interface DayFile {
  readonly path: string;
  /** `2026-11-30`, in UTC. */
  readonly day: string;
  readonly instance: string;
}

const NAME = /^(\d{4}-\d{2}-\d{2})\.([\w-]{1,64})\.jsonl$/;

/** The day of a moment, in UTC. */
export const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

/** Makes the name of a gateway one that can stand in the name of a file. */
export const instanceName = (text: string): string => text.replace(/[^\w-]+/g, '-').slice(0, 64) || 'gateway';

/** Where the lines of a day stand. Each gateway has files of its own, so that each has one chain. */
export const dayFile = (folder: string, day: string, instance: string): DayFile => ({
  path: join(folder, `${day}.${instance}.jsonl`),
  day,
  instance,
});

/** The day and the gateway in the name of a file; undefined where it is no file of an audit. */
export const readFileName = (folder: string, name: string): DayFile | undefined => {
  const [, day, instance] = NAME.exec(name) ?? [];
  return day === undefined || instance === undefined ? undefined : { path: join(folder, name), day, instance };
};

const compare = (one: string, other: string): number => Number(one > other) - Number(one < other);

/** The files of an audit, of each gateway the oldest first. A folder that is not there has none. */
export const listFiles = async (folder: string): Promise<readonly DayFile[]> => {
  try {
    const files = (await readdir(folder)).flatMap((name) => readFileName(folder, name) ?? []);
    return files.sort((one, other) => compare(one.instance, other.instance) || compare(one.day, other.day));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
};
