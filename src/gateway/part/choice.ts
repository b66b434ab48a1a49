import { GraphQLError, Kind, OperationTypeNode, getDirectiveValues, getVariableValues } from 'graphql';
import type { DocumentNode, ExecutionArgs, OperationDefinitionNode, VariableDefinitionNode } from 'graphql';
import { refuse } from '../refusal.ts';
import { partsCarrierOf } from './acceptance.ts';
import { isPartDirective, readParts, type PartPlace } from './directive.ts';

/** How an operation is executed. */
export interface PartsChoice {
  /** What is executed: without the directives where the answer comes at once. */
  readonly document: DocumentNode;
  readonly isInParts: boolean;
}

type Variables = Readonly<Record<string, unknown>>;

const unfit = (place: PartPlace): GraphQLError => {
  const words = 'The arguments of @defer and @stream have to be of their types, and "initialCount" is 0 or more.';
  const { message, extensions } = refuse('BAD_USER_INPUT', words);
  return new GraphQLError(message, { nodes: place, extensions });
};

/** Whether the directive of a place applies. Throws `BAD_USER_INPUT` for arguments that it cannot have. */
const applies = ({ schema }: ExecutionArgs, variables: Variables, place: PartPlace): boolean =>
  (place.directives ?? []).filter(isPartDirective).some(({ name }) => {
    const directive = schema.getDirective(name.value);
    if (directive == null) return false;
    let given: ReturnType<typeof getDirectiveValues>;
    try {
      given = getDirectiveValues(directive, place, variables);
    } catch {
      throw unfit(place);
    }
    const { if: isWanted, initialCount = 0 } = given ?? {};
    if (typeof initialCount !== 'number' || initialCount < 0) throw unfit(place);
    return isWanted === true;
  });

/** The variables that the directives of these places name. The others may be long, and are not looked at here. */
const namedIn = (operation: OperationDefinitionNode, places: readonly PartPlace[]): VariableDefinitionNode[] => {
  const values = places.flatMap(({ directives = [] }) => directives.flatMap((one) => one.arguments ?? []));
  const names = new Set(values.map(({ value }) => (value.kind === Kind.VARIABLE ? value.name.value : '')));
  return (operation.variableDefinitions ?? []).filter(({ variable }) => names.has(variable.name.value));
};

/** Whether a directive of the document applies. Variables that do not fit are the executor's to refuse. */
const asksForParts = (
  args: ExecutionArgs,
  operation: OperationDefinitionNode,
  places: readonly PartPlace[],
): boolean => {
  const variables = getVariableValues(args.schema, namedIn(operation, places), args.variableValues ?? {});
  const { coerced } = variables;
  return coerced !== undefined && places.map((place) => applies(args, coerced, place)).includes(true);
};

/**
 * Whether an operation is answered in parts: it is a query in which a directive applies, and its client accepts parts. What
 * a mutation did is answered at once. So is a query that selects a list with `@stream` and selects it once more.
 */
export const chooseParts = (
  args: ExecutionArgs,
  operation: OperationDefinitionNode,
  accept: string | null,
): PartsChoice => {
  const { document } = args;
  const parted = readParts(document);
  if (parted === null) return { document, isInParts: false };
  const isAsked = asksForParts(args, operation, parted.places);
  const isTaken = operation.operation === OperationTypeNode.QUERY && partsCarrierOf(accept) !== null;
  const isInParts = isAsked && isTaken && !parted.repeatsList();
  return { document: isInParts ? document : parted.whole, isInParts };
};
