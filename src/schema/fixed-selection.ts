import {
  Kind,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { usesVariables } from '../plan/selection.ts';

/** What a selection is read by. */
export type SelectionInfo = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>;

/** What was found below a place of a document. */
interface Found<Field> {
  readonly schema: GraphQLSchema;
  readonly type: GraphQLCompositeType;
  /** The fragments that it spreads, at any depth. */
  readonly spread: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Null where it depends on the variables of each request. */
  readonly fields: readonly Field[] | null;
}

/** Gathers the fragments that a selection spreads, and says whether it is the same whatever the variables are. */
const isFixed = (
  fragments: SelectionInfo['fragments'],
  set: SelectionSetNode,
  spread: Map<string, FragmentDefinitionNode>,
): boolean =>
  set.selections.every((node) => {
    if (usesVariables(node)) return false;
    if (node.kind !== Kind.FRAGMENT_SPREAD) {
      return node.selectionSet === undefined || isFixed(fragments, node.selectionSet, spread);
    }
    const fragment = fragments[node.name.value];
    if (fragment === undefined || spread.has(node.name.value)) return true;
    spread.set(node.name.value, fragment);
    return isFixed(fragments, fragment.selectionSet, spread);
  });

const isOf = <Field>(
  found: Found<Field>,
  { schema, fragments }: SelectionInfo,
  type: GraphQLCompositeType,
): boolean => {
  if (found.schema !== schema || found.type !== type) return false;
  for (const [name, fragment] of found.spread) if (fragments[name] !== fragment) return false;
  return true;
};

/**
 * Reads selections by `read`, and each of them once for all requests with the same document where no variable is used in it.
 * Nothing of a request is kept: neither its variables nor its caller.
 */
export const createFixedSelections = <Field>(
  read: (info: SelectionInfo, type: GraphQLCompositeType, set: SelectionSetNode) => readonly Field[],
): typeof read => {
  const known = new WeakMap<SelectionSetNode, Found<Field>>();

  const find = (info: SelectionInfo, type: GraphQLCompositeType, set: SelectionSetNode): Found<Field> => {
    const spread = new Map<string, FragmentDefinitionNode>();
    const { schema } = info;
    if (!isFixed(info.fragments, set, spread)) return { schema, type, spread, fields: null };
    const fixed: SelectionInfo = { schema, fragments: Object.fromEntries(spread), variableValues: {} };
    return { schema, type, spread, fields: read(fixed, type, set) };
  };

  return (info, type, set) => {
    const before = known.get(set);
    const found = before !== undefined && isOf(before, info, type) ? before : find(info, type, set);
    if (found !== before) known.set(set, found);
    return found.fields ?? read(info, type, set);
  };
};
