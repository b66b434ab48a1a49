import { Kind } from 'graphql';
import type { DocumentNode, FieldNode, SelectionSetNode } from 'graphql';

/** Fields that are looked at. A document with more is taken for one that repeats a list. */
const MOST_FIELDS = 10_000;

const isStreamed = ({ directives = [] }: FieldNode): boolean => directives.some(({ name }) => name.value === 'stream');

/**
 * Whether a valid document selects a list with `@stream` and selects the same list once more. The items of such a list would
 * belong to two parts of the answer at once.
 */
export const repeatsStreamedList = ({ definitions }: DocumentNode): boolean => {
  const fragments: ReadonlyMap<string, SelectionSetNode> = new Map(
    definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one.selectionSet]] : [])),
  );
  let count = 0;
  /**
   * Adds what is selected, by the keys of the answer, with all fragments, whatever type they are for. A fragment is taken in
   * each time that it is spread, since every spread may be of another part.
   */
  const take = ({ selections }: SelectionSetNode, found: Map<string, FieldNode[]>): void => {
    for (const node of selections) {
      if (count > MOST_FIELDS) return;
      if (node.kind === Kind.FIELD) {
        count += 1;
        const key = (node.alias ?? node.name).value;
        const known = found.get(key);
        if (known === undefined) found.set(key, [node]);
        else known.push(node);
      } else {
        const set = node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : fragments.get(node.name.value);
        if (set !== undefined) take(set, found);
      }
    }
  };
  const repeats = (sets: readonly SelectionSetNode[]): boolean => {
    const found = new Map<string, FieldNode[]>();
    for (const set of sets) take(set, found);
    if (count > MOST_FIELDS) return true;
    return [...found.values()].some((nodes) => {
      if (nodes.length > 1 && nodes.some(isStreamed)) return true;
      const below = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      return below.length > 0 && repeats(below);
    });
  };
  return definitions.some((one) => one.kind === Kind.OPERATION_DEFINITION && repeats([one.selectionSet]));
};
