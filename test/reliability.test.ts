import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { codes } from '../src/errors.ts';
import { faults } from '../src/sandbox/fault/index.ts';
import { errorCodes } from '../src/writers/user-error.ts';
import { codesIn, readTable, readText, root } from './support/markdown.ts';

const page = 'docs/reliability.md';
const SHORT = 'tests of many faults';

/** The tables of the page, in their order. */
const tables = [...readText(page).matchAll(/<!-- (?!end )([a-z ]+) -->/g)].map(([, name]) => name ?? '');
const rowsOf = (table: string): Record<string, string>[] => readTable(page, table);

/** What a call such as `it.skipIf(…).each(…)(…)` begins with. */
const firstName = (node: ts.Expression): string => {
  if (ts.isIdentifier(node)) return node.text;
  return ts.isPropertyAccessExpression(node) || ts.isCallExpression(node) ? firstName(node.expression) : '';
};

/** The text of a literal as it stands in the source, without its quotes; that of a template has its `${…}`. */
const literalText = (node: ts.Expression, source: ts.SourceFile): string | undefined => {
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node) ? node.getText(source).slice(1, -1) : undefined;
};

/** The titles of the tests in a source text: of `it` in all of its forms, and of ours that skip. */
export const titlesIn = (text: string): ReadonlySet<string> => {
  const source = ts.createSourceFile('a.test.ts', text, ts.ScriptTarget.Latest);
  const titles = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(?:it|itWith|itEachWith)$/.test(firstName(node.expression))) {
      const title = node.arguments.map((given) => literalText(given, source)).find((found) => found !== undefined);
      if (title !== undefined) titles.add(title);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return titles;
};

const known = new Map<string, ReadonlySet<string>>();
const titlesOf = (file: string): ReadonlySet<string> => {
  const isThere = file.endsWith('.test.ts') && existsSync(join(root, file));
  const titles = known.get(file) ?? (isThere ? titlesIn(readText(file)) : new Set<string>());
  known.set(file, titles);
  return titles;
};

/** The tests that a cell names: a file, and after it one title or more. */
const testsIn = (cell: string | undefined): { readonly file: string; readonly title: string }[] => {
  let file = '';
  return codesIn(cell).flatMap((code) => {
    if (!code.startsWith('test/')) return [{ file, title: code }];
    file = code;
    return [];
  });
};

const lettersIn = (cell: string | undefined): string[] =>
  [...(cell ?? '').matchAll(/\*\*([A-Z])\*\*/g)].map(([, letter]) => letter ?? '');

describe('the titles of a test file', () => {
  it('are those of tests in each form, and of nothing else', () => {
    const text = [
      "describe('a group', () => {",
      "  it('is one', () => check('another'));",
      "  it.each([['a case']])('is %s', () => undefined);",
      "  it.skipIf(isMissing).each(cases)('is skipped: $name', () => undefined);",
      "  itWith(requirement.redis, 'needs something', () => undefined);",
      '  it(`is of ${name}`, () => undefined);',
      "  // it('is in a comment');",
      '});',
    ].join('\n');
    expect([...titlesIn(text)]).toEqual(['is one', 'is %s', 'is skipped: $name', 'needs something', 'is of ${name}']);
  });
});

describe.each(tables)('the table "%s" of docs/reliability.md', (table) => {
  it('names tests that are there', () => {
    const named = rowsOf(table).flatMap((row) => testsIn(row['shown by']));
    expect(named.filter(({ file, title }) => !titlesOf(file).has(title))).toEqual([]);
  });

  it('names a test in each row, or says that there is none', () => {
    const silent = rowsOf(table).filter((row) => {
      const cell = row['shown by'] ?? '';
      return testsIn(cell).length + lettersIn(cell).length === 0 && !/\*\*(?:not met|no test)\*\*/.test(cell);
    });
    expect(silent).toEqual([]);
  });

  it('has no letter that stands for nothing', () => {
    const letters = new Set(rowsOf(SHORT).flatMap((row) => lettersIn(row['letter'])));
    expect(
      rowsOf(table)
        .flatMap((row) => lettersIn(row['shown by']))
        .filter((letter) => !letters.has(letter)),
    ).toEqual([]);
  });

  it('names codes that are there', () => {
    const isCode = (word: string): boolean => /^[A-Z]+(?:_[A-Z]+)*$/.test(word);
    const answers = rowsOf(table).flatMap((row) =>
      codesIn([row['a read'], row['a write'], row['what happens']].join()),
    );
    expect(answers.filter((word) => isCode(word) && !(word in codes) && !(word in errorCodes))).toEqual([]);
  });
});

describe('the tables of faults in docs/reliability.md', () => {
  it('have every fault of the sandbox, and no other', () => {
    const cells = ['faults of the network', 'faults of answers'].flatMap((table) => rowsOf(table));
    const named = cells.flatMap(({ fault }) => codesIn(/\((`[^)]*`)\)$/.exec(fault ?? '')?.[1]));
    expect([...new Set(named)].sort()).toEqual(faults.map(({ name }) => name).sort());
  });
});
