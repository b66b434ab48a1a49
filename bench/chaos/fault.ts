import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { ReplicaSet } from '../../test/replicas/replica-set.ts';

/** Something that fails for a while, and is well again when the promise is kept. */
type Fault = (set: ReplicaSet, random: () => number) => Promise<void>;

const pick = (set: ReplicaSet, random: () => number): number => Math.floor(random() * set.replicas.length);

const faults: Readonly<Record<string, Fault>> = {
  'a gateway is killed': async (set, random) => {
    const index = pick(set, random);
    await set.replicas[index]?.kill();
    await wait(2_000 * random());
    await set.replace(index);
  },
  'Redis is killed': async ({ redis }, random) => {
    await redis.kill();
    await wait(8_000 * random());
    await redis.restart();
  },
  'Redis is emptied': async ({ redis }) => {
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
  },
  'Redis stands still': async ({ redis }, random) => {
    redis.freeze();
    await wait(8_000 * random());
    redis.thaw();
  },
  'Redis is slow for a gateway': async (set, random) => {
    const way = set.replicas[pick(set, random)]?.way;
    way?.delay(100 + 2_000 * random());
    await wait(10_000 * random());
    way?.mend();
  },
  'Redis is cut off from a gateway': async (set, random) => {
    const way = set.replicas[pick(set, random)]?.way;
    way?.cut();
    await wait(15_000 * random());
    way?.mend();
  },
};

/**
 * Lets one thing after another fail until it is stopped, and counts how often each did. `everyMs` of 0 lets nothing fail. After
 * each it calls `follow`, since a killed gateway comes back at another port.
 */
export const failOften = (set: ReplicaSet, everyMs: number, random: () => number, follow: () => void) => {
  const counts: Record<string, number> = {};
  let isStopped = everyMs === 0;
  const names = Object.keys(faults);
  const run = async (): Promise<void> => {
    while (!isStopped) {
      await wait(everyMs * (0.5 + random()));
      const name = names[Math.floor(random() * names.length)] ?? '';
      if (isStopped) return;
      counts[name] = (counts[name] ?? 0) + 1;
      await faults[name]?.(set, random);
      follow();
    }
  };
  const running = run();
  return {
    counts,
    stop: async (): Promise<void> => {
      isStopped = true;
      await running;
    },
  };
};
