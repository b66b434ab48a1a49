/** What matters of how Redis describes itself. */
export interface Server {
  readonly version: string;
  /** Names one run of the server: another one after each start, and on each of its replicas. */
  readonly run: string;
  /** What Redis does when its memory is full; null where it does not say. */
  readonly evicts: string | null;
  /** Its keys are spread over several servers. */
  readonly isCluster: boolean;
}

/** The first version whose scripts can do what is asked of them. */
const LEAST_VERSION: readonly [number, number] = [6, 2];

/** Why a Redis cannot hold what gateways share, by a word. */
export type RedisFault = 'too old' | 'cluster';

/** Redis cannot hold what gateways share, whatever is tried. */
export class RedisUnfit extends Error {
  override readonly name = 'RedisUnfit';
  readonly fault: RedisFault;

  constructor(fault: RedisFault, { version }: Pick<Server, 'version'>) {
    super(
      fault === 'cluster'
        ? 'redis: the server is a node of a Redis Cluster, and one script of the gateway needs keys of several nodes. Set redis.url to a server with cluster-enabled no.'
        : `redis: the server is version ${version}, and the gateway needs ${LEAST_VERSION.join('.')} or a later one.`,
    );
    this.fault = fault;
  }
}

const isTooOld = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor, leastMinor] = LEAST_VERSION;
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
};

/** Why a server cannot hold what gateways share; null where it can. */
export const faultOf = ({ version, isCluster }: Pick<Server, 'version' | 'isCluster'>): RedisFault | null => {
  if (isTooOld(version)) return 'too old';
  return isCluster ? 'cluster' : null;
};

const lineOf = (info: string, name: string): string | null =>
  new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? null;

/** Reads what `INFO` returned. */
export const readServer = (info: string): Server => ({
  version: lineOf(info, 'redis_version') ?? '0.0.0',
  run: lineOf(info, 'run_id') ?? '',
  evicts: lineOf(info, 'maxmemory_policy'),
  isCluster: lineOf(info, 'cluster_enabled') === '1',
});

/** Whether Redis forgets what nobody said it may forget, once its memory is full. */
export const mayEvict = ({ evicts }: Server): boolean => evicts !== null && evicts !== 'noeviction';
