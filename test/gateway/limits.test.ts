import { describe, expect, it, vi } from 'vitest';
import type { Limits } from '../../src/gateway/limits.ts';
import { createGateway, ENDPOINTS, gatewayOptions, ORIGIN, post } from './gateway.ts';

const connection = { nodes: [], totalCount: 0 };
const resolvers = {
  Query: { hello: () => 'hi', self: () => ({}), records: () => connection, changes: () => connection },
};

const ask = async (
  body: unknown,
  limits: Partial<Limits> = {},
  endpoint: string = ENDPOINTS[0],
): Promise<{ status: number; code: unknown; message: unknown; data: unknown }> => {
  const answer = await post(createGateway(gatewayOptions({ limits, resolvers })), body, {}, endpoint);
  const { errors, data } = answer.body as {
    errors?: { message: string; extensions: { code: string } }[];
    data?: unknown;
  };
  return { status: answer.status, code: errors?.[0]?.extensions.code, message: errors?.[0]?.message, data };
};

const fields = (count: number, field: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => field(index)).join(' ');

const nested = (depth: number): string => `${'{ self '.repeat(depth - 1)}{ hello }${' }'.repeat(depth - 1)}`;

const fanOut = (levels: number): string =>
  [
    'query { ...f0 }',
    ...Array.from({ length: levels }, (_, i) => `fragment f${i} on Query { hello ...f${i + 1} ...f${i + 1} }`),
    `fragment f${levels} on Query { hello }`,
  ].join(' ');

const pages = 'query ($n: Int = 100) { records(first: $n) { nodes { files(first: 100) { nodes { name } } } } }';

describe('an operation at its limit', () => {
  it.each([
    ['depth', { query: nested(15) }],
    ['aliases', { query: `{ self { ${fields(30, (i) => `a${i}: __typename`)} } }` }],
    ['root fields', { query: `{ ${fields(20, (i) => `a${i}: hello`)} }` }],
    ['directives', { query: `{ ${fields(50, () => 'hello @skip(if: false)')} }` }],
    ['page', { query: '{ records(first: 100) { totalCount } }' }],
    ['page by its own default', { query: '{ changes(first: 500) { totalCount } }' }],
    ['nodes', { query: pages, variables: { n: 100 } }],
  ])('is answered: %s', async (_limit, body) => {
    const limits = {
      directives: 50,
      rootFields: 50,
      nodes: 10_100,
      ...(_limit === 'root fields' ? { rootFields: 20 } : {}),
    };
    expect(await ask(body, limits)).toMatchObject({ status: 200, code: undefined });
  });
});

describe.each(ENDPOINTS)('an operation beyond a limit at %s', (endpoint) => {
  it.each([
    ['tokens', { query: `{ ${'hello '.repeat(5_000)} }` }, 'more than 5000 tokens'],
    [
      'brackets in a literal',
      { query: `{ any(value: ${'['.repeat(250)}${']'.repeat(250)}) }` },
      'more than 200 brackets',
    ],
    ['depth', { query: nested(16) }, 'more than 15 fields inside each other'],
    [
      'depth through fragments',
      { query: `query { self { ...f } } fragment f on Query ${nested(15)}` },
      'more than 15 fields',
    ],
    ['aliases', { query: `{ self { ${fields(31, (i) => `a${i}: hello`)} } }` }, 'more than 30 aliases'],
    [
      'aliases of __typename',
      { query: `{ self { ${fields(31, (i) => `a${i}: __typename`)} } }` },
      'more than 30 aliases',
    ],
    [
      'aliases through a fragment',
      { query: `{ self { ...f } a: self { ...f } } fragment f on Query { ${fields(15, (i) => `a${i}: hello`)} }` },
      'more than 30 aliases',
    ],
    ['root fields', { query: `{ ${fields(21, () => 'hello')} }` }, 'more than 20 root fields'],
    ['directives', { query: `{ self { ${fields(51, () => 'hello @skip(if: false)')} } }` }, 'more than 50 directives'],
    ['selections of fragments that spread each other', { query: fanOut(14) }, 'more than 10000 selections'],
    ['fields to compare', { query: `{ self { ${'hello '.repeat(210)} } }` }, 'more than 20000 pairs of fields'],
    [
      'fields to compare, nested',
      { query: `{ ${'self { self { hello } } '.repeat(19)} self { ${'self { hello } '.repeat(190)} } }` },
      'more than 20000 pairs of fields',
    ],
    [
      'fields to compare in inline fragments',
      { query: `{ self { ${'... { hello } '.repeat(210)} } }` },
      'more than 20000 pairs of fields',
    ],
    [
      'nodes',
      {
        query:
          '{ records(first: 100) { nodes { files(first: 100) { nodes { files(first: 10) { nodes { name } } } } } } }',
      },
      'more than 50000 nodes',
    ],
    [
      'nodes by variables',
      {
        query: `query ($n: Int!) { ${fields(6, (i) => `a${i}: records(first: $n) { nodes { files(first: $n) { nodes { name } } } }`)} }`,
        variables: { n: 100 },
      },
      'more than 50000 nodes',
    ],
    [
      'lists of what is above them',
      { query: '{ records(first: 100) { nodes { children { children { name } } } } }' },
      'more than 50000 nodes',
    ],
    [
      'nested variables',
      {
        query: 'query ($v: Any) { any(value: $v) }',
        variables: { v: JSON.parse(`${'['.repeat(300)}${']'.repeat(300)}`) as unknown },
      },
      'nested more than 200 levels',
    ],
  ])('is refused as OPERATION_TOO_COMPLEX before it is validated: %s', async (_limit, body, message) => {
    const answer = await ask(body, {}, endpoint);
    expect(answer).toMatchObject({ code: 'OPERATION_TOO_COMPLEX', status: 400, data: undefined });
    expect(answer.message).toContain(message);
  });
});

