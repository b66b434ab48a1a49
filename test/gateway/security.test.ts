import { describe, expect, it } from 'vitest';
import { createApiKey, findApiKey, hashApiKey } from '../../src/gateway/api-key.ts';
import type { ApiKey, CallerRequest, TokenVerifier } from '../../src/gateway/caller.ts';
import type { GatewayOptions } from '../../src/gateway.ts';
import { createGateway, createTestLog, ENDPOINTS, gatewayOptions, ORIGIN, post } from './gateway.ts';

const HELLO = '{"query":"{ hello }"}';
const MUTATION = '{"query":"mutation { rename(to: \\"x\\") }"}';
const TOKEN = '0123456789ABCDEF0123456789ABCDEF';

const { key: KEY, hash: HASH } = createApiKey();
const apiKey = (changes: Partial<ApiKey> = {}): ApiKey => ({
  name: 'dashboard',
  sha256: HASH.slice('sha256:'.length),
  projects: ['stroke'],
  scopes: ['read'],
  ...changes,
});
const locked = { callers: { apiKeys: [apiKey()], passThrough: null } };
const passThrough = { callers: { apiKeys: [], passThrough: { header: 'x-redcap-token' } } };

const send = (options: Parameters<typeof gatewayOptions>[0], init: RequestInit, path = '/graphql'): Promise<Response> =>
  createGateway(gatewayOptions(options)).fetch(new Request(`${ORIGIN}${path}`, init));

const codeOf = async (response: Response): Promise<unknown> => {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
  return errors[0]?.extensions.code;
};

describe.each(ENDPOINTS)('cross-site request forgery at %s', (endpoint) => {
  const multipart = (): FormData => {
    const form = new FormData();
    form.set('operations', MUTATION);
    form.set('map', '{}');
    return form;
  };

  it.each([
    ['a form post', { method: 'POST', body: new URLSearchParams({ query: 'mutation { rename(to: "x") }' }) }],
    ['text', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: MUTATION }],
    [
      'text that claims to be JSON',
      { method: 'POST', headers: { 'content-type': 'text/plain; application/json' }, body: MUTATION },
    ],
    ['a multipart form', { method: 'POST', body: multipart() }],
    ['a body without a type', { method: 'POST', body: new Blob([MUTATION]) }],
    ['a query that the browser says is cross-site', { headers: { 'sec-fetch-site': 'cross-site' } }],
  ])('is refused: %s', async (_what, init) => {
    const response = await send({}, init, `${endpoint}?query={hello}`);
    expect(response.status).toBe(403);
    expect(await codeOf(response)).toBe('FORBIDDEN');
  });

  it.each([
    ['JSON', { method: 'POST', headers: { 'content-type': 'application/json' }, body: HELLO }],
    [
      'JSON with its encoding',
      { method: 'POST', headers: { 'content-type': 'application/json; charset=utf-8' }, body: HELLO },
    ],
    ['a query of the own page', { headers: { 'sec-fetch-site': 'same-origin' } }],
    ['a query of a program', {}],
    [
      'a cross-site query that was asked for first',
      { headers: { 'sec-fetch-site': 'cross-site', 'x-graphql-yoga-csrf': '1' } },
    ],
  ])('does not hinder %s', async (_what, init) => {
    const response = await send({}, init, `${endpoint}?query={hello}`);
    expect(response.status).toBe(200);
  });

  it('refuses mutations by GET', async () => {
    const response = await send({}, {}, `${endpoint}?query=mutation{rename(to:"x")}`);
    expect(response.status).toBe(405);
  });
});

