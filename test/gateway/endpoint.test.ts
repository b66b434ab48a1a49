import { GraphQLError } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import type { GatewayOptions } from '../../src/gateway.ts';
import { createApiKey } from '../../src/gateway/api-key.ts';
import type { CallerRequest } from '../../src/gateway/caller.ts';
import { createGateway, createTestLog, createTestSchema, gatewayOptions, ORIGIN, post } from './gateway.ts';

const VALUE = 'Jane Roe 4711';
const OWN = '/projects/stroke/graphql';

const own = createTestSchema({ Query: { hello: () => 'from the project' } });
const options = (changes: Parameters<typeof gatewayOptions>[0] = {}): GatewayOptions =>
  gatewayOptions({
    resolvers: { Query: { hello: () => 'from all' } },
    projectSchema: async (_context, key) => (key === 'stroke' ? own : null),
    ...changes,
  });

const get = async (path: string, given = options()): Promise<{ status: number; body: unknown }> => {
  const response = await createGateway(given).fetch(new Request(`${ORIGIN}${path}`));
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
};

describe('the addresses of graphs', () => {
  it('are one for all projects and one for each', async () => {
    expect(await get('/graphql?query={hello}')).toEqual({ status: 200, body: { data: { hello: 'from all' } } });
    expect(await get(`${OWN}?query={hello}`)).toEqual({ status: 200, body: { data: { hello: 'from the project' } } });
  });

  it.each([
    '/x/graphql',
    '//graphql',
    '/graphql/',
    '/GraphQL',
    '/nothing?to=/graphql',
    '/projects/graphql',
    '/projects//graphql',
    '/projects/stroke',
    '/projects/stroke/graphql/',
    '/projects/stroke/x/graphql',
    '/x/projects/stroke/graphql',
    '/projects/1stroke/graphql',
    '/projects/str%6Fke/graphql',
    '/projects/stroke%2F/graphql',
    '/projects/../stroke/graphql',
    `/projects/${'s'.repeat(65)}/graphql`,
  ])('are no others: %s', async (path) => {
    const { status, body } = await get(`${path}${path.includes('?') ? '&' : '?'}query={hello}`);
    expect(status).toBe(404);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });
});

describe('a query in an address', () => {
  it.each([
    ['query', 'query={hello}%E9'],
    ['variables', 'query={hello}&variables={"a":"caf%E9"}'],
    ['half a character', 'query={hello}&variables={"a":"caf%C3"}'],
  ])('is refused where its bytes are not UTF-8: %s', async (_what, search) => {
    expect(await get(`/graphql?${search}`)).toEqual({
      status: 400,
      body: { errors: [{ message: 'The address is not UTF-8.', extensions: { code: 'BAD_USER_INPUT' } }] },
    });
  });

  it('may have any character in UTF-8, the one that stands for others too', async () => {
    const variables = encodeURIComponent('{"a":"café \ufffd"}');
    expect((await get(`/graphql?query={hello}&variables=${variables}`)).status).toBe(200);
  });
});

describe('a body that is not UTF-8', () => {
  it.each(['application/json', 'application/json; charset=iso-8859-1'])('is refused as %s', async (type) => {
    const response = await createGateway(options()).fetch(
      new Request(`${ORIGIN}/graphql`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: Buffer.from('{"query":"{hello}","variables":{"a":"caf\xe9"}}', 'latin1'),
      }),
    );
    expect([response.status, await response.json()]).toEqual([
      400,
      { errors: [{ message: 'The request body is not UTF-8.', extensions: { code: 'BAD_USER_INPUT' } }] },
    ]);
  });
});

