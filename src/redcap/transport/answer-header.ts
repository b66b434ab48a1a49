import { parseFileHeader } from '../wire/file-header.ts';
import type { MethodBody } from '../method.ts';

/** Headers of an answer as the HTTP client gives them. */
export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** Name and type of a file that REDCap is sending. */
export interface FileName {
  readonly fileName: string;
  readonly contentType: string;
}

/** What is needed of a method to recognise its file. */
export interface FileMethod {
  readonly body: MethodBody;
  readonly fileStart?: RegExp;
}

/** A header's text; several headers of one name are joined. */
export const readHeader = (headers: AnswerHeaders, name: string): string | undefined => {
  const header = headers[name];
  return Array.isArray(header) ? header.join(', ') : header;
};

/** Types that REDCap puts on errors and pages; a file of such a type is known by its name in the header. */
const AMBIGUOUS = /^\s*(?:$|text\/(?:html|xml|csv|plain)|application\/(?:json|xml)\b)/i;

/** The file that an answer may be, by its headers; where the method knows how it begins, its first bytes decide. */
export const readFileName = (method: FileMethod, status: number, headers: AnswerHeaders): FileName | undefined => {
  if (method.body !== 'file' || status !== 200) return undefined;
  const contentType = readHeader(headers, 'content-type');
  const { name, type } = parseFileHeader(contentType, readHeader(headers, 'content-disposition'));
  const isPage = name === undefined && AMBIGUOUS.test(contentType ?? '');
  if (isPage && method.fileStart === undefined) return undefined;
  return { fileName: name ?? 'file', contentType: type };
};

/** A byte-order mark as Latin-1, then blanks, then what a list in JSON begins with. */
const JSON_ROWS = /^(?:\u00ef\u00bb\u00bf)?\s*\[/;
/** Errors in JSON and in plain words, and pages, begin otherwise than a line of column names or an empty line. */
const CSV_ROWS = /^(?!(?:\u00ef\u00bb\u00bf)?\s*(?:[{[<]|ERROR:))/;

/** How an answer in rows begins, as Latin-1; undefined for a method whose answer is read as a whole. */
export const rowsStart = (body: MethodBody): RegExp | undefined => {
  if (body === 'json-rows' || body === 'json-cells') return JSON_ROWS;
  return body === 'csv-rows' ? CSV_ROWS : undefined;
};
