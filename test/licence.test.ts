import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './support/markdown.ts';

/** Licences under which a hospital may run a package without asking anybody. */
const PERMISSIVE = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

/** The server's part of the router needs isbot, and the command of markdown-it argparse. The page has neither part. */
const NOT_IN_THE_PAGE = ['node_modules/isbot', 'node_modules/argparse'];

/** What the lock and the `package.json` of a package say of its licence, old ways of saying it too. */
interface Package {
  readonly dev?: boolean;
  readonly license?: string;
  readonly licenses?: readonly { readonly type: string }[];
  readonly dependencies?: Readonly<Record<string, string>>;
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));

const licenceOf = (folder: string, locked: Package): string => {
  if (locked.license !== undefined) return locked.license;
  const own = readJson(`${folder}/package.json`) as Package;
  return own.license ?? own.licenses?.map(({ type }) => type).join(' OR ') ?? 'none';
};

const { packages } = readJson('package-lock.json') as { packages: Readonly<Record<string, Package>> };

/** The folder of a package that a package in another folder imports: the nearest one, as Node looks for it. */
const folderOf = (name: string, from: string): string => {
  const own = `${from}/node_modules/${name}`;
  if (from !== '' && packages[own] !== undefined) return own;
  if (from === '') return `node_modules/${name}`;
  return folderOf(name, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))));
};

/** The folders of packages with all that they need. */
const withNeeds = (folders: readonly string[], known = new Set<string>()): ReadonlySet<string> => {
  for (const folder of folders.filter((one) => !known.has(one))) {
    known.add(folder);
    withNeeds(
      Object.keys(packages[folder]?.dependencies ?? {}).map((name) => folderOf(name, folder)),
      known,
    );
  }
  return known;
};

/** The packages that files of the workbench import; their code is in what the gateway serves. */
const importedByWorkbench = (): string[] => {
  const sources = globSync('workbench/src/**/*.{ts,tsx}', { cwd: root }).map((file) =>
    readFileSync(join(root, file), 'utf8'),
  );
  const names = sources.flatMap((source) =>
    [...source.matchAll(/from '(@[\w-]+\/[\w.-]+|[a-z][\w-]*)/g)].map(([, name = '']) => name),
  );
  return [...new Set(names)].map((name) => `node_modules/${name}`);
};

describe('the licence of each package whose code is in the workbench', () => {
  const bundled = [...withNeeds(importedByWorkbench())].sort();

  it('is a permissive one', () => {
    expect(bundled).toEqual(
      expect.arrayContaining(['node_modules/react', 'node_modules/react-aria', 'node_modules/urql']),
    );
    const others = bundled.flatMap((folder) => {
      if (NOT_IN_THE_PAGE.includes(folder)) return [];
      const licence = licenceOf(folder, packages[folder] ?? {});
      return PERMISSIVE.includes(licence) ? [] : [`${folder}: ${licence}`];
    });
    expect(others).toEqual([]);
  });
});

describe('the licence of each package that the gateway runs with', () => {
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
