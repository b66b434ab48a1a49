import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printSchema } from 'graphql';
import { createProjectSchema } from '../../src/project-schema/index.ts';
import { countFields } from '../../src/project-schema/store.ts';
import { schema as staticSchema } from '../../src/schema/index.ts';
import { createProjectSchemas } from '../../src/start/project-schema.ts';
import { makeDesign } from './dictionary.ts';
import type { Kind, Measured } from './first-schema.ts';
import { median } from '../median.ts';
import { resultRow, type Result, type ResultRow } from '../result.ts';

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

const measureSize = async (fields: number, rounds: number): Promise<ResultRow> => {
  const schema = createProjectSchema(makeDesign(fields), NOTHING_WITHHELD);
  const { typed, sdl, static: pothos } = measureBuilds(fields, printSchema(schema), rounds);
  const count = countFields(schema);
  const { builds, secondMs } = await measureSharing(fields);
  return resultRow(`${fields.toLocaleString('en')} fields`, {
    'first build / buildSchema': typed.first / sdl.first,
    'later builds / buildSchema': typed.later / sdl.later,
    'a field / static schema': typed.later / count / (pothos.later / STATIC_FIELDS),
    'memory / buildSchema': typed.megabytes / sdl.megabytes,
    'shared / first build': secondMs / typed.first,
    [`builds for ${String(CALLERS)} at once`]: builds,
    'first build ms': typed.first,
    'later build ms': typed.later,
    'memory MB': typed.megabytes,
    'fields of all types': count,
  });
};

/** What the schema of a project costs, by the size of its dictionary. */
export const benchProjectSchema = async (
  sizes: readonly number[] = SIZES,
  rounds = ROUNDS,
): Promise<readonly Result[]> => {
  const rows: ResultRow[] = [];
  for (const size of sizes) rows.push(await measureSize(size, rounds));
  return [{ title: 'schema of a project', rows }];
};
