import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import { GraphQLError, buildSchema } from 'graphql';
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { createGateway } from '../../src/gateway.ts';
import type { Gateway, GatewayOptions } from '../../src/gateway.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createTestLog, gatewayOptions, ORIGIN } from './gateway.ts';

const VALUE = 'Jane Roe 4711';

/** What the product's schema does not have: events, and fields that fail when a test wants it. */
const SDL = `
  directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
  directive @stream(if: Boolean! = true, label: String, initialCount: Int! = 0) on FIELD
  type Query { visits: [Visit!]! visit: Visit! page(first: Int = 50): [Visit!]! }
  type Visit { name: String note: String visits: [Visit!]! }
  type Subscription { visit: Visit! }
`;

type Fields = Readonly<Record<string, (...args: never[]) => unknown>>;

interface Behaviour {
  readonly queries?: Fields;
  readonly visits?: Fields;
  readonly events?: () => AsyncIterable<unknown>;
}

const createSchema = ({ queries = {}, visits = {}, events }: Behaviour): GraphQLSchema => {
  const schema = buildSchema(SDL);
  const resolve = (type: string, fields: Fields): void => {
    for (const [name, resolver] of Object.entries(fields)) {
      Object.assign((schema.getType(type) as GraphQLObjectType).getFields()[name] ?? {}, { resolve: resolver });
    }
  };
  resolve('Query', queries);
  resolve('Visit', visits);
  Object.assign(schema.getSubscriptionType()?.getFields()['visit'] ?? {}, { subscribe: events });
  return schema;
};

const createCost = () => ({ calls: 0, bytes: 0, rows: 0, waitedMs: 0, coalesced: 0 });

const open = (behaviour: Behaviour, changes: Parameters<typeof gatewayOptions>[0] = {}): Gateway => {
  const options: GatewayOptions = gatewayOptions({ createContext: () => ({ cost: createCost() }), ...changes });
  return createGateway({ ...options, schema: createSchema(behaviour) });
};

