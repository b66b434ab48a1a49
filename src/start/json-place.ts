import { findNodeAtLocation, parseTree } from 'jsonc-parser';
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
