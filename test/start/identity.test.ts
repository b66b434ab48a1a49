import { describe, expect, it, onTestFinished } from 'vitest';
import type { Config } from '../../src/config.ts';
import { createApiKey } from '../../src/gateway/api-key.ts';
import { addUser } from '../../src/sandbox/odm/index.ts';
import type { ComposedGateway } from '../../src/start/gateway.ts';
import type { LoggedLine } from '../gateway/gateway.ts';
import { clinic } from '../support/clinic.ts';
import { composeInTest, configFor, startInTest } from '../support/composed-gateway.ts';
import { makeKey, startIssuer, type TestIssuer } from '../support/issuer.ts';
import type { Study, StudyOptions } from '../support/study.ts';

const key = await makeKey('first');

interface Scene {
  readonly study: Study;
  readonly issuer: TestIssuer;
  readonly gateway: ComposedGateway;
  readonly lines: readonly LoggedLine[];
  readonly configure: (callers: object) => Config;
}

const reader = { name: 'reader', projects: 'all', allow: ['read'], identifiers: true };

/** A gateway before the clinic, of which record 1 is in Lyon and record 2 in Kampala, and an issuer that it may trust. */
const start = async (
  callersOf: (issuer: TestIssuer) => object,
  options: Partial<StudyOptions> = {},
  settings: object = {},
): Promise<Scene> => {
  const study = await startInTest({ project: clinic, ...options });
  const { project, store } = study;
  const [lyon, kampala] = project.dags;
  const nurse = addUser(project, store, { username: 'nurse', rights: 'all', ...(lyon && { dagId: lyon.groupId }) });
  for (const [name, group] of [
    ['1', lyon],
    ['2', kampala],
  ] as const) {
    Object.assign(project.records.get(name) ?? {}, { dagId: group?.groupId });
  }
  const issuer = await startIssuer(key);
  onTestFinished(() => issuer.close());
  const configure = (callers: object): Config =>
    configFor(study, { callers, ...settings }, { NURSE: nurse.token ?? '' });
  return { study, issuer, configure, ...composeInTest(configure(callersOf(issuer))) };
};

const send = (
  gateway: ComposedGateway,
  credential: string,
  query = '{ projects { key records(first: 10) { nodes { name } } } }',
) =>
  gateway.fetch(
    new Request('http://127.0.0.1/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${credential}` },
      body: JSON.stringify({ query }),
    }),
  );

/** Names of the records that a credential shows, by project; null where it shows no project. */
const namesFor = async (gateway: ComposedGateway, credential: string): Promise<unknown> => {
  const { data } = (await (await send(gateway, credential)).json()) as {
    data: { projects: { records: { nodes: { name: string }[] } }[] };
  };
  const [project] = data.projects;
  return project === undefined ? null : project.records.nodes.map(({ name }) => name);
};

describe('a person', () => {
  const withPeople =
    (more: object = {}) =>
    (issuer: TestIssuer) => ({
      policies: [{ ...reader, ...more }],
      issuers: [{ issuer: issuer.url, audience: 'gateway', policies: [{ policy: 'reader' }] }],
      people: [{ issuer: issuer.url, subject: 'nurse', projects: [{ project: 'clinic', token: { env: 'NURSE' } }] }],
    });

  it('acts by their own token where they have one, and else by that of the project', async () => {
    const { gateway, issuer } = await start(withPeople());
    expect(await namesFor(gateway, await issuer.sign({ sub: 'nurse' }))).toEqual(['1']);
    expect(await namesFor(gateway, await issuer.sign({ sub: 'doctor' }))).toEqual(['1', '2']);
  });

  it('sees nothing without a token of their own where the policy demands one', async () => {
    const { gateway, issuer } = await start(withPeople({ serviceToken: false }));
    expect(await namesFor(gateway, await issuer.sign({ sub: 'nurse' }))).toEqual(['1']);
    expect(await namesFor(gateway, await issuer.sign({ sub: 'doctor' }))).toBeNull();
  });

  it('is named in the log by a digest', async () => {
    const { gateway, issuer, lines } = await start(withPeople());
    await send(gateway, await issuer.sign({ sub: 'nurse@example.org' }));
    expect(lines.at(-1)?.caller).toMatch(/^person:[\w-]{22}$/);
    expect(JSON.stringify(lines)).not.toContain('nurse@');
  });

  it('may write only what the policy allows', async () => {
    const { gateway, issuer } = await start(withPeople());
    const mutation =
      'mutation { deleteRecords(input: { project: "clinic", records: ["1"], arm: 1, confirmCount: 1 }) { errors { code } } }';
    const { errors } = (await (await send(gateway, await issuer.sign({ sub: 'doctor' }), mutation)).json()) as {
      errors: { extensions: { code: string } }[];
    };
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });
});

