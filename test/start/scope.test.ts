import { afterEach, describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import type { Gateway } from '../../src/gateway.ts';
import { createApiKey } from '../../src/gateway/api-key.ts';
import { defaultSuperToken } from '../../src/sandbox/state/store.ts';
import { schema } from '../../src/schema/index.ts';
import { composeGateway } from '../../src/start/gateway.ts';
import { startSandbox } from '../../src/start/sandbox.ts';

const running: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of running.splice(0)) await close();
});

interface Started {
  readonly gateway: Gateway;
  /** The key of the one caller. */
  readonly key: string;
  /** Every line of the log as text. */
  readonly lines: string[];
}

/** The gateway in front of the embedded sandbox, for one key with these scopes. */
const start = async (scopes: readonly string[]): Promise<Started> => {
  const { key, hash } = createApiKey();
  const file = { callers: { apiKeys: [{ name: 'caller', hash, scopes }] } };
  const sandbox = await startSandbox(parseConfig({ env: {}, argv: [], file }));
  const lines: string[] = [];
  const write = (...parts: unknown[]): void => {
    lines.push(JSON.stringify(parts));
  };
  const gateway = composeGateway(sandbox.config, {
    schema,
    log: { info: write, warn: write, error: write },
  });
  running.push(
    () => gateway.close(),
    () => sandbox.close(),
  );
  return { gateway, key, lines };
};

const ask = async ({ gateway, key }: Started, query: string) => {
  const response = await gateway.fetch(
    new Request('http://127.0.0.1/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ query }),
    }),
  );
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests state the shape that they expect by reading it
  return (await response.json()) as { data: any; errors?: { extensions: { code: string } }[] };
};

const creation =
  'mutation { createProject(input: { projectTitle: "New", purpose: PRACTICE }) { token errors { code } } }';
const details = (selection: string): string =>
  `{ project(key: "stroke2") { logging(beginTime: "2020-01-01T00:00", first: 1) { nodes { ${selection} } } } }`;

describe('the scope createProject', () => {
  it('lets a key make projects, and gives their token to the caller and to no log', async () => {
    const started = await start(['read', 'write', 'createProject']);
    const { data, errors } = await ask(started, creation);
    expect(errors).toBeUndefined();
    const { token } = data.createProject;
    expect(token).toMatch(/^[0-9A-F]{32}$/);
    expect(started.lines).toHaveLength(1);
    expect(started.lines.join()).toContain('"redcapCalls":1');
    expect(started.lines.join()).not.toContain(token);
    expect(started.lines.join()).not.toContain(defaultSuperToken);
  });

  it.each([
    ['read', 'write', 'logging'],
    ['read', 'createProject'],
  ])('is needed, with write: %s %s', async (...scopes) => {
    const { data, errors } = await ask(await start(scopes), creation);
    expect(data?.createProject ?? null).toBeNull();
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('the scope logging', () => {
  it('lets a key read the details of the log, and is needed for nothing else of it', async () => {
    const withScope = await start(['read', 'logging']);
    expect((await ask(withScope, details('timestamp details'))).errors).toBeUndefined();
    const without = await start(['read', 'write']);
    expect((await ask(without, details('timestamp details'))).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await ask(without, details('timestamp username action record'))).errors).toBeUndefined();
  });
});
