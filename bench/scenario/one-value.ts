import { demoUsers } from '../../src/sandbox/demo/access.ts';
import { startGateway } from '../load/gateway.ts';
import { askBy, clientOf } from '../load/measure.ts';
import type { Ask } from '../load/operation.ts';
import type { Program } from '../load/program.ts';
import { sample } from '../load/sample.ts';
import { startUpstream, type Upstream } from '../load/upstream.ts';
import { resultRow, type Result } from '../result.ts';

/** Records of the studies. */
const SIZES = [1_000, 10_000, 100_000];

const FIND = `query Find($key: String!) { project(key: $key) { records(first: 100) {
  nodes { name dataAccessGroup { uniqueGroupName } }
} } }`;

const WRITE = `mutation Write($project: String!, $row: InstrumentRowInput!) {
  importRecords(input: { project: $project, rows: [$row] }) { rows { outcome } errors { code } }
}`;

interface Found {
  readonly project: {
    readonly records: {
      readonly nodes: readonly { name: string; dataAccessGroup: { uniqueGroupName: string } | null }[];
    };
  };
}

/** A record of Lyon, which every user of the demo study sees. */
const findRecord = async (ask: Ask): Promise<string> => {
  // The query asks for these.
  const { project } = (await ask({ query: FIND, variables: { key: demoUsers[0].username } })) as Found;
  const found = project.records.nodes.find(({ dataAccessGroup }) => dataAccessGroup?.uniqueGroupName === 'lyon');
  if (found === undefined) throw new Error('The study has no record of Lyon.');
  return found.name;
};

/** Writes a value. Returns whether it is stored. */
const write = async (ask: Ask, project: string, record: string, value: number): Promise<boolean> => {
  const values = [{ field: 'sbp', raw: String(value) }];
  const row = { record, event: 'baseline_arm_1', instrument: 'vitals', values };
  // The mutation asks for these.
  const { importRecords } = (await ask({ query: WRITE, variables: { project, row } })) as {
    readonly importRecords: { readonly errors: readonly object[] };
  };
  return importRecords.errors.length === 0;
};

interface Written {
  readonly calls: number;
  readonly bytes: number;
  readonly stored: boolean;
}

/** Where and by whom a value is written. Each token has values of its own, so that each write changes something. */
interface Place {
  readonly key: string;
  readonly record: string;
  readonly firstValue: number;
}

const measureToken = async (gateway: Program, upstream: Upstream, ask: Ask, { key, record, firstValue }: Place) => {
  let [value, stored] = [firstValue, false];
  const once = async (): Promise<void> => {
    value += 1;
    stored = await write(ask, key, record, value);
  };
  // The first write learns what is kept with the design.
  await once();
  const { calls, bytes } = await sample({ program: gateway, upstream }, once);
  return { calls, bytes, stored };
};

/** What a write of one value asks of a study of so many records, by the user whose token writes it. */
const measureStudy = async (records: number): Promise<ReadonlyMap<string, Written>> => {
  await using upstream = await startUpstream({ study: 'demo', records });
  const tokens = Object.fromEntries(demoUsers.map(({ username, token }) => [username, token]));
  await using gateway = await startGateway(upstream, tokens);
  const client = clientOf(gateway, 'graphql');
  const ask = askBy(client);
  const record = await findRecord(ask);
  const written = new Map<string, Written>();
  for (const [index, { username: key }] of demoUsers.entries()) {
    written.set(key, await measureToken(gateway, upstream, ask, { key, record, firstValue: 100 + index * 10 }));
  }
  client.close();
  return written;
};

/** One value written with each token of the demo study, in studies of several sizes. */
export const benchOneValue = async (sizes: readonly number[] = SIZES): Promise<readonly Result[]> => {
  const studies = new Map<number, ReadonlyMap<string, Written>>();
  for (const size of sizes) studies.set(size, await measureStudy(size));
  const rows = demoUsers.map(({ username }) => {
    const all = [...studies].map(([size, written]) => [size, written.get(username)] as const);
    const last = all.at(-1)?.[1];
    return resultRow(username, {
      ...Object.fromEntries(
        all.map(([size, one]) => [`bytes, ${size.toLocaleString('en')} records`, one?.bytes ?? Number.NaN]),
      ),
      calls: last?.calls ?? Number.NaN,
      stored: last?.stored === true ? 1 : 0,
    });
  });
  return [{ title: 'one value written', rows }];
};
