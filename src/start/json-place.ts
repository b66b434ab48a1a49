import { findNodeAtLocation, parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { LocateSetting } from '../config.ts';

/** Line and column of a character, counted from 1. */
const describePlace = (text: string, offset: number): string => {
  const lines = text.slice(0, offset).split('\n');
  return `line ${String(lines.length)}, column ${String((lines.at(-1)?.length ?? 0) + 1)}`;
};

/** Finds settings in the text of a configuration file; of one that is missing, the object that it is missing in. */
export const createLocate = (text: string): LocateSetting => {
  const tree = parseTree(text);
  const locate: LocateSetting = (path) => {
    const node = tree === undefined ? undefined : findNodeAtLocation(tree, [...path]);
    if (node !== undefined) {
      const { offset } = node.parent?.type === 'property' ? node.parent : node;
      return describePlace(text, offset);
    }
    return path.length === 0 ? undefined : locate(path.slice(0, -1));
  };
  return locate;
};

/** Where a text stops being valid JSON; undefined for one that is valid. */
export const findSyntaxError = (text: string): string | undefined => {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    // The message of JSON.parse has the exact place of some mistakes, and quotes the text at others.
    const given = error instanceof Error ? /\(line (\d+) column (\d+)\)/.exec(error.message) : null;
    if (given !== null) return `line ${String(given[1])}, column ${String(given[2])}`;
    const errors: ParseError[] = [];
    parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
    return describePlace(text, errors[0]?.offset ?? text.length);
  }
};

/** A setting that stands in its object already. JSON.parse takes the last and drops the first without a word. */
export interface RepeatedKey {
  readonly key: string;
  /** Line and column of the second. */
  readonly place: string;
}

/** Lists the settings of a valid JSON text that stand twice in one object. */
export const listRepeatedKeys = (text: string): RepeatedKey[] => {
  const listIn = (node: Node): RepeatedKey[] => {
    const seen = new Set<string>();
    return (node.children ?? []).flatMap((child) => {
      const key: unknown = child.type === 'property' ? child.children?.[0]?.value : undefined;
      if (typeof key !== 'string') return listIn(child);
      const repeated = seen.has(key) ? [{ key, place: describePlace(text, child.offset) }] : [];
      seen.add(key);
      return [...repeated, ...listIn(child)];
    });
  };
  const tree = parseTree(text);
  return tree === undefined ? [] : listIn(tree);
};
