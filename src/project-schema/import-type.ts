import {
  GraphQLBoolean,
  type GraphQLEnumType,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  type GraphQLInputFieldConfigMap,
  type GraphQLInputType,
} from 'graphql';
import type { FieldNode } from '../graph/design/design.ts';
import { kindOf } from '../graph/kind/table.ts';
import { isWritable } from '../graph/value/write.ts';
import { importTexts } from '../schema/record/import-input.ts';
import { createInputObjects, inputTypeNamed } from './input-object.ts';
import { createFieldEnum, type InstrumentTypes } from './instrument-type.ts';
import type { StaticTypes } from './static-types.ts';
import { byFieldName, type FieldWord, type InstrumentWord } from './vocabulary.ts';

/** Makes the inputs of importRecords. The inputs of all instruments share some types, which are made once. */
export interface ImportTypes {
  /** A row of one instrument. */
  readonly row: (word: InstrumentWord, types: InstrumentTypes) => GraphQLInputObjectType;
}

const listOf = (type: GraphQLInputType): GraphQLInputType => new GraphQLList(new GraphQLNonNull(type));

/** The input of a variable, by its kind of value. */
type InputTypeOf = (field: FieldNode) => GraphQLInputType;

const createInputTypes = (statics: StaticTypes): InputTypeOf => {
  const create = createInputObjects(statics);
  return (field) => {
    const { type } = kindOf(field).ownInput;
    return typeof type === 'string' ? inputTypeNamed(type, statics) : create(type);
  };
};

const writableOf = ({ fields }: InstrumentWord): readonly FieldWord[] =>
  fields.filter(({ field }) => isWritable(field));

/** The event of a row: must be given where the instrument is in several. */
const eventField = (event: GraphQLEnumType | null, word: InstrumentWord): GraphQLInputFieldConfigMap => {
  if (event === null) return {};
  const isNeeded = word.events.length > 1;
  const description = isNeeded ? 'The event.' : 'The event. There is only one, so that it need not be named.';
  return { event: { type: isNeeded ? new GraphQLNonNull(event) : event, description } };
};

const instanceFields = ({ placement }: InstrumentWord): GraphQLInputFieldConfigMap =>
  placement.shape === 'repeating'
    ? {
        repeatInstance: {
          type: GraphQLInt,
          description:
            'Number of the instance, where the instrument or the event repeats. REDCap creates the instance if there is none.',
        },
        newInstance: {
          type: GraphQLBoolean,
          description: 'True: a new instance. REDCap gives its number, and the result returns it.',
        },
      }
    : {};

const createValues = (
  word: InstrumentWord,
  words: readonly FieldWord[],
  inputTypeOf: InputTypeOf,
): GraphQLInputObjectType =>
  new GraphQLInputObjectType({
    name: `${word.typeName}_Input`,
    description: `Values of ${word.name}. A variable that is left out or null stays as it is.`,
    fields: () => byFieldName(words, ({ field, description }) => ({ type: inputTypeOf(field), description })),
  });

/** An enum of the variables that an import may write. The enum of all variables would have an editor offer others to erase. */
const createWritableEnum = (word: InstrumentWord, words: readonly FieldWord[]): GraphQLEnumType =>
  createFieldEnum(`${word.typeName}_WritableField`, `The variables of ${word.name} that an import may write.`, words);

const createMissingDataInput = (word: InstrumentWord, field: GraphQLEnumType): GraphQLInputObjectType =>
  new GraphQLInputObjectType({
    name: `${word.typeName}_MissingDataInput`,
    description: 'A missing data code to be stored in place of a value.',
    fields: {
      field: { type: new GraphQLNonNull(field), description: 'The variable.' },
      code: { type: new GraphQLNonNull(GraphQLString), description: "One of the project's missing data codes." },
    },
  });

/** What the caller of a row saw, in the inputs that the row itself has. */
const createExpectedInput = (
  word: InstrumentWord,
  fields: {
    readonly values: GraphQLInputType;
    readonly field: GraphQLInputType;
    readonly missing: GraphQLInputType | null;
  },
): GraphQLInputObjectType =>
  new GraphQLInputObjectType({
    name: `${word.typeName}_Expected`,
    description: `Values of ${word.name} as the caller saw them. Where another one is stored by now, the row is refused with CONFLICT. A variable that is not named is not compared.`,
    fields: {
      values: { type: fields.values, description: 'Variables that held these values.' },
      empty: { type: listOf(fields.field), description: 'Variables that held nothing.' },
      ...(fields.missing === null
        ? {}
        : {
            missingDataCodes: {
              type: listOf(fields.missing),
              description: 'Variables that held a missing data code in place of a value.',
            },
          }),
    },
  });

/** The fields of a row that are about variables. There are none where an import may write no variable of the instrument. */
const valueFields = (
  word: InstrumentWord,
  inputTypeOf: InputTypeOf,
  hasMissingDataCodes: boolean,
): GraphQLInputFieldConfigMap => {
  const words = writableOf(word);
  if (words.length === 0) return {};
  const field = createWritableEnum(word, words);
  const values = createValues(word, words, inputTypeOf);
  const missing = hasMissingDataCodes ? createMissingDataInput(word, field) : null;
  const missingDataCodes = missing && {
    type: listOf(missing),
    description: 'Variables that get a missing data code in place of a value.',
  };
  return {
    values: {
      type: values,
      description:
        'The values. Without values, the row makes sure that the record is there, with that event and instance.',
    },
    erase: {
      type: listOf(field),
      description: 'Variables whose stored value is erased. There is no other way to erase a value.',
    },
    ...(missingDataCodes === null ? {} : { missingDataCodes }),
    expected: {
      type: createExpectedInput(word, { values, field, missing }),
      description:
        'What the caller saw. It is compared with what is stored just before the row is sent. It costs no call.',
    },
  };
};

/** Prepares the inputs of importRecords. `hasMissingDataCodes`: the project has some, which rows may then store. */
export const createImportTypes = (statics: StaticTypes, hasMissingDataCodes: boolean): ImportTypes => {
  const inputTypeOf = createInputTypes(statics);
  const scalar = (name: string): GraphQLInputType => statics.get(name);

  const row = (word: InstrumentWord, { event }: InstrumentTypes): GraphQLInputObjectType =>
    new GraphQLInputObjectType({
      name: `${word.typeName}_Row`,
      description: `One ${word.name} of one record.`,
      fields: () => ({
        clientRef: {
          type: GraphQLString,
          description:
            "The caller's own mark, which the result returns. Rows with the same mark go into one new record (assignRecordNames), or into one new instance of a repeating event (newInstance).",
        },
        record: {
          type: scalar('RecordName'),
          description:
            'Name of the record. REDCap creates the record if there is none. Left out with assignRecordNames.',
        },
        ...eventField(event, word),
        ...instanceFields(word),
        status: {
          type: scalar('FormStatus'),
          description:
            'The status of the form after the import. Without it, the status stays as it is. NOT_STARTED is refused.',
        },
        dataAccessGroup: {
          type: GraphQLString,
          description:
            'Unique name of the data access group that the whole record is put into. Without it, the record stays in its group.',
        },
        expectNew: {
          type: GraphQLBoolean,
          description: importTexts.expectNew,
        },
        ...valueFields(word, inputTypeOf, hasMissingDataCodes),
      }),
    });
  return { row };
};
