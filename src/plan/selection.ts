import {
  getArgumentValues,
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { stepAside } from './step-aside.ts';

type Info = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>;

/** Whether `@skip` and `@include` leave a part of a selection in. */
export const isIncluded = ({ variableValues }: Info, node: SelectionNode): boolean =>
  node.directives === undefined ||
  node.directives.length === 0 ||
  (getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.['if'] !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.['if'] !== false);

/** One key of an object in the answer. */
export interface PlannedField {
  /** The alias, or the name of the field. */
  readonly key: string;
  /** Null for `__typename`. */
  readonly definition: GraphQLField<unknown, unknown> | null;
  readonly args: Readonly<Record<string, unknown>>;
  /** Every place of the document that selects this key. */
  readonly nodes: readonly FieldNode[];
}

interface Collection {
  readonly info: Info;
  readonly type: GraphQLObjectType;
  readonly nodes: Map<string, FieldNode[]>;
  readonly fragments: Set<string>;
  usesVariables: boolean;
}

const holdsVariable = (value: ValueNode): boolean => {
  if (value.kind === Kind.LIST) return value.values.some(holdsVariable);
  if (value.kind === Kind.OBJECT) return value.fields.some((field) => holdsVariable(field.value));
  return value.kind === Kind.VARIABLE;
};

/** Whether the arguments of a node, or of its directives, hold a variable; what is selected below it is not looked at. */
export const usesVariables = (node: SelectionNode): boolean =>
  [node, ...(node.directives ?? [])].some(
    (holder) => 'arguments' in holder && (holder.arguments ?? []).some(({ value }) => holdsVariable(value)),
  );

/** A directive that this room does not know, such as one that cuts the answer in parts, is left to the executor. */
const checkDirectives = ({ directives = [] }: SelectionNode): void => {
  if (directives.some(({ name }) => name.value !== 'skip' && name.value !== 'include')) stepAside();
};

/** Whether a fragment on this type applies to objects of the collected type. */
const applies = ({ info, type }: Collection, condition: string | undefined): boolean => {
  const wanted = condition === undefined ? type : info.schema.getType(condition);
  return wanted === type || (isAbstractType(wanted) && info.schema.isSubType(wanted, type));
};

const collectSet = (found: Collection, set: SelectionSetNode): void => {
  for (const node of set.selections) {
    checkDirectives(node);
    found.usesVariables ||= usesVariables(node);
    if (!isIncluded(found.info, node)) continue;
    if (node.kind === Kind.FIELD) {
      const key = (node.alias ?? node.name).value;
      const known = found.nodes.get(key);
      if (known === undefined) found.nodes.set(key, [node]);
      else known.push(node);
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      if (applies(found, node.typeCondition?.name.value)) collectSet(found, node.selectionSet);
    } else if (!found.fragments.has(node.name.value)) {
      found.fragments.add(node.name.value);
      const fragment = found.info.fragments[node.name.value];
      if (fragment !== undefined && applies(found, fragment.typeCondition.name.value)) {
        collectSet(found, fragment.selectionSet);
      }
    }
  }
};

const planField = ({ info, type }: Collection, key: string, nodes: readonly FieldNode[]): PlannedField => {
  const [node] = nodes;
  const name = node?.name.value ?? '';
  if (node === undefined || name === '__typename') return { key, definition: null, args: {}, nodes };
  const definition = type.getFields()[name] ?? stepAside();
  return { key, definition, args: getArgumentValues(definition, node, info.variableValues), nodes };
};

const collect = (info: Info, type: GraphQLObjectType, nodes: readonly FieldNode[]) => {
  const found: Collection = { info, type, nodes: new Map(), fragments: new Set(), usesVariables: false };
  for (const { selectionSet } of nodes) if (selectionSet !== undefined) collectSet(found, selectionSet);
  const fields = [...found.nodes].map(([key, own]) => planField(found, key, own));
  return { fields, isFixed: !found.usesVariables };
};

interface Known {
  readonly nodes: readonly FieldNode[];
  readonly fields: readonly PlannedField[];
}

/**
 * What was collected, by the first node and the type. It lives as long as the parsed document does, which the gateway keeps
 * within a bound, and as long as the schema.
 */
const known = new WeakMap<FieldNode, WeakMap<GraphQLObjectType, Known>>();

const isSame = (left: readonly FieldNode[], right: readonly FieldNode[]): boolean =>
  left.length === right.length && left.every((node, index) => node === right[index]);

/** The keys of an object of this type, in the order of the answer, as these nodes select them. */
export const plannedFields = (
  info: Info,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): readonly PlannedField[] => {
  const [first] = nodes;
  if (first === undefined) return [];
  const found = known.get(first)?.get(type);
  if (found !== undefined && isSame(found.nodes, nodes)) return found.fields;
  const { fields, isFixed } = collect(info, type, nodes);
  if (isFixed) {
    const byType = known.get(first) ?? new WeakMap<GraphQLObjectType, Known>();
    known.set(first, byType.set(type, { nodes: [...nodes], fields }));
  }
  return fields;
};
