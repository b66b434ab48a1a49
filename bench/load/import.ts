import { recordIdField, studyEvents, studyFields, studyInstrument } from './study.ts';
import { projectKey } from './gateway.ts';

/** An import that is made by hand: flat rows, and whether each part is read before and after. */
export interface HandImport {
  readonly reads: boolean;
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/** The columns of a row. A value alone is the smallest row that an import can have. */
const columns = studyFields.slice(0, 3);

/** What a run stores, so that every run changes every row. */
const valueOf = (run: number, index: number, column: number): string => `run ${String(run)} ${String(index + column)}`;

/** The rows of a run, as they are posted by hand. */
export const handRows = (run: number, count: number): HandImport['rows'] =>
  Array.from({ length: count }, (_row, index) => ({
    [recordIdField]: `r${String(index)}`,
    redcap_event_name: studyEvents[0] ?? '',
    ...Object.fromEntries(columns.map((name, column) => [name, valueOf(run, index, column)])),
  }));

/** The same rows, as importRecords takes them. */
export const graphRows = (run: number, count: number): readonly object[] =>
  Array.from({ length: count }, (_row, index) => ({
    record: `r${String(index)}`,
    event: studyEvents[0],
    instrument: studyInstrument,
    values: columns.map((field, column) => ({ field, raw: valueOf(run, index, column) })),
  }));

/** The mutation, which asks what became of each row. */
export const importMutation = `mutation Import($rows: [InstrumentRowInput!]!) {
  importRecords(input: { project: "${projectKey}", rows: $rows, onBadRow: WRITE_GOOD }) {
    createdCount updatedCount errors { code message } rows { index record outcome }
  }
}`;

/** The same rows, as the CSV file that importRecordsFile takes. No cell needs quotes. */
export const fileOfRows = (run: number, count: number): string => {
  const rows = handRows(run, count);
  return [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))].map((cells) => cells.join()).join('\n');
};

/** The mutation that takes the file, which asks for the rows that were not written. */
export const fileMutation = `mutation Import($file: Upload!) {
  importRecordsFile(input: { project: "${projectKey}", file: $file, format: CSV, onBadRow: WRITE_GOOD }) {
    createdCount updatedCount errors { code message } rows { index record outcome }
  }
}`;

/** The import that a program by hand was sent. It is of this form, because `scenario/import.ts` writes it. */
export const readPlan = (text: string): HandImport => JSON.parse(text) as HandImport;
