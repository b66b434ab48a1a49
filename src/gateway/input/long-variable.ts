import { GraphQLScalarType, Kind, isInputType, typeFromAST } from 'graphql';
import type { ExecutionArgs, GraphQLSchema, OperationDefinitionNode, VariableDefinitionNode } from 'graphql';
import { startWorkTurn } from '../../work-turn.ts';
import { coerceInTurns, isLong } from './coercion.ts';

/** The type of a variable that is coerced already. No schema has the name, because GraphQL keeps names like it for itself. */
const COERCED = new GraphQLScalarType({ name: '__Coerced', parseValue: (value) => value });

/** The schema, in which a variable may also have the type {@link COERCED}. */
const withCoerced = (schema: GraphQLSchema): GraphQLSchema => {
  const getType = (name: string): ReturnType<GraphQLSchema['getType']> =>
    name === COERCED.name ? COERCED : schema.getType(name);
  // The object inherits all else from the schema.
  return Object.create(schema, { getType: { value: getType } }) as GraphQLSchema;
};

const asCoerced = (definition: VariableDefinitionNode): VariableDefinitionNode => ({
  ...definition,
  type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: COERCED.name } },
});

/** Whether a variable is so long that it is coerced in turns. */
export const hasLongVariable = ({ variableValues }: ExecutionArgs): boolean =>
  Object.values(variableValues ?? {}).some(isLong);

/**
 * The execution with its long variables coerced, so that the executor takes them as they are. The executor would coerce all
 * of them in one go, and nobody else would be served meanwhile. Null where one does not fit its type.
 */
export const coerceLongVariables = async (
  args: ExecutionArgs,
  operation: OperationDefinitionNode,
): Promise<ExecutionArgs | null> => {
  const { schema, document } = args;
  const variableValues: Record<string, unknown> = { ...args.variableValues };
  const definitions = operation.variableDefinitions ?? [];
  const coerced = new Set<VariableDefinitionNode>();
  const turn = startWorkTurn();
  for (const definition of definitions) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type);
    if (!Object.hasOwn(variableValues, name) || !isInputType(type) || !isLong(variableValues[name])) continue;
    const result = await coerceInTurns(variableValues[name], type, turn);
    if (result === null) return null;
    variableValues[name] = result.value;
    coerced.add(definition);
  }
  if (coerced.size === 0) return args;
  const own: OperationDefinitionNode = {
    ...operation,
    variableDefinitions: definitions.map((one) => (coerced.has(one) ? asCoerced(one) : one)),
  };
  return {
    ...args,
    schema: withCoerced(schema),
    document: { ...document, definitions: document.definitions.map((one) => (one === operation ? own : one)) },
    variableValues,
  };
};
