import { describe, expect, it } from 'vitest';
import { designFeatures } from '../support/feature/design.ts';
import { structureFeatures } from '../support/feature/structure.ts';
import { readStudy, type Features, type ReadStudy } from '../support/feature/study.ts';
import { valueFeatures } from '../support/feature/value.ts';
import { inventedStudies, studyNamed } from '../support/known-study.ts';
import { codesIn, readTable } from '../support/markdown.ts';

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
