import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from '../support/markdown.ts';
import { describeWith, requirement } from '../support/requirement.ts';

/** The file with everything in its place; tests read members as they expect them. */
/* eslint-disable @typescript-eslint/no-explicit-any */
describeWith(requirement.dockerCompose, 'the file for docker compose', () => {
  const folder = join(root, 'deploy/compose');
  const compose = (): any => parse(execFileSync('docker-compose', ['config'], { cwd: folder, encoding: 'utf8' }));

  it('is one that docker compose takes', () => {
    expect(Object.keys(compose().services)).toEqual(['gateway-1', 'gateway-2', 'proxy', 'valkey']);
  });

  it('gives each gateway data of its own, and lets it write nothing else', () => {
    const { services } = compose();
    for (const [name, volume] of [
      ['gateway-1', 'data-1:/data:rw'],
      ['gateway-2', 'data-2:/data:rw'],
    ] as const) {
      expect(services[name].read_only).toBe(true);
      expect(services[name].cap_drop).toEqual(['ALL']);
      const writable = services[name].volumes.filter((mount: string) => !mount.endsWith(':ro'));
      expect(writable).toEqual([volume]);
    }
  });

  it('opens the proxy to the outside, and Valkey to the gateways alone', () => {
    const { services, networks } = compose();
    expect(
      Object.entries(services).flatMap(([name, { ports }]: [string, any]) => (ports === undefined ? [] : [name])),
    ).toEqual(['proxy']);
    expect(networks.inside.internal).toBe(true);
    expect(Object.keys(services.valkey.networks)).toEqual(['inside']);
    expect(Object.keys(services.proxy.networks)).toEqual(['outside']);
  });
});

describeWith(requirement.systemdAnalyze, 'the unit for systemd', () => {
  const unit = join(root, 'deploy/systemd/redcap-graphql.service');

  it('has nothing that systemd remarks', () => {
    const folder = mkdtempSync(join(tmpdir(), 'unit-'));
    const copy = join(folder, 'redcap-graphql.service');
    copyFileSync(unit, copy);
    const { stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', copy], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    // The program is not installed on the machine of the test.
    const remarks = `${stdout}${stderr}`
      .split('\n')
      .filter((line) => line !== '' && !line.includes('is not executable'));
    expect(remarks).toEqual([]);
  });

  it('is exposed to the rest of the machine by no more than 2 of 10, as systemd counts', () => {
    const text = execFileSync('systemd-analyze', ['security', '--offline=true', unit], { encoding: 'utf8' });
    const exposure = Number(/exposure level for \S+: ([\d.]+)/.exec(text)?.[1]);
    expect(exposure).toBeLessThanOrEqual(2);
  });

  it('ends the gateway by the signal that it ends in order at', () => {
    expect(readFileSync(unit, 'utf8')).toContain('KillSignal=SIGTERM');
  });
});
