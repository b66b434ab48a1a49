import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeOldNode } from '../../src/start/node-version.ts';
import { root } from '../support/markdown.ts';

const packageFile = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  bin: Record<string, string>;
  engines: { node: string };
};

describe('the entry of the package', () => {
  it.each(['18.20.4', '20.20.2', '22.1.0', '23.11.1'])('refuses Node %s in one sentence', (version) => {
    expect(describeOldNode(version)).toBe(`redcap-graphql needs Node 24 or newer, and this is Node ${version}.`);
  });

  it.each(['24.0.0', '24.21.0', '26.5.0'])('runs on Node %s', (version) => {
    expect(describeOldNode(version)).toBeNull();
  });

  it('looks at the version that package.json names, before it loads anything else', () => {
    expect([packageFile.bin['redcap-graphql'], packageFile.engines.node]).toEqual(['dist/bin.js', '>=24']);
    const imports = [...readFileSync(join(root, 'src/bin.ts'), 'utf8').matchAll(/^import .* from '(.*)';$/gm)];
    expect(imports.map(([, file]) => file)).toEqual(['./start/node-version.ts']);
    expect(readFileSync(join(root, 'src/start/node-version.ts'), 'utf8')).not.toContain('import');
  });
});
