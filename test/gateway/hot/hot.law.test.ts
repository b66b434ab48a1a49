import fc from 'fast-check';
import { extendSchema, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../../../src/gateway/api-key.ts';
import { codedError } from '../../../src/errors.ts';
import type { Caller, CallerRequest, TokenVerifier } from '../../../src/gateway/caller.ts';
import { runs } from '../../support/runs.ts';
import { createTestSchema } from '../gateway.ts';
import type { gatewayOptions } from '../gateway.ts';
import { openWays, readAnswers, send } from './ways.ts';
import type { Ways } from './ways.ts';

const { key, hash } = createApiKey();
const TOKEN = 'A'.repeat(32);
const ORIGIN = 'https://dashboard.example.org';

type Options = Parameters<typeof gatewayOptions>[0];

const cost = (): object => ({ cost: { calls: 1, bytes: 20, rows: 3, waitedMs: 0, coalesced: 0 } });

/** How often an operation was executed past yoga, which puts its own parameters into the context. */
let pastYoga = 0;
const count = (context: object): void => {
  if (!('params' in context)) pastYoga += 1;
};

const resolvers = {
  Query: {
    hello: (_source: unknown, { name }: { name?: string }, context: object) => {
      count(context);
      return `hello ${name ?? 'you'}`;
    },
    self: () => Promise.resolve({}),
    secret: () => {
      throw new Error('Jane Roe');
    },
    any: () => 'not a boolean',
    add: (_source: unknown, { numbers }: { numbers: readonly number[] }) => numbers.reduce((sum, one) => sum + one, 0),
    a: (_source: unknown, _args: unknown, context: object) => {
      count(context);
      return 'x'.repeat(5_000);
    },
    b: () => null,
  },
  Mutation: { rename: (_source: unknown, { to }: { to: string }) => to },
};

const directives = parse(`
  directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
  directive @stream(if: Boolean! = true, initialCount: Int! = 0) on FIELD
`);

const open = (): Options => ({
  schema: extendSchema(createTestSchema(resolvers), directives),
  resolvers,
  limits: { bodyBytes: 2_000, bodySeconds: 1, uploadSilenceSeconds: 0.2, uploadSeconds: 5, headerSeconds: 5 },
  createContext: cost,
});

/** A token that was checked before, one that has to be checked first, and others. */
const [KNOWN_TOKEN, NEW_TOKEN] = ['known.to.us', 'new.to.us'];
const person: Caller = { subject: 'person:ada', kind: 'jwt', projects: 'all', scopes: ['read'], policies: [] };
const tokens: TokenVerifier = {
  known: (token) => (token === KNOWN_TOKEN ? person : undefined),
  verify: async (token) => (token === NEW_TOKEN ? person : 'expired'),
};

const guarded = (): Options => ({
  ...open(),
  callers: {
    apiKeys: [{ name: 'dashboard', sha256: hash.slice('sha256:'.length), projects: 'all', scopes: ['read'] }],
    tokens,
    passThrough: { header: 'X-Redcap-Token' },
  },
  cors: { origins: [ORIGIN], allowsLoopback: false },
  introspection: false,
});

const failing = (): Options => ({
  ...open(),
  compression: false,
  createContext: () => Promise.reject(new Error('Jane Roe')),
});

const ways: Ways[] = [];
beforeAll(async () => {
  for (const options of [open, guarded, failing]) ways.push(await openWays(options));
});
afterAll(async () => {
  for (const way of ways.flat()) await way.close(0);
});

/** Something ordinary mostly, and something odd now and then. */
const mostly = <Value>(ordinary: Value, ...odd: readonly Value[]): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(ordinary) }, { weight: 1, arbitrary: fc.constantFrom(...odd) });

const queries = [
  '{ hello }',
  'query Named($name: String) { hello(name: $name) }',
  'query A { a } query B { b } mutation C { rename(to: "x") }',
  'mutation { rename(to: "y") }',
  '{ secret }',
  '{ hello self { secret } }',
  '{ any(value: 1) a }',
  'query One { a } query Two { b }',
  '{ add(numbers: [1, "x"]) }',
  'query Sum($numbers: [Int!]) { add(numbers: $numbers) }',
  '{ a }',
  '{ records(first: 200) { totalCount } }',
  '{ nothing ... on Query @include(if: true) { b } }',
  '{ hello ... @defer { b } }',
  '{ hello ... @defer(if: false) { b } }',
  '{ records { nodes @stream(initialCount: 1) { name } } }',
  'subscription { hello }',
  '{ zzz }',
  '{ hello',
  'fragment F on Query { hello }',
  '{ __schema { queryType { name } } }',
  `{ ${'a '.repeat(800)} }`,
  '',
];

