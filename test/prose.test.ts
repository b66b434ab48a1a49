import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readText, root } from './support/markdown.ts';
import { countWords, sentencesOfComments, sentencesOfPage, type Sentence } from './support/prose.ts';

/** More words than a reader keeps in mind; docs/style.md says so. */
const MOST_WORDS = 30;

const find = (pattern: string): string[] =>
  globSync(pattern, {
    cwd: root,
    exclude: (path) => /node_modules|generated|test\/codegen\/stroke2/.test(path),
  }).sort();

const describeSentences = (file: string, sentences: readonly Sentence[]): string[] =>
  sentences.map(({ line, text }) => `${file}:${String(line)} ${text}`);

const tooLong = ({ text }: Sentence): boolean => countWords(text) > MOST_WORDS;

/** A word that stands for return, report, reveal and distinguish, and leaves open which. */
const isVague = ({ text }: Sentence): boolean => /\b(?:tell|tells|told|telling)\b/i.test(text);

const pages = find(
  '{README.md,docs/**/*.md,src/**/*.md,workbench/**/*.md,test/**/*.md,bench/**/*.md,examples/*/README.md}',
);
const sources = find('{src,test,bench,examples,workbench}/**/*.{ts,tsx}');

const sentencesOf = (file: string): Sentence[] =>
  file.endsWith('.md') ? sentencesOfPage(readText(file)) : sentencesOfComments(readText(file));

describe.each([
  ['page', pages],
  ['comment', sources],
])('every sentence of a %s', (_what, files) => {
  const all = files.map((file) => [file, sentencesOf(file)] as const);

  it('is found at all', () => {
    expect(all.flatMap(([, sentences]) => sentences).length).toBeGreaterThan(500);
  });

  it(`has at most ${String(MOST_WORDS)} words`, () => {
    expect(all.flatMap(([file, sentences]) => describeSentences(file, sentences.filter(tooLong)))).toEqual([]);
  });

  it('says return, report, reveal or distinguish where it means one of these', () => {
    const others = all.filter(([file]) => file !== 'docs/style.md');
    expect(others.flatMap(([file, sentences]) => describeSentences(file, sentences.filter(isVague)))).toEqual([]);
  });
});

/** The titles of the tests in a file, as far as they are written as one text. */
const titlesOf = (file: string): string[] =>
  [...readText(file).matchAll(/\b(?:it|describe|itWith|describeWith)\(\s*(?:requirement\.\w+, )?(['"`])(.+?)\1/g)].map(
    (match) => match[2] ?? '',
  );

describe('every title of a test', () => {
  const titles = find('test/**/*.test.ts').flatMap(titlesOf);

  it('is found at all', () => {
    expect(titles.length).toBeGreaterThan(2_000);
  });

  it('says return, report, reveal or distinguish where it means one of these', () => {
    expect(titles.filter((text) => isVague({ line: 1, text }))).toEqual([]);
  });
});

describe('a sentence', () => {
  it('is read out of comments of every form, with the line where its text begins', () => {
    const source = [
      '/** The first. The `second. one`',
      ' * goes on. */',
      'const a = `/* no comment */`; // At the end.',
      '// One text',
      '// of two lines.',
      'const b = /[/*]/;',
    ].join('\n');
    expect(sentencesOfComments(source).map(({ line, text }) => [line, text])).toEqual([
      [1, 'The first.'],
      [1, 'The `second._one` goes on.'],
      [3, 'At the end.'],
      [4, 'One text of two lines.'],
    ]);
  });

  it('is read out of pages without their code, tables and quotes', () => {
    const page = '# Title\n\nOne. Two\nlines.\n\n- **Item.** Its text.\n\n```sh\nNo text.\n```\n\n| a |\n| - |\n';
    expect(sentencesOfPage(page).map(({ text }) => text)).toEqual([
      'Title',
      'One.',
      'Two lines.',
      '**Item.',
      'Its text.',
    ]);
  });

  it('counts code in backticks as one word', () => {
    expect(sentencesOfPage('Run `npm run a b c` — now.').map(({ text }) => countWords(text))).toEqual([3]);
  });
});