const send = (gateway: Gateway, query: string, accept: string, signal?: AbortSignal): Promise<Response> =>
  gateway.fetch(
    new Request(`${ORIGIN}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify({ query }),
      ...(signal === undefined ? {} : { signal }),
    }),
  );

/** All results that a subscription gives, as server-sent events bring them. */
const readEvents = async (gateway: Gateway, query: string): Promise<unknown[]> => {
  const text = await (await send(gateway, query, 'text/event-stream')).text();
  return [...text.matchAll(/^event: next\ndata: (.*)$/gm)].map((match) => JSON.parse(match[1] ?? '') as unknown);
};

/** All parts of one answer. */
const readParts = async (gateway: Gateway, query: string): Promise<unknown[]> => {
  const text = await (await send(gateway, query, 'multipart/mixed')).text();
  return [...text.matchAll(/^\{.*\}$/gm)].map((match) => JSON.parse(match[0]) as unknown);
};

const hidden = {
  message: 'The gateway failed on this. It is not your fault; the log names it under the request id.',
  extensions: { code: 'INTERNAL_SERVER_ERROR' },
};

const fail = (): never => {
  throw new TypeError(`cannot read ${VALUE}`);
};

/** Two events, and then what `last` does. */
const twoEvents = (last: () => void = () => undefined) =>
  async function* () {
    yield { visit: { name: 'a', note: 'first' } };
    yield { visit: { name: 'b', note: 'second' } };
    last();
  };

describe('a subscription', () => {
  it('gives a result for each event, with what that result cost', async () => {
    const name = (_visit: unknown, _args: unknown, { cost }: { cost: ReturnType<typeof createCost> }) => {
      cost.calls += 2;
      cost.bytes += 512;
      return 'hi';
    };
    const gateway = open({ events: twoEvents(), visits: { name } });
    const redcap = { ...createCost(), calls: 2, bytes: 512 };
    expect(await readEvents(gateway, 'subscription { visit { name } }')).toEqual([
      { data: { visit: { name: 'hi' } }, extensions: { redcap } },
      { data: { visit: { name: 'hi' } }, extensions: { redcap } },
    ]);
  });

  it('ends with one masked error when its source of events fails', async () => {
    const log = createTestLog();
    const gateway = open({ events: twoEvents(fail) }, { log });
    const results = await readEvents(gateway, 'subscription { visit { note } }');
    expect(results).toMatchObject([
      { data: { visit: { note: 'first' } } },
      { data: { visit: { note: 'second' } } },
      { errors: [hidden] },
    ]);
    expect(results[2]).not.toHaveProperty('data');
    expect(JSON.stringify([results, log.lines])).not.toContain(VALUE);
    expect(log.lines).toMatchObject(
      [
        { level: 'info', message: 'request', status: 200 },
        { level: 'error', message: 'end of stream', codes: ['INTERNAL_SERVER_ERROR'], fault: /^TypeError at / },
      ].map((line) => ('fault' in line ? { ...line, fault: expect.stringMatching(line.fault) as string } : line)),
    );
  });

  it('masks the error of a resolver in one event, and goes on with the next', async () => {
    const note = ({ note: text }: { note: string }) => (text === 'first' ? fail() : text);
    const results = await readEvents(
      open({ events: twoEvents(), visits: { note } }),
      'subscription { visit { note } }',
    );
    expect(results).toMatchObject([
      { data: { visit: { note: null } }, errors: [{ ...hidden, path: ['visit', 'note'] }] },
      { data: { visit: { note: 'second' } } },
    ]);
    expect(JSON.stringify(results)).not.toContain(VALUE);
  });

  it('lets an error with a code through, in an event and at its end', async () => {
    const offline = (): never => {
      throw new GraphQLError('REDCap is offline.', { extensions: { code: 'REDCAP_MAINTENANCE' } });
    };
    const gateway = open({ events: twoEvents(offline), visits: { note: offline } });
    const error = { message: 'REDCap is offline.', extensions: { code: 'REDCAP_MAINTENANCE' } };
    expect(await readEvents(gateway, 'subscription { visit { note } }')).toMatchObject([
      { errors: [error] },
      { errors: [error] },
      { errors: [error] },
    ]);
  });

  it('bounds the errors of each event', async () => {
    const query = `subscription { visit { ${Array.from({ length: 20 }, (_, index) => `n${index}: note`).join(' ')} } }`;
    const gateway = open({ events: twoEvents(), visits: { note: fail } }, { limits: { errors: 3 } });
    expect(await readEvents(gateway, query)).toMatchObject([
      { errors: [hidden, hidden, hidden], extensions: { errorsOmitted: 17 } },
      { errors: [hidden, hidden, hidden], extensions: { errorsOmitted: 17 } },
    ]);
  });

  it('masks the error of a source that cannot begin', async () => {
    const results = await readEvents(open({ events: fail }), 'subscription { visit { name } }');
    expect(results).toMatchObject([{ errors: [hidden] }]);
    expect(JSON.stringify(results)).not.toContain(VALUE);
  });

  it('needs the scope "read", as a query does', async () => {
    const key = { name: 'writer', sha256: 'a'.repeat(64), projects: 'all', scopes: ['write'] } as const;
    const { apiKey, hash } = { apiKey: 'rgk_test', hash: await sha256('rgk_test') };
    const gateway = open(
      { events: twoEvents() },
      { callers: { apiKeys: [{ ...key, sha256: hash }], passThrough: null } },
    );
    const response = await gateway.fetch(
      new Request(`${ORIGIN}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'text/event-stream',
          authorization: `Bearer ${apiKey}`,
        },
        body: JSON.stringify({ query: 'subscription { visit { name } }' }),
      }),
    );
    expect(await response.text()).toContain('A subscription needs the scope \\"read\\"');
  });

  it('is held to the limits of nodes before its source begins', async () => {
    let began = 0;
    const events = () => {
      began += 1;
      return twoEvents()();
    };
    const nested = `${'visits { '.repeat(6)}name${' }'.repeat(6)}`;
    const results = await readEvents(open({ events }), `subscription { visit { ${nested} } }`);
    expect(results).toMatchObject([{ errors: [{ extensions: { code: 'OPERATION_TOO_COMPLEX' } }] }]);
    expect(began).toBe(0);
  });

  it('gives each event the time of an operation, and goes on after one that took too long', async () => {
    const clock = createFakeClock();
    const slow = Promise.withResolvers<string>();
    const note = ({ note: text }: { note: string }) => (text === 'first' ? slow.promise : text);
    const gateway = open({ events: twoEvents(), visits: { note } }, { clock, limits: { operationSeconds: 150 } });
    const results = readEvents(gateway, 'subscription { visit { note } }');
    await clock.advance(149_000);
    await clock.advance(1_000);
    expect(await results).toMatchObject([
      { data: null, errors: [{ extensions: { code: 'REDCAP_TIMEOUT' } }] },
      { data: { visit: { note: 'second' } } },
    ]);
  });

  it('leaves its source at once when the caller goes, though no event comes', async () => {
    const left = Promise.withResolvers<void>();
    const never = new Promise<never>(() => undefined);
    const events = () => ({
      [Symbol.asyncIterator]: () => ({
        next: () => never,
        return: async () => {
          left.resolve();
          return { done: true as const, value: undefined };
        },
      }),
    });
    const log = createTestLog();
    const response = await send(open({ events }, { log }), 'subscription { visit { name } }', 'text/event-stream');
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await left.promise;
    expect(log.lines.map(({ message }) => message)).toEqual(['request', 'end of stream']);
  });

  it('is refused to a caller who takes no stream', async () => {
    const response = await send(open({ events: twoEvents() }), 'subscription { visit { name } }', 'application/json');
    expect(response.status).toBe(406);
  });
});

