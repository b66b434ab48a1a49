import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashApiKey } from '../../src/gateway/api-key.ts';
import { clinic } from '../support/clinic.ts';
import { runMain, waitForOutput, type MainRun } from '../support/main-program.ts';
import { startRedis, type RedisServer } from '../support/redis-server.ts';
import { openProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { startStudy, type SandboxCall, type Study } from '../support/study.ts';

/** What an operation answered. */
export interface ReplicaAnswer {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests state the shape that they expect by reading it
  readonly data: any;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** Sends an operation to a gateway. */
type Ask = (query: string, variables?: Readonly<Record<string, unknown>>, caller?: string) => Promise<ReplicaAnswer>;

/** One gateway of several, a process of its own. */
export interface Replica {
  readonly url: string;
  readonly run: MainRun;
  /** Its way to Redis. */
  readonly way: TcpProxy;
  /** Sends an operation, of a caller where the set has callers. Throws when the gateway is gone. */
  readonly ask: Ask;
  /** Ends it at once, as if its machine lost its power. */
  readonly kill: () => Promise<void>;
}

/** Several gateways on one Redis, in front of one sandbox. */
export interface ReplicaSet {
  readonly study: Study;
  readonly redis: RedisServer;
  readonly replicas: readonly Replica[];
  /** When each call arrived at the sandbox, in milliseconds. */
  readonly arrivals: readonly number[];
  /** The most writes of the project that were under way at once. */
  readonly mostWritesAtOnce: () => number;
  /** Starts another gateway in the place of one. */
  readonly replace: (index: number) => Promise<Replica>;
  readonly close: () => Promise<void>;
}

/** A project that the gateways have beside `study`. */
export interface Neighbour {
  readonly key: string;
  readonly url: string;
  readonly token: string;
}

export interface ReplicaSetOptions {
  readonly count: number;
  readonly callsPerMinute?: number;
  readonly share?: number;
  /** Milliseconds that the sandbox takes for a write. */
  readonly writeMs?: number;
  /** More projects; none unless given. */
  readonly neighbours?: (study: Study) => readonly Neighbour[];
  /** Names of callers with an API key each; without any the gateways ask for no key. */
  readonly callers?: readonly string[];
  /** How often gateways look for changes; as they do by themselves unless given. */
  readonly changes?: { readonly pollSeconds: number; readonly askedSeconds: number };
}

/** The API key of a caller of a set. */
export const keyOf = (caller: string): string => `rgk_${caller}_of_these_replicas`;

/** The secret of all gateways. */
export const SECRET = 'replicas-replicas-replicas-replicas';

const isWrite = (call: SandboxCall): boolean =>
  call['data'] !== undefined || /import|delete/.test(call['action'] ?? '');

/** Counts what reaches the sandbox. */
const createWatch = (writeMs: number) => {
  const arrivals: number[] = [];
  let [writes, most] = [0, 0];
  const intercept = async (call: SandboxCall, answer: () => Promise<Response>): Promise<Response> => {
    arrivals.push(performance.now());
    if (!isWrite(call)) return answer();
    writes += 1;
    most = Math.max(most, writes);
    const response = await answer();
    // A REDCap that takes its time over a write, so that two of them could be seen side by side.
    await new Promise((resolve) => setTimeout(resolve, writeMs));
    writes -= 1;
    return response;
  };
  return { arrivals, intercept, most: () => most };
};

/** Sends an operation to an address, of a caller where there are callers. */
export const askAt = async (
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  caller?: string,
): Promise<ReplicaAnswer> => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(caller === undefined ? {} : { authorization: `Bearer ${keyOf(caller)}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  // GraphQL over HTTP answers nothing else.
  return (await response.json()) as ReplicaAnswer;
};

const startReplica = async (config: string, redis: RedisServer, env: Record<string, string>): Promise<Replica> => {
  const way = await openProxy(redis.port);
  const run = runMain(['--config', config, '--port', '0', '--data', ':memory:'], {
    ...env,
    STUDY_REDIS: `redis://127.0.0.1:${String(way.port)}`,
  });
  const [, url = ''] = await waitForOutput(run, /GraphQL API {2}(http:\S+)\/graphql\n[^]* -d '/);
  return {
    url,
    run,
    way,
    ask: (query, variables = {}, caller) => askAt(url, query, variables, caller),
    kill: async () => {
      run.process.kill('SIGCONT');
      run.process.kill('SIGKILL');
      await run.ended;
      await way.close();
    },
  };
};

const tokenVariable = (key: string): string => `TOKEN_OF_${key.toUpperCase()}`;

const apiKeyOf = (name: string): object => ({
  name,
  hash: `sha256:${hashApiKey(keyOf(name))}`,
  projects: ['study'],
  scopes: ['read', 'write'],
});

/** Writes the configuration that all gateways have. */
const writeConfig = (
  folder: string,
  study: Study,
  neighbours: readonly Neighbour[],
  { callsPerMinute = 6_000, share = 0.3, callers = [], changes }: ReplicaSetOptions,
): string => {
  const path = join(folder, 'gateway.json');
  const config = {
    projects: [
      { key: 'study', url: study.url, token: { env: 'STUDY_TOKEN' } },
      ...neighbours.map(({ key, url }) => ({ key, url, token: { env: tokenVariable(key) } })),
    ],
    redcap: { callsPerMinute },
    // A machine that runs all tests at once lets a process wait.
    redis: { url: { env: 'STUDY_REDIS' }, share, timeoutMs: 1_500 },
    secret: { env: 'STUDY_SECRET' },
    graphiql: false,
    ...(changes === undefined ? {} : { changes }),
    ...(callers.length === 0 ? {} : { callers: { apiKeys: callers.map(apiKeyOf) } }),
  };
  writeFileSync(path, JSON.stringify(config));
  return path;
};

/** Starts a Redis, a sandbox with the clinic, and so many gateways. Somebody must close them. */
export const startReplicas = async (options: ReplicaSetOptions): Promise<ReplicaSet> => {
  const watch = createWatch(options.writeMs ?? 20);
  const [redis, study] = await Promise.all([startRedis(), startStudy({ project: clinic, intercept: watch.intercept })]);
  const folder = mkdtempSync(join(tmpdir(), 'replicas-'));
  const neighbours = options.neighbours?.(study) ?? [];
  const config = writeConfig(folder, study, neighbours, options);
  const env = {
    STUDY_TOKEN: study.owner.token ?? '',
    STUDY_SECRET: SECRET,
    ...Object.fromEntries(neighbours.map(({ key, token }) => [tokenVariable(key), token])),
  };
  const replicas = await Promise.all(Array.from({ length: options.count }, () => startReplica(config, redis, env)));
  return {
    study,
    redis,
    replicas,
    arrivals: watch.arrivals,
    mostWritesAtOnce: watch.most,
    replace: async (index) => {
      const replica = await startReplica(config, redis, env);
      replicas[index] = replica;
      return replica;
    },
    close: async () => {
      await Promise.all(replicas.map((replica) => replica.kill()));
      await redis.close();
      await study.close();
      rmSync(folder, { recursive: true });
    },
  };
};
