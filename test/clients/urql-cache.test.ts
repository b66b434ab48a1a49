import type * as Graphcache from '@urql/exchange-graphcache';
import type * as Urql from '@urql/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requireClientLibrary } from '../support/client-libraries.ts';
import { startDemoGateway, type DemoGateway } from '../support/demo-gateway.ts';
import { describeWith, requirement } from '../support/requirement.ts';

let urql: typeof Urql;
let graphcache: typeof Graphcache;
let gateway: DemoGateway;
let client: Urql.Client;
/** How many requests the client has sent. */
let requests = 0;
const warnings: string[] = [];

const warn = (severity: string, message: string): void => {
  if (severity !== 'debug') warnings.push(message);
};

interface Introspection {
  readonly __schema: { readonly types: { name: string; fields: { name: string }[] | null }[] };
}

/** Types without an `id` are parts of what has them. The cache wants to know each of them. */
const readKeys = async (url: string): Promise<Record<string, () => null>> => {
  const plain = new urql.Client({ url, preferGetMethod: false, exchanges: [urql.fetchExchange] });
  const { data } = await plain.query<Introspection>('{ __schema { types { name fields { name } } } }', {});
  const parts = (data?.__schema.types ?? []).filter(({ fields }) => fields?.every(({ name }) => name !== 'id'));
  return Object.fromEntries(parts.map(({ name }) => [name, () => null]));
};

interface Events {
  readonly record: {
    readonly adverse_events: { readonly nodes: { id: string; repeatInstance: number; ae_term: { raw: string } }[] };
  };
}

const EVENTS = `{ record(name: "6") { id adverse_events { nodes { id repeatInstance ae_term { raw } } } } }`;

const SAVE = `mutation ($rows: [AdverseEvents_Row!]) { importRecords(input: { adverse_events: $rows }) {
  rows { savedNode { id ... on AdverseEvents { repeatInstance ae_term { raw } } } }
} }`;

const ARMS = '{ project { id arms { id name } } }';

const RENAME = `mutation { importArms(input: { arms: [{ armNum: 2, name: "Renamed" }] }) {
  project { id arms { id name } }
} }`;

const fromCache = async <Data>(query: string): Promise<Data | undefined> =>
  (await client.query<Data & Record<string, unknown>>(query, {}, { requestPolicy: 'cache-only' })).data;

describeWith(requirement.urqlCache, "urql's normalised cache", () => {
  beforeAll(async () => {
    urql = requireClientLibrary('@urql/core') as typeof Urql;
    graphcache = requireClientLibrary('@urql/exchange-graphcache') as typeof Graphcache;
    gateway = await startDemoGateway();
    const url = `${gateway.url}/projects/stroke2/graphql`;
    const keys = await readKeys(url);
    client = new urql.Client({
      url,
      preferGetMethod: false,
      exchanges: [graphcache.cacheExchange({ keys, logger: warn }), urql.fetchExchange],
      fetch: (...request) => {
        requests += 1;
        return fetch(...request);
      },
    });
  });

  afterAll(() => gateway.close());

  it('shows what a write has saved, by its answer and without a query more', async () => {
    const save = (row: object) =>
      client.mutation(SAVE, { rows: [{ record: '6', event: 'baseline_arm_1', ...row }] }).toPromise();
    await save({ newInstance: true, values: { ae_term: 'Nausea' } });
    const { data } = await client.query<Events>(EVENTS, {});
    const node = data?.record.adverse_events.nodes.find(({ ae_term: term }) => term.raw === 'Nausea');
    expect(node).toBeDefined();
    const sent = requests;
    await save({ repeatInstance: node?.repeatInstance, values: { ae_term: 'Vertigo' } });
    const cached = (await fromCache<Events>(EVENTS))?.record.adverse_events.nodes.find(({ id }) => id === node?.id);
    expect(cached?.ae_term.raw).toBe('Vertigo');
    expect(requests - sent).toBe(1);
  });

  it('shows a renamed arm by the answer of the mutation that renamed it', async () => {
    await client.query(ARMS, {});
    const sent = requests;
    await client.mutation(RENAME, {}).toPromise();
    const cached = await fromCache<{ project: { arms: { name: string }[] } }>(ARMS);
    expect(cached?.project.arms[1]?.name).toBe('Renamed');
    expect(requests - sent).toBe(1);
  });

  it('finds a key for each object that has one, and misses none', () => {
    expect(warnings).toEqual([]);
  });
});
