import {
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLFieldConfig,
  type GraphQLInputObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
} from 'graphql';
import type { Context } from '../context.ts';
import { codedError } from '../errors.ts';
import type { ProjectSource } from '../loaders/project-source.ts';
import { typedPageArguments } from '../schema/page.ts';
import { rowOrderArgument } from '../schema/record/instrument-data-order.ts';
import { loadRecord } from '../schema/record/record.ts';
import { loadSharedRecord } from '../schema/record/share-id.ts';
import { selectionsOf } from '../schema/selection.ts';
import { describeInstrument } from './description.ts';
import { eventArguments } from './event-argument.ts';
import { instrumentTarget, type InstrumentTypes } from './instrument-type.ts';
import { recordList, type RecordListArgs } from './record-query.ts';
import type { Fields, StaticTypes } from './static-types.ts';
import { instrumentTable, type TableArgs } from './table.ts';
import type { InstrumentWord, Vocabulary } from './vocabulary.ts';

/** An instrument with all types that are made for it. */
export interface InstrumentParts {
  readonly word: InstrumentWord;
  readonly types: InstrumentTypes;
  readonly filter: GraphQLInputObjectType;
  /** Null for an instrument without variables. */
  readonly order: GraphQLInputObjectType | null;
}

/** What the root fields are made of. */
export interface RootParts {
  readonly vocabulary: Vocabulary;
  readonly instruments: readonly InstrumentParts[];
  readonly where: GraphQLInputObjectType;
  readonly order: GraphQLInputObjectType;
}

/** The project of this address: the only one of the context. */
const theProject = (context: Context): ProjectSource => {
  const [key] = context.projects.keys();
  const source = key === undefined ? undefined : context.projects.get(key);
  if (source === undefined) throw codedError('NOT_FOUND', 'There is no project at this address.');
  return source;
};

/** The configuration of a static field, to be changed here and there. */
const staticField = (statics: StaticTypes, type: string, name: string): Fields[string] => {
  const field = (statics.get<GraphQLObjectType>(type).toConfig().fields as Fields)[name];
  if (field === undefined) throw new Error(`there is no static field ${type}.${name}`);
  return field;
};

const recordField = (statics: StaticTypes): GraphQLFieldConfig<unknown, Context, { name: string }> => ({
  ...staticField(statics, 'Project', 'record'),
  resolve: (_root, { name }, context, info) => loadRecord(theProject(context), name, selectionsOf(info)),
});

const sharedRecordField = (statics: StaticTypes): GraphQLFieldConfig<unknown, Context, { shareId: string }> => ({
  ...staticField(statics, 'Project', 'recordByShareId'),
  resolve: (_root, { shareId }, context, info) =>
    loadSharedRecord(theProject(context), shareId, context, selectionsOf(info)),
});

const recordsField = (
  statics: StaticTypes,
  { vocabulary, where, order }: RootParts,
): GraphQLFieldConfig<unknown, Context, RecordListArgs> => {
  const field = staticField(statics, 'Project', 'records');
  return {
    ...field,
    description:
      'Records in the order of their names, or in another. One export lists the names, one more brings the page with just the fields that are selected; further pages of a list cost one each. Counting alone (`first: 0`) costs the list only.',
    args: {
      ...field.args,
      where: { type: where, description: 'Only records like this. Not together with `filterLogic`.' },
      orderBy: { type: order, description: 'In which order; by record name unless given.' },
    },
    resolve: (_root, args, context, info) => recordList(theProject(context), vocabulary, args, context, info),
  };
};

const tableField = ({
  word,
  types,
  filter,
  order,
}: InstrumentParts): GraphQLFieldConfig<unknown, Context, TableArgs> => ({
  type: types.connection,
  description: `${describeInstrument(word.instrument, word.name, word.placement.places)}\nAll that is saved of it, one row per record, event and instance.`,
  extensions: instrumentTarget(word.instrument.name),
  args: {
    ...eventArguments(word, types.event, 'Only rows of this event.'),
    where: { type: filter, description: 'Only rows like this.' },
    ...(order === null ? {} : { orderBy: { type: order, description: rowOrderArgument } }),
    ...typedPageArguments('Rows'),
  },
  resolve: (_tables, args, context, info: GraphQLResolveInfo) =>
    instrumentTable(theProject(context), word, args, context, info),
});

const createTables = (instruments: readonly InstrumentParts[]): GraphQLObjectType =>
  new GraphQLObjectType<unknown, Context>({
    name: 'InstrumentTables',
    description:
      'The instruments as tables. One export lists the rows, one more brings the page with just the fields that are selected; further pages cost one each.',
    fields: () => Object.fromEntries(instruments.map((parts) => [parts.word.name, tableField(parts)])) as Fields,
  });

/** What Query has besides the static fields. */
export const rootFields = (statics: StaticTypes, parts: RootParts): Fields => ({
  record: recordField(statics),
  recordByShareId: sharedRecordField(statics),
  records: recordsField(statics, parts),
  ...(parts.instruments.length === 0
    ? {}
    : {
        instrumentData: {
          type: new GraphQLNonNull(createTables(parts.instruments)) as GraphQLOutputType,
          description: 'Each instrument as a table.',
          resolve: () => ({}),
        },
      }),
});
