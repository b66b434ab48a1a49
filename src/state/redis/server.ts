/** What matters of how Redis describes itself. */
export interface Server {
  readonly version: string;
  /** Names one run of the server: another one after each start, and on each of its replicas. */
  readonly run: string;
  /** What Redis does when its memory is full; null where it does not say. */
  readonly evicts: string | null;
}

/** The first version whose scripts can do what is asked of them. */
const LEAST_VERSION: readonly [number, number] = [6, 2];

/** Redis is older than the gateway can use. */
export class RedisTooOld extends Error {
  override readonly name = 'RedisTooOld';

  constructor(version: string) {
    super(`redis: the server is version ${version}, and the gateway needs ${LEAST_VERSION.join('.')} or a later one.`);
  }

  /** Whether a server is so old. */
  static isTooOld({ version }: Pick<Server, 'version'>): boolean {
    const [major = 0, minor = 0] = version.split('.').map(Number);
    const [leastMajor, leastMinor] = LEAST_VERSION;
    return major < leastMajor || (major === leastMajor && minor < leastMinor);
  }
}

const lineOf = (info: string, name: string): string | null =>
  new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? null;

/** Reads what `INFO` returned. */
export const readServer = (info: string): Server => ({
  version: lineOf(info, 'redis_version') ?? '0.0.0',
  run: lineOf(info, 'run_id') ?? '',
  evicts: lineOf(info, 'maxmemory_policy'),
});

/** Whether Redis forgets what nobody said it may forget, once its memory is full. */
export const mayEvict = ({ evicts }: Server): boolean => evicts !== null && evicts !== 'noeviction';
