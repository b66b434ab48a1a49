import { parse } from 'csv-parse/sync';
import { describe, expect } from 'vitest';

import { readProjectXml, writeProjectXml } from '../../../src/sandbox/odm/index.ts';
import type { SandboxProject } from '../../../src/sandbox/state/project.ts';
import type { SandboxStore } from '../../../src/sandbox/state/store.ts';
import { chooseVariants, type Variants } from '../../../src/sandbox/variant/variant.ts';
import { asStored, itOnStudies, type KnownStudy } from '../../support/known-study.ts';

const makeStore = (): SandboxStore => ({
  projects: new Map(),
  superToken: 'S'.repeat(64),
  version: '14.7.3',
  variants: chooseVariants(),
  now: () => new Date(2024, 10, 5, 12, 0, 0),
  newToken: () => 'A'.repeat(32),
  nextProjectId: 1,
  nextEventId: 1,
  nextDagId: 1,
});

const read = (study: KnownStudy, variants: Partial<Variants> = {}): SandboxProject =>
  readProjectXml(study.xml(), { ...makeStore(), variants: chooseVariants(variants) });

const withoutData = (project: SandboxProject): SandboxProject => ({
  ...project,
  records: new Map(),
  files: new Map(),
  nextDocId: 1,
});

const everything = { exportFiles: true, exportSurveyFields: true, exportDataAccessGroups: true };

/** Fields, records, unique group names, role labels, surveys and files of each study. */
const contents: Readonly<Record<string, readonly [number, number, string[], string[], number, number]>> = {
  archive: [3000, 3, [], [], 0, 0],
  attic: [12, 3, [], [], 0, 0],
  bakery: [18, 6, [], [], 0, 0],
  beehives: [12, 4, [], [], 0, 1],
  caravan: [6, 5, [], [], 0, 0],
  ferry: [8, 4, ['pier_1', 'pier_2'], ['Purser'], 3, 0],
  glacier: [11, 4, [], [], 0, 4],
  greenhouse: [6, 0, ['east_wing', 'west_wing'], [], 0, 0],
  lighthouse: [15, 4, ['north_coast', 'islands'], ['Harbour master'], 0, 2],
  marathon: [10, 4, [], [], 1, 2],
  monastery: [10, 4, ['cloister_a', 'cloister_b'], [], 2, 1],
  orchestra: [9, 5, ['strings', 'brass', 'choir'], ['Conductor'], 0, 0],
  'polar-night': [18, 4, [], [], 0, 1],
  vineyard: [12, 5, ['levage_du_nord', 'caves_du_sud', 'third_site_with_a_'], ['Œnologue'], 0, 0],
  watchmaker: [31, 3, [], [], 0, 0],
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

const every = (): boolean => true;

describe('the project XML of a known study', () => {
  itOnStudies(
    '$name: has the fields, records, groups, roles, surveys and files that are known of it',
    (study) => {
      const project = read(study);
      expect([
        project.fields.length,
        project.records.size,
        project.dags.map((dag) => dag.uniqueName),
        project.roles.map((role) => role.roleLabel),
        project.surveys.length,
        project.files.size,
      ]).toEqual(contents[study.name]);
    },
    every,
  );

  itOnStudies(
    '$name: gives the same project when it is written and read again',
    (study) => {
      const project = read(study);
      const again = readProjectXml(writeProjectXml(project, everything), makeStore());
      expect(again).toEqual(project);
      expect(writeProjectXml(again, { ...everything, now: new Date(0) })).toBe(
        writeProjectXml(project, { ...everything, now: new Date(0) }),
      );
    },
    every,
  );

  itOnStudies(
    '$name: without its data gives the same design',
    (study) => {
      expect(readProjectXml(study.emptyXml(), makeStore())).toEqual(withoutData(read(study)));
    },
    every,
  );
});

describe('the dictionary of a known study', () => {
  itOnStudies('$name: is the one that its server exported, cell by cell', (study) => {
    const expected: string[][] = parse(study.read('dictionary.csv')).slice(1);
    // A checkbox keeps its choices in the file without the blanks around `|`, however they were typed.
    const respaced = expected.map((row) =>
      row.map((cell, column) => (column === 5 && row[3] === 'checkbox' ? cell.split(/ *\| */).join(' | ') : cell)),
    );
    const isNewer = (field: string): boolean => study.name === 'simple' && field === 'interpreter_needed';
    const fields = read(study, asStored).fields.filter((field) => !isNewer(field.field_name));
    expect(fields.map((field) => Object.values({ ...field }))).toEqual(respaced);
  });
});

/** Which recorded projects were exported with the columns of surveys and groups, or not; the others are not comparable. */
const writtenWith: Readonly<Record<string, readonly [surveyFields: boolean, groups: boolean]>> = {
  'arm-single-delete': [false, false],
  'arm-single-longitudinal': [false, false],
  'checkboxes-1': [false, false],
  'clinical-trial-1': [false, false],
  dag: [false, true],
  'decimal-dot': [false, false],
  'empty-rows': [false, true],
  'nonnumeric-record-id': [false, false],
  'potentially-problematic-values': [false, false],
  'repeating-instruments': [false, false],
  simple: [false, true],
  survey: [true, false],
};

describe('writing project XML', () => {
  itOnStudies(
    'writes $name byte for byte as its server did',
    (study) => {
      const xml = study.xml();
      const project = read(study, { 'xml-line-breaks': 'kept' });
      const [exportSurveyFields, exportDataAccessGroups] = writtenWith[study.name] ?? [
        project.surveys.length > 0,
        project.dags.length > 0,
      ];
      const written = writeProjectXml(project, {
        exportFiles: true,
        exportSurveyFields,
        exportDataAccessGroups,
        now: new Date(/AsOfDateTime="([^"]*)"/.exec(xml)?.[1] ?? ''),
        version: /SourceSystemVersion="([^"]*)"/.exec(xml)?.[1] ?? '',
      });
      expect(written).toBe(xml);
    },
    ({ name, source }) => source === 'invented' || name in writtenWith,
  );
});
