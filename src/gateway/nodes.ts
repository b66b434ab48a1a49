import {
  GraphQLError,
  Kind,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
} from 'graphql';
import type {
  DocumentNode,
  ExecutionArgs,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLArgument,
  GraphQLField,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import { pageSizeRefused } from '../errors.ts';
import type { Limits } from './limits.ts';
import { isPartDirective } from './part/directive.ts';
import { refuse } from './refusal.ts';

type Variables = Readonly<Record<string, unknown>>;

const PAGE_ARGUMENTS = ['first', 'last'];

/** What a list without a page is taken to hold, where the way there has led through the same type before. */
const NESTED_LIST_SIZE = 25;

/** The number that an argument has in this request: literal, variable, the variable's default or the argument's own. */
const readArgument = (
  node: FieldNode,
  argument: GraphQLArgument,
  operation: OperationDefinitionNode,
  variables: Variables,
): unknown => {
  const value = node.arguments?.find((candidate) => candidate.name.value === argument.name)?.value;
  if (value?.kind === Kind.INT) return Number(value.value);
  if (value?.kind === Kind.VARIABLE) {
    const name = value.name.value;
    if (Object.hasOwn(variables, name)) return variables[name];
    const definition = operation.variableDefinitions?.find((candidate) => candidate.variable.name.value === name);
    if (definition?.defaultValue?.kind === Kind.INT) return Number(definition.defaultValue.value);
  }
  return value === undefined || value.kind === Kind.VARIABLE ? argument.defaultValue : undefined;
};

/** How many entries the pages of one list may have. */
interface PageBounds {
  readonly least: number;
  readonly most: number;
}

/** The bounds that the schema gives in the argument's extension `page`; else the limit, or a larger default. */
const boundsOf = ({ defaultValue, extensions }: GraphQLArgument, { page }: Limits): PageBounds =>
  (extensions['page'] as PageBounds | undefined) ?? {
    least: 0,
    most: Math.max(page, typeof defaultValue === 'number' ? defaultValue : 0),
  };

/** The size of a page whose size is not given: what the schema gives in the extension `usualPage`, else the limit. */
const usualPage = (pageArguments: readonly GraphQLArgument[], { page }: Limits): number => {
  const [usual] = pageArguments.flatMap(({ extensions }) => (extensions['usualPage'] as number | undefined) ?? []);
  return Math.min(usual ?? page, page);
};

/** The page size of a connection field, 1 for every other field; throws `BAD_USER_INPUT` for a page out of bounds. */
const readPage = (
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  operation: OperationDefinitionNode,
  variables: Variables,
  limits: Limits,
): number => {
  const pageArguments = field.args.filter((argument) => PAGE_ARGUMENTS.includes(argument.name));
  if (pageArguments.length === 0) return 1;
  let page: number | undefined;
  for (const argument of pageArguments) {
    const size = readArgument(node, argument, operation, variables);
    if (typeof size !== 'number') continue;
    const { least, most } = boundsOf(argument, limits);
    if (size < least || size > most) {
      const { message, extensions } = pageSizeRefused(argument.name, least, most);
      const place = node.arguments?.find(({ name }) => name.value === argument.name) ?? node;
      throw new GraphQLError(message, { nodes: place, extensions });
    }
    page = Math.max(page ?? 0, size);
  }
  return page ?? usualPage(pageArguments, limits);
};

/** What lies above a selection. */
interface Place {
  readonly types: ReadonlySet<string>;
  /** Directly above is a page: its lists are that page, which is counted already. */
  readonly isPage: boolean;
  /** How often the place may be in the answer, with lists of the project's own size taken for long ones. */
  readonly copies: number;
}

/**
 * How many entries a field may have for each of its parents. A plain list counts once, since its size is the project's own.
 * A list of what is above it already (a record's data, their record, its data, …) multiplies at every level.
 */
const readTimes = (field: GraphQLField<unknown, unknown>, page: number, isPage: boolean, above: Place): number => {
  if (isPage) return page;
  if (above.isPage) return 1;
  const isNested = isListType(getNullableType(field.type)) && above.types.has(getNamedType(field.type).name);
  return isNested ? NESTED_LIST_SIZE : 1;
};

/** How often what a field selects may be in the answer for each of its parents. */
const readCopies = (field: GraphQLField<unknown, unknown>, entries: number, isPage: boolean, above: Place): number =>
  !isPage && !above.isPage && isListType(getNullableType(field.type)) ? NESTED_LIST_SIZE : entries;

const fieldOf = (type: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | undefined =>
  isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;

/** Whether the size of a page is what a variable says. */
const isSizedByVariable = ({ arguments: given = [] }: FieldNode): boolean =>
  given.some(({ name, value }) => value.kind === Kind.VARIABLE && PAGE_ARGUMENTS.includes(name.value));

/** How many nodes an operation's pages could hold together. */
export interface NodeCount {
  readonly nodes: number;
  /** Whether it would be another one with other variables. */
  readonly isOfVariables: boolean;
}

/**
 * Counts how many nodes an operation's pages could hold together, without running it. A page of 100 in a page of 100 is
 * 100 + 10,000 nodes, and so are lists of what is above them. Throws `OPERATION_TOO_COMPLEX` above the limit and
 * `BAD_USER_INPUT` for a single page that is too large.
 */
export const countNodes = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
  limits: Limits,
): NodeCount => {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  let nodes = 0;
  let parts = 0;
  let isOfVariables = false;

  const countPart = (node: SelectionNode, { copies }: Place): void => {
    if (node.directives?.some(isPartDirective) === true) parts += copies;
    if (parts <= limits.parts) return;
    const remedy = 'Put @defer and @stream nearer to the root.';
    throw refuse('OPERATION_TOO_COMPLEX', `The answer could have more than ${limits.parts} parts. ${remedy}`);
  };

  const visitField = (type: GraphQLNamedType, node: FieldNode, times: number, above: Place): void => {
    const field = fieldOf(type, node.name.value);
    if (field === undefined || node.selectionSet === undefined) return;
    if (isSizedByVariable(node)) isOfVariables = true;
    const page = readPage(node, field, operation, variables, limits);
    const isPage = field.args.some((argument) => PAGE_ARGUMENTS.includes(argument.name));
    const entries = readTimes(field, page, isPage, above);
    if (isPage || entries > 1) nodes += times * entries;
    if (nodes > limits.nodes) {
      const remedy = 'Ask for smaller pages ("first"), or for less of what lies within itself.';
      const message = `The operation could answer more than ${limits.nodes} nodes. ${remedy}`;
      throw refuse('OPERATION_TOO_COMPLEX', message);
    }
    const entered = getNamedType(field.type);
    const types = new Set([...above.types, entered.name]);
    const copies = above.copies * readCopies(field, entries, isPage, above);
    visitSet(entered, node.selectionSet, times * entries, { types, isPage, copies });
  };

  const visitSet = (type: GraphQLNamedType, set: SelectionSetNode, times: number, above: Place): void => {
    for (const selection of set.selections) {
      countPart(selection, above);
      if (selection.kind === Kind.FIELD) {
        visitField(type, selection, times, above);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (fragment === undefined) continue;
      const condition = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
      visitSet(isCompositeType(condition) ? condition : type, fragment.selectionSet, times, above);
    }
  };

  const root = schema.getRootType(operation.operation);
  if (root) visitSet(root, operation.selectionSet, 1, { types: new Set(), isPage: false, copies: 1 });
  return { nodes, isOfVariables };
};

/** The limits that an operation is known to be within, whatever its variables, by its schema. */
const known = new WeakMap<OperationDefinitionNode, WeakMap<GraphQLSchema, Limits>>();

/** Counts an operation's nodes as {@link countNodes} does, and only once where they are the same with all variables. */
export const checkNodes = (args: ExecutionArgs, operation: OperationDefinitionNode, limits: Limits): void => {
  const { schema, document, variableValues } = args;
  const bySchema = known.get(operation) ?? new WeakMap<GraphQLSchema, Limits>();
  if (bySchema.get(schema) === limits) return;
  if (countNodes(schema, document, operation, variableValues ?? {}, limits).isOfVariables) return;
  known.set(operation, bySchema.set(schema, limits));
};
