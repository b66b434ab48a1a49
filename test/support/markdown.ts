import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The repository's folder. */
export const root = join(import.meta.dirname, '..', '..');

/** A text file of the repository, by its path from the root. */
export const readText = (path: string): string => readFileSync(join(root, path), 'utf8');

const cellsOf = (line: string): string[] =>
  line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());

/** The rows of the table that stands between `<!-- name -->` and `<!-- end -->` in a page, by the words of its header. */
export const readTable = (path: string, name: string): Record<string, string>[] => {
  const after = readText(path).split(`<!-- ${name} -->`)[1];
  if (after === undefined) throw new Error(`${path} has no table "${name}".`);
  const lines = (after.split('<!-- end -->')[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
  const [header, , ...rows] = lines.map(cellsOf);
  if (header === undefined) throw new Error(`The table "${name}" of ${path} is empty.`);
  return rows.map((row) => Object.fromEntries(header.map((column, index) => [column, row[index] ?? ''])));
};

/** What stands in backticks in a cell, in order. */
export const codesIn = (cell: string | undefined): string[] =>
  [...(cell ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
