import { parse } from 'csv-parse/sync';
import { parquetMetadata, parquetReadObjects, type FileMetaData } from 'hyparquet';
import { expect } from 'vitest';
import { fetchDownload } from '../../support/fetch.ts';
import type { Study } from '../../support/study.ts';

/** Rows of a table as they are read back: column to text, "" where a cell is blank. */
export type ReadRows = readonly Readonly<Record<string, string>>[];

/** Fetches the table of these arguments, which stand in brackets behind the field. */
export const fetchTable = async (study: Study, args: string): Promise<Buffer> => {
  const { data, errors } = await study.run(
    `{ project(key: "study") { tableDownload(${args}) { fileName downloadUrl } } }`,
  );
  expect(errors).toEqual([]);
  const fetched = await fetchDownload(study, data.project.tableDownload.downloadUrl);
  if (fetched === null) throw new Error('the address was used up');
  return fetched.bytes;
};

export const readCsvRows = (bytes: Buffer): ReadRows => parse(bytes, { columns: true, bom: true });

export const readNdjsonRows = (bytes: Buffer): ReadRows =>
  bytes
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) =>
      Object.fromEntries(
        Object.entries(JSON.parse(line) as Record<string, string | null>).map(([name, value]) => [name, value ?? '']),
      ),
    );

const toArrayBuffer = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;

/** Rows of Parquet with the values that a reader gives them. */
export const readParquetRows = (bytes: Buffer): Promise<Record<string, unknown>[]> =>
  parquetReadObjects({ file: toArrayBuffer(bytes) });

export const readParquetFooter = (bytes: Buffer): FileMetaData => parquetMetadata(toArrayBuffer(bytes));
