import {
  GraphQLInputObjectType,
  GraphQLObjectType,
  isInputObjectType,
  isObjectType,
  printType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { ownTypeNames } from '../../../src/project-schema/vocabulary.ts';
import { schema as staticSchema } from '../../../src/schema/index.ts';

type Owner = GraphQLObjectType | GraphQLInputObjectType;

/** Each field of a type as SDL by itself. */
const printFields = (type: Owner): Map<string, string> => {
  const { fields } = type.toConfig();
  return new Map(
    Object.keys(fields).map((name) => {
      const config = { name: type.name, fields: { [name]: fields[name] } };
      const alone = isObjectType(type)
        ? new GraphQLObjectType(config as ConstructorParameters<typeof GraphQLObjectType>[0])
        : new GraphQLInputObjectType(config as ConstructorParameters<typeof GraphQLInputObjectType>[0]);
      return [
        name,
        printType(alone)
          .replace(/^[^\n]*\n/, '')
          .replace(/\n}$/, ''),
      ];
    }),
  );
};

/** What a static type has in the project's schema that it has not by itself; null for nothing. */
const printExtension = (type: GraphQLNamedType): string | null => {
  const known = staticSchema.getType(type.name);
  const isSame = !(isObjectType(type) && isObjectType(known)) && !(isInputObjectType(type) && isInputObjectType(known));
  if (isSame) return null;
  const before = printFields(known as Owner);
  const added = [...printFields(type)].filter(([name, text]) => before.get(name) !== text);
  if (added.length === 0) return null;
  return `extend ${isObjectType(type) ? 'type' : 'input'} ${type.name} {\n${added.map(([, text]) => text).join('\n\n')}\n}`;
};

/** Types that are the same in every project. */
const isShared = (name: string): boolean =>
  ownTypeNames.includes(name) && !['InstrumentTables', 'ProjectEvent', 'RecordOrder', 'RecordWhere'].includes(name);

const join = (parts: readonly string[]): string => `${parts.join('\n\n')}\n`;

/** SDL of what a project adds to the static schema, without what is the same in every project and what is to be left out. */
export const printAdditions = (schema: GraphQLSchema, isLeftOut: (type: string) => boolean = () => false): string =>
  join(
    Object.values(schema.getTypeMap()).flatMap((type) => {
      if (type.name.startsWith('__') || isShared(type.name) || isLeftOut(type.name)) return [];
      if (staticSchema.getType(type.name) === undefined) return [printType(type)];
      const extension = printExtension(type);
      return extension === null ? [] : [extension];
    }),
  );

/** SDL of the types that every project has besides the static ones. */
export const printShared = (schema: GraphQLSchema): string =>
  join(
    Object.values(schema.getTypeMap())
      .filter(({ name }) => isShared(name))
      .map((type) => printType(type)),
  );
