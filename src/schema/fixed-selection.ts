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
  { type, spread }: Found<Field>,
  { fragments }: SelectionInfo,
  asked: GraphQLCompositeType,
): boolean => {
  if (type !== asked) return false;
  for (const [name, fragment] of spread) if (fragments[name] !== fragment) return false;
  return true;
};

/**
 * Reads selections by `read`, and each of them once for all requests with the same document where no variable is used in it.
 * Nothing of a request is kept: neither its variables nor its caller.
 */
export const createFixedSelections = <Field>(
  read: (info: SelectionInfo, type: GraphQLCompositeType, set: SelectionSetNode) => readonly Field[],
): typeof read => {
  // Neither keeps the other: what was found goes with the schema and with the document, whichever goes first.
  const known = new WeakMap<GraphQLSchema, WeakMap<SelectionSetNode, Found<Field>>>();

  const find = (info: SelectionInfo, type: GraphQLCompositeType, set: SelectionSetNode): Found<Field> => {
    const spread = new Map<string, FragmentDefinitionNode>();
    if (!isFixed(info.fragments, set, spread)) return { type, spread, fields: null };
    const fixed: SelectionInfo = { schema: info.schema, fragments: Object.fromEntries(spread), variableValues: {} };
    return { type, spread, fields: read(fixed, type, set) };
  };

  return (info, type, set) => {
    const ofSchema = known.get(info.schema) ?? new WeakMap<SelectionSetNode, Found<Field>>();
    const before = ofSchema.get(set);
    if (before !== undefined && isOf(before, info, type)) return before.fields ?? read(info, type, set);
    const found = find(info, type, set);
    known.set(info.schema, ofSchema.set(set, found));
    return found.fields ?? read(info, type, set);
  };
};
