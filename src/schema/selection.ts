import {
  getArgumentValues,
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  getNamedType,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLCompositeType,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';

/** What a field of a project's own schema stands for. Names are REDCap's, whatever the field is called. */
export type DesignTarget =
  { readonly kind: 'instrument'; readonly instrument: string } | { readonly kind: 'field'; readonly fieldName: string };

/** A selected field below the one that is being resolved: aliases, fragments, `@skip` and `@include` worked out. */
export interface SelectedField {
  /** Name in the schema, never the alias. */
  readonly name: string;
  /** Arguments with variables and defaults filled in. */
  readonly args: Readonly<Record<string, unknown>>;
  /** What of the project's design the field stands for, in a schema that is typed by it; null for the static fields. */
  readonly target: DesignTarget | null;
  /** What is selected of the field's own type; empty for leaves. */
  readonly selections: () => readonly SelectedField[];
}

type Info = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>;

const isIncluded = (info: Info, node: FieldNode | SelectionSetNode['selections'][number]): boolean => {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, info.variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, node, info.variableValues);
  return skip?.['if'] !== true && include?.['if'] !== false;
};

/** The key under which a generated field's `extensions` say what it stands for. */
export const TARGET = 'redcapTarget';

/** What a field stands for in the project's design; null for the fields that every project's schema has. */
const targetOf = ({ extensions }: GraphQLField<unknown, unknown>): DesignTarget | null =>
  (extensions[TARGET] as DesignTarget | undefined) ?? null;

const selectedField = (info: Info, parent: GraphQLCompositeType, node: FieldNode): SelectedField | null => {
  if (!isObjectType(parent) && !isInterfaceType(parent)) return null;
  const definition = parent.getFields()[node.name.value];
  if (definition === undefined) return null;
  const type = getNamedType(definition.type);
  const { selectionSet } = node;
  return {
    name: node.name.value,
    args: getArgumentValues(definition, node, info.variableValues),
    target: targetOf(definition),
    selections: () => (selectionSet === undefined || !isCompositeType(type) ? [] : fieldsOf(info, type, selectionSet)),
  };
};

const fragmentType = (
  info: Info,
  parent: GraphQLCompositeType,
  condition: FragmentDefinitionNode['typeCondition'] | undefined,
): GraphQLCompositeType => {
  const type = condition === undefined ? undefined : info.schema.getType(condition.name.value);
  return type !== undefined && isCompositeType(type) ? type : parent;
};

const fieldsOf = (info: Info, parent: GraphQLCompositeType, set: SelectionSetNode): SelectedField[] =>
  set.selections.flatMap((node): SelectedField[] => {
    if (!isIncluded(info, node)) return [];
    if (node.kind === Kind.FIELD) {
      const field = selectedField(info, parent, node);
      return field === null ? [] : [field];
    }
    if (node.kind === Kind.INLINE_FRAGMENT) {
      return fieldsOf(info, fragmentType(info, parent, node.typeCondition), node.selectionSet);
    }
    const fragment = info.fragments[node.name.value];
    if (fragment === undefined) return [];
    return fieldsOf(info, fragmentType(info, parent, fragment.typeCondition), fragment.selectionSet);
  });

/**
 * Everything selected below the field that `info` resolves, so that its resolver can ask REDCap for just that, at once.
 * Fields of several fragments are listed one after another, not merged.
 */
export const selectionsOf = (info: GraphQLResolveInfo): SelectedField[] => {
  const type = getNamedType(info.returnType);
  if (!isCompositeType(type)) return [];
  return info.fieldNodes.flatMap((node) =>
    node.selectionSet === undefined ? [] : fieldsOf(info, type, node.selectionSet),
  );
};

/** The selections of one field by name, of all its aliases together. */
export const below = (selections: readonly SelectedField[], ...path: readonly string[]): readonly SelectedField[] =>
  path.reduce<readonly SelectedField[]>(
    (level, name) => level.filter((field) => field.name === name).flatMap((field) => field.selections()),
    selections,
  );
