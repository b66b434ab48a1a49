import { afterEach, describe, expect, it } from 'vitest';

import { parseConfig } from '../../../src/config.ts';
import { describeStart } from '../../../src/start/banner.ts';
import type { EmbeddedSandbox } from '../../../src/start/sandbox.ts';
import { startSandbox } from '../../../src/start/sandbox.ts';

let started: EmbeddedSandbox[] = [];

afterEach(async () => {
  await Promise.all(started.map((sandbox) => sandbox.close()));
  started = [];
});

const start = async (argv: string[], env: Record<string, string> = {}): Promise<EmbeddedSandbox> => {
  const sandbox = await startSandbox(parseConfig({ argv, env }));
  started.push(sandbox);
  return sandbox;
};

const version = async ({ url }: EmbeddedSandbox): Promise<string> => {
  const body = new URLSearchParams({ token: 'DE300000000000000000000000000001', content: 'version' });
  return (await fetch(url, { method: 'POST', body })).text();
};

describe('the sandbox in the gateway', () => {
  it('has a control address on this machine, and prints it at the start', async () => {
    const sandbox = await start([]);
    expect(sandbox.controlUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const projects = await (await fetch(new URL('/projects', sandbox.controlUrl ?? ''))).json();
    expect(projects).toMatchObject([{ title: 'STROKE-2: a two-arm trial (demo)' }]);
    const text = describeStart(sandbox.config, 'http://127.0.0.1:4000', sandbox, {
      file: null,
      isShared: false,
      isOtherSecret: false,
    });
    expect(text).toContain(`Control      ${sandbox.controlUrl ?? ''}   (`);
  });

  it.each([
    ['16.1.3', [], {}],
    ['14.5.0', ['--redcap-version', '14.5.0'], {}],
    ['14.5.0', [], { SANDBOX_REDCAP_VERSION: '14.5.0' }],
    ['15.0.1', ['--redcap-version', '15.0.1'], { SANDBOX_REDCAP_VERSION: '14.5.0' }],
  ])('is like REDCap %s when asked by %j and %j', async (wanted, argv, env: Record<string, string>) => {
    expect(await version(await start(argv, env))).toBe(wanted);
  });

  it('refuses a version that cannot be one', () => {
    expect(() => parseConfig({ argv: ['--redcap-version', '16'], env: {} })).toThrow(
      '--redcap-version (or SANDBOX_REDCAP_VERSION) must look like 16.1.3.',
    );
  });
});
