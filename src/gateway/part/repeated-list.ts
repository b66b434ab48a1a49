import { Kind } from 'graphql';
import type { DocumentNode, FieldNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql';

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** Fields that are looked at. A document with more is taken for one that repeats a list. */
const MOST_FIELDS = 10_000;

/** What is selected together, by the keys of the answer. Fragments are taken in, whatever type they are for. */
const fieldsByKey = (sets: readonly SelectionSetNode[], fragments: Fragments): ReadonlyMap<string, FieldNode[]> => {
  const found = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const take = ({ selections }: SelectionSetNode): void => {
    for (const node of selections) {
      if (node.kind === Kind.FIELD) {
        const key = (node.alias ?? node.name).value;
        const known = found.get(key);
        if (known === undefined) found.set(key, [node]);
        else known.push(node);
      } else if (node.kind === Kind.INLINE_FRAGMENT) take(node.selectionSet);
      else if (!spread.has(node.name.value)) {
        spread.add(node.name.value);
        const fragment = fragments.get(node.name.value);
        if (fragment !== undefined) take(fragment.selectionSet);
      }
    }
  };
  for (const set of sets) take(set);
  return found;
};

const isStreamed = ({ directives = [] }: FieldNode): boolean => directives.some(({ name }) => name.value === 'stream');

/**
 * Whether a valid document selects a list with `@stream` and selects the same list once more. The items of such a list would
 * belong to two parts of the answer at once.
 */
export const repeatsStreamedList = ({ definitions }: DocumentNode): boolean => {
  const fragments: Fragments = new Map(
    definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );
  let count = 0;
  const repeats = (sets: readonly SelectionSetNode[]): boolean =>
    [...fieldsByKey(sets, fragments).values()].some((nodes) => {
      count += nodes.length;
      if (count > MOST_FIELDS || (nodes.length > 1 && nodes.some(isStreamed))) return true;
      const below = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      return below.length > 0 && repeats(below);
    });
  return definitions.some((one) => one.kind === Kind.OPERATION_DEFINITION && repeats([one.selectionSet]));
};
