import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { designFeatures } from '../support/feature/design.ts';
import { structureFeatures } from '../support/feature/structure.ts';
import { readStudy, type Features, type ReadStudy } from '../support/feature/study.ts';
import { valueFeatures } from '../support/feature/value.ts';
import { inventedNames } from '../support/invented-study.ts';
import { inventedStudies, studyNamed } from '../support/known-study.ts';
import { codesIn, readTable, root } from '../support/markdown.ts';

const page = 'test/studies/README.md';

const studies = new Map(inventedStudies.map((study) => [study.name, readStudy(study)]));

const kinds: Readonly<Record<string, (study: ReadStudy) => boolean>> = {
  classic: ({ project }) => !project.settings.is_longitudinal,
  'one arm': ({ project }) => project.settings.is_longitudinal && project.arms.length === 1,
  'several arms': ({ project }) => project.arms.length > 1,
};

const cellOf = (names: readonly string[]): string =>
  names.length === 0 ? '–' : names.map((name) => `\`${name}\``).join(' ');

/** Where a feature is found, by kind of study. */
const rowsOf = (features: Features): Record<string, string>[] =>
  Object.entries(features).map(([feature, isThere]) => {
    const found = [...studies].filter(([, study]) => isThere(study));
    const cells = Object.entries(kinds).map(([kind, isKind]) => {
      const names = found.filter(([, study]) => isKind(study)).map(([name]) => name);
      return [kind, cellOf(names)];
    });
    return { feature, ...Object.fromEntries(cells) };
  });

/** The test files that run on known studies. */
const filesOnStudies = (): string[] =>
  readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join('test', file))
    .filter((file) => /known-study\.ts'|\/cast\.ts'/.test(readFileSync(join(root, file), 'utf8')));

/** The titles of the tests in these files, as Vitest lists them without running one. */
const listTitles = async (files: readonly string[]): Promise<string[]> => {
  const vitest = join(createRequire(import.meta.url).resolve('vitest/package.json'), '..', 'vitest.mjs');
  const folder = mkdtempSync(join(tmpdir(), 'titles-'));
  const list = join(folder, 'titles.json');
  try {
    // With a file after `=`: without one, `--json` would write into the first test file.
    const flags = ['list', `--json=${list}`, '--no-static-parse', '--no-isolate'];
    await promisify(execFile)(process.execPath, [vitest, ...flags, ...files], { cwd: root });
    return (JSON.parse(readFileSync(list, 'utf8')) as { name: string }[]).map(({ name }) => name);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

describe('the table of the invented studies', () => {
  const table = readTable(page, 'studies');

  it('has each with its title, records and fields', () => {
    const rows = [...studies].map(([name, { project }]) => ({
      study: `\`${name}\``,
      title: project.settings.project_title,
      records: String(project.records.size),
      fields: String(project.fields.length),
    }));
    expect(
      table.map(({ study, title, records, fields }) => ({ study, title: title?.replace('\\<', '<'), records, fields })),
    ).toEqual(rows);
  });

  it('has for each how many tests name it, and how many stand for the suites of clients', async () => {
    const titles = await listTitles(filesOnStudies());
    const counts = inventedNames.map((name) => {
      const word = new RegExp(`(?<![\\w-])${name}(?![\\w-])`);
      return [`\`${name}\``, String(titles.filter((title) => word.test(title)).length)];
    });
    expect(Object.fromEntries(table.map((row) => [row['study'], row['tests']]))).toEqual(Object.fromEntries(counts));
    const replayed = titles.filter((title) => title.includes(', on invented studies > '));
    expect(readTable(page, 'replays').map((row) => row['tests'])).toEqual([String(replayed.length)]);
  });
});

describe('the matrix of features', () => {
  it.each([
    ['structure', structureFeatures],
    ['dictionary', designFeatures],
    ['values', valueFeatures],
  ])('of %s is what the studies have', (name, features) => {
    expect(readTable(page, name)).toEqual(rowsOf(features));
  });

  it.each(Object.entries({ ...structureFeatures, ...designFeatures, ...valueFeatures }))(
    'has a study for: %s',
    (_feature, isThere) => {
      expect([...studies.values()].some(isThere)).toBe(true);
    },
  );

  it('names no study that is not there', () => {
    const tables = ['structure', 'dictionary', 'values'].flatMap((name) => readTable(page, name));
    const named = tables.flatMap((row) => Object.keys(kinds).flatMap((kind) => codesIn(row[kind])));
    expect([...new Set(named)].filter((name) => studyNamed(name).source !== 'invented')).toEqual([]);
  });
});
