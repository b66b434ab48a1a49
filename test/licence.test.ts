import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './support/markdown.ts';

/** Licences under which a hospital may run a package without asking anybody. */
const PERMISSIVE = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

/** What the lock and the `package.json` of a package say of its licence, old ways of saying it too. */
interface Package {
  readonly dev?: boolean;
  readonly license?: string;
  readonly licenses?: readonly { readonly type: string }[];
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));

const licenceOf = (folder: string, locked: Package): string => {
  if (locked.license !== undefined) return locked.license;
  const own = readJson(`${folder}/package.json`) as Package;
  return own.license ?? own.licenses?.map(({ type }) => type).join(' OR ') ?? 'none';
};

describe('the licence of each package that the gateway runs with', () => {
  const { packages } = readJson('package-lock.json') as { packages: Readonly<Record<string, Package>> };
  const running = Object.entries(packages).filter(([folder, { dev }]) => folder !== '' && dev !== true);

  it('is a permissive one', () => {
    expect(running.length).toBeGreaterThan(50);
    const others = running.flatMap(([folder, locked]) => {
      const licence = licenceOf(folder, locked);
      return PERMISSIVE.includes(licence) ? [] : [`${folder}: ${licence}`];
    });
    expect(others).toEqual([]);
  });
});
