import {
  GraphQLInputObjectType,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLUnionType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLFieldConfigArgumentMap,
  type GraphQLFieldConfigMap,
  type GraphQLInputFieldConfigMap,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
} from 'graphql';
import type { Context } from '../context.ts';

/** Fields for a type of any source; what a generated field is given is known by the field that leads to it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- graphql-js has the source's type unsafe in the same way
export type Fields = GraphQLFieldConfigMap<any, Context>;
type Field = Fields[string];

/** What a project's own schema adds to the static types; made when the types that it names exist. */
export interface Additions {
  /** By the name of a static object type; a field of the same name takes the static one's place. */
  readonly fields: Readonly<Record<string, () => Fields>>;
  /** By the name of a static input type. */
  readonly inputs: Readonly<Record<string, () => GraphQLInputFieldConfigMap>>;
}

/** The static types, copied into a project's schema. */
export interface StaticTypes {
  readonly all: () => readonly GraphQLNamedType[];
  /** The copy of a type of this name, to be used in the project's schema; throws when there is none. */
  readonly get: <Type extends GraphQLNamedType>(name: string) => Type;
  /** A type made of static ones, with the copies in their place. */
  readonly rewire: <Type extends GraphQLType>(type: Type) => Type;
  /** A static field, with the copies in its type and arguments. */
  readonly rewireField: (field: Field) => Field;
}

type Rewiring = Pick<StaticTypes, 'rewire' | 'rewireField'>;

/** Puts copies in the place of static types. A copy is looked up when its schema is built, and by then all are made. */
const createRewiring = (copies: ReadonlyMap<string, GraphQLNamedType>): Rewiring => {
  const rewire = <Type extends GraphQLType>(type: Type): Type => {
    if (isNonNullType(type)) return new GraphQLNonNull(rewire(type.ofType)) as unknown as Type;
    if (isListType(type)) return new GraphQLList(rewire(type.ofType)) as unknown as Type;
    // The types of introspection are GraphQL's own and in no map.
    return (copies.get(type.name) ?? type) as Type;
  };
  const rewireField = (field: Field): Field => {
    const args = Object.entries(field.args ?? {}).map(([name, arg]) => [name, { ...arg, type: rewire(arg.type) }]);
    return { ...field, type: rewire(field.type), args: Object.fromEntries(args) as GraphQLFieldConfigArgumentMap };
  };
  return { rewire, rewireField };
};

const copyFields = (fields: Fields, added: (() => Fields) | undefined, { rewireField }: Rewiring): Fields => ({
  ...Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, rewireField(field)])),
  ...added?.(),
});

/** A copy of an object type or an interface, whose fields are made when somebody looks at them. */
const copyHolder = <Type extends GraphQLObjectType | GraphQLInterfaceType>(
  type: Type,
  additions: Additions,
  rewiring: Rewiring,
): ReturnType<Type['toConfig']> => {
  const config = type.toConfig();
  return {
    ...config,
    interfaces: () => config.interfaces.map(rewiring.rewire),
    fields: () => copyFields(config.fields as Fields, additions.fields[type.name], rewiring),
  } as unknown as ReturnType<Type['toConfig']>;
};

const copyInput = (type: GraphQLInputObjectType, additions: Additions, { rewire }: Rewiring): GraphQLNamedType => {
  const config = type.toConfig();
  const fields = Object.entries(config.fields);
  return new GraphQLInputObjectType({
    ...config,
    fields: () => ({
      ...Object.fromEntries(fields.map(([name, field]) => [name, { ...field, type: rewire(field.type) }])),
      ...additions.inputs[type.name]?.(),
    }),
  });
};

const copyUnion = (type: GraphQLUnionType, { rewire }: Rewiring): GraphQLNamedType => {
  const config = type.toConfig();
  return new GraphQLUnionType({ ...config, types: () => config.types.map(rewire) });
};

const copyType = (type: GraphQLNamedType, additions: Additions, rewiring: Rewiring): GraphQLNamedType => {
  if (isObjectType(type)) return new GraphQLObjectType(copyHolder(type, additions, rewiring));
  if (isInterfaceType(type)) return new GraphQLInterfaceType(copyHolder(type, additions, rewiring));
  if (isInputObjectType(type)) return copyInput(type, additions, rewiring);
  return isUnionType(type) ? copyUnion(type, rewiring) : type;
};

/**
 * Copies the types of the static schema, so that a project's schema can add fields to them. A type belongs to one schema. A
 * type with a new field is another type, and so is every type that leads to it. Both schemas share scalars and enums.
 */
export const copyStaticTypes = (schema: GraphQLSchema, additions: Additions): StaticTypes => {
  const copies = new Map<string, GraphQLNamedType>();
  const rewiring = createRewiring(copies);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!type.name.startsWith('__')) copies.set(type.name, copyType(type, additions, rewiring));
  }
  return {
    ...rewiring,
    all: () => [...copies.values()],
    get: <Type extends GraphQLNamedType>(name: string): Type => {
      const copy = copies.get(name);
      if (copy === undefined) throw new Error(`there is no static type ${name}`);
      return copy as Type;
    },
  };
};
