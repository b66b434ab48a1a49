import { getLocation, isObjectType, Kind, KnownDirectivesRule, NoUnusedFragmentsRule, specifiedRules } from 'graphql';
import { isIntrospectionType, validate, visit } from 'graphql';
import type { ASTNode, DocumentNode, FragmentDefinitionNode, GraphQLError, GraphQLSchema, Location } from 'graphql';
import { compareSelection } from './check-selection.ts';
import type { Change, Comparison, Executable, SelectedField } from './check-selection.ts';
import { compareVariables } from './check-variable.ts';

/** Something that is wrong with an operation, and where in its document. */
export interface Finding {
  /** The fields down to it, `record.vitals.sbp`, or a variable, `$where`; empty where it is about the whole. */
  readonly place: string;
  readonly message: string;
  /** The name of the document's source. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What is to be said of one operation, or of a fragment that no operation uses. */
export interface OperationCheck {
  /** Its name; `anonymous query` and the like where it has none. */
  readonly name: string;
  readonly file: string;
  /** What is wrong with it already in the pinned schema. Then nothing is said of the current one. */
  readonly faults: readonly Finding[];
  /** What the change from the pinned to the current schema breaks. */
  readonly breaks: readonly Finding[];
}

/** What a change of the design does to an app. */
export interface DocumentsCheck {
  readonly operations: readonly OperationCheck[];
  /** Fields of the pinned schema that are gone and that no operation selects. */
  readonly unusedGone: number;
}

// Directives belong to clients too, which take them out before they send a document. Fragments are looked at one by one.
const RULES = specifiedRules.filter((rule) => rule !== KnownDirectivesRule && rule !== NoUnusedFragmentsRule);

const nameOf = (executable: Executable): string => {
  if (executable.kind === Kind.FRAGMENT_DEFINITION) return `fragment ${executable.name.value}`;
  return executable.name?.value ?? `anonymous ${executable.operation}`;
};

const fileOf = ({ loc }: ASTNode): string => loc?.source.name ?? '';

const findingAt = (node: ASTNode | undefined, place: string, message: string): Finding => {
  const loc = node?.loc;
  const { line, column } = loc === undefined ? { line: 1, column: 1 } : getLocation(loc.source, loc.start);
  return { place, message, file: node === undefined ? '' : fileOf(node), line, column };
};

const isWithin = (inner: Location | undefined, outer: Location | undefined): boolean =>
  inner !== undefined &&
  outer !== undefined &&
  inner.source === outer.source &&
  inner.start >= outer.start &&
  inner.end <= outer.end;

/** The names of the fragments that are spread anywhere below. */
const spreadsIn = (node: ASTNode): string[] => {
  const names: string[] = [];
  visit(node, { FragmentSpread: ({ name }) => void names.push(name.value) });
  return names;
};

/** An operation with the fragments that it needs, as it is sent. */
const documentOf = (executable: Executable, fragments: Comparison['fragments']): DocumentNode => {
  const definitions = new Set<Executable>([executable]);
  for (const definition of definitions) {
    for (const name of spreadsIn(definition)) {
      const fragment = fragments.get(name);
      if (fragment !== undefined) definitions.add(fragment);
    }
  }
  return { kind: Kind.DOCUMENT, definitions: [...definitions] };
};

/** The innermost selected field, or else the variable, that an error is about. */
const placeOf = ({ nodes = [] }: GraphQLError, executable: Executable, fields: readonly SelectedField[]): string => {
  const within = (outer: ASTNode): boolean => nodes.some(({ loc }) => isWithin(loc, outer.loc));
  const field = fields.findLast(({ node }) => within(node));
  if (field !== undefined) return field.place;
  const variable = executable.variableDefinitions?.find(within);
  return variable === undefined ? '' : `$${variable.variable.name.value}`;
};

const checkExecutable = (
  comparison: Comparison,
  executable: Executable,
  used: Set<string>,
): Pick<OperationCheck, 'faults' | 'breaks'> => {
  const document = documentOf(executable, comparison.fragments);
  const selection = compareSelection(comparison, executable);
  for (const coordinate of selection.used) used.add(coordinate);
  const toFinding = (error: GraphQLError): Finding =>
    findingAt(error.nodes?.[0] ?? executable, placeOf(error, executable, selection.fields), error.message);
  const faults = validate(comparison.pinned, document, RULES).map(toFinding);
  if (faults.length > 0) return { faults, breaks: [] };
  const changes: Change[] = [
    ...selection.changes,
    ...(executable.kind === Kind.OPERATION_DEFINITION ? compareVariables(comparison, executable) : []),
  ];
  // What is below a changed field does not fit for that reason.
  const more = validate(comparison.current, document, RULES).filter(
    ({ nodes = [] }) => !selection.changes.some((change) => nodes.some(({ loc }) => isWithin(loc, change.node.loc))),
  );
  return {
    faults: [],
    breaks: [...changes.map(({ node, place, message }) => findingAt(node, place, message)), ...more.map(toFinding)],
  };
};

const countUnusedGone = ({ pinned, current }: Comparison, used: ReadonlySet<string>): number => {
  let count = 0;
  for (const type of Object.values(pinned.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    const now = current.getType(type.name);
    const fields = isObjectType(now) ? now.getFields() : {};
    for (const name of Object.keys(type.getFields())) {
      if (fields[name] === undefined && !used.has(`${type.name}.${name}`)) count += 1;
    }
  }
  return count;
};

const readFragments = (executables: readonly Executable[]): ReadonlyMap<string, FragmentDefinitionNode> => {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const executable of executables) {
    if (executable.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const name = executable.name.value;
    const other = fragments.get(name);
    if (other !== undefined) {
      throw new Error(
        `Two fragments are called "${name}": in ${fileOf(other)} and in ${fileOf(executable)}. Rename one of them.`,
      );
    }
    fragments.set(name, executable);
  }
  return fragments;
};

/**
 * Finds the operations of an app that a change of the design breaks. An operation breaks when it is not valid any more. It
 * also breaks when the app was compiled for other types: a field became a date, or an enum lost a value.
 *
 * `pinned` is the schema that the app was compiled for. Types have the same names in both schemas. Type definitions among the
 * documents are left out. Fragments may be in any document. Throws when two have the same name.
 */
export const checkDocuments = (
  pinned: GraphQLSchema,
  current: GraphQLSchema,
  documents: readonly DocumentNode[],
): DocumentsCheck => {
  const executables = documents
    .flatMap((document) => document.definitions)
    .filter(
      (definition) => definition.kind === Kind.OPERATION_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION,
    );
  const comparison: Comparison = { pinned, current, fragments: readFragments(executables) };
  const spread = new Set(executables.flatMap(spreadsIn));
  const used = new Set<string>();
  const operations = executables
    .filter((executable) => executable.kind === Kind.OPERATION_DEFINITION || !spread.has(executable.name.value))
    .map((executable) => ({
      name: nameOf(executable),
      file: fileOf(executable),
      ...checkExecutable(comparison, executable, used),
    }));
  return { operations, unusedGone: countUnusedGone(comparison, used) };
};
