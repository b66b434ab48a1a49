import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig, type Config, type ConfigInput } from '../../src/config.ts';

const SECRET = { REDCAP_GRAPHQL_SECRET: 'k'.repeat(32) };
const URL = 'rediss://redis.example.org:6380';

const parse = (given: Partial<ConfigInput>): Config => parseConfig({ argv: [], env: SECRET, ...given });

const problemsOf = (given: Partial<ConfigInput>): readonly string[] => {
  try {
    parse(given);
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.problems : [String(error)];
  }
};

describe('the Redis of a configuration', () => {
  it('is none unless it is given', () => {
    expect(parse({}).redis).toBeNull();
  });

  it('has defaults for all but its address', () => {
    const { redis } = parse({ file: { redis: { url: URL } } });
    expect(redis).toMatchObject({ ca: undefined, prefix: 'redcap-graphql:', timeoutMs: 500, share: 0.1 });
    expect(redis?.url.reveal()).toBe(URL);
  });

  it('is taken from the environment first, and its password from a reference', () => {
    const password = 'rediss://gateway:hidden@redis.example.org';
    const env = { ...SECRET, REDCAP_GRAPHQL_REDIS_URL: 'redis://10.0.0.1', MINE: password };
    const file = { redis: { url: { env: 'MINE' }, share: 0.5 } };
    expect(parse({ env, file }).redis?.url.reveal()).toBe('redis://10.0.0.1');
    expect(parse({ env: { ...SECRET, MINE: password }, file }).redis?.url.reveal()).toBe(password);
    expect(JSON.stringify(parse({ env, file }))).not.toContain('10.0.0.1');
  });

  it('reads the file of its certificates', () => {
    const pem = '-----BEGIN CERTIFICATE-----';
    const readSecretFile = (path: string) => ({ text: `${path}\n${pem}`, mode: 0o100644 });
    expect(parse({ file: { redis: { url: URL, caFile: 'ca' } }, readSecretFile }).redis?.ca).toBe(`ca\n${pem}`);
  });

  it('refuses a file of certificates that holds none', () => {
    const readSecretFile = () => ({ text: 'no certificate', mode: 0o100644 });
    expect(problemsOf({ file: { redis: { url: URL, caFile: 'ca.pem' } }, readSecretFile })).toEqual([
      'redis.caFile: ca.pem: holds no certificate in the form PEM.',
    ]);
  });

  it.each([
    ['without a secret', { file: { redis: { url: URL } }, env: {} }, 'redis: needs "secret"'],
    ['without an address', { file: { redis: { share: 0.5 } } }, 'redis.url is missing'],
    [
      'at an address of another kind',
      { file: { redis: { url: 'https://a.example' } } },
      'redis.url: must be an address',
    ],
    [
      'with its password in the file',
      { file: { redis: { url: 'redis://:x@a.example' } } },
      'redis.url: has a password',
    ],
    [
      'at an address of another kind in the environment',
      { env: { ...SECRET, REDCAP_GRAPHQL_REDIS_URL: 'a' } },
      'REDCAP_GRAPHQL_REDIS_URL: must be an address',
    ],
    ['with more than the whole share', { file: { redis: { url: URL, share: 2 } } }, 'redis.share'],
  ])('is refused %s', (_what, given, problem) => {
    expect(problemsOf(given)).toEqual([expect.stringContaining(problem)]);
  });
});
