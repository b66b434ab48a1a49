import { describe, expect, it } from 'vitest';
import { createGateway, createTestLog, gatewayOptions, post } from './gateway.ts';

const createContext = (): object => ({ cost: { calls: 0, bytes: 0, rows: 0, waitedMs: 0, coalesced: 0 } });

const resolvers = {
  Query: {
    hello: (_source: unknown, _args: unknown, { cost }: { cost: Record<string, number> }) => {
      Object.assign(cost, { calls: 2, bytes: 512, rows: 7, waitedMs: 3, coalesced: 1 });
      return 'hi';
    },
  },
};

describe('extensions.redcap', () => {
  it('reports what the operation cost, counted by its context', async () => {
    const log = createTestLog();
    const { body } = await post(createGateway(gatewayOptions({ createContext, resolvers, log })), {
      query: '{ hello }',
    });
    expect(body).toEqual({
      data: { hello: 'hi' },
      extensions: { redcap: { calls: 2, bytes: 512, rows: 7, waitedMs: 3, coalesced: 1 } },
    });
    expect(log.lines).toEqual([expect.objectContaining({ redcapCalls: 2, redcapBytes: 512 })]);
  });

  it('is nothing but zeros for an operation that asked REDCap nothing', async () => {
    const { body } = await post(createGateway(gatewayOptions({ createContext })), { query: '{ __typename }' });
    expect(body).toEqual({
      data: { __typename: 'Query' },
      extensions: { redcap: { calls: 0, bytes: 0, rows: 0, waitedMs: 0, coalesced: 0 } },
    });
  });

  it('is not there for an operation that was refused', async () => {
    const { body } = await post(createGateway(gatewayOptions({ createContext })), { query: '{ zzz }' });
    expect(body).not.toHaveProperty('extensions');
  });
});

describe('the log', () => {
  it('names the operation and the hash of its document, and nothing that it holds', async () => {
    const log = createTestLog();
    const query = 'query Visits($name: String) { hello(name: $name) a: hello(name: "Literal Roe") }';
    await post(createGateway(gatewayOptions({ log })), { query, variables: { name: 'Variable Roe' } });
    expect(log.lines).toEqual([
      {
        level: 'info',
        message: 'request',
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        method: 'POST',
        route: '/graphql',
        status: 200,
        ms: expect.any(Number) as number,
        caller: 'open',
        credential: 'open',
        operation: 'Visits',
        document: expect.stringMatching(/^[0-9a-f]{12}$/) as string,
        codes: undefined,
        fault: undefined,
      },
    ]);
    expect(JSON.stringify(log.lines)).not.toContain('Roe');
  });
});
