import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Config } from '../config.ts';
import type { RedisConfig } from '../config/redis.ts';
import type { Log } from '../gateway/access-log.ts';
import type { ReadinessSignal } from '../gateway/health.ts';
import { pause, systemClock } from '../redcap/clock.ts';
import { faultOf, mayEvict, RedisUnfit } from '../state/redis/server.ts';
import type { SharedRedisState } from '../state/redis/state.ts';
import type { OpenState } from './open-state.ts';

/** How long a start waits for Redis. A gateway that starts without it answers reads, and joins it later. */
const START_WAIT_MS = 3_000;
const LOOK_AGAIN_MS = 50;

const AWAY =
  'The Redis that the gateways share does not answer. Reads go on with a share of the calls, and writes are refused. Start Redis, ' +
  'or look at the network between it and the gateways.';

/** Names this gateway among those that share Redis; the same after a restart, where the port is configured. */
const memberOf = ({ port }: Pick<Config, 'port'>): string =>
  port === 0 ? randomUUID() : `${hostname()}:${String(port)}`;

/** Why the Redis that answered cannot be used; null where it can, and where none has answered. */
const findFault = (shared: SharedRedisState): RedisUnfit | null => {
  const server = shared.server();
  const fault = server === null ? null : faultOf(server);
  return server === null || fault === null ? null : new RedisUnfit(fault, server);
};

const waitForRedis = async (shared: SharedRedisState): Promise<void> => {
  const until = systemClock.now() + START_WAIT_MS;
  while (!shared.isHere() && systemClock.now() < until) {
    await shared.look();
    const fault = findFault(shared);
    if (fault !== null) throw fault;
    if (!shared.isHere()) await pause(systemClock, LOOK_AGAIN_MS);
  }
};

/** Warns of a Redis that may forget what it must not. */
const checkServer = (shared: SharedRedisState, log: Log): void => {
  const server = shared.server();
  if (server === null) return;
  if (mayEvict(server))
    log.warn(
      {},
      'redis: maxmemory-policy is not noeviction. A Redis whose memory is full may forget idempotency keys and leases, and a write could be done twice.',
    );
};

/** Opens the state that gateways share in Redis. Throws, with a sentence for the operator, for a Redis that cannot be used. */
export const openSharedState = async (
  config: Pick<Config, 'port'>,
  { url, ca, prefix, timeoutMs, share }: RedisConfig,
  secret: Uint8Array,
  log: Log,
): Promise<OpenState> => {
  // Loaded where it is needed: few gateways share a Redis.
  const { openRedisState } = await import('../state/redis/state.ts');
  const shared = await openRedisState({
    url: url.reveal(),
    ca,
    prefix,
    timeoutMs,
    share,
    member: memberOf(config),
    secret,
    clock: systemClock,
    onGone: (reason) =>
      log.error({ fault: reason }, 'redis: away. Reads go on with a share of the calls, and writes are refused.'),
    onBack: (isEmpty) =>
      log.warn({}, isEmpty ? 'redis: back, without its data. Writes wait for 15 seconds.' : 'redis: back'),
  });
  try {
    await waitForRedis(shared);
    checkServer(shared, log);
  } catch (error) {
    await shared.close();
    throw error;
  }
  const signals: readonly ReadinessSignal[] = [
    { name: 'redis', servesOn: true, problem: () => (shared.isHere() ? null : AWAY) },
  ];
  return { state: shared.state, file: null, isShared: true, isOtherSecret: false, signals, close: shared.close };
};
