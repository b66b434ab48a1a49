import { describe, expect, it, onTestFinished } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { startSandbox } from '../../src/start/sandbox.ts';
import { secretOf } from '../../src/start/secret.ts';

const TOKEN = 'A'.repeat(32);
const apiKeys = [{ name: 'a', hash: `sha256:${'a'.repeat(64)}` }];

const secretsOf = (given: Partial<Parameters<typeof parseConfig>[0]>): readonly string[] => {
  const config = parseConfig({ argv: [], env: {}, ...given });
  return [secretOf(config), secretOf(config)].map((secret) => Buffer.from(secret).toString('hex'));
};

describe('the secret of a start', () => {
  it('is the same at each start of the demo, so that ids stay good', () => {
    const [first, second] = secretsOf({});
    expect(first).toBe(second);
    expect(secretsOf({ argv: ['--study', 'ferry'] })).toEqual([first, first]);
  });

  it('is the same of the demo that runs, whose sandbox makes projects', async () => {
    const sandbox = await startSandbox(parseConfig({ argv: [], env: {} }));
    onTestFinished(() => sandbox.close());
    expect(Buffer.from(secretOf(sandbox.config)).toString('hex')).toBe(secretsOf({})[0]);
  });

  it.each([
    ['of a gateway of a REDCap', { env: { REDCAP_URL: 'https://redcap.example.org/api/', REDCAP_TOKEN: TOKEN } }],
    [
      'of callers with their own tokens',
      { file: { callers: { passThrough: { enabled: true, url: 'https://redcap.example.org/api/' } } } },
    ],
    ['of a sandbox with API keys', { file: { callers: { apiKeys } } }],
    ['of a sandbox with a project file, which may be of real people', { argv: ['--project', 'a.xml'] }],
  ])('is random and of one start: %s', (_words, given) => {
    const [first, second] = secretsOf(given);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(first).not.toBe(second);
  });

  it('is the one that is configured, wherever there is one', () => {
    const secret = 's'.repeat(32);
    const [first] = secretsOf({ env: { REDCAP_GRAPHQL_SECRET: secret } });
    expect(first).toBe(Buffer.from(secret).toString('hex'));
  });
});
