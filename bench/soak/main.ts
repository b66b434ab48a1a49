import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createRandom } from '../../src/sandbox/random.ts';
import { mostWithin } from '../../test/support/most-within.ts';
import { createSoakClient } from './client.ts';
import { startRedcap, startSoakGateway, type SoakRedcap } from './gateway.ts';
import { liveADay } from './mix.ts';
import { compareVitals, lookAt, type Vital } from './vital.ts';

const HOURS = 24;
const LOOKS_AN_HOUR = 8;
/** The least heap may differ by so much between two times of day that are alike, and handles by so many. */
const [MOST_GROWTH, MOST_HANDLES] = [1.15, 10];

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    'per-minute': { type: 'string', default: '400' },
    seed: { type: 'string', default: '1' },
  },
});
const minutes = Number(values.minutes);
const perMinute = Number(values['per-minute']);
const seed = Number(values.seed);

/** The second in which each call arrived at the sandbox. Its journal forgets old calls, so that it is read often. */
const readArrivals = async ({ controlUrl }: SoakRedcap): Promise<number[]> => {
  const journal = (await (await fetch(`${controlUrl}journal`)).json()) as { time: string }[];
  await fetch(`${controlUrl}journal`, { method: 'DELETE' });
  return journal.map(({ time }) => Date.parse(`${time}Z`));
};

const run = async () => {
  await using redcap = await startRedcap();
  await using gateway = await startSoakGateway(redcap, 5);
  const codes: Record<string, number> = {};
  const clients = gateway.keys.map((key) => createSoakClient(gateway.url, key, codes));
  const vitals: Vital[] = [];
  const arrivals: number[] = [];
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      vitals.push(await lookAt(gateway, gateway.metricsUrl, gateway.folder));
      arrivals.push(...(await readArrivals(redcap)));
      // Now and then somebody reloads the configuration.
      process.kill(gateway.pid, 'SIGHUP');
      await wait((minutes * 60_000) / HOURS / LOOKS_AN_HOUR);
    }
  })();
  const deeds = await liveADay(clients, { minutes, perMinute, random: createRandom(seed).next });
  isOver = true;
  await watching;
  return {
    minutes,
    ...deeds,
    codes,
    calls: arrivals.length,
    mostCallsInAMinute: mostWithin(arrivals, 60_000),
    cpuSeconds: Math.round(gateway.cpuMs() / 1_000),
    peakMiB: Math.round(gateway.peakMiB()),
    ...compareVitals(vitals),
    rssMiBByHour: vitals.filter((_, index) => index % LOOKS_AN_HOUR === 0).map(({ rssMiB }) => rssMiB),
  };
};

const result = await run();
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
const { leastHeapMiB: heap, handles, mostCallsInAMinute } = result;
if (heap.last > heap.second * MOST_GROWTH || handles.last > handles.second + MOST_HANDLES || mostCallsInAMinute > 600) {
  process.exitCode = 1;
}
