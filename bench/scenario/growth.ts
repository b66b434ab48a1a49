import { askMany, walk, type Target } from '../load/measure.ts';
import { nestedGraph } from '../load/nested.ts';
import { graphsOf, setUp, type Stage } from '../load/stage.ts';
import { rowsARecord, studyFieldsOf } from '../load/study.ts';
import { median } from '../median.ts';
import { resultRow, type Result } from '../result.ts';

/** What grows, and how far. */
export interface GrowthSize {
  /** Records of lists that are walked in pages of a thousand. */
  readonly records: readonly number[];
  /** Fields of a page, and its records. */
  readonly fields: readonly number[];
  readonly page: number;
  /** Levels of records below records. */
  readonly levels: readonly number[];
  readonly callers: readonly number[];
  readonly queries: number;
  /** The least CPU of a figure, in milliseconds: work is repeated until it took as much, ten times at most. */
  readonly leastMs: number;
}

const usual: GrowthSize = {
  records: [250, 1_250, 5_000, 12_500],
  fields: [1, 5, 20, 100, 400],
  page: 250,
  levels: [1, 2, 3],
  callers: [1, 4, 16, 64],
  queries: 500,
  leastMs: 250,
};

const MOST_REPEATS = 10;
const CALLER_ROUNDS = 3;

/** CPU of some work in milliseconds, of one time. The clock is coarse, so that short work is done several times. */
const cpuOf = async ({ program }: Target, work: () => Promise<unknown>, leastMs: number): Promise<number> => {
  await work();
  const before = program.cpuMs();
  let repeats = 0;
  do {
    await work();
    repeats += 1;
  } while (repeats < MOST_REPEATS && program.cpuMs() - before < leastMs);
  return (program.cpuMs() - before) / repeats;
};

/** A figure of each target at each point. The points are taken one after another, and at each the targets in turn. */
const series = async <Point>(
  title: string,
  points: readonly Point[],
  targetsAt: (point: Point) => readonly Target[],
  {
    at,
    measure,
  }: { readonly at: (point: Point) => number; readonly measure: (target: Target, point: Point) => Promise<number> },
): Promise<Result> => {
  const figures = new Map<string, Record<string, number>>();
  for (const point of points) {
    for (const target of targetsAt(point)) {
      const own = figures.get(target.name) ?? {};
      figures.set(target.name, { ...own, [at(point)]: await measure(target, point) });
    }
  }
  return { title, rows: [...figures].map(([name, own]) => resultRow(name, own)) };
};

const measureRows = async (stage: Stage, { records, leastMs }: GrowthSize): Promise<Result> =>
  series('CPU ms by rows', records, () => [stage.floor, ...stage.graphs, ...stage.peers], {
    at: (count) => count * rowsARecord,
    measure: async (target, count) => {
      await stage.upstream.resize(count);
      return cpuOf(target, () => walk(target, 1_000, count), leastMs);
    },
  });

const measureFields = async (stage: Stage, { fields, page, leastMs }: GrowthSize): Promise<Result> => {
  await stage.upstream.resize(page);
  return series('CPU ms by fields', fields, (count) => graphsOf(stage, studyFieldsOf(count)), {
    at: (count) => count,
    measure: (target) => cpuOf(target, () => walk(target, page, page), leastMs),
  });
};

const measureLevels = async (stage: Stage, { levels, page, leastMs }: GrowthSize): Promise<Result> => {
  await stage.upstream.resize(page);
  const targetsAt = (level: number): readonly Target[] =>
    stage.graphs.slice(1).map((target) => ({ ...target, graph: nestedGraph(level) }));
  return series('CPU ms by levels', levels, targetsAt, {
    at: (level) => level,
    measure: (target) => cpuOf(target, () => walk(target, page, page), leastMs),
  });
};

const measureCallers = async (stage: Stage, { callers, page, queries }: GrowthSize): Promise<Result> => {
  await stage.upstream.resize(page);
  return series('small queries a second by callers', callers, () => [stage.proxy, ...stage.graphs, ...stage.peers], {
    at: (count) => count,
    measure: async ({ program, graph }, count) => {
      const operationOf = (number: number) => graph.small(String(1 + (number % page)));
      const rounds: number[] = [];
      for (let round = 0; round < CALLER_ROUNDS; round += 1) {
        const asked = await askMany({ program, path: graph.path }, operationOf, { count: queries, callers: count });
        rounds.push(asked.aSecond);
      }
      return median(rounds);
    },
  });
};

/** How costs grow: with rows, fields, nesting and callers. */
export const measureGrowth = async (stage: Stage, size: GrowthSize): Promise<readonly Result[]> => [
  await measureRows(stage, size),
  await measureFields(stage, size),
  await measureLevels(stage, size),
  await measureCallers(stage, size),
];

/** Growth before a REDCap that costs nothing. */
export const benchGrowth = async (): Promise<readonly Result[]> => {
  await using stage = await setUp({ records: 1_000, fields: 400, selected: 20 });
  return await measureGrowth(stage, usual);
};
