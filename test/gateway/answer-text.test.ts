import {
  buildSchema,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import type { AnswerTexts } from '../../src/answer-text.ts';
import { createGateway } from '../../src/gateway.ts';
import { gatewayOptions, ORIGIN } from './gateway.ts';

const TEXT = '[{"name":"é"}]';

const cost = { calls: 1, bytes: 2, rows: 3, waitedMs: 0, coalesced: 0 };

/** Puts a text in place of the list where texts are accepted. */
const resolveRows = (_root: unknown, _args: unknown, { texts }: { texts: AnswerTexts }, info: GraphQLResolveInfo) => {
  if (!texts.accepts(info.path)) return [{ name: 'by the executor' }];
  texts.put(info.path, [Buffer.from(TEXT)]);
  return [];
};

const createSchema = (more = ''): GraphQLSchema => {
  const schema = buildSchema(
    `${more} type Query { rows: [Row!]! failing: String } type Row { name: String } type Subscription { tick: Query! }`,
  );
  const query = (schema.getType('Query') as GraphQLObjectType).getFields();
  const failing = (): never => {
    throw new GraphQLError('REDCap is offline.', { extensions: { code: 'REDCAP_MAINTENANCE' } });
  };
  Object.assign(query['rows'] ?? {}, { resolve: resolveRows });
  Object.assign(query['failing'] ?? {}, { resolve: failing });
  const subscribe = async function* () {
    yield await Promise.resolve({ tick: {} });
  };
  Object.assign(schema.getSubscriptionType()?.getFields()['tick'] ?? {}, { subscribe });
  return schema;
};

const send = (schema: GraphQLSchema, query: string, accept = 'application/json'): Promise<Response> =>
  createGateway({
    ...gatewayOptions({ createContext: ({ texts }: { texts: AnswerTexts }) => ({ texts, cost: { ...cost } }) }),
    schema,
  }).fetch(
    new Request(`${ORIGIN}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify({ query }),
    }),
  );

describe('an answer with texts that are ready', () => {
  it('has them at their places, with its cost, and says how many bytes it has', async () => {
    const response = await send(createSchema(), '{ __typename a: rows { name } rows { name } }');
    const text = await response.text();
    expect(text).toBe(
      `{"data":{"__typename":"Query","a":${TEXT},"rows":${TEXT}},"extensions":{"redcap":${JSON.stringify(cost)}}}`,
    );
    expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
  });

  it('has them beside the error of another field', async () => {
    const response = await send(createSchema(), '{ rows { name } failing }');
    expect(await response.json()).toMatchObject({
      data: { rows: [{ name: 'é' }], failing: null },
      errors: [{ message: 'REDCap is offline.', path: ['failing'], extensions: { code: 'REDCAP_MAINTENANCE' } }],
    });
  });

  it('has them in each part of an answer in parts', async () => {
    const schema = createSchema('directive @defer(if: Boolean! = true) on INLINE_FRAGMENT');
    const response = await send(schema, '{ rows { name } ... @defer { more: rows { name } } }', 'multipart/mixed');
    const parts = [...(await response.text()).matchAll(/^\{.*\}$/gm)].map(([text]) => JSON.parse(text) as unknown);
    expect(parts).toMatchObject([
      { data: { rows: [{ name: 'é' }] }, hasNext: true },
      { incremental: [{ data: { more: [{ name: 'é' }] }, path: [] }], hasNext: false },
    ]);
  });

  it('leaves a list to the executor where another part has its text', async () => {
    const schema = createSchema('directive @defer(if: Boolean! = true) on INLINE_FRAGMENT');
    const response = await send(schema, '{ rows { name } ... @defer { rows { name } } }', 'multipart/mixed');
    const parts = [...(await response.text()).matchAll(/^\{.*\}$/gm)].map(([text]) => JSON.parse(text) as unknown);
    expect(parts).toMatchObject([
      { data: { rows: [{ name: 'é' }] }, hasNext: true },
      { incremental: [{ data: { rows: [{ name: 'by the executor' }] }, path: [] }], hasNext: false },
    ]);
  });

  it('is left to the executor for each event of a subscription', async () => {
    const response = await send(createSchema(), 'subscription { tick { rows { name } } }', 'text/event-stream');
    expect(await response.text()).toContain('"rows":[{"name":"by the executor"}]');
  });
});
