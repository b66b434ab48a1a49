import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { CommandError, runSandbox } from '../../../src/sandbox/command.ts';

let folder = '';
let printed = '';
let close: () => Promise<void> = () => Promise.resolve();
const out = { write: (text: string) => (printed += text) };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-control-'));
});

afterEach(async () => {
  await close();
  close = () => Promise.resolve();
  await rm(folder, { recursive: true, force: true });
});

const run = async (...argv: string[]): Promise<void> => {
  printed = '';
  ({ close } = await runSandbox(['--port', '0', ...argv], {}, out));
};

const apiUrl = (): string => /API at (\S+)/.exec(printed)?.[1] ?? '';
const controlUrl = (): string => /Its control address is (\S+)/.exec(printed)?.[1] ?? '';

const callVersion = async (token: string): Promise<string> =>
  (await fetch(apiUrl(), { method: 'POST', body: new URLSearchParams({ token, content: 'version' }) })).text();

describe('the sandbox as a program', () => {
  it('prints its control address, which is on this machine', async () => {
    await run();
    expect(controlUrl()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const projects = (await (await fetch(new URL('/projects', controlUrl()))).json()) as unknown[];
    expect(projects).toHaveLength(1);
  });

  it('has no control address when the option says off', async () => {
    await run('--control-port', 'off');
    expect(printed).not.toContain('control address');
    expect(await callVersion('DE300000000000000000000000000001')).toBe('16.1.3');
  });

  it('is like the REDCap version that is asked for', async () => {
    await run('--redcap-version', '13.7.21');
    expect(await callVersion('DE300000000000000000000000000001')).toBe('13.7.21');
  });

  it('keeps what was changed at the control address across a restart', async () => {
    await run('--data', folder);
    const body = JSON.stringify({ username: 'kim', rights: 'all', dataAccessGroup: 'lyon' });
    const made = await (await fetch(new URL('/users', controlUrl()), { method: 'POST', body })).json();
    await close();
    await run('--data', folder);
    const [project] = await (await fetch(new URL('/projects', controlUrl()))).json();
    expect(project.users).toContainEqual({ username: 'kim', token: made.token, role: null, dataAccessGroup: 'lyon' });
    expect(await callVersion(made.token)).toBe('16.1.3');
  });

  it.each([
    ['--control-port', '70000', '--control-port must be a number from 0 to 65535, or "off".'],
    ['--control-port', 'on', '--control-port must be a number from 0 to 65535, or "off".'],
    ['--redcap-version', '16', '--redcap-version must look like 16.1.3.'],
  ])('refuses %s %s', async (option, value, reason) => {
    const running = runSandbox([option, value], {}, out);
    await expect(running).rejects.toThrow(CommandError);
    await expect(running).rejects.toThrow(reason);
  });
});
