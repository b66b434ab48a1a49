import { longestPing, walk, type Target } from '../load/measure.ts';
import { median } from '../median.ts';
import { inTurn, sample, type Sample } from '../load/sample.ts';
import { setUp, type Stage } from '../load/stage.ts';
import { rowsARecord } from '../load/study.ts';
import { resultRow, type Result } from '../result.ts';

/** How much is measured: lists of so many rows, in pages of so many records. */
export interface RecordListSize {
  /** Records of four rows each. */
  readonly records: number;
  readonly pages: readonly number[];
  readonly rounds: number;
  /** Of the peers; they are slow. */
  readonly peerRounds: number;
}

const usual: readonly RecordListSize[] = [
  { records: 5_000, pages: [100, 1_000], rounds: 5, peerRounds: 3 },
  { records: 25_000, pages: [100, 1_000], rounds: 3, peerRounds: 1 },
];

type Walk = (target: Target) => Promise<void>;

/** The longest waits of a neighbour of each graph, while it makes the list. */
const measurePings = async (stage: Stage, walkOnce: Walk, rounds: number): Promise<ReadonlyMap<Target, number>> => {
  const pings = new Map<Target, number[]>(stage.graphs.map((target) => [target, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [target, list] of pings) {
      const at = { program: target.program, path: target.graph.path };
      list.push(await longestPing(at, stage.bareServer, () => walkOnce(target)));
    }
  }
  return new Map([...pings].map(([target, list]) => [target, median(list)]));
};

/** One list, in pages of so many records. */
export const measurePages = async (
  stage: Stage,
  first: number,
  size: Omit<RecordListSize, 'pages'>,
): Promise<Result> => {
  const walkOnce: Walk = (target) => walk(target, first, size.records);
  const measure = (target: Target): Promise<Sample> => sample(target, () => walkOnce(target));
  const own = [stage.floor, ...stage.graphs];
  for (const target of own) await walkOnce(target);
  const spent = new Map([
    ...(await inTurn(own, size.rounds, measure)),
    ...(await inTurn(stage.peers, size.peerRounds, measure)),
  ]);
  const pings = await measurePings(stage, walkOnce, size.rounds);
  const floor = spent.get(stage.floor);
  const rows = [...spent].map(([target, figures]) =>
    resultRow(target.name, {
      'CPU / floor': figures.cpuMs / (floor?.cpuMs ?? Number.NaN),
      'wall / floor': figures.wallMs / (floor?.wallMs ?? Number.NaN),
      'CPU ms': figures.cpuMs,
      'wall ms': figures.wallMs,
      'peak MiB': figures.peakMiB,
      calls: figures.calls,
      bytes: figures.bytes,
      'ping over bare ms': pings.get(target) ?? Number.NaN,
    }),
  );
  return { title: `${String(size.records * rowsARecord)} rows × 20, pages of ${String(first)}`, rows };
};

/** Lists, page by page to their end, before a REDCap that costs nothing. */
export const benchRecordList = async (): Promise<readonly Result[]> => {
  const results: Result[] = [];
  for (const size of usual) {
    await using stage = await setUp({ records: size.records });
    for (const first of size.pages) results.push(await measurePages(stage, first, size));
  }
  return results;
};
