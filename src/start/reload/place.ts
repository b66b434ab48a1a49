import { lstatSync, readlinkSync } from 'node:fs';
import { basename, dirname, join, parse, resolve, sep } from 'node:path';

/** More links than any system follows. */
const MOST_LINKS = 40;

type Entry = 'link' | 'other' | 'none';

const entryAt = (path: string): Entry => {
  try {
    return lstatSync(path).isSymbolicLink() ? 'link' : 'other';
  } catch {
    return 'none';
  }
};

const targetOf = (link: string): string | undefined => {
  try {
    return resolve(dirname(link), readlinkSync(link));
  } catch {
    return undefined;
  }
};

/** Names by their folders. */
export type Places = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The folders to be watched for these files, with the names that matter in each. Names are of every link on the way and of the
 * file, or of the first part that is not there. A folder's own name stands for its end.
 */
export const placesOf = (files: readonly string[]): Places => {
  const places = new Map<string, Set<string>>();
  const add = (path: string): void => {
    const folder = dirname(path);
    places.set(folder, (places.get(folder) ?? new Set([basename(folder)])).add(basename(path)));
  };
  const walk = (path: string, linksLeft: number): void => {
    const { root } = parse(path);
    const steps = path.slice(root.length).split(sep);
    for (let length = 1; length <= steps.length; length += 1) {
      const reached = join(root, ...steps.slice(0, length));
      const entry = entryAt(reached);
      if (entry !== 'other' || length === steps.length) add(reached);
      if (entry === 'none') return;
      if (entry === 'link') {
        const target = linksLeft === 0 ? undefined : targetOf(reached);
        if (target !== undefined) walk(join(target, ...steps.slice(length)), linksLeft - 1);
        return;
      }
    }
  };
  for (const file of files) walk(resolve(file), MOST_LINKS);
  return places;
};
