import { describe, expect, it } from 'vitest';
import type { CheckReadiness } from '../../src/gateway/health.ts';
import { createGateway, gatewayOptions, ORIGIN } from './gateway.ts';

const get = async (path: string, readiness: CheckReadiness): Promise<{ status: number; body: unknown }> => {
  const response = await createGateway(gatewayOptions({ readiness })).fetch(new Request(`${ORIGIN}${path}`));
  return { status: response.status, body: await response.json() };
};

const unreachable: CheckReadiness = async () => [
  { project: 'stroke', ready: true },
  { project: 'sepsis', ready: false, code: 'REDCAP_UNAVAILABLE' },
];

describe('/health', () => {
  it('says ok whatever REDCap does', async () => {
    expect(await get('/health', unreachable)).toEqual({ status: 200, body: { status: 'ok' } });
  });
});

describe('/ready', () => {
  it('says ready when every project’s REDCap answers', async () => {
    const readiness: CheckReadiness = async () => [{ project: 'stroke', ready: true }];
    expect(await get('/ready', readiness)).toEqual({
      status: 200,
      body: { status: 'ready', projects: [{ project: 'stroke', ready: true }] },
    });
  });

  it('names the project whose REDCap does not answer, with 503', async () => {
    expect(await get('/ready', unreachable)).toEqual({
      status: 503,
      body: {
        status: 'not ready',
        projects: [
          { project: 'stroke', ready: true },
          { project: 'sepsis', ready: false, code: 'REDCAP_UNAVAILABLE' },
        ],
      },
    });
  });

  it('does not pass on why the look itself failed', async () => {
    const readiness: CheckReadiness = async () => {
      throw new Error('https://redcap.example.org refused');
    };
    expect(await get('/ready', readiness)).toEqual({ status: 503, body: { status: 'not ready' } });
  });

  it('asks REDCap once for probes that come together', async () => {
    let looks = 0;
    const readiness: CheckReadiness = async () => {
      looks += 1;
      return [];
    };
    const gateway = createGateway(gatewayOptions({ readiness }));
    await Promise.all([1, 2, 3].map(() => gateway.fetch(new Request(`${ORIGIN}/ready`))));
    expect(looks).toBe(1);
  });

  it('says stopping once the gateway stops', async () => {
    const gateway = createGateway(gatewayOptions());
    await gateway.close(15_000);
    const response = await gateway.fetch(new Request(`${ORIGIN}/ready`));
    expect([response.status, await response.json()]).toEqual([503, { status: 'stopping' }]);
  });
});
