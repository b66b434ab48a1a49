import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** Real project XML with the exports of the server that wrote it; beside the repository, not in it. */
const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'redcap-projects');

/** A table as its header and its rows, column to text. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/** CSV as a table; what has no header is empty. */
export const readCsv = (text: string): Table => {
  const lines: string[][] = text.trim() === '' ? [] : parse(text);
  const [columns = [], ...rows] = lines;
  return {
    columns,
    rows: rows.map((cells) => Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']))),
  };
};

/** REDCap's pages write a line break as two blanks; the API keeps it. */
const flatten = (text: string): string => text.replace(/\r?\n/g, '  ');

const keepRows = (table: Table, keep: (row: Readonly<Record<string, string>>) => boolean): Table => ({
  ...table,
  rows: table.rows.filter(keep),
});

const mapCells = (table: Table, map: (cell: string, column: string) => string): Table => ({
  ...table,
  rows: table.rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, map(cell, column)])),
  ),
});

const withoutColumns = (table: Table, columns: readonly string[]): Table => ({
  columns: table.columns.filter((column) => !columns.includes(column)),
  rows: table.rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([column]) => !columns.includes(column))),
  ),
});

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

/** A shared project and what its data must be. */
export interface SharedProject {
  readonly name: string;
  readonly xml: string;
  /** The XML without its data. */
  readonly emptyXml: string;
  /** data.csv, read as its notes say; line breaks as two blanks. */
  readonly expected: Table;
  /** An export of the API, made comparable with `expected`. */
  readonly comparable: (table: Table) => Table;
}

const readProject = (name: string): SharedProject => {
  const xml = readFileSync(join(folder, name, 'project.xml'), 'utf8');
  const reading = readings[name] ?? ((table: Table) => table);
  const read = (table: Table): Table => mapCells(reading(table), flatten);
  const expected = read(readCsv(readFileSync(join(folder, name, 'data.csv'), 'utf8')));
  return {
    name,
    xml,
    emptyXml: xml.replace(/<ClinicalData[\s\S]*<\/ClinicalData>/, ''),
    expected,
    comparable: (table) => {
      const both = read(table);
      return withoutColumns(
        both,
        both.columns.filter((column) => !expected.columns.includes(column)),
      );
    },
  };
};

/** Whether the shared projects are there: a clone by itself has none. */
export const hasSharedProjects = existsSync(folder);

/** Every shared project with a data.csv, by name. */
export const sharedProjects: readonly SharedProject[] = hasSharedProjects
  ? readdirSync(folder)
      .filter((name) => existsSync(join(folder, name, 'data.csv')))
      .map(readProject)
  : [];