describe('the graph of a project', () => {
  it('is chosen once the caller is known, by the context that its resolvers get', async () => {
    const requests: Pick<CallerRequest, 'project' | 'caller'>[] = [];
    const seen: unknown[] = [];
    const cost = { calls: 0, bytes: 0, rows: 0, waitedMs: 0, coalesced: 0 };
    const hello = (_source: unknown, _args: unknown, context: { cost: object }): string => {
      seen.push(context.cost);
      return 'hi';
    };
    const log = createTestLog();
    const given = options({
      log,
      createContext: ({ project, caller }) => {
        requests.push({ project, caller });
        return { cost };
      },
      projectSchema: async (context) => {
        (context as { cost: { calls: number } }).cost.calls += 7;
        return createTestSchema({ Query: { hello } });
      },
    });
    const { body } = await get(`${OWN}?query={hello}`, given);
    expect(requests).toMatchObject([{ project: 'stroke', caller: { subject: 'open' } }]);
    expect(seen[0]).toBe(cost);
    expect(body).toMatchObject({ data: { hello: 'hi' }, extensions: { redcap: { calls: 7 } } });
    expect(log.lines).toMatchObject([{ route: '/projects', redcapCalls: 7 }]);
    expect(JSON.stringify(log.lines)).not.toContain('stroke');
  });

  it('is of no project at /graphql', async () => {
    const projects: unknown[] = [];
    await get(
      '/graphql?query={hello}',
      options({
        createContext: ({ project }) => {
          projects.push(project);
          return {};
        },
      }),
    );
    expect(projects).toEqual([null]);
  });

  it('checks an operation against the schema of its own address', async () => {
    const gateway = createGateway(options({ projectSchema: async () => createTestSchema() }));
    const schema = createTestSchema();
    Reflect.deleteProperty(schema.getQueryType()?.getFields() ?? {}, 'hello');
    const without = createGateway(options({ projectSchema: async () => schema }));
    expect((await post(gateway, { query: '{ hello }' }, {}, OWN)).status).toBe(200);
    expect((await post(without, { query: '{ hello }' }, {})).status).toBe(200);
    expect(await post(without, { query: '{ hello }' }, {}, OWN)).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
    });
  });

  it('validates a document once a schema, not once a request', async () => {
    const schema = createTestSchema();
    const look = vi.spyOn(schema, 'getTypeMap');
    const gateway = createGateway(options({ projectSchema: async () => schema }));
    await post(gateway, { query: '{ hello @skip(if: false) }' }, {}, OWN);
    const once = look.mock.calls.length;
    await post(gateway, { query: '{ hello @skip(if: false) }' }, {}, OWN);
    expect(once).toBeGreaterThan(0);
    expect(look.mock.calls).toHaveLength(once);
  });

  it('takes uploads', async () => {
    const importFile = async (_source: unknown, { file }: { file: Promise<{ filename: string }> }): Promise<number> =>
      (await file).filename.length;
    const schema = createTestSchema({ Mutation: { importFile } });
    const form = new FormData();
    form.set(
      'operations',
      JSON.stringify({ query: 'mutation ($file: Upload!) { importFile(file: $file) }', variables: { file: null } }),
    );
    form.set('map', '{"0":["variables.file"]}');
    form.set('0', new Blob(['consent']), 'consent.pdf');
    const response = await createGateway(options({ projectSchema: async () => schema })).fetch(
      new Request(`${ORIGIN}${OWN}`, { method: 'POST', headers: { 'x-graphql-yoga-csrf': '1' }, body: form }),
    );
    expect(await response.json()).toEqual({ data: { importFile: 11 } });
  });
});

describe('a project that is not there', () => {
  const { key, hash } = createApiKey();
  const callers = {
    apiKeys: [
      { name: 'dashboard', sha256: hash.slice('sha256:'.length), projects: ['stroke'], scopes: ['read' as const] },
    ],
    passThrough: null,
  };
  const ask = (path: string, headers: Record<string, string> = {}): ReturnType<typeof post> =>
    post(createGateway(options({ callers })), { query: '{ hello }' }, headers, path);

  it('is answered with 404 in GraphQL’s form', async () => {
    const { status, body } = await ask('/projects/none/graphql', { authorization: `Bearer ${key}` });
    expect(status).toBe(404);
    expect(body).toEqual({
      errors: [
        {
          message: 'There is no such project, or your credential does not open it.',
          extensions: { code: 'NOT_FOUND' },
        },
      ],
    });
  });

  it('looks the same as one that is there, without a credential', async () => {
    const [none, stroke] = [await ask('/projects/none/graphql'), await ask(OWN)];
    expect([none.status, stroke.status]).toEqual([401, 401]);
    expect(none.body).toEqual(stroke.body);
  });
});

describe('a schema that cannot be made', () => {
  it('is answered in the words of the table of errors', async () => {
    const given = options({
      explainError: (error) =>
        error instanceof TypeError
          ? new GraphQLError('Later.', { extensions: { code: 'REDCAP_RATE_LIMITED', retryAfterSeconds: 7 } })
          : undefined,
      projectSchema: async () => {
        throw new TypeError(VALUE);
      },
    });
    expect(await get(`${OWN}?query={hello}`, given)).toEqual({
      status: 502,
      body: {
        errors: [{ message: 'Later.', extensions: { code: 'REDCAP_RATE_LIMITED', retryAfterSeconds: 7 } }],
      },
    });
  });

  it('is a 500 without its message where nobody foresaw it, and the log has its place', async () => {
    const log = createTestLog();
    const given = options({
      log,
      projectSchema: async () => {
        throw new RangeError(VALUE);
      },
    });
    const { status, body } = await get(`${OWN}?query={hello}`, given);
    expect(status).toBe(500);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
    expect(JSON.stringify([body, log.lines])).not.toContain(VALUE);
    expect(log.lines[0]?.fault).toMatch(/^RangeError at .*endpoint\.test\.ts/);
  });
});