const parameters = fc.record({
  query: fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom('{ hello }', 'query Named($name: String) { hello(name: $name) }', '{ a }'),
    },
    { weight: 6, arbitrary: fc.constantFrom(...queries) },
    { weight: 1, arbitrary: fc.constantFrom(7, null, undefined) },
  ),
  operationName: mostly<unknown>(undefined, 'A', 'B', 'C', 'Named', 'Zz', '', null, 3),
  variables: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom<unknown>(undefined, {}, { name: 'Ünü' }, { numbers: [1, 2] }) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(null, { numbers: ['x'] }, [], 'x', { name: { a: [[]] } }) },
  ),
  extensions: mostly<unknown>(undefined, {}, null, 'x', { persistedQuery: { version: 1 } }),
  other: mostly<unknown>(undefined, 1),
});

const bodies = fc.oneof(
  { weight: 12, arbitrary: parameters.map((value) => JSON.stringify(value)) },
  fc.constantFrom(
    '',
    '{',
    '[]',
    '[{"query":"{ hello }"}]',
    'null',
    '"x"',
    '{"query":"{ hello }"}{',
    '{"query":"\\ud800"}',
  ),
  fc.constantFrom('\ufeff{"query":"{ hello }"}', '{"query":"{ hello }","query":"{ a }"}', ' '.repeat(2_500)),
);

