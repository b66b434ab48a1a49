import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printSchema } from 'graphql';
import { createProjectSchema } from '../src/project-schema/index.ts';
import { countFields } from '../src/project-schema/store.ts';
import { schema as staticSchema } from '../src/schema/index.ts';
import { createProjectSchemas } from '../src/start/project-schema.ts';
import { makeDesign } from './dictionary.ts';
import type { Kind, Measured } from './first-schema.ts';
import { median } from './median.ts';
import { formatTable } from './table.ts';

/** A large study, and as large as a dictionary can be. */
const SIZES = [3_000, 40_000];
const ROUNDS = 5;
const CALLERS = 100;
const STATIC_FIELDS = countFields(staticSchema);
const NOTHING_WITHHELD: ReadonlySet<string> = new Set();
const FIRST_SCHEMA = join(import.meta.dirname, 'first-schema.ts');

const runOnce = (kind: Kind, fields: number, file: string): Measured => {
  const argv = ['--expose-gc', FIRST_SCHEMA, kind, String(fields), file];
  return JSON.parse(execFileSync(process.execPath, argv, { encoding: 'utf8' })) as Measured;
};

const medians = (all: readonly Measured[]): Measured => ({
  first: median(all.map(({ first }) => first)),
  later: median(all.map(({ later }) => later)),
  megabytes: median(all.map(({ megabytes }) => megabytes)),
});

/** Each kind in turn, round after round, so that whatever else the machine does befalls all of them. */
const measureBuilds = (fields: number, sdl: string, rounds: number): Record<Kind, Measured> => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(folder, 'study.graphql');
  writeFileSync(file, sdl);
  const all: Record<Kind, Measured[]> = { typed: [], sdl: [], static: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const kind of ['typed', 'sdl', 'static'] as const) all[kind].push(runOnce(kind, fields, file));
  }
  rmSync(folder, { recursive: true });
  return { typed: medians(all.typed), sdl: medians(all.sdl), static: medians(all.static) };
};

/** What requests cost that do not come alone: a hundred who are first, and one who comes later. */
const measureSharing = async (fields: number): Promise<{ builds: number; secondMs: number }> => {
  const design = makeDesign(fields);
  let builds = 0;
  const schemas = createProjectSchemas((given, withheld) => {
    builds += 1;
    return createProjectSchema(given, withheld);
  });
  await Promise.all(Array.from({ length: CALLERS }, () => schemas.get(design, NOTHING_WITHHELD)));
  const times: number[] = [];
  for (let round = 0; round < 1_000; round += 1) {
    const start = performance.now();
    await schemas.get(design, NOTHING_WITHHELD);
    times.push(performance.now() - start);
  }
  return { builds, secondMs: median(times) };
};

/** A row of the table and its figure. */
type Row = readonly [name: string, figure: string];

const ratio = (ours: number, theirs: number): string => (ours / theirs).toFixed(2);
const ms = (time: number): string => `${time.toFixed(time < 1 ? 4 : 0)} ms`;

const measureSize = async (fields: number, rounds: number): Promise<Row[]> => {
  const schema = createProjectSchema(makeDesign(fields), NOTHING_WITHHELD);
  const { typed, sdl, static: pothos } = measureBuilds(fields, printSchema(schema), rounds);
  const count = countFields(schema);
  const { builds, secondMs } = await measureSharing(fields);
  return [
    ["first build / graphql-js' buildSchema of its SDL", ratio(typed.first, sdl.first)],
    ["later builds / graphql-js' buildSchema of its SDL", ratio(typed.later, sdl.later)],
    ['later builds / the static schema, a field of each', ratio(typed.later / count, pothos.later / STATIC_FIELDS)],
    ["memory / that of graphql-js' buildSchema", ratio(typed.megabytes, sdl.megabytes)],
    ['a request that shares it / first build', (secondMs / typed.first).toExponential(1)],
    [`builds for ${String(CALLERS)} first requests at once`, String(builds)],
    ['for information: fields of all its types', count.toLocaleString('en')],
    ['for information: first build', ms(typed.first)],
    ['for information: later builds', ms(typed.later)],
    ['for information: a request that shares it', ms(secondMs)],
    ['for information: memory', `${typed.megabytes.toFixed(0)} MB`],
    ['for information: the static schema', ms(pothos.later)],
  ];
};

/** What the schema of a project costs, by the size of its dictionary: a table of ratios, and absolute figures below. */
export const benchProjectSchema = async (sizes: readonly number[] = SIZES, rounds = ROUNDS): Promise<string> => {
  const columns: Row[][] = [];
  for (const size of sizes) columns.push(await measureSize(size, rounds));
  const rows = (columns[0] ?? []).map(([name], index) => [name, ...columns.map((column) => column[index]?.[1] ?? '')]);
  const heads = ['schema of a project', ...sizes.map((size) => `${size.toLocaleString('en')} fields`)];
  return formatTable(heads, rows);
};