describe('a token of an issuer', () => {
  const trusting = (issuer: TestIssuer) => ({
    policies: [reader],
    issuers: [{ issuer: issuer.url, audience: 'gateway', policies: [{ policy: 'reader' }] }],
  });

  it.each([
    ['is refused as invalid', { aud: 'elsewhere' }, 'Bearer error="invalid_token"'],
    ['is refused as expired', { exp: 1 }, 'Bearer error="invalid_token", error_description="The token has expired"'],
  ])('%s and nothing more is said', async (_words, claims, challenge) => {
    const { gateway, issuer } = await start(trusting);
    const response = await send(gateway, await issuer.sign({ sub: 'ada', ...claims }));
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe(challenge);
    expect(await response.json()).toEqual({
      errors: [
        {
          message: 'A valid credential is needed: "Authorization: Bearer <token of your issuer>".',
          extensions: { code: 'UNAUTHENTICATED' },
        },
      ],
    });
  });

  it('is answered with 503 and a time while the issuer is away', async () => {
    const { gateway, issuer } = await start(trusting);
    issuer.answer = 'error';
    const response = await send(gateway, await issuer.sign({ sub: 'ada' }));
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(await response.text()).toContain('ISSUER_UNAVAILABLE');
  });

  it('is known to tables too', async () => {
    const { gateway, issuer } = await start(trusting);
    const response = await gateway.fetch(
      new Request('http://127.0.0.1/projects/clinic/instruments/demographics.csv', {
        headers: { authorization: `Bearer ${await issuer.sign({ sub: 'ada' })}` },
      }),
    );
    expect(response.status).toBe(200);
  });

  it('is answered alike over a socket, the first time and the next', async () => {
    const { gateway, issuer } = await start(trusting);
    const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
    const token = await issuer.sign({ sub: 'ada' });
    const ask = async (): Promise<string> => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: '{"query":"{ projects { key } }"}',
      });
      return ((await response.json()) as { data: unknown }).data as string;
    };
    const answers = [await ask(), await ask(), await ask()];
    expect(answers).toEqual(Array(3).fill({ projects: [{ key: 'clinic' }] }));
  });
});

describe('an API key', () => {
  it('is refused from its end on, and the log says whose it is', async () => {
    const [old, next] = [createApiKey(), createApiKey()];
    const { gateway, lines } = await start(() => ({
      apiKeys: [
        { name: 'dashboard', hash: old.hash, expires: '2020-01-01' },
        { name: 'dashboard', hash: next.hash, expires: '2999-01-01T00:00:00Z' },
      ],
    }));
    expect(lines.map(({ caller, message }) => [caller, message])).toEqual([
      ['dashboard', 'an API key has ended: it is refused'],
    ]);
    expect((await send(gateway, old.key)).status).toBe(401);
    expect(lines.some(({ message }) => message === 'an API key was used after its end')).toBe(true);
    expect(await namesFor(gateway, next.key)).toEqual(['1', '2']);
  });

  it('is announced as ending within a month', async () => {
    const { hash } = createApiKey();
    const expires = new Date(Date.now() + 10 * 24 * 3_600_000).toISOString();
    const { lines } = await start(() => ({ apiKeys: [{ name: 'dashboard', hash, expires }] }));
    expect(lines.map(({ message }) => message)).toEqual(['an API key ends soon: make its holder another']);
  });
});

