import { request } from 'node:http';
import { createClient } from './load/client.ts';
import { apiKey, projectKey, startGateway } from './load/gateway.ts';
import { startProgram, type Program } from './load/program.ts';
import { formatTable } from './table.ts';

const RECORDS = 250_000;

/** What every first request reads is no part of a table. */
const FIRST = `{ project(key: "${projectKey}") { record(name: "7") { name } } }`;

/** How often the memory of a program is looked at. */
const LOOK_MS = 50;

/** A whole study, and what it cost the program that gave it. */
interface Passage {
  readonly bytes: number;
  readonly seconds: number;
  readonly cpuMs: number;
  /** Most memory over what the program held before, in MiB. */
  readonly overIdleMiB: number;
  /** The longest answer that a neighbour with a tiny query waited for, in milliseconds. */
  readonly pingMs: number;
}

/** Reads an answer to its end and keeps nothing. Returns its bytes. Fails where it is no table or is cut. */
const download = (url: string, headers: Readonly<Record<string, string>>): Promise<number> =>
  new Promise((resolve, reject) => {
    const asking = request(url, { headers: { authorization: `Bearer ${apiKey}`, ...headers } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200 && response.complete) resolve(bytes);
        else reject(new Error(`${url} answered ${String(response.statusCode)} and ${String(bytes)} bytes.`));
      });
    });
    asking.on('error', reject);
    asking.end();
  });

/** Fetches something of a program while its memory and its answers to a neighbour are watched. */
const measure = async (
  program: Program,
  graph: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Passage> => {
  await using ping = await startProgram('program/ping.ts', [`${program.url}${graph}`, apiKey]);
  const idle = program.rssMiB();
  let most = idle;
  const looking = setInterval(() => {
    most = Math.max(most, program.rssMiB());
  }, LOOK_MS);
  const [cpu, start] = [program.cpuMs(), performance.now()];
  const bytes = await download(`${program.url}${path}`, headers);
  const [cpuMs, seconds] = [program.cpuMs() - cpu, (performance.now() - start) / 1000];
  clearInterval(looking);
  const { longest } = (await (await fetch(ping.url)).json()) as { longest: number };
  return { bytes, seconds, cpuMs, overIdleMiB: most - idle, pingMs: longest };
};

const tables: readonly (readonly [name: string, path: string, headers?: Readonly<Record<string, string>>])[] = [
  ['CSV', 'records.csv'],
  ['NDJSON', 'records.ndjson'],
  ['Parquet', 'records.parquet'],
];

/** Each table comes from a gateway of its own, so that none has the memory of the one before. */
const measureTable = async (upstream: Program, path: string, headers?: Readonly<Record<string, string>>) => {
  await using gateway = await startGateway(upstream);
  const client = createClient(`${gateway.url}graphql`, 1, { authorization: `Bearer ${apiKey}` });
  await client.ask(FIRST, {});
  client.close();
  return await measure(gateway, 'graphql', `projects/${projectKey}/${path}`, headers);
};

/** Whole tables of a study of a million rows: what each costs beside the same export passed on, and read once. */
export const benchWholeTable = async (records = RECORDS): Promise<string> => {
  await using upstream = await startProgram('program/upstream.ts', [String(records)]);
  await using byHand = await startProgram('program/whole-export.ts', [upstream.url, upstream.token]);
  await measure(byHand, '', 'parse');
  const parsed = await measure(byHand, '', 'parse');
  const piped = await measure(byHand, '', 'pipe');
  const rows: string[][] = [];
  const line = (name: string, passage: Passage): void => {
    rows.push([
      name,
      passage.seconds.toFixed(1),
      (passage.cpuMs / 1000).toFixed(2),
      (passage.cpuMs / piped.cpuMs).toFixed(1),
      (passage.cpuMs / parsed.cpuMs).toFixed(2),
      passage.overIdleMiB.toFixed(0),
      `${passage.pingMs.toFixed(0)} / ${piped.pingMs.toFixed(0)}`,
      (passage.bytes / 1024 / 1024).toFixed(1),
    ]);
  };
  line('the export passed on', piped);
  line('the export read once, by rows', parsed);
  for (const [name, path, headers] of tables) line(name, await measureTable(upstream, path, headers));
  const title = `${String(records)} records × 4 events × 20 fields`;
  return formatTable(
    [title, 'seconds', 'CPU s', 'CPU / passed on', 'CPU / read', 'MiB over idle', 'longest ping / bare, ms', 'MiB'],
    rows,
  );
};
