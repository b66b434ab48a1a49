import type { Answer } from '../call/answer.ts';
import type { Refusal } from '../call/refusal.ts';
import type { Format } from '../call/call.ts';
import { writeCsv } from './csv.ts';
import { orderRow } from './json.ts';
import { dropForbidden, writeElements, writeText, xmlHeader } from './xml.ts';

type ReturnFormat = 'json' | 'csv' | 'xml';

const contentTypes: Readonly<Record<ReturnFormat, string>> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xml: 'text/xml; charset=utf-8',
};

const plainType = 'text/html; charset=utf-8';

type Table = Extract<Answer, { kind: 'table' }>;

const writeTable = (table: Table, format: ReturnFormat): string => {
  const { columns, rows } = table;
  const columnsOf = (row: Table['rows'][number]): readonly string[] =>
    table.sparse === true ? columns.filter((column) => Object.hasOwn(row, column)) : columns;
  if (format === 'json') return JSON.stringify(rows.map((row) => orderRow(columnsOf(row), row)));
  if (format === 'csv') {
    if (rows.length === 0 && table.whenEmpty === 'newline') return '\n';
    const lines = [table.headers ?? columns, ...rows.map((row) => columns.map((column) => row[column]))];
    if (table.quoted === undefined) return writeCsv(lines, table.delimiter, [], table.bareBlanks);
    const indexes = table.quoted.map((column) => columns.indexOf(column));
    return writeCsv(lines, table.delimiter, indexes).replace(/\n$/, '');
  }
  const root = table.root ?? 'records';
  const item = table.item ?? 'item';
  const items = rows.map((row) => `<${item}>${writeElements(columnsOf(row), row)}</${item}>`);
  return `${xmlHeader}\n<${root}>\n${items.map((line) => `${line}\n`).join('')}</${root}>`;
};

const writeObject = (object: Extract<Answer, { kind: 'object' }>, format: ReturnFormat): string => {
  if (format === 'json') return JSON.stringify(orderRow(object.columns, object.row));
  if (format === 'csv') return writeCsv([object.columns, object.columns.map((column) => object.row[column])]);
  const root = object.root ?? 'items';
  return `${xmlHeader}\n<${root}>${writeElements(object.columns, object.row)}</${root}>`;
};

const writeCount = (value: number, format: ReturnFormat): string => {
  if (format === 'json') return `{"count": ${String(value)}}`;
  return format === 'csv' ? String(value) : `${xmlHeader}<count>${String(value)}</count>`;
};

const writeIds = (ids: readonly string[], format: ReturnFormat): string => {
  if (format === 'json') return JSON.stringify(ids);
  if (format === 'csv') return writeCsv([['id'], ...ids.map((id) => [id])]).trimEnd();
  return `${xmlHeader}<ids>${ids.map((id) => `<id>${writeText(id)}</id>`).join('')}</ids>`;
};

const writeSuccess = (value: boolean, format: ReturnFormat): string => {
  if (format === 'json') return JSON.stringify({ success: value });
  return format === 'csv'
    ? `success\n${String(value)}`
    : `${xmlHeader}<hash><success>${String(value)}</success></hash>`;
};

/** PHP writes the bytes of UTF-8 into a header as they are. A header's text here has one character for each byte. */
const asHeader = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/** What becomes of control characters in an answer in XML: the variant `xml-control-characters`. */
type ControlCharacters = 'raw' | 'dropped';

/** Writes an answer: exported data in `format`, and the result of an import or a delete in `returnFormat`. */
export const writeAnswer = (
  answer: Answer,
  format: Format,
  returnFormat: ReturnFormat,
  controlCharacters: ControlCharacters = 'raw',
): Response => {
  const dataFormat = format === 'odm' ? 'xml' : format;
  const respond = (body: string, contentType: string): Response => {
    const isCleaned = contentType === contentTypes.xml && controlCharacters === 'dropped';
    return new Response(isCleaned ? dropForbidden(body) : body, { headers: { 'content-type': contentType } });
  };
  switch (answer.kind) {
    case 'table':
      return respond(writeTable(answer, dataFormat), contentTypes[dataFormat]);
    case 'object':
      return respond(writeObject(answer, dataFormat), contentTypes[dataFormat]);
    case 'number':
      return respond(String(answer.value), contentTypes[returnFormat]);
    case 'count':
      return respond(writeCount(answer.value, returnFormat), contentTypes[returnFormat]);
    case 'ids':
      return respond(writeIds(answer.ids, returnFormat), contentTypes[returnFormat]);
    case 'success':
      return respond(writeSuccess(answer.value, returnFormat), contentTypes[returnFormat]);
    case 'text':
      return respond(answer.text, plainType);
    case 'empty':
      return new Response('', { status: answer.status ?? 200, headers: { 'content-type': plainType } });
    case 'xml':
      return respond(answer.xml, contentTypes.xml);
    case 'file':
      return new Response(new Uint8Array(answer.bytes), { headers: { 'content-type': asHeader(answer.contentType) } });
  }
};

/** Writes a refusal as REDCap does: `{"error": …}`, `ERROR: …` or `<hash><error>`. */
export const writeRefusal = (refusal: Pick<Refusal, 'status' | 'message'>, returnFormat: ReturnFormat): Response => {
  const bodies = {
    json: JSON.stringify({ error: refusal.message }),
    csv: `ERROR: ${refusal.message}`,
    xml: `${xmlHeader}<hash><error>${writeText(refusal.message)}</error></hash>`,
  };
  return new Response(bodies[returnFormat], {
    status: refusal.status,
    headers: { 'content-type': contentTypes[returnFormat] },
  });
};
