import { isInterfaceType, isObjectType, Kind, type GraphQLError, type GraphQLSchema } from 'graphql';

const argumentsOf = (schema: GraphQLSchema, field: string): string[] =>
  Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? (type.getFields()[field]?.args.map(({ name }) => name) ?? []) : [],
  );

/** Holds the refusals of resolvers to their promise: each names an argument that its field has. */
export const checkArguments = (schema: GraphQLSchema, errors: readonly GraphQLError[]): void => {
  for (const { message, extensions, nodes } of errors) {
    const [node] = nodes ?? [];
    if (extensions['code'] !== 'BAD_USER_INPUT' || node?.kind !== Kind.FIELD) continue;
    const argument = String(extensions['argument']);
    const known = argumentsOf(schema, node.name.value);
    if (known.includes(argument.split('.')[0] ?? '')) continue;
    throw new Error(`${node.name.value} has no argument "${argument}", which its refusal names: ${message}`);
  }
};
