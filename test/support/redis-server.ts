import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { findFreePort } from './free-port.ts';
import { findProgram } from './program.ts';

/** The server of the tests: the first on the path, unless `REDIS_SERVER` names another program. It may be missing. */
const program = process.env['REDIS_SERVER'] ?? findProgram('redis-server', 'valkey-server');

/** Whether this machine has a Redis or a Valkey. */
export const hasRedis = program !== undefined && existsSync(program);

/** A Redis of a test, which keeps nothing on a disk. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** Stops it as if the machine lost its power, and resolves when it has ended. */
  readonly kill: () => Promise<void>;
  /** Starts it again, empty, at the same port. */
  readonly restart: () => Promise<void>;
  /** Freezes it: connections stay, and nothing is answered. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly close: () => Promise<void>;
}

const start = (port: number, options: readonly string[]): Promise<ChildProcess> =>
  new Promise((resolve, reject) => {
    const fixed = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--dir',
      tmpdir(),
    ];
    const child = spawn(program ?? 'redis-server', [...fixed, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString();
      if (/Ready to accept connections/.test(out)) resolve(child);
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`Redis did not start: ${out}`)));
  });

/** Starts a Redis at a port that is free. Somebody must close it. */
export const startRedis = async (...options: readonly string[]): Promise<RedisServer> => {
  const port = await findFreePort();
  let child = await start(port, options);
  const kill = (): Promise<void> =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) resolve();
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });
  return {
    url: `redis://127.0.0.1:${String(port)}`,
    port,
    kill,
    restart: async () => {
      child = await start(port, options);
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    close: kill,
  };
};

/** Starts a node of a Redis Cluster, which notes the other nodes in a folder. Somebody must close it. */
export const startClusterNode = async (folder: string): Promise<RedisServer> =>
  startRedis('--cluster-enabled', 'yes', '--cluster-port', String(await findFreePort()), '--dir', folder);
