import { describe, expect, it } from 'vitest';
import { createMemoryGuard } from '../../src/gateway/memory-guard.ts';
import type { MeasuredMemory, MemoryGuard } from '../../src/gateway/memory-guard.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import type { FakeClock } from '../support/fake-clock.ts';
import { createGateway, createTestLog, ENDPOINTS, gatewayOptions, ORIGIN, post } from './gateway.ts';
import type { LoggedLine } from './gateway.ts';
import { sendRaw } from './socket.ts';

interface Guarded {
  readonly guard: MemoryGuard;
  readonly clock: FakeClock;
  readonly lines: readonly LoggedLine[];
  /** Sets what the next measurement finds. */
  readonly set: (memory: Partial<MeasuredMemory>) => Promise<void>;
  readonly measurements: () => number;
  readonly collections: () => number;
}

const createGuard = (): Guarded => {
  const clock = createFakeClock();
  const log = createTestLog();
  let memory: MeasuredMemory = { heapBytes: 0, rssBytes: 0, usedBytes: 0 };
  let [measurements, collections] = [0, 0];
  const measure = (): MeasuredMemory => {
    measurements += 1;
    return memory;
  };
  const collect = (): void => {
    collections += 1;
  };
  const guard = createMemoryGuard({ marks: { heapBytes: 1_000, rssBytes: 2_000 }, measure, collect, clock, log });
  const set = async (changes: Partial<MeasuredMemory>): Promise<void> => {
    memory = { heapBytes: 0, rssBytes: 0, usedBytes: changes.rssBytes ?? 0, ...changes };
    await clock.advance(100);
  };
  return { guard, clock, lines: log.lines, set, measurements: () => measurements, collections: () => collections };
};

describe('the memory', () => {
  it.each([
    ['the heap', { heapBytes: 1_001 }, { heapBytes: 901 }, { heapBytes: 900 }],
    ['the process', { rssBytes: 2_001 }, { rssBytes: 1_801 }, { rssBytes: 1_800 }],
  ])('is short above the mark of %s, until it is a tenth below', async (_what, above, between, below) => {
    const { guard, set } = createGuard();
    await set(between);
    expect(guard.isShort()).toBe(false);
    await set(above);
    expect(guard.isShort()).toBe(true);
    await set(between);
    expect(guard.isShort()).toBe(true);
    await set(below);
    expect(guard.isShort()).toBe(false);
  });

  it('is not short for what the process holds and does not use', async () => {
    const { guard, set } = createGuard();
    await set({ rssBytes: 2_001, usedBytes: 1_001 });
    expect(guard.isShort()).toBe(true);
    await set({ rssBytes: 2_001, usedBytes: 901 });
    expect(guard.isShort()).toBe(true);
    await set({ rssBytes: 2_001, usedBytes: 900 });
    expect(guard.isShort()).toBe(false);
  });

  it('is collected while it is short, ever more rarely, and never while it is not', async () => {
    const { guard, set, clock, collections } = createGuard();
    guard.isShort();
    await clock.advance(60_000);
    guard.isShort();
    await set({ heapBytes: 1_001 });
    const counts: number[] = [];
    for (let second = 0; second < 15; second += 1) {
      guard.isShort();
      counts.push(collections());
      await clock.advance(1_000);
    }
    expect(counts).toEqual([0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 3]);
    await set({ heapBytes: 0 });
    guard.isShort();
    await clock.advance(600_000);
    guard.isShort();
    // The collection that found the memory to be enough was the last.
    expect(collections()).toBe(3);
  });

  it('is measured ten times a second at most, whoever asks', async () => {
    const { guard, clock, measurements } = createGuard();
    for (let millisecond = 0; millisecond < 1_000; millisecond += 1) {
      guard.isShort();
      await guard.signal.problem();
      await clock.advance(1);
    }
    expect(measurements()).toBe(10);
  });

  it('is in the log once when it becomes short, and once when it is enough again', async () => {
    const { guard, lines, set } = createGuard();
    for (const heapBytes of [1_001, 1_001, 0, 0]) {
      await set({ heapBytes });
      guard.isShort();
    }
    expect(lines.map(({ level, message }) => [level, message])).toEqual([
      ['warn', 'the memory is short: new requests are refused'],
      ['info', 'there is enough memory again'],
    ]);
  });
});

describe('a gateway whose memory is short', () => {
  const short = async (): Promise<MemoryGuard> => {
    const { guard, set } = createGuard();
    await set({ heapBytes: 1_001 });
    return guard;
  };

  it.each(ENDPOINTS)('refuses operations at %s with the time to wait, and reads nothing of them', async (endpoint) => {
    const gateway = createGateway(gatewayOptions({ memoryGuard: await short() }));
    const answer = await post(gateway, 'this is no JSON', {}, endpoint);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(answer.body).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED', retryAfterSeconds: 5 } }] });
  });

  it('refuses operations that it has answered before', async () => {
    const { guard, set } = createGuard();
    const gateway = createGateway(gatewayOptions({ memoryGuard: guard, resolvers: { Query: { hello: () => 'hi' } } }));
    const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
    const head = 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n';
    const request = `${head}Content-Length: 21\r\n\r\n{"query":"{ hello }"}`;
    for (let times = 0; times < 2; times += 1) expect(await sendRaw(url, request)).toMatch(/^HTTP\/1\.1 200 /);
    await set({ rssBytes: 2_001 });
    expect(await sendRaw(url, request)).toMatch(/^HTTP\/1\.1 503 /);
    await gateway.close(0);
  });

  it('is alive and not ready', async () => {
    const guard = await short();
    const readiness = { signals: [guard.signal], projects: () => [] };
    const gateway = createGateway(gatewayOptions({ memoryGuard: guard, readiness }));
    expect((await gateway.fetch(new Request(`${ORIGIN}/health`))).status).toBe(200);
    const ready = await gateway.fetch(new Request(`${ORIGIN}/ready`));
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({
      signals: [{ name: 'memory', ready: false, problem: 'The memory is short, and new requests are refused.' }],
    });
  });
});
