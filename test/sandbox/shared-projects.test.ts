import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';

import { readProjectXml, writeProjectXml } from '../../src/sandbox/odm.ts';
import type { SandboxProject } from '../../src/sandbox/project.ts';
import type { SandboxStore } from '../../src/sandbox/store.ts';

const folder = fileURLToPath(new URL('../../../shared/redcap-projects/', import.meta.url));
const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const makeStore = (): SandboxStore => ({
  projects: new Map(),
  superToken: 'S'.repeat(64),
  version: '14.7.3',
  now: () => new Date(2024, 10, 5, 12, 0, 0),
  newToken: () => 'A'.repeat(32),
  nextProjectId: 1,
  nextEventId: 1,
  nextDagId: 1,
});

const readText = (name: string, file: string): string => readFileSync(`${folder}${name}/${file}`, 'utf8');
const read = (name: string): SandboxProject => readProjectXml(readText(name, 'project.xml'), makeStore());

/** `pycap-simple` is the one project without exports of its server. */
const hasDictionary = (name: string): boolean => name !== 'pycap-simple';

const everything = { exportFiles: true, exportSurveyFields: true, exportDataAccessGroups: true };

/** Fields, records, unique group names, role labels, surveys and files of each project. */
const contents: Readonly<Record<string, readonly [number, number, string[], string[], number, number]>> = {
  'arm-single-delete': [3, 16, [], ['api'], 0, 0],
  'arm-single-longitudinal': [4, 3, [], ['api'], 0, 5],
  'checkboxes-1': [4, 4, [], ['api'], 0, 0],
  'clinical-trial-1': [12, 500, [], ['api'], 0, 0],
  dag: [15, 3, ['daga', 'dagb'], ['api'], 0, 0],
  'decimal-comma': [5, 4, [], ['api'], 0, 0],
  'decimal-dot': [5, 4, [], ['api'], 0, 0],
  'empty-rows': [16, 0, ['dag_1', 'dag_2'], ['api'], 0, 0],
  'nonnumeric-record-id': [2, 3, [], ['api'], 0, 0],
  'potentially-problematic-values': [4, 2, [], ['api'], 0, 0],
  'pycap-simple': [15, 3, ['test_dag'], ['Example Role'], 0, 0],
  'repeating-instruments': [11, 2, [], ['api'], 0, 0],
  simple: [17, 5, ['dag_1', 'dag_2'], ['api'], 0, 5],
  'single-column': [1, 0, ['dag_1', 'dag_2'], ['api'], 0, 0],
  survey: [25, 2, [], ['api'], 3, 0],
};

describe.each(names)('the project XML of %s', (name) => {
  it('has the fields, records, groups, roles, surveys and files that are known of it', () => {
    const project = read(name);
    expect([
      project.fields.length,
      project.records.size,
      project.dags.map((dag) => dag.uniqueName),
      project.roles.map((role) => role.roleLabel),
      project.surveys.length,
      project.files.size,
    ]).toEqual(contents[name]);
  });

  it('gives the same project when it is written and read again', () => {
    const project = read(name);
    const again = readProjectXml(writeProjectXml(project, everything), makeStore());
    expect(again).toEqual(project);
    expect(writeProjectXml(again, { ...everything, now: new Date(0) })).toBe(
      writeProjectXml(project, { ...everything, now: new Date(0) }),
    );
  });
});

describe.each(names.filter(hasDictionary))('the dictionary of %s', (name) => {
  it('is the one that the same server exported, cell by cell', () => {
    const expected: string[][] = parse(readText(name, 'dictionary.csv')).slice(1);
    // A checkbox keeps its choices in the file without the blanks around `|`, however they were typed.
    const respaced = expected.map((row) =>
      row.map((cell, column) => (column === 5 && row[3] === 'checkbox' ? cell.split(/ *\| */).join(' | ') : cell)),
    );
    const fields = read(name).fields.filter((field) => name !== 'simple' || field.field_name !== 'interpreter_needed');
    expect(fields.map((field) => Object.values({ ...field }))).toEqual(respaced);
  });
});

describe('writing project XML', () => {
  it.each([
    ['arm-single-delete', false, false],
    ['arm-single-longitudinal', false, false],
    ['checkboxes-1', false, false],
    ['clinical-trial-1', false, false],
    ['dag', false, true],
    ['decimal-dot', false, false],
    ['empty-rows', false, true],
    ['nonnumeric-record-id', false, false],
    ['potentially-problematic-values', false, false],
    ['repeating-instruments', false, false],
    ['simple', false, true],
    ['survey', true, false],
  ])('writes %s byte for byte as the server did', (name, exportSurveyFields, exportDataAccessGroups) => {
    const xml = readText(name, 'project.xml');
    const now = new Date(/AsOfDateTime="([^"]*)"/.exec(xml)?.[1] ?? '');
    const written = writeProjectXml(readProjectXml(xml, makeStore()), {
      exportFiles: true,
      exportSurveyFields,
      exportDataAccessGroups,
      now,
      version: '14.7.3',
    });
    expect(written).toBe(xml);
  });
});