const headers = fc
  .record({
    host: mostly('localhost', '127.0.0.1:4000', 'LOCALHOST', '[::1]:80', '127.1', 'evil.test', 'localhost.'),
    'content-type': mostly<string | undefined>(
      'application/json',
      undefined,
      'application/json; charset=utf-8',
      'APPLICATION/JSON;charset=latin1',
      'application/graphql+json',
      'application/json, text/plain',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ),
    accept: mostly<string | undefined>(
      'application/json',
      undefined,
      '',
      '*/*',
      'application/*',
      '*/json',
      'text/html, */*;q=0.8',
      'application/graphql-response+json, application/json;q=0.9',
      'application/json;q=0.1,application/graphql-response+json',
      'application/json; charset=latin1',
      'Application/JSON; charset=UTF-8',
      'constructor',
      '__proto__, application/json',
      'text/event-stream, application/json',
      'multipart/mixed;incrementalSpec=v0.2,application/graphql-response+json,application/json;q=0.9',
      // An answer of events keeps its connection open, so that events alone are not asked for here.
      'text/html',
    ),
    'accept-encoding': mostly<string | undefined>(undefined, 'gzip', 'br, gzip', 'gzip;q=0', '*'),
    origin: mostly<string | undefined>(undefined, ORIGIN, 'https://evil.example', 'null'),
    authorization: mostly<string | undefined>(
      `Bearer ${key}`,
      undefined,
      `bearer  ${key}`,
      `Bearer ${key}x`,
      '',
      `Bearer ${KNOWN_TOKEN}`,
      `Bearer ${NEW_TOKEN}`,
      'Bearer other.to.us',
    ),
    'x-redcap-token': mostly<string | undefined>(undefined, TOKEN, 'zzz', ''),
    'x-graphql-yoga-csrf': mostly<string | undefined>(undefined, '1', ''),
    'sec-fetch-site': mostly<string | undefined>(undefined, 'cross-site', 'same-origin'),
    'x-odd': mostly<string | undefined>(undefined, 'a', 'b\r\nx-odd: c', 'ü'),
  })
  .map((record) =>
    Object.entries(record).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}\r\n`])),
  );

/** How a body is sent: its length is right, it comes in chunks, after it was asked for, twice announced, or not as announced. */
type Framing = 'length' | 'chunks' | 'expect' | 'two lengths' | 'too short' | 'too much announced' | 'no length';

const frame = (framing: Framing, text: string, pieces: number): readonly [head: string, body: readonly string[]] => {
  const body = Buffer.from(text).toString('latin1');
  const size = Math.max(1, Math.ceil(body.length / pieces));
  const parts = Array.from({ length: Math.ceil(body.length / size) }, (_part, at) =>
    body.slice(at * size, at * size + size),
  );
  const length = `content-length: ${String(body.length)}\r\n`;
  switch (framing) {
    case 'length':
      return [length, parts];
    case 'chunks':
      return [
        'transfer-encoding: chunked\r\n',
        [...parts.map((part) => `${part.length.toString(16)}\r\n${part}\r\n`), '0\r\n\r\n'],
      ];
    case 'expect':
      return [`expect: 100-continue\r\n${length}`, parts];
    case 'two lengths':
      return [`${length}${length}`, parts];
    case 'too short':
      return [`content-length: ${String(body.length >> 1)}\r\n`, parts];
    case 'too much announced':
      return ['content-length: 999999\r\n', parts];
    case 'no length':
      return ['', []];
  }
};

const requestsWith = (framings: fc.Arbitrary<Framing>): fc.Arbitrary<{ head: string; parts: readonly string[] }> =>
  fc
    .record({
      method: mostly('POST', 'GET', 'HEAD', 'PUT', 'OPTIONS'),
      path: mostly(
        '/graphql',
        '/projects/stroke/graphql',
        '/projects/none/graphql',
        '/projects/a.b/graphql',
        '/graphql?query={hello}',
        '/graphql?',
        '/graphql/',
        '/GraphQL',
        '/%67raphql',
        '//graphql',
        '/./graphql',
        '/health',
        '/nothing',
      ),
      headers,
      body: bodies,
      framing: framings,
      pieces: fc.constantFrom(1, 1, 2, 5),
    })
    .map(({ method, path, headers: lines, body, framing, pieces }) => {
      const [length, parts] = frame(framing, body, pieces);
      return { head: `${method} ${path} HTTP/1.1\r\n${lines.join('')}${length}`, parts };
    });

const anyFraming = mostly<Framing>(
  'length',
  'chunks',
  'expect',
  'two lengths',
  'too short',
  'too much announced',
  'no length',
);

const bodyOf = (query: string, operationName?: string): string => {
  const body = JSON.stringify({ query, operationName });
  return `content-type: application/json\r\ncontent-length: ${String(body.length)}\r\n\r\n${body}`;
};

const POST = 'POST /graphql HTTP/1.1\r\nhost: localhost\r\n';

const both = async (pair: Ways, pieces: readonly string[]): Promise<void> => {
  const [hot, yoga] = await Promise.all(pair.map(({ url }) => send(url, pieces)));
  expect(readAnswers(hot ?? '')).toEqual(readAnswers(yoga ?? ''));
};

const sameLines = ([hot, yoga]: Ways): void => {
  expect(hot.lines()).toEqual(yoga.lines());
};

describe('the hot form', () => {
  it('goes past yoga as soon as the document is known', async () => {
    const [pair] = ways;
    if (pair === undefined) throw new Error('there are three gateways');
    pastYoga = 0;
    for (let time = 0; time < 3; time += 1) {
      await both(pair, [`${POST}connection: close\r\n${bodyOf('query Often { hello }')}`]);
    }
    expect(pastYoga).toBe(2);
  });

  it('answers and logs what yoga does, whatever is sent and how often', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(0, 0, 1, 1, 2), requestsWith(anyFraming), async (which, { head, parts }) => {
        const pair = ways[which];
        if (pair === undefined) throw new Error('there are three gateways');
        for (let time = 0; time < 3; time += 1) await both(pair, [`${head}connection: close\r\n\r\n`, ...parts]);
        sameLines(pair);
      }),
      { numRuns: runs(800) },
    );
  }, 300_000);

  it('answers requests that are sent at once in their order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(requestsWith(mostly<Framing>('length', 'chunks')), { minLength: 2, maxLength: 5 }),
        async (several) => {
          const pair = ways[0];
          if (pair === undefined) throw new Error('there are three gateways');
          const texts = several.map(({ head, parts }) => `${head}\r\n${parts.join('')}`);
          await both(pair, [`${texts.join('')}GET /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`]);
        },
      ),
      { numRuns: runs(60) },
    );
  }, 300_000);
});

describe('a caller who leaves', () => {
  const openWaiting = async (): Promise<{ readonly pair: Ways; readonly started: () => Promise<void> }> => {
    let begun = (): void => undefined;
    let underWay = Promise.resolve();
    const hello = (_source: unknown, _args: unknown, { signal }: CallerRequest): Promise<string> =>
      new Promise((resolve) => {
        begun();
        signal.addEventListener('abort', () => resolve('too late'));
      });
    const createContext = ({ signal }: CallerRequest): object => ({ signal });
    const pair = await openWays(() => ({ createContext, resolvers: { Query: { hello, a: () => 'a' } } }));
    const started = (): Promise<void> => {
      underWay = new Promise((resolve) => {
        begun = resolve;
      });
      return underWay;
    };
    return { pair, started };
  };

  it('aborts the operation, whose line is written all the same', async () => {
    const { pair, started } = await openWaiting();
    for (let time = 1; time <= 2; time += 1) {
      for (const way of pair) {
        const running = started();
        const answer = send(
          way.url,
          [`${POST}${bodyOf('{ hello }')}`],
          (socket) => void running.then(() => socket.destroy()),
        );
        expect(await answer).toBe('');
        await way.logged(time);
      }
    }
    sameLines(pair);
    expect(pair[0].lines()[0]).toMatchObject({ status: 200, level: 'info' });
    await Promise.all(pair.map((way) => way.close(0)));
  });

  it('is no fault of the gateway where what the operation waits for says so', async () => {
    let begun = (): void => undefined;
    const hello = (_source: unknown, _args: unknown, { signal }: CallerRequest): Promise<string> =>
      new Promise((_resolve, reject) => {
        begun();
        // The gateway gives an error as the reason.
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      });
    const createContext = ({ signal }: CallerRequest): object => ({ signal });
    const pair = await openWays(() => ({ createContext, resolvers: { Query: { hello, a: () => 'a' } } }));
    for (let time = 1; time <= 2; time += 1) {
      for (const way of pair) {
        await send(way.url, [`${POST}${bodyOf('{ hello }')}`], (socket) => {
          begun = () => socket.destroy();
        });
        await way.logged(time);
      }
    }
    sameLines(pair);
    for (const line of pair[0].lines()) {
      expect(line).toMatchObject({ level: 'info', codes: ['ABORTED'] });
      expect(line).not.toHaveProperty('fault', expect.anything());
    }
    await Promise.all(pair.map((way) => way.close(0)));
  });

  it('in the middle of a body is logged alike, and as no fault of the gateway', async () => {
    const { pair } = await openWaiting();
    const head = `${POST}content-type: application/json\r\ncontent-length: 100\r\n\r\n{"query":`;
    for (const way of pair) {
      await send(way.url, [head], (socket) => setImmediate(() => setImmediate(() => socket.destroy())));
      await way.logged(1);
    }
    sameLines(pair);
    expect(pair[0].lines()).toMatchObject([{ level: 'info', status: 400, codes: ['BAD_USER_INPUT'] }]);
    await Promise.all(pair.map((way) => way.close(0)));
  });
});

describe('a body that does not come to its end', () => {
  it('is refused alike when its time is over', async () => {
    const pair = await openWays(() => ({ limits: { bodySeconds: 0.1 } }));
    await both(pair, [`${POST}content-type: application/json\r\ncontent-length: 100\r\n\r\n{"query":`]);
    sameLines(pair);
    await Promise.all(pair.map((way) => way.close(0)));
  });

  it('is cut off alike when it is many times too large', async () => {
    const pair = await openWays(() => ({ limits: { bodyBytes: 1_000 } }));
    const chunk = `400\r\n${'x'.repeat(1_024)}\r\n`;
    await both(pair, [
      `${POST}content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`,
      ...Array.from({ length: 8 }, () => chunk),
    ]);
    sameLines(pair);
    await Promise.all(pair.map((way) => way.close(0)));
  });
});

describe('a gateway that stops', () => {
  it('refuses nothing that it had begun, so that nobody does again what was done', async () => {
    let started = (): void => undefined;
    let finish = (): void => undefined;
    const rename = (): Promise<string> =>
      new Promise((_resolve, reject) => {
        finish = () => reject(codedError('WRITE_OUTCOME_UNKNOWN', 'It may have been done.'));
        started();
      });
    const resolvers = { Query: { a: () => 'a' }, Mutation: { rename } };
    const pair = await openWays(() => ({ resolvers, createContext: cost }));
    const document = 'query Known { a } mutation Waiting { rename(to: "x") }';
    const texts: string[] = [];
    for (const way of pair) {
      await send(way.url, [`${POST}connection: close\r\n${bodyOf(document, 'Known')}`]);
      const begun = new Promise<void>((resolve) => {
        started = resolve;
      });
      const answer = send(way.url, [`${POST}${bodyOf(document, 'Waiting')}`]);
      await begun;
      const closed = way.close(15_000);
      finish();
      texts.push(await answer);
      await closed;
    }
    expect(texts[0]).toContain('WRITE_OUTCOME_UNKNOWN');
    expect(readAnswers(texts[0] ?? '')).toEqual(readAnswers(texts[1] ?? ''));
    sameLines(pair);
  });

  it('finishes what is under way and closes its connection', async () => {
    const release: (() => void)[] = [];
    let started = (): void => undefined;
    const hello = (): Promise<string> =>
      new Promise((resolve) => {
        release.push(() => resolve('done'));
        started();
      });
    const pair = await openWays(() => ({ resolvers: { Query: { hello, a: () => 'a' } } }));
    const document = 'query Known { a } query Waiting { hello }';
    for (const way of pair) await send(way.url, [`${POST}connection: close\r\n${bodyOf(document, 'Known')}`]);
    const texts: string[] = [];
    for (const way of pair) {
      const begun = new Promise<void>((resolve) => {
        started = resolve;
      });
      const answer = send(way.url, [`${POST}${bodyOf(document, 'Waiting')}`]);
      await begun;
      const closed = way.close(15_000);
      release.at(-1)?.();
      texts.push(await answer);
      await closed;
    }
    expect(readAnswers(texts[0] ?? '')).toEqual(readAnswers(texts[1] ?? ''));
    expect(texts[0]).toContain('connection: close');
    sameLines(pair);
  });
});
