import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createDocumentCache } from '../../src/gateway/document-cache.ts';
import { createGateway, createTestSchema, gatewayOptions, ORIGIN, post } from './gateway.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes of the heap that something still refers to. */
const heapBytes = (): number => {
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

const MIB = 1024 * 1024;

describe('the memory of parsed documents', () => {
  const dense = {
    'a name': (index: number) => `{z${index}}`,
    'many names': (index: number) => `{z${index} ${'a '.repeat(400)}}`,
    aliases: (index: number) => `{z${index} ${'a:a '.repeat(300)}}`,
    'a long name': (index: number) => `{z${index}${'a'.repeat(2_000)}}`,
    'a list': (index: number) => `{z${index}(a:[${'1 '.repeat(400)}])}`,
    directives: (index: number) => `{z${index} ${'@b'.repeat(400)}}`,
  };

  it.each(Object.entries(dense))('is bounded, and not counted too low: %s', (_kind, write) => {
    const documents = createDocumentCache(2 * MIB);
    for (let index = 0; index < 20; index += 1) parse(write(index));
    const before = heapBytes();
    for (let index = 0; index < 600; index += 1) documents.set(write(index), parse(write(index)));
    expect(documents.bytes()).toBeLessThanOrEqual(2 * MIB);
    expect(documents.bytes()).toBeGreaterThan(MIB);
    expect(heapBytes() - before).toBeLessThan(documents.bytes());
    expect(documents.get(write(599))).toBeDefined();
    expect(documents.get(write(0))).toBeUndefined();
  });

  it('lets go what was used longest ago', () => {
    const documents = createDocumentCache(3 * 5_900);
    for (const text of ['{a}', '{b}', '{c}']) documents.set(text, parse(text));
    documents.get('{a}');
    for (const text of ['{d}', '{e}']) documents.set(text, parse(text));
    expect(['{a}', '{b}', '{c}', '{d}', '{e}'].filter((text) => documents.get(text) !== undefined)).toEqual([
      '{a}',
      '{d}',
      '{e}',
    ]);
  });

  it('counts a document once, however often it is set', () => {
    const documents = createDocumentCache(MIB);
    documents.set('{a}', parse('{a}'));
    const once = documents.bytes();
    documents.set('{a}', parse('{a}'));
    expect(documents.bytes()).toBe(once);
  });
});

describe('a gateway', () => {
  /** Sends documents, all different, and returns weak references to the requests. */
  const sendMany = async (
    gateway: ReturnType<typeof createGateway>,
    count: number,
    write: (index: number) => string,
  ): Promise<WeakRef<Request>[]> => {
    const requests: WeakRef<Request>[] = [];
    for (let index = 0; index < count; index += 1) {
      const request = new Request(`${ORIGIN}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: write(index) }),
      });
      requests.push(new WeakRef(request));
      await (await gateway.fetch(request)).text();
    }
    return requests;
  };

  it.each([
    ['that do not parse', (index: number) => `{z${index}`],
    ['that are not valid', (index: number) => `{z${index}}`],
    ['that are beyond a limit', (index: number) => `{z${index} ${'hello '.repeat(300)}}`],
    ['that are valid', (index: number) => `{__typename} #${index}`],
  ])('keeps no request of documents %s', async (_kind, write) => {
    const gateway = createGateway(gatewayOptions());
    const requests = await sendMany(gateway, 50, write);
    const kept = (): unknown[] => requests.slice(0, -5).filter((request) => request.deref() !== undefined);
    // The last may still be on the stack, and what timers hold goes a little later.
    for (let turn = 0; turn < 20 && kept().length > 0; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      collectGarbage();
    }
    expect(kept()).toEqual([]);
  });

  it('keeps little of 1,500 tiny documents that are not valid', async () => {
    const gateway = createGateway(gatewayOptions({ log: { info() {}, warn() {}, error() {} } }));
    await sendMany(gateway, 100, (index) => `{y${index}}`);
    const before = heapBytes();
    await sendMany(gateway, 1_500, (index) => `{z${index}}`);
    await new Promise((resolve) => setImmediate(resolve));
    expect((heapBytes() - before) / 1_500).toBeLessThan(6_000);
  });

  it('validates a document once for each schema, and again while it is not valid', async () => {
    const own = createTestSchema();
    let counts = 0;
    const count = (schema: GraphQLSchema): GraphQLSchema =>
      new Proxy(schema, {
        get(target, name) {
          // Validation begins with a visit of the operation's root type.
          if (name === 'getRootType') counts += 1;
          return Reflect.get(target, name, target) as unknown;
        },
      });
    const gateway = createGateway(gatewayOptions({ schema: count(own) }));
    for (const query of ['{ hello }', '{ nope }']) await post(gateway, { query });
    const before = counts;
    await post(gateway, { query: '{ hello }' });
    const valid = counts - before;
    await post(gateway, { query: '{ nope }' });
    expect(counts - before - valid).toBeGreaterThan(valid);
  });
});
