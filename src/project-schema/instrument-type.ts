import {
  getNamedType,
  GraphQLEnumType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLEnumValueConfigMap,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLOutputType,
} from 'graphql';
import type { Context } from '../context.ts';
import type { Design, FieldNode } from '../graph/design/design.ts';
import { kindOf } from '../graph/kind/table.ts';
import { writes } from '../plan/mark.ts';
import { fieldValueShape, type FieldValueShape } from '../schema/record/field-value.ts';
import type { InstrumentDataConnectionShape } from '../schema/record/instrument-data-connection.ts';
import { savedInstrumentId, type InstrumentDataShape } from '../schema/record/instrument-data.ts';
import { needValues } from '../schema/record/need.ts';
import { writeValue } from '../schema/record/value-text.ts';
import { needs, needsNothing } from '../schema/need.ts';
import { TARGET, targetOf, type DesignTarget } from '../schema/target.ts';
import { describeEvent, describeInstrument } from './description.ts';
import type { Fields, StaticTypes } from './static-types.ts';
import { byFieldName, type EventWord, type FieldWord, type InstrumentWord } from './vocabulary.ts';

/** The object types of one instrument. */
export interface InstrumentTypes {
  readonly data: GraphQLObjectType;
  /** Its events; null in a classic project, which has none. */
  readonly event: GraphQLEnumType | null;
  /** Its variables, for where one is to be named; null when it has none. */
  readonly field: GraphQLEnumType | null;
  readonly connection: GraphQLObjectType;
}

/** What the id of a saved instrument begins with in every project's schema. */
export const SAVED_INSTRUMENT = 'SavedInstrument';

/** The fields of a saved instrument that the static InstrumentData resolves in the same way. */
const SHARED_FIELDS = ['record', 'event', 'repeatKind', 'repeatInstance', 'status', 'survey'];

const target = (of: DesignTarget): { readonly [TARGET]: DesignTarget } => ({ [TARGET]: of });

/** What a field that stands for an instrument says of itself. */
export const instrumentTarget = (instrument: string) => target({ kind: 'instrument', instrument });

/** The need of a variable: its values, and nothing of one that the design no longer has. */
const variableNeed = needs({
  part: (_args, around, of) => {
    const field = of?.kind === 'field' ? around.design.field(of.fieldName) : undefined;
    return field === undefined ? null : { ...around, fields: [field] };
  },
  need: needValues,
});

/** The variable that a field stands for. None where the design has moved on, and it is gone, elsewhere or of another kind. */
const shownField = (
  definition: GraphQLField<unknown, unknown>,
  design: Design,
  instrument: string,
): FieldNode | undefined => {
  const of = targetOf(definition);
  const field = of?.kind === 'field' ? design.field(of.fieldName) : undefined;
  if (field === undefined || field.instrument !== instrument) return undefined;
  return kindOf(field).output.name === getNamedType(definition.type).name ? field : undefined;
};

/** How the value of a variable is written. */
const valueText = writes<InstrumentDataShape>((bound) =>
  writeValue(bound, (design, { name }) => {
    const field = shownField(bound.definition, design, name);
    return field === undefined ? [] : [field];
  }),
);

/**
 * The value of a variable. One function for all of them: a dictionary may have 40,000. Null where the design has moved on
 * since the schema was made, and the variable is gone or of another kind.
 */
const resolveValue: GraphQLFieldResolver<InstrumentDataShape, Context> = (
  shape,
  _args,
  _context,
  info,
): FieldValueShape | null => {
  const definition = info.parentType.getFields()[info.fieldName];
  const field = definition && shownField(definition, shape.design, shape.node.instrument.name);
  return field === undefined ? null : fieldValueShape(shape.source, shape.design, shape.node, field);
};

const resolveId: GraphQLFieldResolver<InstrumentDataShape, Context> = ({ source, node }, _args, context) =>
  savedInstrumentId(context, SAVED_INSTRUMENT, source, node);

