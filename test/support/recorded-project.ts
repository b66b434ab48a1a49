import { join } from 'node:path';
import { recordedFolder } from './requirement.ts';
import type { Table } from './table.ts';
import { keepRows, mapCells, withoutColumns } from './table.ts';

/** Project XML of a real server with the exports of that server; beside the repository, not in it. */
export const recordedProjects = join(recordedFolder, 'redcap-projects');

/** Their names. They are written down here, so that tests have their titles also where the folder is not. */
export const recordedNames: readonly string[] = [
  'arm-single-delete',
  'arm-single-longitudinal',
  'checkboxes-1',
  'clinical-trial-1',
  'dag',
  'decimal-comma',
  'decimal-dot',
  'empty-rows',
  'nonnumeric-record-id',
  'potentially-problematic-values',
  'pycap-simple',
  'repeating-instruments',
  'simple',
  'single-column',
  'survey',
];

/** REDCap's pages write a line break as two blanks; the API keeps it. */
const flatten = (text: string): string => text.replace(/\r?\n/g, '  ');

const surveyTimestamps = [
  'prescreening_survey_timestamp',
  'participant_info_survey_timestamp',
  'participant_morale_questionnaire_timestamp',
];

/** How a project's data.csv is to be read, where it is not what the API answers; from the notes that came with the files. */
const readings: Readonly<Record<string, (table: Table) => Table>> = {
  // The XML is of a later state.
  'arm-single-delete': (table) =>
    keepRows(table, (row) => !['102', '103', '105', '120'].includes(row['record_id'] ?? '')),
  // Empty lines of desired_result differ.
  'checkboxes-1': (table) =>
    mapCells(table, (cell, column) => (column === 'desired_result' ? cell.replace(/\s+/g, ' ') : cell)),
  // Written by R, by an older server.
  simple: (table) =>
    withoutColumns(
      mapCells(table, (cell, column) => {
        if (cell === 'NA') return '';
        return column === 'sex' ? cell.replace('FALSE', '0').replace('TRUE', '1') : cell;
      }),
      ['mugshot'],
    ),
  survey: (table) => withoutColumns(table, surveyTimestamps),
};

/** How the data.csv of a project, or an export of the API, is read before the two are compared. */
export const readingOf =
  (name: string) =>
  (table: Table): Table =>
    mapCells(readings[name]?.(table) ?? table, flatten);