describe('callers that are replaced', () => {
  it('count from the next request on, and no request is lost', async () => {
    const [one, two] = [createApiKey(), createApiKey()];
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
    const intercept: StudyOptions['intercept'] = (_call, answer) => {
      reach();
      return answer();
    };
    const { gateway, configure } = await start(() => ({ apiKeys: [{ name: 'one', hash: one.hash }] }), { intercept });
    const underWay = namesFor(gateway, one.key);
    await reached;
    gateway.replaceCallers(
      configure({ policies: [reader], apiKeys: [{ name: 'two', hash: two.hash, policies: ['reader'] }] }),
    );
    expect(await underWay).toEqual(['1', '2']);
    expect((await send(gateway, one.key)).status).toBe(401);
    expect(await namesFor(gateway, two.key)).toEqual(['1', '2']);
  });
});

describe('callers that are replaced while the body of a request arrives', () => {
  it('leave the request the policies by which its caller was let in', async () => {
    const one = createApiKey();
    const callersOf = (policy: string): object => ({
      policies: [{ ...reader, name: policy }],
      apiKeys: [{ name: 'one', hash: one.hash, policies: [policy] }],
    });
    const { gateway, configure } = await start(() => callersOf('reader'));
    const text = JSON.stringify({ query: '{ projects { key } }' });
    const body = new ReadableStream<Uint8Array>(
      {
        // The body is asked for when the caller is known.
        pull: (controller) => {
          gateway.replaceCallers(configure(callersOf('other')));
          controller.enqueue(new TextEncoder().encode(text));
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${one.key}` };
    const init = { method: 'POST', headers, body, duplex: 'half' };
    expect(await (await gateway.fetch(new Request('http://127.0.0.1/graphql', init))).json()).toMatchObject({
      data: { projects: [{ key: 'clinic' }] },
    });
    expect(await namesFor(gateway, one.key)).toEqual(['1', '2']);
  });
});

describe('a schema that some may read', () => {
  const [guide, dashboard] = [createApiKey(), createApiKey()];
  const some = (issuer: TestIssuer) => ({
    policies: [reader, { ...reader, name: 'developer' }],
    issuers: [
      {
        issuer: issuer.url,
        audience: 'gateway',
        policies: [{ group: 'developers', policy: 'developer' }, { policy: 'reader' }],
      },
    ],
    apiKeys: [
      { name: 'guide', hash: guide.hash },
      { name: 'dashboard', hash: dashboard.hash },
    ],
  });
  const settings = { introspection: { apiKeys: ['guide'], policies: ['developer'] } };
  const whole = '{ ...All } fragment All on Query { __schema { queryType { name } } }';
  const codeFor = async (gateway: ComposedGateway, credential: string, query: string): Promise<unknown> => {
    const answer = (await (await send(gateway, credential, query)).json()) as {
      data?: unknown;
      errors?: { extensions: { code: string } }[];
    };
    return answer.errors?.[0]?.extensions.code ?? answer.data;
  };

  it('is read by these keys and policies alone', async () => {
    const { gateway, issuer } = await start(some, {}, settings);
    const seen = { __schema: { queryType: { name: 'Query' } } };
    expect(await codeFor(gateway, guide.key, whole)).toEqual(seen);
    expect(await codeFor(gateway, dashboard.key, whole)).toBe('FORBIDDEN');
    expect(await codeFor(gateway, dashboard.key, '{ __type(name: "Query") { name } }')).toBe('FORBIDDEN');
    expect(await codeFor(gateway, await issuer.sign({ sub: 'ada', groups: ['developers'] }), whole)).toEqual(seen);
    expect(await codeFor(gateway, await issuer.sign({ sub: 'bob' }), whole)).toBe('FORBIDDEN');
    expect(await codeFor(gateway, dashboard.key, '{ __typename }')).toEqual({ __typename: 'Query' });
  });

  it('appears in no suggestion', async () => {
    const { gateway } = await start(some, {}, settings);
    expect(await (await send(gateway, dashboard.key, '{ projcts { key } }')).text()).not.toContain('projects');
  });

  it('shows GraphiQL to the same callers', async () => {
    const { gateway } = await start(some, {}, settings);
    const statusFor = async (headers: Record<string, string>): Promise<number> =>
      (await gateway.fetch(new Request('http://127.0.0.1/graphql', { headers: { accept: 'text/html', ...headers } })))
        .status;
    expect(await statusFor({ authorization: `Bearer ${guide.key}` })).toBe(200);
    expect(await statusFor({ authorization: `Bearer ${dashboard.key}` })).toBe(404);
    expect(await statusFor({})).toBe(404);
  });
});
