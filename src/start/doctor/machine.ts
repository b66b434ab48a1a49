import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '../../config.ts';
import type { RedisConfig } from '../../config/redis.ts';
import { STATE_FILE } from '../../state/sqlite/folder.ts';
import { countOpenWrites } from '../../state/sqlite/open-write.ts';
import { openLink } from '../../state/redis/link.ts';
import { isLoopback } from '../../redcap/url.ts';
import { faultOf, mayEvict, readServer } from '../../state/redis/server.ts';
import { dataFolderOf } from '../data-folder.ts';
import { reportOn } from './finding.ts';
import type { Finding } from './finding.ts';

const { ok, warn, fail } = reportOn('gateway');

/** Without one, what a process has sealed can be read by no other. */
const examineSecret = ({ secret }: Config): Finding =>
  secret === null
    ? warn('secret', 'none is configured.', 'Set "secret" or REDCAP_GRAPHQL_SECRET to: openssl rand -hex 32')
    : ok('secret', 'is configured.');

const REDIS_WAIT_MS = 3_000;

const askRedis = async ({ url, ca }: RedisConfig): Promise<string | null> => {
  const { promise: opened, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), REDIS_WAIT_MS);
  const link = await openLink({ url: url.reveal(), ca }, () => resolve(true));
  try {
    return (await opened) ? await link.info() : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    link.close();
  }
};

/** What is kept there is sealed. The password is not, and whoever is in between could change counts and leases. */
const examineRedisWay = ({ url }: RedisConfig): Finding[] => {
  const { protocol, hostname } = new URL(url.reveal());
  if (protocol === 'rediss:' || isLoopback(hostname)) return [];
  return [warn('Redis', 'is reached in clear text.', 'Use rediss:// in redis.url.')];
};

const examineRedis = async (redis: RedisConfig): Promise<Finding> => {
  const info = await askRedis(redis);
  if (info === null) return fail('Redis', 'does not answer.', 'Look at redis.url, its password and its certificates.');
  const server = readServer(info);
  const fault = faultOf(server);
  if (fault === 'cluster')
    return fail('Redis', 'is a node of a Redis Cluster.', 'Set redis.url to a server with cluster-enabled no.');
  if (fault !== null) return fail('Redis', `is version ${server.version}.`, 'Use 6.2 or later, or Valkey.');
  if (mayEvict(server)) {
    const says = `may forget what it must not: maxmemory-policy is ${server.evicts ?? ''}.`;
    return warn('Redis', says, 'Set maxmemory-policy to noeviction.');
  }
  return ok('Redis', `answers, version ${server.version}.`);
};

const OTHERS = 0o077;

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** The folder itself, or the first one above it that is there. */
const findExisting = async (path: string): Promise<string> => {
  const parent = dirname(path);
  return parent === path || (await isThere(path)) ? path : findExisting(parent);
};

const examineData = async (config: Config): Promise<Finding> => {
  const folder = dataFolderOf(config);
  if (folder === null) {
    return warn('data folder', 'there is none.', 'What must outlive a restart is lost with it. Set --data DIR.');
  }
  const existing = await findExisting(folder);
  try {
    await access(existing, constants.W_OK | constants.X_OK);
  } catch {
    return fail('data folder', `${folder} cannot be written.`, `Give ${existing} to the user who runs the gateway.`);
  }
  if (existing !== folder) return ok('data folder', `${folder} can be made.`);
  if (((await stat(folder)).mode & OTHERS) === 0) return ok('data folder', `${folder} can be written.`);
  return warn('data folder', `${folder} is open to others.`, `Run: chmod 700 ${folder}`);
};

/** Writes that have not ended, by what a gateway that runs or ran has noted; nothing where there is no state yet. */
const examineOpenWrites = async (config: Config): Promise<Finding[]> => {
  const folder = dataFolderOf(config);
  if (folder === null || !(await isThere(join(folder, STATE_FILE)))) return [];
  const count = await countOpenWrites(folder, Date.now).catch(() => null);
  if (count === null) return [warn('journal', 'cannot be read.', 'Start the gateway, which says why.')];
  if (count === 0) return [ok('journal', 'no write is open.')];
  const says = `${String(count)} ${count === 1 ? 'write is' : 'writes are'} open.`;
  return [
    warn('journal', says, 'They are under way, or looked at again each minute. See "Open writes" in operation.md.'),
  ];
};

/** Looks at what the gateway has on its own machine, or shares with other gateways. */
export const examineMachine = async (config: Config): Promise<readonly Finding[]> => [
  examineSecret(config),
  ...(config.redis === null
    ? [await examineData(config), ...(await examineOpenWrites(config))]
    : [...examineRedisWay(config.redis), await examineRedis(config.redis)]),
];
