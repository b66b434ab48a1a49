import type { Cell } from '../call/answer.ts';
import type { XmlElement } from './element-tree.ts';
import { readElementTree } from './element-tree.ts';

/** The first line of every XML answer. */
export const xmlHeader = '<?xml version="1.0" encoding="UTF-8" ?>';

/** The characters that XML 1.0 cannot hold, even escaped. */
// eslint-disable-next-line no-control-regex -- these are the characters meant
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** The document without the characters that XML cannot hold. */
export const dropForbidden = (xml: string): string => xml.replace(forbidden, '');

/** Where the document has the first character that XML cannot hold: its line and column, from 1. Null where it has none. */
export const findForbidden = (xml: string): { readonly line: number; readonly column: number } | null => {
  const at = xml.search(forbidden);
  if (at < 0) return null;
  const lines = xml.slice(0, at).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
};

/**
 * Text as element content. Text with markup stands in CDATA, so that line breaks and quotes stay as they are. Control
 * characters stay too (EVIDENCE.md#control-characters-in-xml).
 */
export const writeText = (text: string): string =>
  /[<>&\r]/.test(text) ? `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>` : text;

const writeCell = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'object') return writeText(String(cell));
  return Object.entries(cell)
    .map(([name, value]) => `<${name}>${String(value)}</${name}>`)
    .join('');
};

/** The columns of a row as elements. */
export const writeElements = (columns: readonly string[], row: Readonly<Record<string, Cell>>): string =>
  columns.map((column) => `<${column}>${writeCell(row[column])}</${column}>`).join('');

const readElement = (element: XmlElement): string | Record<string, string> =>
  element.children.length === 0
    ? element.text
    : Object.fromEntries(element.children.map((child) => [child.name, child.text]));

const readRow = (element: XmlElement): Record<string, string | Record<string, string>> =>
  Object.fromEntries(element.children.map((child) => [child.name, readElement(child)]));

/**
 * Reads `<root><item><column>…`, whatever the names of root and item are. Rights may be nested one level deeper.
 * Columns directly below the root are one row. Throws for a malformed document.
 */
export const readXml = (text: string): Record<string, string | Record<string, string>>[] => {
  const root = readElementTree(text.trim());
  if (root === undefined) return [];
  const isRow = root.children.some((child) => child.children.length === 0 && child.text.trim() !== '');
  return isRow ? [readRow(root)] : root.children.map(readRow);
};
