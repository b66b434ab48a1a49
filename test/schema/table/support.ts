import { parse } from 'csv-parse/sync';
import { parquetMetadata, parquetReadObjects, type FileMetaData } from 'hyparquet';
import { expect } from 'vitest';
import type { DownloadReply } from '../../../src/loaders/download.ts';
import type { UserDefinition } from '../../../src/sandbox/state/project.ts';
import type { Study } from '../../support/study.ts';

/** Rows of a table as they are read back: column to text, "" where a cell is blank. */
export type ReadRows = readonly Readonly<Record<string, string>>[];

/** Opens the table of these arguments, which stand in brackets behind the field. */
export const openTableOf = async (study: Study, args: string, as?: UserDefinition): Promise<DownloadReply> => {
  const given = args === '' ? '' : `(${args})`;
  const { data, errors } = await study.run(
    `{ project(key: "study") { tableDownload${given} { fileName downloadUrl } } }`,
    {},
    as,
  );
  expect(errors).toEqual([]);
  const ticket = String(data.project.tableDownload.downloadUrl).slice('/files/'.length);
  const reply = await (await study.shared.downloads.find(ticket))?.open();
  if (reply === undefined) throw new Error('the address is unknown');
  return reply;
};

/** Fetches the table of these arguments. */
export const fetchTable = async (study: Study, args: string): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await openTableOf(study, args)).body) chunks.push(chunk);
  return Buffer.concat(chunks);
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
