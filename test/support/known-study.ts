import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'vitest';
import { inventedNames, inventedFolder } from './invented-study.ts';
import { readingOf, recordedNames, recordedProjects } from './recorded-project.ts';
import type { Variants } from '../../src/sandbox/variant/variant.ts';
import { itEachWith, requirement } from './requirement.ts';
import type { Table } from './table.ts';
import { readCsv, withoutColumns } from './table.ts';

/**
 * A study whose exports are known: an invented one of this repository, or a project whose own server was recorded. Files are
 * read when they are asked for, so that tests can be named where no recorded project is there.
 */
export interface KnownStudy {
  readonly name: string;
  readonly source: 'invented' | 'recorded';
  readonly folder: string;
  /** The project XML. */
  readonly xml: () => string;
  /** The XML without its data. */
  readonly emptyXml: () => string;
  /** The file that has the flat export, as it was written. */
  readonly exportFile: string;
  /** The flat export, raw codes. */
  readonly expected: () => Table;
  /** An export of the API, made comparable with `expected`. */
  readonly comparable: (table: Table) => Table;
  /** The parameters with which an export has the columns of `expected`. */
  readonly columnParameters: () => ColumnParameters;
  /** The columns of `expected` that the records of the graph have. */
  readonly graphColumns: () => string[];
  /** The text of a file that lies beside the XML. */
  readonly read: (file: string) => string;
  readonly has: (file: string) => boolean;
}

/**
 * How a study's XML is read where its exports are compared byte for byte. Of three recorded projects the dictionary has blanks
 * around `|` and the XML has none. Some values of the attic have `\r\n`, as values that people type on pages.
 */
export const asStored: Partial<Variants> = { 'xml-choices': 'spaced', 'xml-line-breaks': 'kept' };

/** What Export Records takes for columns that are no fields. */
export type ColumnParameters = Readonly<Record<'exportSurveyFields' | 'exportDataAccessGroups', 'true' | 'false'>>;

const SURVEY_IDENTIFIER = 'redcap_survey_identifier';

/** A survey's timestamp is no field: it stands with a form's status under the same name. */
const isTimestamp = (column: string, columns: readonly string[]): boolean =>
  column.endsWith('_timestamp') && columns.includes(column.replace(/timestamp$/, 'complete'));

const knownStudy = (
  source: KnownStudy['source'],
  name: string,
  folder: string,
  exportFile: string,
  reading: (table: Table) => Table,
): KnownStudy => {
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  let kept: Table | undefined;
  const expected = (): Table => (kept ??= reading(readCsv(read(exportFile))));
  const flag = (column: string): 'true' | 'false' => (expected().columns.includes(column) ? 'true' : 'false');
  return {
    name,
    source,
    folder,
    xml: () => read('project.xml'),
    emptyXml: () => read('project.xml').replace(/<ClinicalData[\s\S]*<\/ClinicalData>/, ''),
    exportFile,
    expected,
    comparable: (table) => {
      const both = reading(table);
      return withoutColumns(
        both,
        both.columns.filter((column) => !expected().columns.includes(column)),
      );
    },
    columnParameters: () => ({
      exportSurveyFields: flag(SURVEY_IDENTIFIER),
      exportDataAccessGroups: flag('redcap_data_access_group'),
    }),
    graphColumns: () =>
      expected().columns.filter(
        (column, _index, columns) => column !== SURVEY_IDENTIFIER && !isTimestamp(column, columns),
      ),
    read,
    has: (path) => existsSync(join(folder, path)),
  };
};

/** The invented studies, by name. */
export const inventedStudies: readonly KnownStudy[] = inventedNames.map((name) =>
  knownStudy('invented', name, join(inventedFolder, name), 'raw.csv', (table) => table),
);

/** The recorded projects, by name, whether they are there or not. */
export const recordedStudies: readonly KnownStudy[] = recordedNames.map((name) =>
  knownStudy('recorded', name, join(recordedProjects, name), 'data.csv', readingOf(name)),
);

/** Which studies a test is for, by what is known of them without their files. */
export type StudyChoice = (study: Pick<KnownStudy, 'name' | 'source'>) => boolean;

/** `pycap-simple` is the one recorded project of which no server's export was recorded. */
export const hasExport: StudyChoice = ({ name }) => name !== 'pycap-simple';

/**
 * One test for each known study: for the invented ones always, for the recorded ones where they are there. The title names
 * the study by `$name`. Left to itself it takes all whose export is known.
 */
export const itOnStudies = (
  title: string,
  body: (study: KnownStudy) => void | Promise<void>,
  choice: StudyChoice = hasExport,
): void => {
  it.each(inventedStudies.filter(choice).map((study) => [study] as const))(title, body);
  itEachWith(requirement.recordedProjects, recordedStudies.filter(choice), title, body);
};

/** The known study of this name. */
export const studyNamed = (name: string): KnownStudy => {
  const study = [...inventedStudies, ...recordedStudies].find((candidate) => candidate.name === name);
  if (study === undefined) throw new Error(`there is no known study ${name}`);
  return study;
};
