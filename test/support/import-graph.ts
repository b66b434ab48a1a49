import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from './markdown.ts';

/** One import of a file of `src` by another; paths are from `src`. */
export interface Import {
  readonly from: string;
  readonly to: string;
  readonly isTypeOnly: boolean;
  /** True for an import that runs when a function asks for it. */
  readonly isLazy: boolean;
}

const source = join(root, 'src');

const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : path.endsWith('.ts') ? [path] : [];
  });

const STATEMENTS =
  /^(?:import|export)\s+(type\s)?[^;'"]*?from '(\.[^']+)'|^import '(\.[^']+)'|\bimport\('(\.[^']+)'\)/gm;

const importsOf = (file: string): Import[] =>
  [...readFileSync(join(source, file), 'utf8').matchAll(STATEMENTS)].map((match) => ({
    from: file,
    to: relative(source, join(source, dirname(file), match[2] ?? match[3] ?? match[4] ?? '')),
    isTypeOnly: match[1] !== undefined,
    isLazy: match[4] !== undefined,
  }));

/** Every TypeScript file of `src`, by its path from there. */
export const files: readonly string[] = filesBelow(source).map((path) => relative(source, path));

/** Every import between them. */
export const imports: readonly Import[] = files.flatMap(importsOf);

/** The text of a file of `src`. */
export const readSource = (file: string): string => readFileSync(join(source, file), 'utf8');

/** Arrows from name to name as a graph. */
export const graphOf = (arrows: readonly (readonly [from: string, to: string])[]): Map<string, Set<string>> => {
  const graph = new Map<string, Set<string>>();
  for (const [from, to] of arrows) graph.set(from, (graph.get(from) ?? new Set()).add(to));
  return graph;
};

/** A way from a name back to itself, as the names on it; undefined where the graph has no circle. */
export const findCircle = (graph: ReadonlyMap<string, ReadonlySet<string>>): string[] | undefined => {
  const done = new Set<string>();
  const follow = (name: string, way: readonly string[]): string[] | undefined => {
    const place = way.indexOf(name);
    if (place !== -1) return [...way.slice(place), name];
    if (done.has(name)) return undefined;
    for (const next of graph.get(name) ?? []) {
      const circle = follow(next, [...way, name]);
      if (circle !== undefined) return circle;
    }
    done.add(name);
    return undefined;
  };
  for (const name of graph.keys()) {
    const circle = follow(name, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
};
