import { GraphQLError, coerceInputValue, isInputType, print, typeFromAST } from 'graphql';
import type { GraphQLSchema, OperationDefinitionNode, VariableDefinitionNode } from 'graphql';
import { badUserInput } from '../errors.ts';

/** `["rows", 0, "value"]` of `$input` as `$input.rows[0].value`. */
const placeOf = (variable: string, path: readonly (string | number)[]): string =>
  path.reduce<string>(
    (place, step) => (typeof step === 'number' ? `${place}[${step}]` : `${place}.${step}`),
    `$${variable}`,
  );

/** graphql-js quotes the value it could not use, and values are what must not be repeated. */
const withoutValue = (message: string, value: unknown): string =>
  typeof value === 'string' || typeof value === 'number'
    ? message
        .split(JSON.stringify(value))
        .join('(the value)')
        .replace(/ ?Did you mean.*$/s, '')
    : message.replace(/: [[{].*$/s, '.');

/**
 * Says which variables do not fit their types, and where in them, without repeating a value. Used when execution was
 * refused for its variables; an empty list means that it was refused for another reason.
 */
export const explainVariables = (
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  mostErrors: number,
): GraphQLError[] => {
  const errors: GraphQLError[] = [];
  const add = (definition: VariableDefinitionNode, message: string): void => {
    if (errors.length < mostErrors) {
      errors.push(new GraphQLError(message, { nodes: definition, extensions: badUserInput(message).extensions }));
    }
  };
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type);
    const isGiven = Object.hasOwn(variables, name);
    if (!isInputType(type) || (!isGiven && definition.defaultValue !== undefined)) continue;
    const isRequired = print(definition.type).endsWith('!');
    if (!isGiven) {
      if (isRequired) add(definition, `$${name} is required: ${String(type)} was not provided.`);
      continue;
    }
    coerceInputValue(variables[name], type, (path, value, error) => {
      add(definition, `${placeOf(name, path)}: ${withoutValue(error.message, value)}`);
    });
  }
  return errors;
};
