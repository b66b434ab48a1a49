import {
  getArgumentValues,
  GraphQLError,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  getNamedType,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';
import { createFixedSelections, type SelectionInfo } from './fixed-selection.ts';
import { streamOf } from '../plan/part.ts';
import { isIncluded } from '../plan/selection.ts';
import { needOf, type FieldNeed } from './need.ts';
import { targetOf, type DesignTarget } from './target.ts';

/** A selected field below the one that is being resolved: aliases, fragments, `@skip` and `@include` worked out. */
export interface SelectedField {
  /** Name in the schema, never the alias. */
  readonly name: string;
  /** Arguments with variables and defaults filled in. */
  readonly args: Readonly<Record<string, unknown>>;
  /** What of the project's design the field stands for, in a schema that is typed by it; null for the static fields. */
  readonly target: DesignTarget | null;
  /** What the field needs of a record; null when it does not say. */
  readonly need: FieldNeed | null;
  /** Whether the items of the field, which is a list, are streamed. */
  readonly isStreamed: boolean;
  /** What is selected of the field's own type; empty for leaves. */
  readonly selections: () => readonly SelectedField[];
}

/** The need of a field whose refusal of an argument is put to the field, though a resolver above it already asks. */
const locateRefusals = (need: FieldNeed | null, node: FieldNode): FieldNeed | null => {
  const part = need?.part;
  if (part === undefined) return need;
  return {
    ...need,
    part: (args, around, target) => {
      try {
        return part(args, around, target);
      } catch (error) {
        if (!(error instanceof GraphQLError) || error.nodes !== undefined) throw error;
        throw new GraphQLError(error.message, { nodes: node, extensions: error.extensions });
      }
    },
  };
};

const selectedField = (info: SelectionInfo, parent: GraphQLCompositeType, node: FieldNode): SelectedField | null => {
  if (!isObjectType(parent) && !isInterfaceType(parent)) return null;
  const definition = parent.getFields()[node.name.value];
  if (definition === undefined) return null;
  const type = getNamedType(definition.type);
  const { selectionSet } = node;
  let below: readonly SelectedField[] | undefined;
  return {
    name: node.name.value,
    args: getArgumentValues(definition, node, info.variableValues),
    target: targetOf(definition),
    need: locateRefusals(needOf(definition), node),
    isStreamed: streamOf(info, node) !== null,
    selections: () =>
      (below ??= selectionSet === undefined || !isCompositeType(type) ? [] : fieldsOf(info, type, selectionSet)),
  };
};

/** The type that a fragment's fields are of; null when no object of the parent type can be of the fragment's type. */
const fragmentType = (
  info: SelectionInfo,
  parent: GraphQLCompositeType,
  condition: FragmentDefinitionNode['typeCondition'] | undefined,
): GraphQLCompositeType | null => {
  const type = condition === undefined ? undefined : info.schema.getType(condition.name.value);
  if (type === undefined || !isCompositeType(type) || type === parent) return parent;
  if (!isObjectType(parent)) return type;
  return isAbstractType(type) && info.schema.isSubType(type, parent) ? parent : null;
};

const fieldsOf = (info: SelectionInfo, parent: GraphQLCompositeType, set: SelectionSetNode): SelectedField[] =>
  set.selections.flatMap((node): SelectedField[] => {
    if (!isIncluded(info, node)) return [];
    if (node.kind === Kind.FIELD) {
      const field = selectedField(info, parent, node);
      return field === null ? [] : [field];
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : info.fragments[node.name.value];
    const type = fragment === undefined ? null : fragmentType(info, parent, fragment.typeCondition);
    return fragment === undefined || type === null ? [] : fieldsOf(info, type, fragment.selectionSet);
  });

const fixedFieldsOf = createFixedSelections(fieldsOf);

/**
 * Everything selected below the field that `info` resolves, so that its resolver can ask REDCap for just that, at once.
 * Fields of several fragments are listed one after another, not merged. Where the field may return objects of several
 * types, `typeName` says of which one the object is: what is selected of the others is left out.
 */
export const selectionsOf = (info: GraphQLResolveInfo, typeName?: string): readonly SelectedField[] => {
  const type = typeName === undefined ? getNamedType(info.returnType) : info.schema.getType(typeName);
  if (!isCompositeType(type)) return [];
  const below = info.fieldNodes.flatMap(({ selectionSet }) =>
    selectionSet === undefined ? [] : [fixedFieldsOf(info, type, selectionSet)],
  );
  // One list stays the one that it is, by which others find again what they made of it.
  return below.length === 1 ? (below[0] ?? []) : below.flat();
};

/** The selections of one field by name, of all its aliases together. */
export const below = (selections: readonly SelectedField[], ...path: readonly string[]): readonly SelectedField[] =>
  path.reduce<readonly SelectedField[]>(
    (level, name) => level.filter((field) => field.name === name).flatMap((field) => field.selections()),
    selections,
  );
