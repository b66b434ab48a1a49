import { exampleProject, readExample } from '../load/example.ts';
import { startGateway } from '../load/gateway.ts';
import { askMany, type Waits } from '../load/measure.ts';
import type { Operation } from '../load/operation.ts';
import { startProgram, type Program } from '../load/program.ts';
import { pairInTurn, sample, type Sample } from '../load/sample.ts';
import { startUpstream, type Upstream } from '../load/upstream.ts';
import { resultRow, type Result, type ResultRow } from '../result.ts';

/** How often each page is asked for. */
export interface StorySize {
  readonly queries: number;
  readonly rounds: number;
  /** Records of the demo study; its own 1,200 unless given. */
  readonly records?: number;
}

const usual: StorySize = { queries: 100, rounds: 5 };

const RECORDS = 1_200;

const stories: readonly (readonly [name: string, path: string, example: string])[] = [
  ['participant page, static', 'graphql', '03-participant-page'],
  ['participant page, typed', `projects/${exampleProject}/graphql`, 'stroke2/01-participant-page'],
  ['design of a study', 'graphql', '02-design'],
];

type Figures = Pick<Sample, 'cpuMs' | 'calls' | 'bytes'> & Waits;

interface Asked {
  readonly program: Program;
  readonly path: string;
}

const askOften = async (upstream: Upstream, asked: Asked, operation: Operation, queries: number): Promise<Figures> => {
  let waits: Waits = { aSecond: 0, p50: 0, p99: 0 };
  const { cpuMs, calls, bytes } = await sample({ program: asked.program, upstream }, async () => {
    waits = await askMany(asked, () => operation, { count: queries, callers: 1 });
  });
  return { ...waits, cpuMs: cpuMs / queries, calls: calls / queries, bytes: bytes / queries };
};

const measureStory = async (
  upstream: Upstream,
  [name, path, example]: (typeof stories)[number],
  { queries, rounds }: StorySize,
): Promise<ResultRow> => {
  await using programs = new AsyncDisposableStack();
  const gateway = programs.use(await startGateway(upstream, { [exampleProject]: upstream.token }));
  const operation = readExample(example);
  const asked: Asked = { program: gateway, path };
  await upstream.stats();
  await askMany(asked, () => operation, { count: 1, callers: 1 });
  const first = await upstream.stats();
  await askMany(asked, () => operation, { count: 1, callers: 1 });
  const { bodies } = await upstream.stats();
  const replay = {
    program: programs.use(await startProgram('program/replay.ts', [upstream.url, JSON.stringify(bodies)])),
    path: '',
  };
  const measure = (target: Asked): Promise<Figures> => askOften(upstream, target, operation, queries);
  for (const target of [replay, asked]) await measure(target);
  const [beside, own] = await pairInTurn([replay, asked], rounds, measure);
  return resultRow(name, {
    'CPU replay / its': beside.cpuMs / own.cpuMs,
    'p50 / replay': own.p50 / beside.p50,
    'CPU ms': own.cpuMs,
    'p50 ms': own.p50,
    'p99 ms': own.p99,
    calls: own.calls,
    bytes: own.bytes,
    'calls at first': first.calls,
    'bytes at first': first.bytes,
  });
};

/** Pages of the demo study, beside the same calls made by hand and passed on. */
export const benchStory = async (size: StorySize = usual): Promise<readonly Result[]> => {
  const { records = RECORDS } = size;
  await using upstream = await startUpstream({ study: 'demo', records, keepsCalls: true });
  const rows: ResultRow[] = [];
  for (const story of stories) rows.push(await measureStory(upstream, story, size));
  return [{ title: 'pages of the demo study', rows }];
};