describe.each(ENDPOINTS)('cross-origin requests at %s', (endpoint) => {
  const origins = ['https://dashboard.example.org'];
  const preflight = (origin: string): RequestInit => ({
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
  });

  it('are allowed to nobody unless configured', async () => {
    const response = await send({}, preflight('https://dashboard.example.org'), endpoint);
    expect(response.status).toBe(403);
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('are allowed to the origins that are configured', async () => {
    const response = await send(
      { cors: { origins, allowsLoopback: false } },
      preflight('https://dashboard.example.org'),
      endpoint,
    );
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('https://dashboard.example.org');
    expect(response.headers.get('access-control-allow-headers')).toContain('content-type, authorization');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    expect(response.headers.get('vary')).toContain('Origin');
  });

  it('of a configured origin may read the answer', async () => {
    const headers = { 'content-type': 'application/json', origin: 'https://dashboard.example.org' };
    const response = await send(
      { cors: { origins, allowsLoopback: false } },
      { method: 'POST', headers, body: HELLO },
      endpoint,
    );
    expect(response.headers.get('access-control-allow-origin')).toBe('https://dashboard.example.org');
  });

  it.each(['https://dashboard.example.org.evil.test', 'http://dashboard.example.org', 'null', 'https://evil.test'])(
    'of %s are not reflected',
    async (origin) => {
      for (const init of [
        preflight(origin),
        { method: 'POST', headers: { 'content-type': 'application/json', origin }, body: HELLO },
      ]) {
        const response = await send({ cors: { origins, allowsLoopback: false } }, init, endpoint);
        expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    },
  );
});

describe('pages of this machine', () => {
  const cors = { origins: [], allowsLoopback: true };
  const ask = (origin: string, allowsLoopback: boolean): Promise<Response> =>
    send({ cors: { ...cors, allowsLoopback } }, { headers: { origin } }, '/graphql?query={hello}');

  it.each(['http://localhost:5173', 'http://127.0.0.1:3000', 'http://localhost', 'http://[::1]:5173'])(
    'at %s may call where that is allowed, and nowhere else',
    async (origin) => {
      expect((await ask(origin, true)).headers.get('access-control-allow-origin')).toBe(origin);
      expect((await ask(origin, false)).headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it.each([
    'https://localhost:5173',
    'http://localhost.evil.test',
    'http://localhost:5173/',
    'null',
    'http://10.0.0.1',
  ])('are not those of %s', async (origin) => {
    expect((await ask(origin, true)).headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('an origin that may not call', () => {
  const MESSAGE =
    'a web page of this origin may not read answers: to allow it, set CORS_ORIGINS, --cors or cors.origins to it';

  const callFrom = async (
    origins: readonly string[],
    more: Partial<GatewayOptions> = {},
    headers: Record<string, string> = {},
  ) => {
    const log = createTestLog();
    const gateway = createGateway(gatewayOptions({ ...more, log }));
    for (const origin of origins) {
      const init = { method: 'POST', headers: { 'content-type': 'application/json', origin, ...headers }, body: HELLO };
      await gateway.fetch(new Request(`${ORIGIN}/graphql`, init));
    }
    return log.lines
      .filter(({ origin }) => origin !== undefined)
      .map(({ level, origin, message }) => [level, origin, message]);
  };

  it('is reported once, with what would allow it', async () => {
    expect(await callFrom(['https://a.test', 'https://a.test', 'https://b.test'])).toEqual([
      ['warn', 'https://a.test', MESSAGE],
      ['warn', 'https://b.test', MESSAGE],
    ]);
  });

  it('is not reported where it is none, is too long, or allowed', async () => {
    const none = ['null', 'https://a.test/path', 'no origin', `https://${'a'.repeat(200)}.test`];
    expect(await callFrom(none)).toEqual([]);
    expect(
      await callFrom(['https://a.test'], { cors: { origins: ['https://a.test'], allowsLoopback: false } }),
    ).toEqual([]);
  });

  it("is not the gateway's own, by whatever name", async () => {
    expect(await callFrom(['http://127.0.0.1:4000'], {}, { host: '127.0.0.1:4000' })).toEqual([]);
    expect(await callFrom(['https://redcap-graphql.test'], { publicUrl: 'https://redcap-graphql.test/x' })).toEqual([]);
    expect(await callFrom(['https://a.test'], {}, { 'sec-fetch-site': 'same-origin' })).toEqual([]);
  });

  it('is reported twenty times at most, whatever comes', async () => {
    const many = Array.from({ length: 50 }, (_, index) => `https://a${String(index)}.test`);
    expect(await callFrom(many)).toHaveLength(20);
  });
});

describe.each(ENDPOINTS)('an open gateway at %s', (endpoint) => {
  it.each(['http://localhost:4000', 'http://127.0.0.1:4000', 'http://[::1]:4000', 'http://127.0.0.1:9999'])(
    'answers at %s',
    async (origin) => {
      const response = await createGateway(gatewayOptions()).fetch(new Request(`${origin}${endpoint}?query={hello}`));
      expect(response.status).toBe(200);
    },
  );

  it.each(['http://rebound.evil.test:4000', 'http://localhost.evil.test:4000', 'http://192.168.0.7:4000'])(
    'refuses requests for %s, which a page could have made resolve to it',
    async (origin) => {
      const response = await createGateway(gatewayOptions()).fetch(new Request(`${origin}${endpoint}?query={hello}`));
      expect(response.status).toBe(403);
      expect(await codeOf(response)).toBe('FORBIDDEN');
    },
  );
});

describe('an open gateway', () => {
  it('refuses to listen beyond loopback', async () => {
    await expect(createGateway(gatewayOptions()).listen({ host: '0.0.0.0', port: 0 })).rejects.toThrow(
      /Refusing to listen on 0\.0\.0\.0: nobody would need a credential/,
    );
  });

  it('knows its callers as open, with every right', async () => {
    let caller: unknown;
    const createContext = (request: CallerRequest): object => {
      caller = request.caller;
      return {};
    };
    await post(createGateway(gatewayOptions({ createContext })), { query: '{ hello }' });
    expect(caller).toEqual({ subject: 'open', kind: 'open', projects: 'all', scopes: ['read', 'write', 'logging'] });
  });
});

describe.each(ENDPOINTS)('a gateway with API keys at %s', (endpoint) => {
  const bearer = { authorization: `Bearer ${KEY}` };

  it.each([
    ['no credential', {}, 'Bearer'],
    ['another key', { authorization: `Bearer ${KEY}x` }, 'Bearer error="invalid_token"'],
    ['the hash of the key', { authorization: `Bearer ${HASH}` }, 'Bearer error="invalid_token"'],
    ['another scheme', { authorization: `Basic ${KEY}` }, 'Bearer'],
    ['a REDCap token though pass-through is off', { 'x-redcap-token': TOKEN }, 'Bearer'],
  ])('refuses %s with 401 before it reads the body', async (_what, headers: Record<string, string>, challenge) => {
    const {
      status,
      headers: answered,
      body,
    } = await post(createGateway(gatewayOptions(locked)), 'not JSON', headers, endpoint);
    expect(status).toBe(401);
    expect(answered.get('www-authenticate')).toBe(challenge);
    expect(body).toEqual({
      errors: [
        {
          message: 'A valid credential is needed: "Authorization: Bearer <gateway API key>".',
          extensions: { code: 'UNAUTHENTICATED' },
        },
      ],
    });
  });

  it('knows the holder by name, projects and scopes', async () => {
    const callers: unknown[] = [];
    const log = createTestLog();
    const createContext = (request: CallerRequest): object => {
      callers.push(request.caller);
      return {};
    };
    const gateway = createGateway(gatewayOptions({ ...locked, createContext, log }));
    expect((await post(gateway, { query: '{ hello }' }, bearer, endpoint)).status).toBe(200);
    expect(callers).toEqual([{ subject: 'dashboard', kind: 'apiKey', projects: ['stroke'], scopes: ['read'] }]);
    expect(log.lines[0]).toMatchObject({ caller: 'dashboard' });
    expect(JSON.stringify(log.lines)).not.toContain(KEY);
  });

  it('refuses mutations to a key that may only read', async () => {
    const { status, body } = await post(createGateway(gatewayOptions(locked)), MUTATION, bearer, endpoint);
    expect(status).toBe(403);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });

  it('runs mutations for a key that may write', async () => {
    const callers = { apiKeys: [apiKey({ scopes: ['read', 'write'] })], passThrough: null };
    expect((await post(createGateway(gatewayOptions({ callers })), MUTATION, bearer, endpoint)).status).toBe(200);
  });

  it('answers to any name', async () => {
    const request = new Request(`https://redcap-graphql.example.org${endpoint}?query={hello}`, { headers: bearer });
    expect((await createGateway(gatewayOptions(locked)).fetch(request)).status).toBe(200);
  });
});

describe.each(ENDPOINTS)('a gateway with pass-through at %s', (endpoint) => {
  it('hands the token to the context and only its fingerprint to the log', async () => {
    const callers: CallerRequest['caller'][] = [];
    const log = createTestLog();
    const createContext = ({ caller }: CallerRequest): object => {
      callers.push(caller);
      return {};
    };
    const gateway = createGateway(gatewayOptions({ ...passThrough, createContext, log }));
    expect((await post(gateway, { query: '{ hello }' }, { 'x-redcap-token': TOKEN }, endpoint)).status).toBe(200);
    expect(callers[0]).toMatchObject({ kind: 'token', projects: 'all', redcapToken: TOKEN });
    expect(callers[0]?.subject).toMatch(/^token:[0-9a-f]{12}$/);
    expect(JSON.stringify(log.lines)).not.toContain(TOKEN);
  });

  it('knows who sends a token of an issuer too by that alone, whether it was checked before or not', async () => {
    const person = { subject: 'person:ada', kind: 'jwt', projects: 'all', scopes: ['read'] } as const;
    const seen: unknown[] = [];
    const createContext = ({ caller }: CallerRequest): object => {
      seen.push(caller.subject);
      return {};
    };
    const ask = async (tokens: TokenVerifier): Promise<number> => {
      const callers = { ...passThrough.callers, tokens };
      const headers = { authorization: 'Bearer a.b.c', 'x-redcap-token': TOKEN };
      return (await post(createGateway(gatewayOptions({ callers, createContext })), HELLO, headers, endpoint)).status;
    };
    expect(await ask({ known: () => person, verify: async () => 'invalid' })).toBe(200);
    expect(await ask({ known: () => undefined, verify: async () => person })).toBe(200);
    expect(await ask({ known: () => undefined, verify: async () => 'expired' })).toBe(401);
    expect(seen).toEqual(['person:ada', 'person:ada']);
  });

  it.each([
    ['short', 'ABC'],
    ['a super token', 'A'.repeat(64)],
  ])('refuses a token that is %s', async (_what, token) => {
    const { status } = await post(
      createGateway(gatewayOptions(passThrough)),
      HELLO,
      { 'x-redcap-token': token },
      endpoint,
    );
    expect(status).toBe(401);
  });
});

describe('an API key', () => {
  it('is found by its hash among others', () => {
    const entries = [apiKey({ name: 'other', sha256: hashApiKey('other') }), apiKey()];
    expect(findApiKey(KEY, entries)?.name).toBe('dashboard');
    expect(findApiKey(`${KEY}x`, entries)).toBeUndefined();
  });

  it('is new each time and has 256 random bits', () => {
    expect(createApiKey().key).not.toBe(createApiKey().key);
    expect(createApiKey().key).toMatch(/^rgk_[\w-]{43}$/);
  });
});

describe.each(ENDPOINTS)('introspection that is off at %s', (endpoint) => {
  it('refuses to reveal the schema, also by suggestions', async () => {
    const gateway = createGateway(gatewayOptions({ introspection: false }));
    const { body } = await post(gateway, { query: '{ __schema { __typename } hellow }' }, {}, endpoint);
    expect(body).toMatchObject({
      errors: [
        { message: 'GraphQL introspection has been disabled, but the requested query contained the field "__schema".' },
        { message: 'Cannot query field "hellow" on type "Query".' },
      ],
    });
  });
});

describe('every answer', () => {
  it.each([
    ['an operation', `/graphql?query={hello}`, {}],
    ['an event stream', `/graphql?query={hello}`, { headers: { accept: 'text/event-stream' } }],
    ['a refusal', '/graphql', { method: 'POST', body: 'x' }],
    ["an operation on a project's graph", '/projects/stroke/graphql?query={hello}', {}],
    ['a project that is not there', '/projects/none/graphql?query={hello}', {}],
    ['GraphiQL', '/graphql', { headers: { accept: 'text/html' } }],
    ['liveness', '/health', {}],
    ['readiness', '/ready', {}],
    ['a download that is not there', '/files/AAAAAAAAAAAAAAAAAAAAAAAA', {}],
    ['an address that is not there', '/nothing', {}],
    ['what yoga answers by itself', '/health/yoga', {}],
  ])('carries the security headers and a request id: %s', async (_what, path, init: RequestInit) => {
    const { headers } = await send({}, init, path);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});