describe('an operation beyond a limit', () => {
  it('is refused again from the cache of parsed documents', async () => {
    const gateway = createGateway(gatewayOptions());
    const first = await post(gateway, { query: nested(16) });
    const second = await post(gateway, { query: nested(16) });
    expect(second.body).toEqual(first.body);
    expect(first.body).toMatchObject({ errors: [{ extensions: { code: 'OPERATION_TOO_COMPLEX' } }] });
  });

  it.each([
    [
      'first',
      '{ records(first: 101) { totalCount } }',
      'first must be between 0 and 100; page on with after: pageInfo.endCursor.',
    ],
    ['a negative first', '{ records(first: -1) { totalCount } }', 'first must be between 0 and 100'],
    ['first above its own default', '{ changes(first: 501) { totalCount } }', 'first must be between 0 and 500'],
    ['a variable', 'query ($n: Int = 1000) { records(first: $n) { totalCount } }', 'first must be between 0 and 100'],
  ])('is refused as BAD_USER_INPUT for the size of a page: %s', async (_what, query, message) => {
    const answer = await ask({ query });
    expect(answer).toMatchObject({ code: 'BAD_USER_INPUT', status: 400, data: undefined });
    expect(answer.message).toContain(message);
  });

  it('does not hang on fragments that spread each other in a circle', async () => {
    const query = '{ ...a } fragment a on Query { self { ...b } } fragment b on Query { self { ...a } }';
    expect(await ask({ query })).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
  });

  it('is refused as PAYLOAD_TOO_LARGE for its text', async () => {
    const query = `{ hello } #${'x'.repeat(64 * 1024)}`;
    expect(await ask({ query })).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', status: 413 });
  });

  it('is refused as PAYLOAD_TOO_LARGE for its body', async () => {
    const body = { query: '{ hello }', variables: { x: 'x'.repeat(10 * 1024 * 1024) } };
    expect(await ask(body)).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', status: 413 });
  });

  const numbers = (count: number, write: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => write(index)).join(',');

  it.each([
    [
      '860,000 keys of one object',
      `{${numbers(860_000, (i) => `"k${i}":1`)}}`,
      '20000 different keys (limits.jsonKeys)',
    ],
    ['a key in each object', `[${numbers(20_001, (i) => `{"k${i}":1}`)}]`, '20000 different keys (limits.jsonKeys)'],
    [
      '3.3 million lists',
      `[${numbers(3_300_000, () => '[]')}]`,
      '1500000 brackets, commas and colons (limits.jsonParts)',
    ],
    ['numbers', `[${numbers(1_600_000, () => '1')}]`, '1500000 brackets, commas and colons (limits.jsonParts)'],
  ])('is refused for its body before it is parsed: %s', async (_what, variables, message) => {
    const parse = vi.spyOn(JSON, 'parse');
    const gateway = createGateway(gatewayOptions());
    const answer = await gateway.fetch(
      new Request(`${ORIGIN}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: `{"query":"{ hello }","variables":{"v":${variables}}}`,
      }),
    );
    expect(parse).not.toHaveBeenCalled();
    parse.mockRestore();
    expect([answer.status, await answer.text()]).toEqual([413, expect.stringContaining(message)]);
  });

  it('is answered with 5,000 rows of 20 values', async () => {
    const values = Array.from({ length: 20 }, (_, index) => ({ field: `field_${index}`, raw: 'a, "b": {[' }));
    const rows = Array.from({ length: 5_000 }, (_, index) => ({ record: String(index), event: 'e', values }));
    const body = { query: 'query ($v: Any) { hello any(value: $v) }', variables: { v: rows } };
    expect(await ask(body)).toMatchObject({ status: 200, code: undefined });
  });

  it('is refused for its text beside a file before it is parsed', async () => {
    const form = new FormData();
    form.append('operations', `{"query":"{ hello }","variables":{${numbers(100_000, (i) => `"key_${i}":1`)}}}`);
    form.append('map', '{}');
    const answer = await createGateway(gatewayOptions()).fetch(
      new Request(`${ORIGIN}/graphql`, { method: 'POST', headers: { 'x-graphql-yoga-csrf': '1' }, body: form }),
    );
    expect(answer.status).toBe(413);
  });

  it('is refused for a body whose length is not announced', async () => {
    const piece = new TextEncoder().encode(' '.repeat(60_000));
    let pieces = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pieces += 1;
        controller.enqueue(piece);
      },
    });
    const gateway = createGateway(gatewayOptions({ limits: { bodyBytes: 100_000 } }));
    const response = await gateway.fetch(
      new Request(`${ORIGIN}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        duplex: 'half',
      } as RequestInit),
    );
    expect(response.status).toBe(413);
    expect(pieces).toBeLessThan(10);
  });

  it('is refused as a batch', async () => {
    const answer = await ask([{ query: '{ hello }' }, { query: '{ hello }' }]);
    expect(answer).toMatchObject({ code: 'BAD_USER_INPUT', status: 400 });
  });
});

