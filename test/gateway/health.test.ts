import { describe, expect, it } from 'vitest';
import type { ApiKey } from '../../src/gateway/caller.ts';
import type { Readiness } from '../../src/gateway/health.ts';
import { createApiKey } from '../../src/gateway/api-key.ts';
import { createGateway, gatewayOptions, ORIGIN } from './gateway.ts';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const stroke = createApiKey();
const keys: readonly ApiKey[] = [
  { name: 'stroke', sha256: stroke.hash.slice('sha256:'.length), projects: ['stroke'], scopes: ['read'] },
];
const guarded = { callers: { apiKeys: keys, passThrough: { header: 'x-redcap-token' } } };

const get = async (
  path: string,
  readiness: Readiness,
  { headers = {}, ...options }: Parameters<typeof gatewayOptions>[0] & { headers?: Record<string, string> } = {},
): Promise<Answer> => {
  const gateway = createGateway(gatewayOptions({ readiness, ...options }));
  const response = await gateway.fetch(new Request(`${ORIGIN}${path}`, { headers }));
  return { status: response.status, body: await response.json() };
};

const projects: Readiness['projects'] = () => [
  { project: 'stroke', ready: true },
  { project: 'sepsis', ready: false, code: 'REDCAP_UNAVAILABLE' },
];
const well: Readiness = { signals: [{ name: 'memory', problem: () => null }], projects };
const unwell: Readiness = {
  signals: [
    { name: 'disk', problem: () => null },
    { name: 'memory', problem: async () => 'The memory is full.' },
  ],
  projects,
};

describe('/health', () => {
  it('says ok whatever the signals say', async () => {
    expect(await get('/health', unwell)).toEqual({ status: 200, body: { status: 'ok' } });
  });
});

describe('/ready', () => {
  it.each([
    ['200 when no signal has a problem', well, { status: 200, body: { status: 'ready' } }],
    ['503 when one has', unwell, { status: 503, body: { status: 'not ready' } }],
  ])('answers %s, and nothing else without a credential', async (_what, readiness, answer) => {
    expect(await get('/ready', readiness, guarded)).toEqual(answer);
  });

  it.each([
    ['is wrong', { authorization: 'Bearer rgk_wrong' }],
    ['is a REDCap token that nobody has looked at', { 'x-redcap-token': 'A'.repeat(32) }],
  ])('names no project to a credential that %s', async (_what, headers) => {
    expect(await get('/ready', unwell, { ...guarded, headers })).toEqual({
      status: 503,
      body: { status: 'not ready' },
    });
  });

  it('names the signals, and the projects that are theirs, to a caller', async () => {
    const headers = { authorization: `Bearer ${stroke.key}` };
    expect(await get('/ready', unwell, { ...guarded, headers })).toEqual({
      status: 503,
      body: {
        status: 'not ready',
        signals: [
          { name: 'disk', ready: true },
          { name: 'memory', ready: false, problem: 'The memory is full.' },
        ],
        projects: [{ project: 'stroke', ready: true }],
      },
    });
  });

  it('names all where nobody needs a credential', async () => {
    expect(await get('/ready', well)).toEqual({
      status: 200,
      body: {
        status: 'ready',
        signals: [{ name: 'memory', ready: true }],
        projects: [
          { project: 'stroke', ready: true },
          { project: 'sepsis', ready: false, code: 'REDCAP_UNAVAILABLE' },
        ],
      },
    });
  });

  it('stays ready with a problem that leaves reads, and names it to a caller', async () => {
    const signals = [{ name: 'redis', servesOn: true, problem: () => 'Redis is away.' }] as const;
    expect(await get('/ready', { signals, projects: () => [] })).toEqual({
      status: 200,
      body: {
        status: 'ready',
        signals: [{ name: 'redis', ready: false, problem: 'Redis is away.' }],
        projects: [],
      },
    });
  });

  it('does not pass on why a signal itself failed', async () => {
    const problem = (): never => {
      throw new Error('https://redcap.example.org refused');
    };
    const { status, body } = await get('/ready', { signals: [{ name: 'disk', problem }], projects: () => [] });
    expect([status, body]).toEqual([
      503,
      {
        status: 'not ready',
        signals: [{ name: 'disk', ready: false, problem: 'This could not be looked at.' }],
        projects: [],
      },
    ]);
  });

  it('says stopping once the gateway stops', async () => {
    const gateway = createGateway(gatewayOptions());
    await gateway.close(15_000);
    const response = await gateway.fetch(new Request(`${ORIGIN}/ready`));
    expect([response.status, await response.json()]).toEqual([503, { status: 'stopping' }]);
  });
});
