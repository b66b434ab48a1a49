import {
  GraphQLBoolean,
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  type GraphQLEnumType,
  type GraphQLInputFieldConfigMap,
} from 'graphql';
import { isInSeveralArms } from './event-argument.ts';
import type { FilterTypes } from './filter-type.ts';
import { byFieldName, type InstrumentWord } from './vocabulary.ts';

/** The filter of an instrument with what it is about. */
export interface InstrumentFilter {
  readonly word: InstrumentWord;
  readonly type: GraphQLInputObjectType;
}

const combination = (type: GraphQLInputObjectType): GraphQLInputFieldConfigMap => ({
  and: { type: new GraphQLList(new GraphQLNonNull(type)), description: 'All of these.' },
  or: { type: new GraphQLList(new GraphQLNonNull(type)), description: 'At least one of these.' },
  not: { type, description: 'The opposite of this.' },
});

/** Makes the filter of an instrument: about one saved instance of it, by itself. */
export const createInstrumentFilter = (
  word: InstrumentWord,
  event: GraphQLEnumType | null,
  filters: FilterTypes,
): InstrumentFilter => {
  const type: GraphQLInputObjectType = new GraphQLInputObjectType({
    name: `${word.typeName}_Filter`,
    description: `What one saved ${word.name} must be like. All that is given must hold of the same saved ${word.name}.`,
    fields: () => ({
      ...combination(type),
      ...(event === null
        ? {}
        : {
            event: { type: event, description: 'It is of this event. Only in the outermost filter of the instrument.' },
          }),
      ...(isInSeveralArms(word)
        ? {
            anyArm: {
              type: GraphQLBoolean,
              description:
                'With `event`: it may also be of an event of the same name (`event_name`) in another arm. False unless given.',
            },
          }
        : {}),
      status: { type: filters.status, description: 'How far it is filled in.' },
      ...byFieldName(word.fields, ({ field, label }) => ({ type: filters.of(field), description: label })),
    }),
  });
  return { word, type };
};

/** Makes the filter of records. */
export const createRecordWhere = (instruments: readonly InstrumentFilter[]): GraphQLInputObjectType => {
  const type: GraphQLInputObjectType = new GraphQLInputObjectType({
    name: 'RecordWhere',
    description:
      'Which records to select. All that is given must hold. The filter of an instrument selects records that have a saved instance of it which matches, in any event unless one is named. REDCap evaluates the filter where its logic can say exactly this, else the gateway does. The answer is the same.',
    fields: () => ({
      ...combination(type),
      dataAccessGroups: {
        type: new GraphQLList(new GraphQLNonNull(GraphQLString)),
        description: 'In one of these groups, by unique name; "" stands for records in no group.',
      },
      ...Object.fromEntries(
        instruments.map(({ word, type: filter }) => [
          word.name,
          { type: filter, description: `Some saved ${word.name} is like this.` },
        ]),
      ),
    }),
  });
  return type;
};
