import { getNamedType, GraphQLSchema, type GraphQLInputType, type GraphQLObjectType } from 'graphql';
import type { Design } from '../graph/design/design.ts';
import { settleLists } from '../plan/settled-list.ts';
import { schema } from '../schema/index.ts';
import { createFilterTypes } from './filter-type.ts';
import { importField, importInputFields, rowResultFields } from './import-field.ts';
import { createImportTypes } from './import-type.ts';
import { createEventEnum, createInstrumentTypes } from './instrument-type.ts';
import { INSTRUMENT_TYPES } from './node.ts';
import { createRecordOrder, createRowOrder } from './order-type.ts';
import { ownProjectInputs, ownProjectMutation, ownProjectQuery } from './own-project.ts';
import { recordFields } from './record-field.ts';
import { rootFields, type RootParts } from './root-field.ts';
import { subscriptionFields } from './subscription-field.ts';
import { filePayloadFields } from './file-field.ts';
import { copyStaticTypes, type Fields, type StaticTypes } from './static-types.ts';
import { readVocabulary, type Vocabulary } from './vocabulary.ts';
import { createInstrumentFilter, createRecordWhere } from './where-type.ts';

/** By the names of the static inputs that take the key of a project. */
const ownInputs = ownProjectInputs(schema);

const takesProject = (type: GraphQLInputType | undefined): boolean =>
  type !== undefined && Object.hasOwn(ownInputs, getNamedType(type).name);

const createParts = (vocabulary: Vocabulary, statics: StaticTypes): RootParts => {
  const filters = createFilterTypes(statics);
  const instruments = vocabulary.instruments.map((word) => {
    const types = createInstrumentTypes(word, statics);
    const filter = createInstrumentFilter(word, types.event, filters).type;
    return { word, types, filter, order: createRowOrder(word, types.field, statics) };
  });
  const events = createEventEnum('ProjectEvent', 'The events of the project.', vocabulary.events);
  return {
    vocabulary,
    instruments,
    where: createRecordWhere(instruments.map(({ word, filter }) => ({ word, type: filter }))),
    order: createRecordOrder(instruments, events, statics),
  };
};

/**
 * The schema of one project: the static one and, typed by the dictionary, its instruments. Total: it succeeds for every
 * design. `withheld` are the fields and form statuses that the token's export rights keep back; they are not in the schema.
 * It is made by graphql-js itself: a dictionary may have 40,000 fields, for which Pothos takes five times as long.
 */
export const createProjectSchema = (design: Design, withheld: ReadonlySet<string>): GraphQLSchema => {
  const vocabulary = readVocabulary(design, withheld, schema);
  const statics: StaticTypes = copyStaticTypes(schema, {
    fields: {
      Query: () => ({ ...queryFields(statics), ...rootFields(statics, parts()) }),
      Record: () =>
        Object.assign({}, ...parts().instruments.map(({ word, types }) => recordFields(word, types))) as Fields,
      RowResult: () => rowResultFields(statics),
      ImportFilePayload: () => filePayloadFields(statics),
      DeleteFilePayload: () => filePayloadFields(statics),
      Mutation: () => mutationFields(statics, vocabulary),
      Subscription: () => subscriptionFields(statics, parts()),
    },
    inputs: {
      ...ownInputs,
      ImportRecordsInput: () => {
        const imports = createImportTypes(statics, design.missingDataCodes.length > 0);
        const rows = parts().instruments.map(({ word, types }) => ({ word, type: imports.row(word, types) }));
        return { ...ownInputs['ImportRecordsInput']?.(), ...importInputFields(rows, statics) };
      },
    },
  });
  let made: RootParts | undefined;
  const parts = (): RootParts => (made ??= createParts(vocabulary, statics));
  const typed = new GraphQLSchema({
    query: statics.get<GraphQLObjectType>('Query'),
    mutation: statics.get<GraphQLObjectType>('Mutation'),
    subscription: statics.get<GraphQLObjectType>('Subscription'),
    types: [...statics.all()],
    directives: schema.getDirectives(),
    extensions: {
      [INSTRUMENT_TYPES]: new Map(
        vocabulary.instruments.map(({ instrument, typeName }) => [instrument.name, typeName]),
      ),
    },
    // To validate 40,000 fields takes longer than to make them; tests do it for every kind of project.
    assumeValid: true,
  });
  return settleLists(typed);
};

/** The static mutations of a project, none of which needs its key here. */
const mutationFields = (statics: StaticTypes, vocabulary: Vocabulary): Fields => {
  // As of the queries below: graphql-js does not say of a schema which context it is for.
  const fields = Object.entries((schema.getMutationType()?.toConfig().fields ?? {}) as Fields);
  return Object.fromEntries(
    fields
      .filter(([, { args }]) => takesProject(args?.['input']?.type))
      .map(([name, field]) => {
        const copy = statics.rewireField(field);
        return [name, ownProjectMutation(name === 'importRecords' ? importField(copy, vocabulary) : copy)];
      }),
  );
};

const queryFields = (statics: StaticTypes): Fields => {
  // The static schema was built for our context, which graphql-js does not say of a schema.
  const { project, operation } = (schema.getQueryType()?.toConfig().fields ?? {}) as Fields;
  return {
    ...(project === undefined ? {} : { project: ownProjectQuery(statics.rewireField(project)) }),
    ...(operation === undefined ? {} : { operation: statics.rewireField(operation) }),
  };
};
