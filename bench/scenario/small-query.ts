import { askMany, type Target } from '../load/measure.ts';
import { inTurn, sample } from '../load/sample.ts';
import { setUp, type Stage } from '../load/stage.ts';
import { resultRow, type Result } from '../result.ts';

/** How much is measured. */
export interface SmallQuerySize {
  readonly queries: number;
  /** So many records are asked for in turn. */
  readonly records: number;
  readonly rounds: number;
}

const usual: SmallQuerySize = { queries: 1_000, records: 1_000, rounds: 5 };

const CALLERS = 16;

/** So many rounds come first and are not counted. The engine compiles what is asked often, and has done so after 9,000 queries. */
const WARM_UP = 9;

interface Figures {
  readonly cpuMs: number;
  readonly aSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly peakMiB: number;
  readonly calls: number;
  readonly bytes: number;
}

const ask = async (target: Target, queries: number, records: number): Promise<Figures> => {
  const { program, graph } = target;
  let waits = { aSecond: 0, p50: 0, p99: 0 };
  const spent = await sample(target, async () => {
    const operationOf = (number: number) => graph.small(String(1 + (number % records)));
    waits = await askMany({ program, path: graph.path }, operationOf, { count: queries, callers: CALLERS });
  });
  const { cpuMs, peakMiB, calls, bytes } = spent;
  return { ...waits, cpuMs: cpuMs / queries, peakMiB, calls: calls / queries, bytes: bytes / queries };
};

/** One record with three values, of sixteen callers at once. */
export const measureSmallQuery = async (
  stage: Stage,
  { queries, records, rounds }: SmallQuerySize,
): Promise<Result> => {
  const targets = [stage.proxy, ...stage.graphs, ...stage.peers];
  for (const target of targets) await ask(target, queries * WARM_UP, records);
  const measured = await inTurn(targets, rounds, (target) => ask(target, queries, records));
  const proxy = measured.get(stage.proxy);
  const rows = [...measured].map(([{ name }, figures]) =>
    resultRow(name, {
      'CPU proxy / its': (proxy?.cpuMs ?? Number.NaN) / figures.cpuMs,
      'a second / proxy': figures.aSecond / (proxy?.aSecond ?? Number.NaN),
      'CPU µs': figures.cpuMs * 1000,
      'a second': figures.aSecond,
      'p50 ms': figures.p50,
      'p99 ms': figures.p99,
      'peak MiB': figures.peakMiB,
      calls: figures.calls,
      bytes: figures.bytes,
    }),
  );
  return { title: 'small query', rows };
};

/** Small queries before a REDCap that costs nothing. */
export const benchSmallQuery = async (): Promise<readonly Result[]> => {
  await using stage = await setUp({ records: usual.records });
  return [await measureSmallQuery(stage, usual)];
};