describe('an answer in parts', () => {
  const visits = async function* () {
    yield { name: 'a', note: 'first' };
    yield { name: 'b', note: 'second' };
  };

  it('reports with each part what the answer has cost so far, since clients keep the last report', async () => {
    const name = (_visit: unknown, _args: unknown, { cost }: { cost: ReturnType<typeof createCost> }) => {
      cost.calls += 1;
      return 'hi';
    };
    const gateway = open({ queries: { visits }, visits: { name } });
    const parts = (await readParts(gateway, '{ visits @stream(initialCount: 1) { name } }')) as {
      extensions?: { redcap: { calls: number } };
    }[];
    expect(parts[0]).toMatchObject({ data: { visits: [{ name: 'hi' }] }, hasNext: true });
    expect(parts.at(-1)?.extensions?.redcap.calls).toBe(2);
  });

  it('masks the error of a later part', async () => {
    const note = ({ note: text }: { note: string }) => (text === 'second' ? fail() : text);
    const log = createTestLog();
    const gateway = open({ queries: { visits }, visits: { note } }, { log });
    const parts = await readParts(gateway, '{ visits @stream(initialCount: 1) { note } }');
    expect(parts[0]).toMatchObject({ data: { visits: [{ note: 'first' }] } });
    expect(parts.slice(1)).toMatchObject([
      {
        incremental: [{ items: [{ note: null }], errors: [{ ...hidden, path: ['visits', 1, 'note'] }] }],
        hasNext: false,
      },
    ]);
    expect(JSON.stringify([parts, log.lines])).not.toContain(VALUE);
    expect(log.lines.at(-1)).toMatchObject({
      level: 'error',
      message: 'end of stream',
      codes: [hidden.extensions.code],
    });
  });

  it('masks the error of a deferred fragment', async () => {
    const gateway = open({ queries: { visit: () => ({ name: 'a' }) }, visits: { note: fail } });
    const parts = await readParts(gateway, '{ visit { name ... @defer { note } } }');
    expect(parts[0]).toMatchObject({ data: { visit: { name: 'a' } }, hasNext: true });
    expect(parts[1]).toMatchObject({ incremental: [{ data: { note: null }, errors: [hidden] }] });
    expect(JSON.stringify(parts)).not.toContain(VALUE);
  });

  it('is refused where it could have more parts than the limit', async () => {
    const gateway = open({ queries: { page: () => [] } }, { limits: { parts: 100 } });
    const deferred = 'visits { ... @defer { note } }';
    expect(await (await send(gateway, `{ page(first: 100) { ${deferred} } }`, 'multipart/mixed')).text()).toContain(
      '"data":{"page":[]}',
    );
    expect(
      await (await send(gateway, `{ page(first: 100) { ${deferred} } ... @defer { visit { name } } }`, '*/*')).json(),
    ).toMatchObject({
      errors: [
        {
          message: 'The answer could have more than 100 parts. Put @defer and @stream nearer to the root.',
          extensions: { code: 'OPERATION_TOO_COMPLEX' },
        },
      ],
    });
  });

  it('is answered at once to a client that takes no parts, as if there were no directives', async () => {
    const gateway = open({ queries: { visits: () => [{ name: 'a' }, { name: 'b' }], visit: () => ({ name: 'c' }) } });
    const query = 'query ($l: Boolean) { visits @stream { name } ... @defer(if: $l) { visit { name } } }';
    const response = await send(gateway, query, 'application/json');
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toMatchObject({
      data: { visits: [{ name: 'a' }, { name: 'b' }], visit: { name: 'c' } },
    });
  });

  it.each([
    'query ($n: Int! = -1) { visits @stream(initialCount: $n) { name } }',
    '{ visits @stream(initialCount: -1) { name } }',
  ])('is refused with a count below 0: %s', async (query) => {
    const response = await send(open({ queries: { visits } }), query, 'multipart/mixed, application/json');
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  it('has as many errors as one answer may have, and always the one that explains why a list broke off', async () => {
    const many = Array.from({ length: 6 }, (_, index) => `n${String(index)}: note`).join(' ');
    async function* broken() {
      yield { name: 'a' };
      yield { name: 'b' };
      // What came before has left when the next turns begin.
      for (let turn = 0; turn < 5; turn += 1) await setImmediate();
      await Promise.reject(new GraphQLError('REDCap is offline.', { extensions: { code: 'REDCAP_MAINTENANCE' } }));
    }
    const gateway = open({ queries: { visits: broken }, visits: { note: fail } }, { limits: { errors: 8 } });
    const parts = await readParts(gateway, `{ visits @stream { ${many} } }`);
    const later = (parts as { incremental?: { items: unknown[] | null; errors?: unknown[] }[] }[]).flatMap(
      ({ incremental = [] }) => incremental,
    );
    expect(later.flatMap(({ errors = [] }) => errors)).toHaveLength(9);
    expect(later.at(-1)).toMatchObject({
      items: null,
      errors: [{ message: 'REDCap is offline.' }],
      extensions: { errorsOmitted: 4 },
    });
  });

  it('ends with an error when the time of the operation is over', async () => {
    const clock = createFakeClock();
    const signals: AbortSignal[] = [];
    const createContext: GatewayOptions['createContext'] = ({ signal }) => {
      signals.push(signal);
      return {};
    };
    const endless = async function* () {
      yield { name: 'a' };
      await new Promise(() => undefined);
    };
    const gateway = open({ queries: { visits: endless } }, { clock, createContext, limits: { operationSeconds: 150 } });
    const parts = readParts(gateway, '{ visits @stream(initialCount: 1) { name } }');
    await clock.advance(150_000);
    expect(await parts).toMatchObject([
      { data: { visits: [{ name: 'a' }] }, hasNext: true },
      { errors: [{ extensions: { code: 'REDCAP_TIMEOUT' } }], hasNext: false },
    ]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });
});

const sha256 = async (text: string): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(text))).toString('hex');

describe('a packed answer in parts', () => {
  const QUERY = '{ page(first: 2) @stream(initialCount: 1) { name } }';

  /** Two visits, of which the second comes when it is let go; `left` is true once nobody reads any more. */
  const openPages = () => {
    const second = Promise.withResolvers<void>();
    const state = { left: false };
    async function* page() {
      try {
        yield { name: 'first' };
        await second.promise;
        yield { name: 'second' };
      } finally {
        state.left = true;
      }
    }
    return { gateway: open({ queries: { page } }), letGo: second.resolve, state };
  };

  const ask = (gateway: Gateway): Promise<Response> =>
    gateway.fetch(
      new Request(`${ORIGIN}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'multipart/mixed', 'accept-encoding': 'gzip' },
        body: JSON.stringify({ query: QUERY }),
      }),
    );

  it('brings each part as soon as it is there', async () => {
    const { gateway, letGo } = openPages();
    const answer = await ask(gateway);
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    // Node can iterate a body of the web, which the web's own types do not say.
    const unpacked = Readable.from(answer.body as unknown as AsyncIterable<Uint8Array>).pipe(createGunzip());
    let text = '';
    for await (const piece of unpacked) {
      text += String(piece);
      // The second visit does not come before the first was read.
      if (text.includes('"first"')) letGo();
    }
    expect(text).toContain('"second"');
  });

  it('ends its source when its reader leaves', async () => {
    const { gateway, letGo, state } = openPages();
    const reader = (await ask(gateway)).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    letGo();
    await vi.waitFor(() => expect(state.left).toBe(true));
  });
});
