import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Redis } from 'ioredis';
import { afterEach, expect, it } from 'vitest';
import { createSeal } from '../../../src/state/seal.ts';
import type { OperationNote } from '../../../src/writers/operation/note.ts';
import { runMain, waitForOutput, type MainRun } from '../../support/main-program.ts';
import { startRedis, type RedisServer } from '../../support/redis-server.ts';
import { describeWith, requirement } from '../../support/requirement.ts';
import { isLong, isWhole } from '../../support/runs.ts';
import { gatewayOf, ready, SECRET, startClinics, type Clinic } from './clinics.ts';
import { entriesOf, expectFound, expectOnce, expectTruth, type Entry } from './truth.ts';

const hook = pathToFileURL(join(import.meta.dirname, '../../support/stop-at-step.ts')).href;

/** Begins the names of keys, unless gateways are given another. */
const PREFIX = 'redcap-graphql:';

const runs: MainRun[] = [];
let clinics: readonly Clinic[] = [];
let server: RedisServer;
let redis: Redis;

afterEach(async () => {
  for (const run of runs.splice(0)) {
    run.process.kill('SIGKILL');
    await run.ended;
  }
  redis.disconnect();
  await Promise.all([server.close(), ...clinics.map(({ study }) => study.close())]);
});

const start = async (env: Readonly<Record<string, string>> = {}) => {
  const gateway = gatewayOf(clinics, { redis: server.url });
  const run = runMain(gateway.argv, { ...gateway.env, ...env });
  runs.push(run);
  const [, url = ''] = await waitForOutput(run, /GraphQL API {2}(http:\S+)\/graphql\n/);
  return { run, url };
};

/** The entries of the mutations of all clinics in Redis, by the keys of these. */
const readJournal = async (): Promise<ReadonlyMap<string, Entry>> => {
  const seal = createSeal(Buffer.from(SECRET), 'redis');
  const keys = await redis.keys(`${PREFIX}journal:entry:*`);
  const entries = await Promise.all(
    keys.map(async (key): Promise<Entry> => {
      const { name, stage, open } = await redis.hgetallBuffer(key);
      const id = String(seal.open(['journal', 'name'], name ?? Buffer.of()));
      // Nothing else writes into the journal.
      const note = JSON.parse(
        String(seal.open(['journal', 'open', id, String(stage)], open ?? Buffer.of())),
      ) as OperationNote;
      return { stage: String(stage), open: note };
    }),
  );
  return entriesOf(clinics, entries);
};

/** The last signs of life of gateways, and their leases, are over: half a minute passes at once. */
const passHalfMinute = async (): Promise<void> => {
  const keys = await redis.keys(`${PREFIX}lease:*`);
  await redis.del(`${PREFIX}journal:owners`, ...keys);
};

/** What is kept, by the keys of clinics, once the request of each has stopped. */
const watchStops = ({ process: { stdout }, out }: MainRun): ReadonlyMap<string, Promise<void>> => {
  const stops = new Map(clinics.map(({ key }) => [key, Promise.withResolvers<void>()]));
  stdout?.on('data', () => {
    for (const [, key = ''] of out().matchAll(/^stopped (\w+)$/gm)) stops.get(key)?.resolve();
  });
  return new Map([...stops].map(([key, { promise }]) => [key, promise]));
};

/**
 * Sends all mutations at once to a gateway in which each stops after its step of this number, and kills that once all have stopped,
 * ended, or wait for REDCap. Returns what sends them again, and how many have stopped.
 */
const killAt = async (step: number) => {
  const { run, url } = await start({ NODE_OPTIONS: `--import=${hook}`, STOP_AT_STEP: String(step) });
  const sends = await Promise.all(clinics.map((clinic) => ready(clinic, url)));
  for (const { watch } of clinics) watch();
  const stops = watchStops(run);
  await Promise.all(
    clinics.map(({ key, reached }, at) => {
      const end = sends[at]?.(url).catch(() => null);
      return Promise.race([stops.get(key), end, at % 2 === 1 ? reached : end]);
    }),
  );
  run.process.kill('SIGKILL');
  await run.ended;
  return { sends, stopped: run.out().match(/^stopped /gm)?.length ?? 0 };
};

/** No mutation has more steps than this. */
const MOST_STEPS = 11;

/** All steps, or some; else another one of the first, which every mutation has, each day. */
const stepsOf = (): readonly number[] => {
  if (isWhole) return Array.from({ length: MOST_STEPS }, (_, at) => at + 1);
  return isLong ? [2, 4, 7] : [1 + (new Date().getDate() % 3)];
};

describeWith(
  requirement.redis,
  'a gateway with a Redis that is killed by SIGKILL in the middle of every kind of write',
  () => {
    it.each(stepsOf())(
      'leaves a true journal, of which another one finds out what can be known, and a third one doubles nothing: step %i',
      async (step) => {
        [server, clinics] = await Promise.all([startRedis(), startClinics()]);
        redis = new Redis(server.url);
        const bystander = start();
        const { sends, stopped } = await killAt(step);
        expect(stopped).toBeGreaterThan(0);
        const remains = { clinics, journal: await readJournal() };
        await expectTruth(remains);
        await passHalfMinute();
        await expectFound(remains, async () => (await start()).run);
        await expectOnce(remains, sends, (await bystander).url);
      },
      120_000,
    );
  },
);
