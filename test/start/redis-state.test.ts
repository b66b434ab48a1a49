import { afterEach, describe, expect, it } from 'vitest';
import { Secret } from '../../src/config/secret.ts';
import type { Log } from '../../src/gateway/access-log.ts';
import { systemClock } from '../../src/redcap/clock.ts';
import { openSharedState } from '../../src/start/redis-state.ts';
import { faultOf, mayEvict, readServer } from '../../src/state/redis/server.ts';
import { openRedisState } from '../../src/state/redis/state.ts';
import { createAuthority } from '../support/certificates.ts';
import { createFolder } from '../support/data-folder.ts';
import { findFreePort } from '../support/free-port.ts';
import { startClusterNode, startRedis } from '../support/redis-server.ts';
import { describeWith, itWith, requirement } from '../support/requirement.ts';

const SECRET = Buffer.alloc(32, 7);
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** A log that keeps what was said. */
const createNotes = () => {
  const lines: string[] = [];
  const note = (fields: object, message: string): void => void lines.push(`${JSON.stringify(fields)} ${message}`);
  const log: Log = { info: note, warn: note, error: note };
  return { lines, log };
};

const settings = { ca: undefined, prefix: 'test:', timeoutMs: 500, share: 0.5 };

describe('what Redis says of itself', () => {
  it.each([
    ['6.0.16', 'too old'],
    ['6.2.0', null],
    ['5.9.9', 'too old'],
    ['7.2.4', null],
    ['10.0.0', null],
  ])('is read: the fault of version %s is %s', (version, fault) => {
    expect(faultOf(readServer(`# Server\r\nredis_version:${version}\r\nrun_id:abc\r\n`))).toBe(fault);
  });

  it.each([
    ['0', null],
    ['1', 'cluster'],
  ])('is read: the fault of a server with cluster_enabled %s is %s', (enabled, fault) => {
    expect(faultOf(readServer(`redis_version:7.0.0\r\n# Cluster\r\ncluster_enabled:${enabled}\r\n`))).toBe(fault);
  });

  it.each([
    ['noeviction', false],
    ['allkeys-lru', true],
    ['volatile-ttl', true],
  ])('is read: with %s it may forget what it must not: %s', (policy, evicts) => {
    expect(mayEvict(readServer(`redis_version:7.0.0\r\nmaxmemory_policy:${policy}\r\n`))).toBe(evicts);
  });
});

describeWith(requirement.redis, 'a gateway that shares a Redis', () => {
  it('is warned of one that may forget what it must not', async () => {
    const server = await startRedis('--maxmemory-policy', 'allkeys-lru');
    closing.push(server.close);
    const { lines, log } = createNotes();
    const { close } = await openSharedState({ port: 0 }, { ...settings, url: new Secret(server.url) }, SECRET, log);
    closing.push(close);
    expect(lines).toEqual([expect.stringMatching(/^\{\} redis: maxmemory-policy is not noeviction\. /)]);
  });

  it('refuses to start by a node of a Redis Cluster, and says what to set', async () => {
    const server = await startClusterNode(createFolder());
    closing.push(server.close);
    const { lines, log } = createNotes();
    const opening = openSharedState({ port: 0 }, { ...settings, url: new Secret(server.url) }, SECRET, log);
    await expect(opening).rejects.toThrow(
      'redis: the server is a node of a Redis Cluster, and one script of the gateway needs keys of several nodes. ' +
        'Set redis.url to a server with cluster-enabled no.',
    );
    expect(lines).toEqual([]);
  });

  it('starts without it, says so without the address, and joins it when it comes', async () => {
    const server = await startRedis();
    await server.kill();
    const { lines, log } = createNotes();
    const address = new Secret(server.url);
    const { state, signals, close } = await openSharedState({ port: 0 }, { ...settings, url: address }, SECRET, log);
    closing.push(close, server.close);
    expect(await state.kept.design.get('a', 'b')).toBeNull();
    await expect(state.leases.take('a', 'alone', 1_000)).rejects.toMatchObject({ name: 'StateUnavailable' });
    const problems = (): unknown[] => signals.map(({ problem }) => problem());
    expect(problems()).toEqual([
      'The Redis that the gateways share does not answer. Reads go on with a share of the calls, and writes are refused. Start Redis, or ' +
        'look at the network between it and the gateways.',
    ]);
    await server.restart();
    while (!lines.some((line) => line.includes('redis: back'))) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(problems()).toEqual([null]);
    expect(lines.map((line) => line.slice(0, 40))).toEqual([
      expect.stringMatching(/^\{"fault":"connection"\} redis: away/),
      expect.stringMatching(/^\{\} redis: back$/),
    ]);
    expect(lines.join()).not.toContain(String(server.port));
    await state.kept.design.set('a', 'b', 1, { maxAgeMs: 60_000 });
    expect((await state.kept.design.get('a', 'b'))?.value).toBe(1);
  }, 20_000);

  itWith(requirement.openssl, 'reaches it over TLS by its own authority, and not by another', async () => {
    const [authority, other, port] = [createAuthority(), createAuthority(), await findFreePort()];
    closing.push(authority.remove, other.remove);
    const { certFile, keyFile } = authority.server;
    const tls = ['--tls-port', String(port), '--tls-cert-file', certFile, '--tls-key-file', keyFile];
    const server = await startRedis(...tls, '--tls-ca-cert-file', authority.caFile, '--tls-auth-clients', 'no');
    closing.push(server.close);
    const open = async (ca: string, looks: number): Promise<boolean> => {
      const events = { onGone: () => undefined, onBack: () => undefined };
      const shared = await openRedisState({
        ...settings,
        ...events,
        url: `rediss://localhost:${String(port)}`,
        ca,
        secret: SECRET,
        member: 'm',
        clock: systemClock,
      });
      closing.push(shared.close);
      for (let look = 0; look < looks && !shared.isHere(); look += 1) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        await shared.look();
      }
      return shared.isHere();
    };
    expect(await open(authority.ca, 200)).toBe(true);
    expect(await open(other.ca, 20)).toBe(false);
  });
});
