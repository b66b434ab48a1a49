import {
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigArgumentMap,
  type GraphQLInputType,
  type GraphQLResolveInfo,
} from 'graphql';
import type { Context } from '../context.ts';
import { schemaOutdated } from '../errors.ts';
import { savedOf } from '../graph/record/record.ts';
import { pageArgument } from '../schema/connection.ts';
import { instrumentDataShape, type InstrumentDataShape } from '../schema/record/instrument-data.ts';
import { instrumentPart, needStatus } from '../schema/record/need.ts';
import type { RecordShape } from '../schema/record/record.ts';
import { needs } from '../schema/need.ts';
import { describeInstrument } from './description.ts';
import { instrumentTarget, type InstrumentTypes } from './instrument-type.ts';
import { instancePage } from './instance-page.ts';
import type { Fields } from './static-types.ts';
import type { InstrumentWord } from './vocabulary.ts';

type RecordField = GraphQLFieldConfig<RecordShape, Context>;

interface EventArgs {
  readonly event?: string | null;
}

/** All that is saved of an instrument in a record, or in one of its events, in the order of events and instances. */
const savedInstances = (
  { source, design, node }: RecordShape,
  instrument: string,
  event: string | null,
): InstrumentDataShape[] => {
  const saved = node === null ? [] : savedOf(node, instrument);
  const wanted = event === null ? saved : saved.filter((data) => data.event?.uniqueEventName === event);
  return wanted.map((data) => instrumentDataShape(source, design, data));
};

/** What a field that holds one object shows; were there more by now, to show one of them would be a wrong answer. */
const theOnly = (instances: readonly InstrumentDataShape[], instrument: string): InstrumentDataShape | null => {
  const [only] = instances;
  if (instances.length > 1 || (only !== undefined && only.node.repeatKind !== 'NONE')) {
    throw schemaOutdated(`${instrument} repeats by now, which this schema does not know yet.`);
  }
  return only ?? null;
};

/** The argument that names an event; none in a classic project. */
export const eventArgument = (event: GraphQLInputType | null, description: string): GraphQLFieldConfigArgumentMap =>
  event === null ? {} : { event: { type: event, description } };

/** The need of an instrument: all that is saved of it, in the event that the argument names or in all of its own. */
const savedInstrumentNeed = needs({
  part: ({ event }, { design }, of) => {
    const instrument = of?.kind === 'instrument' ? design.instrument(of.instrument) : undefined;
    if (instrument === undefined) return null;
    const all = design.eventsOf(instrument.name).map(({ uniqueEventName }) => uniqueEventName);
    const events = typeof event === 'string' ? [event] : all;
    return instrumentPart(design, instrument, design.isLongitudinal ? new Set(events) : null);
  },
  need: needStatus,
});

const onceField = ({ instrument }: InstrumentWord, types: InstrumentTypes): RecordField => ({
  type: types.data,
  resolve: (record) => theOnly(savedInstances(record, instrument.name, null), instrument.name),
});

const perEventField = ({ instrument }: InstrumentWord, types: InstrumentTypes): RecordField => ({
  type: types.data,
  args: eventArgument(types.event && new GraphQLNonNull(types.event), 'In which event.'),
  resolve: (record, { event }: EventArgs) =>
    theOnly(savedInstances(record, instrument.name, event ?? null), instrument.name),
});

const listField = ({ instrument }: InstrumentWord, types: InstrumentTypes): RecordField => ({
  type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(types.data))),
  resolve: (record) => savedInstances(record, instrument.name, null),
});

interface PageArgs extends EventArgs {
  readonly first: number;
  readonly after?: string | null;
}

const repeatingField = ({ instrument }: InstrumentWord, types: InstrumentTypes): RecordField => ({
  type: new GraphQLNonNull(types.connection),
  args: {
    ...eventArgument(types.event, 'Only in this event; left out, in all of them.'),
    first: { type: new GraphQLNonNull(GraphQLInt), defaultValue: 50, ...pageArgument('Instances') },
    after: { type: GraphQLString, description: 'The endCursor of the page before.' },
  },
  resolve: (record, { event, first, after }: PageArgs, context: Context, info: GraphQLResolveInfo) =>
    instancePage(record, savedInstances(record, instrument.name, event ?? null), { first, after }, context, info),
});

const shapeWords: Readonly<Record<InstrumentWord['placement']['shape'], string>> = {
  once: 'Null while nothing of it is saved.',
  perEvent: 'In one event; null while nothing of it is saved there.',
  repeating: 'All that is saved of it, in the order of events and instances.',
};

/** The fields that an instrument gives to Record, by the way it lives in the project. */
export const recordFields = (word: InstrumentWord, types: InstrumentTypes): Fields => {
  const { placement, instrument, name, listName } = word;
  const shared = { extensions: { ...instrumentTarget(instrument.name), ...savedInstrumentNeed } };
  const describe = (sentence: string): string =>
    `${describeInstrument(instrument, name, placement.places)}\n${sentence}`;
  const description = describe(shapeWords[placement.shape]);
  switch (placement.shape) {
    case 'once':
      return { [name]: { ...onceField(word, types), ...shared, description } };
    case 'perEvent':
      return {
        [name]: { ...perEventField(word, types), ...shared, description },
        [listName]: {
          ...listField(word, types),
          ...shared,
          description: describe('In all of its events, those in which something is saved.'),
        },
      };
    case 'repeating':
      return { [name]: { ...repeatingField(word, types), ...shared, description } };
  }
};
