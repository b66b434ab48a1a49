import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './support/markdown.ts';

/** Folders whose files may name nothing outside of the clone. */
const FOLDERS = ['src', 'test', 'bench', 'examples', 'workbench'];

/** The one place that looks for recorded projects and papers beside the clone. */
const ALLOWED = ['test/support/requirement.ts'];

/** Texts, and templates up to their first value. */
const TEXT = /'([^'\n]*)'|"([^"\n]*)"|`([^`$\n]*)/g;
const STEPS = /(import\.meta\.dirname|\broot)((?:,\s*'[^']*')+)/g;
const SYSTEM = /^\/(?:usr|home|opt|root|var|tmp|work|mnt|Users)(?:\/|$)/;

/** Where a path in a file leads, from the root of the clone; it begins with `..` where it leaves it. */
const lead = (from: string, path: string): string => relative(root, join(root, from, path));

const leaves = (path: string): boolean => path === '..' || path.startsWith('../');

/** Every path that a source text names and that leads out of the clone; `file` is its own path from the root. */
export const pathsOut = (file: string, source: string): string[] => {
  const texts = [...source.matchAll(TEXT)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
  const relatives = texts.filter((text) => text.startsWith('../') && leaves(lead(dirname(file), text)));
  const systems = texts.filter((text) => SYSTEM.test(text));
  const joined = [...source.matchAll(STEPS)].flatMap(([, base, rest = '']) => {
    const steps = [...rest.matchAll(/'([^']*)'/g)].map(([, step = '']) => step);
    return leaves(lead(base === 'root' ? '.' : dirname(file), join(...steps))) ? [steps.join('/')] : [];
  });
  return [...relatives, ...systems, ...joined];
};

const files = globSync(`{${FOLDERS.join(',')}}/**/*.{ts,tsx,js,mjs,json}`, {
  cwd: root,
  exclude: (path) => path.split('/').includes('node_modules'),
}).sort();

describe('a path that leaves the clone', () => {
  it.each([
    ['a relative URL', "new URL('../../../shared/', import.meta.url)", ['../../../shared/']],
    ['a URL that ends with a value', 'new URL(`../../../shared/${name}`, import.meta.url)', ['../../../shared/']],
    ['steps from the file', "join(import.meta.dirname, '..', '..', '..', 'shared')", ['../../../shared']],
    ['steps from the root', "join(root, '..', 'shared')", ['../shared']],
    ['a folder of the system', "existsSync('/usr/bin/chromium')", ['/usr/bin/chromium']],
    ['an import inside of the clone', "import x from '../../src/main.ts';", []],
    ['an address', "fetch('/projects/stroke/graphql')", []],
  ])('is seen in %s', (_what, source, found) => {
    expect(pathsOut('test/sandbox/x.test.ts', source)).toEqual(found);
  });

  it('stands in one place only', () => {
    const found = files.map((file) => [file, pathsOut(file, readFileSync(join(root, file), 'utf8'))] as const);
    expect(files.length).toBeGreaterThan(700);
    expect(found.filter(([, paths]) => paths.length > 0).map(([file]) => file)).toEqual([
      // Its samples, above.
      'test/self-contained.test.ts',
      ...ALLOWED,
    ]);
  });
});
