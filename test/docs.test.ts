import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codes } from '../src/errors.ts';
import { httpOf } from '../src/gateway/refusal.ts';
import { errorCodes } from '../src/writers/user-error.ts';
import { startDemoGateway } from './support/demo-gateway.ts';
import { codesIn, readTable, readText, root } from './support/markdown.ts';

const filesBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));

/** Codes that code under a folder gives to an error by their literal. */
const codesThrownBelow = (folder: string): string[] =>
  filesBelow(folder).flatMap((file) =>
    [
      ...readText(file).matchAll(
        /(?:code: |refuse\(|codedError\(\s*|refusalResponse\(\s*(?:hook\.)?request,\s*|new RedcapError\(|unusableAnswer\(\s*method,\s*)'([A-Z_]+)'/g,
      ),
    ].map((match) => match[1] ?? ''),
  );

const sorted = (codes: Iterable<string>): string[] => [...new Set(codes)].sort();
const codesOf = (table: string): string[] => readTable('docs/errors.md', table).flatMap((row) => codesIn(row['code']));

const responseCodes = [...codesOf('codes of the gateway'), ...codesOf('codes of REDCap calls')];

describe('docs/errors.md', () => {
  it('explains every code that a response can have, and no other', () => {
    expect(sorted(responseCodes)).toEqual(sorted(Object.keys(codes)));
  });

  it.each(['src/gateway', 'src/schema', 'src/loaders', 'src/redcap'])(
    'explains every code that %s gives to an error',
    (folder) => {
      const known = new Set([...responseCodes, ...Object.keys(errorCodes)]);
      const thrown = codesThrownBelow(folder);
      expect(thrown).not.toEqual([]);
      expect(thrown.filter((code) => !known.has(code))).toEqual([]);
    },
  );

  it('explains every code once', () => {
    expect(responseCodes).toEqual([...new Set(responseCodes)]);
  });

  it.each(['codes of the gateway', 'codes of REDCap calls'])('gives the HTTP status of the %s', (table) => {
    const rows = readTable('docs/errors.md', table);
    const written = rows.map((row) => [codesIn(row['code'])[0], row['status']]);
    const answered = rows.map((row) => {
      const code = codesIn(row['code'])[0] ?? '';
      const { status, spec } = httpOf(code);
      return [code, spec === true ? `${String(status)} \\*` : String(status)];
    });
    expect(written).toEqual(answered);
  });

  it('explains every code that a payload can have, and no other', () => {
    expect(sorted(codesOf('codes of a payload'))).toEqual(sorted(Object.keys(errorCodes)));
  });
});

describe('docs/architecture.md', () => {
  it('has every page of docs/decisions among its decisions, in order', () => {
    const pages = readdirSync(join(root, 'docs/decisions')).map((page) => `decisions/${page}`);
    const linked = [...readText('docs/architecture.md').matchAll(/\]\((decisions\/[^)]+)\)/g)].map(([, page]) => page);
    expect(linked).toEqual(pages.sort());
  });
});

/** The code block that follows `<!-- name -->` in README.md. */
const blockOf = (name: string): string =>
  new RegExp(`<!-- ${name} -->\\s*\`\`\`\\w+\\n([^]*?)\`\`\``).exec(readText('README.md'))?.[1] ?? '';

describe('README.md', () => {
  it.each([
    ['query', 'answer', ''],
    ['typed query', 'typed answer', '/projects/stroke2'],
  ])('shows, after its %s, the answer that it gets from what npm start starts', async (query, answer, path) => {
    const gateway = await startDemoGateway();
    try {
      const response = await fetch(`${gateway.url}${path}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: blockOf(query) }),
      });
      const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
      expect(errors).toBeUndefined();
      expect({ data }).toEqual(JSON.parse(blockOf(answer)));
    } finally {
      await gateway.close();
    }
  });

  it('names no npm script that is not there', () => {
    const { scripts } = JSON.parse(readText('package.json')) as { scripts: Record<string, string> };
    const named = ['README.md', 'docs/architecture.md', 'docs/configuration.md', 'src/sandbox/README.md', '.ci/run']
      .flatMap((page) => [...readText(page).matchAll(/\bnpm (?:run (?:--silent )?)?(start|test|[a-z-]+)\b/g)])
      .map((match) => match[1] ?? '')
      .filter((name) => !['ci', 'run', 'pack'].includes(name));
    expect(named).toContain('sandbox');
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});

describe('the pages', () => {
  const below = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((page) =>
    page.endsWith('.md'),
  );
  const pages = ['README.md', ...below.map((page) => join('docs', page))];

  it.each(pages)('%s links to files that are there', (page) => {
    const links = [...readText(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
  });

  it.each(pages)('%s names files of the repository that are there', (page) => {
    const paths = codesIn(readText(page)).filter((code) => /^(?:src|test|docs|schema)\/[\w./-]+$/.test(code));
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
