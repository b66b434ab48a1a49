import {
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** Values of required arguments, as GraphQL spells them, by `Type.field(argument)` or by the argument alone. */
export type GivenArguments = Readonly<Record<string, string>>;

const argumentsOf = (type: string, field: GraphQLField<unknown, unknown>, given: GivenArguments): string | null => {
  const parts = field.args
    .filter(
      (argument) => isRequiredArgument(argument) || given[`${type}.${field.name}(${argument.name})`] !== undefined,
    )
    .map(({ name }): readonly [string, string | undefined] => [
      name,
      given[`${type}.${field.name}(${name})`] ?? given[name],
    ]);
  if (parts.some(([, value]) => value === undefined)) return null;
  return parts.length === 0 ? '' : `(${parts.map(([name, value]) => `${name}: ${value ?? ''}`).join(', ')})`;
};

/**
 * A selection of everything below a type, as deep as it goes without entering a type twice. Fields with a required argument
 * that is not given are left out, and noted.
 */
export const selectWhole = (
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  given: GivenArguments,
  leftOut: Set<string> = new Set(),
  path: readonly string[] = [],
  alias = '',
): string => {
  if (isLeafType(type)) return '';
  if (isAbstractType(type)) {
    const parts = schema.getPossibleTypes(type).map((one) => {
      // Equal names may stand for other types in another type.
      return path.includes(one.name)
        ? ''
        : `... on ${one.name} ${selectWhole(schema, one, given, leftOut, path, `${one.name}_`)}`;
    });
    return `{ __typename ${parts.join(' ')} }`;
  }
  if (!isObjectType(type)) return '';
  const inside = [...path, type.name];
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type);
    if (inside.includes(named.name)) return [];
    const args = argumentsOf(type.name, field, given);
    if (args === null) {
      leftOut.add(`${type.name}.${field.name}`);
      return [];
    }
    const name = alias === '' ? field.name : `${alias}${field.name}: ${field.name}`;
    return [`${name}${args} ${selectWhole(schema, named, given, leftOut, inside)}`];
  });
  return `{ __typename ${fields.join(' ')} }`;
};

/** Each field of a type as a query of its own below it, with all that it returns. */
export const selectEach = (
  schema: GraphQLSchema,
  typeName: string,
  given: GivenArguments,
  leftOut: Set<string>,
): readonly string[] => {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`no type ${typeName}`);
  return Object.values(type.getFields()).flatMap((field) => {
    const args = argumentsOf(type.name, field, given);
    if (args === null) {
      leftOut.add(`${type.name}.${field.name}`);
      return [];
    }
    return [`${field.name}${args} ${selectWhole(schema, getNamedType(field.type), given, leftOut, [typeName])}`];
  });
};
