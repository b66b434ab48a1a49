import type { Redis } from 'ioredis';
import type { Reply } from './reply.ts';
import type { Script } from './script.ts';

/** Where Redis is, and how to reach it. */
export interface RedisAddress {
  /** `redis://` or `rediss://`, perhaps with a user and a password. */
  readonly url: string;
  /** Certificates (PEM) that are trusted in place of the machine's own. */
  readonly ca?: string | undefined;
}

/** What a script is given: texts, numbers and bytes. */
export type Argument = string | number | Uint8Array;

/** One connection to Redis. It comes again by itself when it was lost. */
export interface RedisLink {
  /** A connection is open, and Redis has greeted. */
  readonly isOpen: () => boolean;
  /** Runs a script. Throws what Redis answers in place of a result, or that the connection is lost. */
  readonly run: (script: Script, keys: readonly string[], args: readonly Argument[]) => Promise<Reply>;
  /** What Redis says of itself. */
  readonly info: () => Promise<string>;
  /** Ends this connection, so that nothing more of what was sent arrives, and opens another. */
  readonly renew: () => void;
  readonly close: () => void;
}

const CONNECT_MS = 2_000;
/** Milliseconds until a lost connection is opened again: a gateway of many gives Redis time to start. */
const REOPEN_MS = 500;

const isUnknownScript = (error: unknown): boolean => error instanceof Error && error.message.startsWith('NOSCRIPT');

const runOn = async (redis: Redis, script: Script, rest: readonly (string | number | Buffer)[]): Promise<Reply> => {
  try {
    // What a script answers is not typed; scripts of this folder answer nothing else.
    return (await redis.callBuffer('EVALSHA', script.digest, ...rest)) as Reply;
  } catch (error) {
    if (!isUnknownScript(error)) throw error;
    // The same holds here.
    return (await redis.callBuffer('EVAL', script.text, ...rest)) as Reply;
  }
};

/** Opens a connection; `onOpen` hears each time that one is open. The library is loaded here, because few gateways need it. */
export const openLink = async ({ url, ca }: RedisAddress, onOpen: () => void): Promise<RedisLink> => {
  const { Redis: Client } = await import('ioredis');
  const redis = new Client(url, {
    // What waits for a connection would come late.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: CONNECT_MS,
    retryStrategy: () => REOPEN_MS,
    connectionName: 'redcap-graphql',
    disableClientInfo: true,
    ...(ca === undefined ? {} : { tls: { ca } }),
  });
  // The session says once that Redis is away, and not for every attempt.
  redis.on('error', () => undefined);
  redis.on('ready', onOpen);
  let isEnding = false;
  redis.on('close', () => {
    isEnding = false;
  });
  return {
    isOpen: () => redis.status === 'ready',
    run: (script, keys, args) =>
      runOn(redis, script, [
        keys.length,
        ...keys,
        ...args.map((arg) => (arg instanceof Uint8Array ? Buffer.from(arg) : arg)),
      ]),
    info: () => redis.info(),
    renew: () => {
      // All that was under way is given up at about the same time, each by itself.
      if (isEnding) return;
      isEnding = true;
      redis.disconnect(true);
    },
    close: () => redis.disconnect(),
  };
};