const valueFields = (words: readonly FieldWord[], statics: StaticTypes): Fields =>
  byFieldName(words, ({ field, description }) => ({
    type: statics.get<GraphQLObjectType>(kindOf(field).output.name),
    description,
    extensions: { ...target({ kind: 'field', fieldName: field.fieldName }), ...variableNeed, ...valueText },
    resolve: resolveValue,
  }));

const sharedFields = (statics: StaticTypes): Fields => {
  const { fields } = statics.get<GraphQLObjectType>('InstrumentData').toConfig();
  return Object.fromEntries(
    SHARED_FIELDS.flatMap((name) => {
      const field = fields[name];
      return field === undefined ? [] : [[name, field]];
    }),
  );
};

const createDataType = (word: InstrumentWord, statics: StaticTypes): GraphQLObjectType<InstrumentDataShape, Context> =>
  new GraphQLObjectType<InstrumentDataShape, Context>({
    name: word.typeName,
    description: describeInstrument(word.instrument, word.name, word.placement.places),
    interfaces: () => [statics.get('Node')],
    fields: () => ({
      id: {
        type: statics.rewire<GraphQLOutputType>(
          statics.get<GraphQLObjectType>('InstrumentData').getFields()['id']?.type as GraphQLOutputType,
        ),
        description: 'Opaque id of the saved instrument.',
        extensions: needsNothing,
        resolve: resolveId,
      },
      ...sharedFields(statics),
      ...valueFields(word.fields, statics),
    }),
  });

/** An enum of events, whose values stand for unique event names; null when there are none. */
export const createEventEnum = (
  name: string,
  description: string,
  words: readonly EventWord[],
): GraphQLEnumType | null => {
  if (words.length === 0) return null;
  const values = words.map(({ event, name: value, armName }) => [
    value,
    { value: event.uniqueEventName, description: describeEvent(event, value, armName) },
  ]);
  return new GraphQLEnumType({ name, description, values: Object.fromEntries(values) as GraphQLEnumValueConfigMap });
};

/** An enum of variables, whose values stand for REDCap's names. They are made when somebody first looks at one. */
export const createFieldEnum = (name: string, description: string, words: readonly FieldWord[]): GraphQLEnumType =>
  new GraphQLEnumType({
    name,
    description,
    values: () => byFieldName(words, ({ field, label }) => ({ value: field.fieldName, description: label })),
  });

const createConnectionType = (
  word: InstrumentWord,
  data: GraphQLNamedType,
  statics: StaticTypes,
): GraphQLObjectType => {
  const node = data as GraphQLObjectType;
  const edge = new GraphQLObjectType({
    name: `${word.typeName}_Edge`,
    description: 'A saved instrument and its place in the list (Relay).',
    fields: () => {
      const { fields } = statics.get<GraphQLObjectType>('InstrumentDataEdge').toConfig();
      return { ...fields, node: { ...fields['node'], type: new GraphQLNonNull(node) } };
    },
  });
  const listOf = (type: GraphQLObjectType): GraphQLOutputType =>
    new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(type)));
  return new GraphQLObjectType<InstrumentDataConnectionShape, Context>({
    name: `${word.typeName}_Connection`,
    description: `A page of ${word.name}, in the order of records, events and instances unless another was asked for (Relay).`,
    fields: () => {
      const { fields } = statics.get<GraphQLObjectType>('InstrumentDataConnection').toConfig();
      return {
        ...fields,
        edges: { ...fields['edges'], type: listOf(edge) },
        nodes: { ...fields['nodes'], type: listOf(node) },
      };
    },
  });
};

/** Makes the object types of an instrument. */
export const createInstrumentTypes = (word: InstrumentWord, statics: StaticTypes): InstrumentTypes => {
  const data = createDataType(word, statics);
  return {
    data,
    event: createEventEnum(`${word.typeName}_Event`, `The events that ${word.name} is designated for.`, word.events),
    field:
      word.fields.length === 0
        ? null
        : createFieldEnum(`${word.typeName}_Field`, `The variables of ${word.name}.`, word.fields),
    connection: createConnectionType(word, data, statics),
  };
};
