/**
 * One measurement in a process of its own, as a gateway that has just started does it: `node --expose-gc bench/scenario/first-schema.ts
 * KIND FIELDS [SDL file]`. Prints one line of JSON, a `Measured`.
 */
import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { createProjectSchema } from '../../src/project-schema/index.ts';
import { builder } from '../../src/schema/builder.ts';
import { makeDesign } from './dictionary.ts';

/** What is built: a project's schema; the same types by graphql-js from their SDL; the static schema, by Pothos. */
export type Kind = 'typed' | 'sdl' | 'static';

/** What one process measured. */
export interface Measured {
  /** Of the first build, in ms. */
  readonly first: number;
  /** Of the quickest of three more, in ms. */
  readonly later: number;
  /** What the first one keeps, in MB of heap. */
  readonly megabytes: number;
}

const NOTHING_WITHHELD: ReadonlySet<string> = new Set();

/** What builds; whatever has to be there before is made here and is not measured. */
const prepare = (kind: string | undefined, fields: number, file: string | undefined): (() => GraphQLSchema) => {
  if (kind === 'typed') {
    const design = makeDesign(fields);
    return () => createProjectSchema(design, NOTHING_WITHHELD);
  }
  if (kind === 'sdl') {
    const sdl = readFileSync(file ?? '', 'utf8');
    return () => buildSchema(sdl, { assumeValid: true, assumeValidSDL: true });
  }
  return () => builder.toSchema();
};

const heap = (): number => {
  if (globalThis.gc === undefined) throw new Error('Run this with --expose-gc: npm run bench.');
  globalThis.gc();
  return process.memoryUsage().heapUsed;
};

const measure = (build: () => GraphQLSchema): Measured => {
  const before = heap();
  const kept: GraphQLSchema[] = [];
  const once = (): number => {
    const start = performance.now();
    kept[0] = build();
    return performance.now() - start;
  };
  const first = once();
  const megabytes = (heap() - before) / 1e6;
  return { first, later: Math.min(once(), once(), once()), megabytes };
};

if (import.meta.main) {
  const [, , kind, fields, file] = process.argv;
  const measured = measure(prepare(kind, Number(fields), file));
  process.stdout.write(`${JSON.stringify(measured)}\n`);
}
