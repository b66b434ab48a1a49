import { BREAK, Kind, isInputType, isNonNullType, typeFromAST, visit } from 'graphql';
import type {
  DocumentNode,
  GraphQLError,
  GraphQLSchema,
  OperationDefinitionNode,
  ValueNode,
  VariableDefinitionNode,
} from 'graphql';
import { inputError } from './error.ts';
import { givenValue } from './given.ts';
import { findProblemsInTurns, writePlace } from './problem.ts';
import type { InputPath, ProblemRules } from './problem.ts';

/** The way through a literal to a variable; undefined where it is not in it. */
const findVariable = (node: ValueNode, name: string, path: InputPath): InputPath | undefined => {
  if (node.kind === Kind.VARIABLE) return node.name.value === name ? path : undefined;
  const parts: readonly (readonly [string | number, ValueNode])[] =
    node.kind === Kind.LIST
      ? node.values.map((value, index) => [index, value] as const)
      : node.kind === Kind.OBJECT
        ? node.fields.map((field) => [field.name.value, field.value] as const)
        : [];
  for (const [step, value] of parts) {
    const found = findVariable(value, name, [...path, step]);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The argument in which an operation uses a variable first, with the way through it. */
const findUse = (document: DocumentNode, operation: OperationDefinitionNode, name: string): InputPath | undefined => {
  let found: InputPath | undefined;
  visit(document, {
    OperationDefinition: (node) => (node === operation ? undefined : false),
    Argument: (node) => {
      found = findVariable(node.value, name, [node.name.value]);
      return found === undefined ? undefined : BREAK;
    },
  });
  return found;
};

/** An operation with the variables that it was given. */
export interface GivenVariables {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Says which variables do not fit their types, and where in them. Nothing that was given gets into a sentence. Used when
 * execution was refused for its variables; an empty list means that it was refused for another reason.
 */
export const explainVariables = async (given: GivenVariables, rules: ProblemRules): Promise<GraphQLError[]> => {
  const { schema, document, operation, variables } = given;
  const errors: GraphQLError[] = [];
  const add = (definition: VariableDefinitionNode, path: InputPath, sentence: string): void => {
    if (errors.length >= rules.most) return;
    const name = definition.variable.name.value;
    const use = findUse(document, operation, name);
    const argument = use === undefined ? undefined : [...use, ...path];
    errors.push(inputError(`${writePlace(`$${name}`, path)}: ${sentence}`, { node: definition, argument }));
  };
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type);
    if (!isInputType(type)) continue;
    if (!Object.hasOwn(variables, name)) {
      const isMissing = isNonNullType(type) && definition.defaultValue === undefined;
      if (isMissing) add(definition, [], `${String(type)} is required, and the variables do not have it.`);
      continue;
    }
    const problems = await findProblemsInTurns(givenValue(variables[name]), type, rules);
    for (const { path, sentence } of problems) add(definition, path, sentence);
  }
  return errors;
};
