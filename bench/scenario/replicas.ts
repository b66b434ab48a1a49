import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { hasRedis, startRedis, type RedisServer } from '../../test/support/redis-server.ts';
import { startGateway } from '../load/gateway.ts';
import { askBy, askMany, clientOf } from '../load/measure.ts';
import { typedGraph } from '../load/operation.ts';
import type { Program } from '../load/program.ts';
import { inTurn } from '../load/sample.ts';
import { studyFieldsOf } from '../load/study.ts';
import { startUpstream, type Upstream } from '../load/upstream.ts';
import { resultRow, type Result } from '../result.ts';

/** How much is measured. */
export interface ReplicasSize {
  /** At how many gateways on one Redis. */
  readonly gateways: readonly number[];
  readonly queries: number;
  /** So many records are asked for in turn. */
  readonly records: number;
  readonly rounds: number;
}

const usual: ReplicasSize = { gateways: [1, 2, 3], queries: 1_000, records: 1_000, rounds: 5 };

/** As many for each of one, two and three gateways. */
const CALLERS = 24;

/** So many rounds come first and are not counted: the engine compiles what is asked often. */
const WARM_UP = 3;

const graph = typedGraph(studyFieldsOf(20));

/** Gateways that callers are spread over, and what they share. */
interface Replicas {
  readonly name: string;
  readonly programs: readonly Program[];
  readonly count: number;
  /** Null for a gateway that shares nothing. */
  readonly redis: Redis | null;
}

interface Figures {
  readonly gatewaysMs: number;
  readonly redisMs: number;
  readonly aSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Scripts that Redis was sent. */
  readonly commands: number;
  readonly calls: number;
}

/** The sum of what Redis says under these names. */
const sumOf = (info: string, name: RegExp): number =>
  [...info.matchAll(name)].reduce((sum, [, figure]) => sum + Number(figure), 0);

/** CPU of a Redis in milliseconds, and how many scripts it was sent, since its start. */
const lookAt = async (redis: Redis | null): Promise<{ readonly ms: number; readonly commands: number }> => {
  if (redis === null) return { ms: 0, commands: 0 };
  const [cpu, commands] = [await redis.info('cpu'), await redis.info('commandstats')];
  return {
    ms: 1_000 * sumOf(cpu, /^used_cpu_(?:sys|user):([\d.]+)/gm),
    commands: sumOf(commands, /^cmdstat_eval(?:sha)?:calls=(\d+)/gm),
  };
};

const operationOf = (records: number) => (number: number) => graph.small(String(1 + (number % records)));

const ask = async ({ programs, redis }: Replicas, upstream: Upstream, size: ReplicasSize): Promise<Figures> => {
  const { queries, records } = size;
  await upstream.stats();
  const cpuMs = (): number => programs.reduce((sum, program) => sum + program.cpuMs(), 0);
  const [cpu, before] = [cpuMs(), await lookAt(redis)];
  const asked = { program: programs, path: graph.path };
  const waits = await askMany(asked, operationOf(records), { count: queries, callers: CALLERS });
  const after = await lookAt(redis);
  return {
    ...waits,
    gatewaysMs: (cpuMs() - cpu) / queries,
    redisMs: (after.ms - before.ms) / queries,
    commands: (after.commands - before.commands) / queries,
    calls: (await upstream.stats()).calls / queries,
  };
};

/** Throws unless all gateways give the same answer. */
const compareAnswers = async (programs: readonly Program[]): Promise<void> => {
  const answers = new Set<string>();
  for (const program of programs) {
    const client = clientOf(program, graph.path);
    answers.add(JSON.stringify(await askBy(client)(graph.small('1'))));
    client.close();
  }
  if (answers.size !== 1) throw new Error('The gateways give different answers.');
};

const startAll = async (
  programs: AsyncDisposableStack,
  upstream: Upstream,
  { gateways }: ReplicasSize,
): Promise<readonly Replicas[]> => {
  const server: RedisServer = programs.adopt(await startRedis(), ({ close }) => close());
  const redis = programs.adopt(new Redis(server.url), (one) => one.disconnect());
  const most = Math.max(...gateways);
  const sharing = { redis: server.url, secret: randomBytes(32).toString('hex'), gateways: most };
  const alone = programs.use(await startGateway(upstream));
  const all: Program[] = [];
  for (let index = 0; index < most; index += 1)
    all.push(programs.use(await startGateway(upstream, undefined, sharing)));
  await compareAnswers([alone, ...all]);
  return [
    { name: 'a gateway without Redis', programs: [alone], count: 1, redis: null },
    ...gateways.map((count) => ({
      name: count === 1 ? '1 gateway' : `${String(count)} gateways`,
      programs: all.slice(0, count),
      count,
      redis,
    })),
  ];
};

const inMicros = (milliseconds: number): number => milliseconds * 1000;

const tableOf = (measured: ReadonlyMap<Replicas, Figures>): Result => {
  const [alone] = measured.values();
  const rows = [...measured].map(([{ name }, { gatewaysMs, redisMs, commands, ...figures }]) =>
    resultRow(name, {
      'CPU / without Redis': gatewaysMs / (alone?.gatewaysMs ?? Number.NaN),
      'CPU µs, gateways': inMicros(gatewaysMs),
      'CPU µs, Redis': inMicros(redisMs),
      'a second': figures.aSecond,
      'p50 ms': figures.p50,
      'p99 ms': figures.p99,
      'Redis commands': commands,
      calls: figures.calls,
    }),
  );
  return { title: 'small query by replicas', rows };
};

/** The lines of the plot, each by how many gateways there are. */
const lineOf = (
  measured: ReadonlyMap<Replicas, Figures>,
  name: string,
  figure: (replicas: Replicas, figures: Figures) => number | undefined,
) =>
  resultRow(
    name,
    Object.fromEntries(
      [...measured].flatMap(([replicas, figures]) => {
        const value = figure(replicas, figures);
        return value === undefined ? [] : [[String(replicas.count), inMicros(value)] as const];
      }),
    ),
  );

const plotOf = (measured: ReadonlyMap<Replicas, Figures>): Result => ({
  title: 'CPU µs of a small query by replicas',
  rows: [
    lineOf(measured, 'gateways', ({ redis }, { gatewaysMs }) => (redis === null ? undefined : gatewaysMs)),
    lineOf(measured, 'Redis', ({ redis }, { redisMs }) => (redis === null ? undefined : redisMs)),
    lineOf(measured, 'a gateway without Redis', ({ redis }, { gatewaysMs }) =>
      redis === null ? gatewaysMs : undefined,
    ),
  ],
});

/** Small queries of callers that are spread over gateways on one Redis, beside one gateway that shares nothing. */
export const measureReplicas = async (size: ReplicasSize): Promise<readonly Result[]> => {
  await using programs = new AsyncDisposableStack();
  const upstream = programs.use(await startUpstream({ records: size.records, study: 'ready' }));
  const all = await startAll(programs, upstream, size);
  for (const replicas of all) await ask(replicas, upstream, { ...size, queries: size.queries * WARM_UP });
  const measured = await inTurn(all, size.rounds, (replicas) => ask(replicas, upstream, size));
  return [tableOf(measured), plotOf(measured)];
};

/** Gateways on one Redis before a REDCap that costs nothing; nothing where there is no Redis. */
export const benchReplicas = async (): Promise<readonly Result[]> => (hasRedis ? await measureReplicas(usual) : []);
