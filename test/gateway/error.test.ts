import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createGateway, createTestLog, gatewayOptions, ORIGIN, post } from './gateway.ts';

const VALUE = 'Jane Roe 4711';

const resolvers = {
  Query: {
    hello: () => {
      throw new TypeError(`cannot read ${VALUE}`);
    },
    nothing: () => {
      throw new GraphQLError('REDCap is offline.', { extensions: { code: 'REDCAP_MAINTENANCE' } });
    },
    add: () => VALUE,
  },
};

describe('an error', () => {
  it('with a code reaches the caller, with 200 because execution began', async () => {
    const { status, body } = await post(createGateway(gatewayOptions({ resolvers })), { query: '{ nothing }' });
    expect(status).toBe(200);
    expect(body).toEqual({
      data: { nothing: null },
      errors: [
        {
          message: 'REDCap is offline.',
          locations: [{ line: 1, column: 3 }],
          path: ['nothing'],
          extensions: { code: 'REDCAP_MAINTENANCE' },
        },
      ],
    });
  });

  it('that nobody foresaw is answered without its message and logged by its class and place', async () => {
    const log = createTestLog();
    const { body } = await post(createGateway(gatewayOptions({ resolvers, log })), { query: '{ hello }' });
    expect(body).toMatchObject({
      data: { hello: null },
      errors: [{ path: ['hello'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
    expect(JSON.stringify([body, log.lines])).not.toContain(VALUE);
    expect(log.lines).toEqual([
      expect.objectContaining({
        level: 'error',
        codes: ['INTERNAL_SERVER_ERROR'],
        fault: expect.stringMatching(/^TypeError at .*error\.test\.ts/) as string,
      }),
    ]);
  });

  it('whose message looks like places in the program is logged by its own place', async () => {
    const parse = (): unknown => JSON.parse(`\n    at ${VALUE}`);
    const rewritten = (): never => {
      throw Object.assign(new Error(`\n    at ${VALUE}`), { message: 'changed' });
    };
    for (const hello of [parse, rewritten]) {
      const log = createTestLog();
      await post(createGateway(gatewayOptions({ resolvers: { Query: { hello } }, log })), { query: '{ hello }' });
      expect(log.lines[0]?.fault).toMatch(/^(?:Syntax)?Error/);
      expect(log.lines[0]?.fault).not.toContain('Jane');
    }
  });

  it('of a value that does not fit its type is answered without the value', async () => {
    const { body } = await post(createGateway(gatewayOptions({ resolvers })), { query: '{ add }' });
    expect(body).toMatchObject({ data: { add: null }, errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
    expect(JSON.stringify(body)).not.toContain(VALUE);
  });

  it('that the table of errors knows is answered in its words', async () => {
    const explainError = (error: Error): GraphQLError | undefined =>
      error instanceof TypeError
        ? new GraphQLError('Not now.', { extensions: { code: 'REDCAP_RATE_LIMITED', retryAfterSeconds: 7 } })
        : undefined;
    const { body } = await post(createGateway(gatewayOptions({ resolvers, explainError })), { query: '{ hello }' });
    expect(body).toMatchObject({
      errors: [
        { message: 'Not now.', path: ['hello'], extensions: { code: 'REDCAP_RATE_LIMITED', retryAfterSeconds: 7 } },
      ],
    });
  });

  it('before execution has the status of its code and says when to come back', async () => {
    const createContext = (): never => {
      throw new GraphQLError('Too many.', { extensions: { code: 'OVERLOADED', retryAfterSeconds: 2.5 } });
    };
    const { status, headers, body } = await post(createGateway(gatewayOptions({ createContext })), {
      query: '{ hello }',
    });
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('3');
    expect(body).toEqual({
      errors: [{ message: 'Too many.', extensions: { code: 'OVERLOADED', retryAfterSeconds: 2.5 } }],
    });
  });

  it('of the context that nobody foresaw is a 500 without its message', async () => {
    const createContext = (): never => {
      throw new Error(VALUE);
    };
    const { status, body } = await post(createGateway(gatewayOptions({ createContext })), { query: '{ hello }' });
    expect(status).toBe(500);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
    expect(JSON.stringify(body)).not.toContain(VALUE);
  });
});

describe('a failure outside GraphQL', () => {
  it('is answered with 500, and only the log names it, without its message', async () => {
    const log = createTestLog();
    const introspection = (): never => {
      throw new RangeError(VALUE);
    };
    const request = new Request(`${ORIGIN}/graphql`, { headers: { accept: 'text/html' } });
    const response = await createGateway(gatewayOptions({ introspection, log })).fetch(request);
    expect(response.status).toBe(500);
    expect(await response.text()).toBe(
      '{"errors":[{"message":"The gateway failed on this. The log names it under the request id.",' +
        '"extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}\n',
    );
    expect(log.lines).toEqual([expect.objectContaining({ level: 'error', codes: ['INTERNAL_SERVER_ERROR'] })]);
    expect(log.lines[0]?.fault).toMatch(/^RangeError at /);
  });
});

describe('a request that is malformed', () => {
  it.each([
    ['a body that is not JSON', `{"query": "${VALUE}`, 400, 'BAD_USER_INPUT', 'The request body is not valid JSON.'],
    ['an empty body', '', 400, 'BAD_USER_INPUT', 'The request body is not valid JSON.'],
    ['a body that is no object', '"x"', 400, 'BAD_USER_INPUT', 'The request body must be a JSON object with "query".'],
    ['no query', { variables: {} }, 400, 'BAD_USER_INPUT', '"query" must be the GraphQL document, as a string.'],
    [
      'a name that is no string',
      { query: '{ hello }', operationName: 1 },
      400,
      'BAD_USER_INPUT',
      '"operationName" must be a string.',
    ],
    [
      'variables in a list',
      { query: '{ hello }', variables: [] },
      400,
      'BAD_USER_INPUT',
      '"variables" must be an object.',
    ],
    ['a syntax error', { query: '{ hello' }, 400, 'GRAPHQL_PARSE_FAILED', 'Syntax Error: Expected Name, found <EOF>.'],
    [
      'an unknown field',
      { query: '{ zzz }' },
      400,
      'GRAPHQL_VALIDATION_FAILED',
      'Cannot query field "zzz" on type "Query".',
    ],
    [
      'an unknown operation',
      { query: 'query A { hello } query B { hello }', operationName: 'C' },
      400,
      'BAD_USER_INPUT',
      'Could not determine what operation to execute.',
    ],
  ])('is refused with its code: %s', async (_what, body, status, code, message) => {
    const answer = await post(createGateway(gatewayOptions()), body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ errors: [{ message, extensions: { code } }] });
    expect(answer.body).not.toHaveProperty('data');
  });

  it('names the variable that does not fit and the place in it, without the value', async () => {
    const query =
      'query ($n: [Int!], $name: String!, $x: Int) { add(numbers: $n) hello(name: $name) records(first: $x) { totalCount } }';
    const variables = { n: [1, VALUE], x: VALUE };
    const { status, body } = await post(createGateway(gatewayOptions()), { query, variables });
    expect(status).toBe(400);
    expect(body).toEqual({
      errors: [
        {
          message: '$n[1]: Int expects a whole number from -2147483648 to 2147483647.',
          locations: [{ line: 1, column: 8 }],
          extensions: { code: 'BAD_USER_INPUT', argument: 'numbers.1' },
        },
        {
          message: '$name: String! is required, and the variables do not have it.',
          locations: [{ line: 1, column: 20 }],
          extensions: { code: 'BAD_USER_INPUT', argument: 'name' },
        },
        {
          message: '$x: Int expects a whole number from -2147483648 to 2147483647.',
          locations: [{ line: 1, column: 36 }],
          extensions: { code: 'BAD_USER_INPUT', argument: 'first' },
        },
      ],
    });
  });

  it.each([
    [
      'a content type that is not spoken',
      { method: 'POST', headers: { 'content-type': 'application/xml' }, body: '<a/>' },
      415,
    ],
    [
      'a method that is not spoken',
      { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{}' },
      405,
    ],
    [
      'an answer type that is not spoken',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/css' },
        body: '{"query":"{__typename}"}',
      },
      406,
    ],
  ])('is refused by HTTP: %s', async (_what, init, status) => {
    const response = await createGateway(gatewayOptions()).fetch(new Request(`${ORIGIN}/graphql`, init));
    expect(response.status).toBe(status);
  });

  it('gets 404 for an address that does not exist', async () => {
    const response = await createGateway(gatewayOptions()).fetch(new Request(`${ORIGIN}/nothing`));
    expect(response.status).toBe(404);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});
