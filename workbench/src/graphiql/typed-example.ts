import { getNamedType, isEnumType, isObjectType, isRequiredArgument } from 'graphql';
import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { plainVariablesOf } from './design.ts';
import type { Design, DesignInstrument } from './design.ts';

const objectOf = (field: GraphQLField<unknown, unknown> | undefined): GraphQLObjectType | undefined => {
  if (field === undefined) return undefined;
  const type = getNamedType(field.type);
  return isObjectType(type) ? type : undefined;
};

/** What is asked of a value, by what its type has. */
const valueOf = (type: GraphQLObjectType | undefined): string | undefined => {
  const fields = type?.getFields() ?? {};
  if ('code' in fields && 'label' in fields) return '{ code label }';
  if ('checked' in fields) return '{ checked { code label } }';
  return 'value' in fields ? '{ value }' : undefined;
};

const selectionOf = (type: GraphQLObjectType, design: Design, instrument: DesignInstrument): string => {
  const fields = type.getFields();
  const values = plainVariablesOf(design, instrument).flatMap((name) => {
    const value = valueOf(objectOf(fields[name]));
    return value === undefined ? [] : [`${name} ${value}`];
  });
  return ['status', ...values].join(' ');
};

/** A field with a value of each argument that it needs; undefined where one is no enum. */
const callOf = (field: GraphQLField<unknown, unknown>): string | undefined => {
  const needed = field.args.filter(isRequiredArgument).map(({ name, type }) => {
    const named = getNamedType(type);
    return isEnumType(named) ? `${name}: ${named.getValues()[0]?.name ?? ''}` : undefined;
  });
  if (needed.includes(undefined)) return undefined;
  return needed.length === 0 ? field.name : `${field.name}(${needed.join(', ')})`;
};

/** Participants with an instrument of theirs. */
export const typedParticipants = (
  schema: GraphQLSchema,
  design: Design,
  instrument: DesignInstrument,
): string | undefined => {
  const record = schema.getType('Record');
  const field = isObjectType(record) ? record.getFields()[instrument.name] : undefined;
  const saved = objectOf(field);
  const call = field === undefined ? undefined : callOf(field);
  if (saved === undefined || call === undefined) return undefined;
  const selection = selectionOf(saved, design, instrument);
  return `query Participants { records(first: 5) { totalCount nodes { name ${call} { ${selection} } } } }`;
};

/** An instrument as a table. */
export const typedRows = (schema: GraphQLSchema, design: Design, instrument: DesignInstrument): string | undefined => {
  const tables = schema.getType('InstrumentTables');
  const node = isObjectType(tables)
    ? objectOf(objectOf(tables.getFields()[instrument.name])?.getFields()['nodes'])
    : undefined;
  if (node === undefined) return undefined;
  const fields = node.getFields();
  const place = [
    'record' in fields ? 'record { name }' : '',
    'event' in fields ? 'event { eventName }' : '',
    'repeatInstance' in fields ? 'repeatInstance' : '',
  ];
  return `query ${node.name}Rows($after: String) { instrumentData { ${instrument.name}(first: 10, after: $after) {
    totalCount nodes { ${place.join(' ')} ${selectionOf(node, design, instrument)} }
    pageInfo { hasNextPage endCursor } } } }`;
};
