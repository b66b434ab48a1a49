import { GraphQLString, isInputObjectType, type GraphQLInputFieldConfigMap, type GraphQLSchema } from 'graphql';
import type { Context } from '../context.ts';
import type { Fields } from './static-types.ts';

type Field = Fields[string];
type Given = Readonly<Record<string, unknown>>;

/** The name by which an input says which project it is of. */
const PROJECT = 'project';

/** The key of the project where its address says it. */
export const optionalKey = {
  type: GraphQLString,
  description: 'Key of the project; left out, the project of this address.',
};

/** For each static input that needs the key of a project, the field that does not need it. */
export const ownProjectInputs = (schema: GraphQLSchema): Readonly<Record<string, () => GraphQLInputFieldConfigMap>> =>
  Object.fromEntries(
    Object.values(schema.getTypeMap())
      .filter((type) => isInputObjectType(type) && type.getFields()[PROJECT] !== undefined)
      .map(({ name }) => [name, () => ({ [PROJECT]: optionalKey })]),
  );

/** The key that is given, or that of the only project of this address. */
export const keyOf = (context: Context, given: unknown): unknown => given ?? [...context.projects.keys()][0] ?? '';

const asGiven = (value: unknown): Given => (typeof value === 'object' && value !== null ? (value as Given) : {});

/** A field whose resolver finds the key of the project in its arguments, given or not. */
const withKey = (field: Field, complete: (args: Given, context: Context) => Given): Field => {
  const { resolve } = field;
  if (resolve === undefined) return field;
  return {
    ...field,
    resolve: (source, args: Given, context, info) => resolve(source, complete(args, context), context, info),
  };
};

/** A mutation of the project of this address. */
export const ownProjectMutation = (field: Field): Field =>
  withKey(field, (args, context) => {
    const input = asGiven(args['input']);
    return { ...args, input: { ...input, [PROJECT]: keyOf(context, input[PROJECT]) } };
  });

/** The query of one project, which is that of this address. */
export const ownProjectQuery = (field: Field): Field => ({
  ...withKey(field, (args, context) => ({ ...args, key: keyOf(context, args['key']) })),
  args: { ...field.args, key: optionalKey },
});