describe('an operation that was within the limits', () => {
  const statusOf = async (variables: object): Promise<number[]> => {
    const limits = { nodes: 200 };
    const gateway = createGateway(gatewayOptions({ limits, resolvers }));
    const query = 'query ($n: Int = 1) { records(first: $n) { nodes { files(first: 10) { totalCount } } } }';
    const first = await post(gateway, { query });
    return [first.status, (await post(gateway, { query, variables })).status];
  };

  it('is counted again for other variables', async () => {
    expect(await statusOf({ n: 18 })).toEqual([200, 200]);
    expect(await statusOf({ n: 19 })).toEqual([200, 400]);
    expect(await statusOf({ n: 101 })).toEqual([200, 400]);
  });
});

describe('an answer', () => {
  it('has at most 50 errors of validation', async () => {
    const answer = await post(createGateway(gatewayOptions({ limits: { rootFields: 1_000 } })), {
      query: `{ ${fields(200, (i) => `nope${i}`)} }`,
    });
    const { errors } = answer.body as { errors: unknown[] };
    expect(errors).toHaveLength(50);
  });

  it('has at most 50 errors of execution and says how many are left out', async () => {
    const refuse = (): never => {
      throw new Error('no');
    };
    const list = { nodes: Array.from({ length: 60 }, () => ({ files: refuse })) };
    const gateway = createGateway(gatewayOptions({ resolvers: { Query: { records: () => list } } }));
    const { body } = await post(gateway, { query: '{ records { nodes { files(first: 1) { totalCount } } } }' });
    const { errors, extensions } = body as { errors: unknown[]; extensions: unknown };
    expect(errors).toHaveLength(50);
    expect(extensions).toEqual({ errorsOmitted: 10 });
  });

  it('to GraphiQL’s introspection query is not refused', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    const query = getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true, oneOf: true });
    expect(await ask({ query })).toMatchObject({ status: 200, code: undefined });
  });
});
