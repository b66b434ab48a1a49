import { GraphQLList, GraphQLNonNull, type GraphQLFieldConfig, type GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import { codedError, schemaOutdated } from '../errors.ts';
import { savedOf } from '../graph/record/record.ts';
import { typedPageArguments, type PageArgs } from '../schema/page.ts';
import { instrumentDataShape, type InstrumentDataShape } from '../schema/record/instrument-data.ts';
import { instrumentPart, needStatus } from '../schema/record/need.ts';
import type { RecordShape } from '../schema/record/record.ts';
import { needs } from '../schema/need.ts';
import { describeInstrument } from './description.ts';
import { askedEvents, eventArguments, type EventArgs } from './event-argument.ts';
import { instrumentTarget, type InstrumentTypes } from './instrument-type.ts';
import { instancePage } from './instance-page.ts';
import type { Fields } from './static-types.ts';
import type { InstrumentWord } from './vocabulary.ts';

type RecordField = GraphQLFieldConfig<RecordShape, Context>;

/** All that is saved of an instrument in a record, or in the events that are asked for, in the order of events and instances. */
const savedInstances = (
  { source, design, node }: RecordShape,
  instrument: string,
  args: EventArgs = {},
): InstrumentDataShape[] => {
  const saved = node === null ? [] : savedOf(node, instrument);
  const events = args.event == null ? null : askedEvents(design, instrument, args);
  const wanted =
    events === null ? saved : saved.filter(({ event }) => event !== null && events.has(event.uniqueEventName));
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

/** What is saved in the one event that has something. Which of several events is meant is for the caller to say. */
const theOnlyEvent = (instances: readonly InstrumentDataShape[], word: InstrumentWord): InstrumentDataShape | null => {
  const events = new Set(instances.map(({ node }) => node.event));
  if (events.size > 1 && instances.every(({ node }) => node.repeatKind === 'NONE')) {
    throw codedError(
      'SEVERAL_EVENTS',
      `${word.name} is saved in ${String(events.size)} of the events that are asked for: name one by event, or select ${word.listName}.`,
      { argument: 'event' },
    );
  }
  return theOnly(instances, word.instrument.name);
};

/** The need of an instrument: all that is saved of it, in the events that the arguments name or in all of its own. */
const savedInstrumentNeed = needs({
  part: (args, { design }, of) => {
    const instrument = of?.kind === 'instrument' ? design.instrument(of.instrument) : undefined;
    if (instrument === undefined) return null;
    return instrumentPart(design, instrument, askedEvents(design, instrument.name, args));
  },
  need: needStatus,
});

const onceField = ({ instrument }: InstrumentWord, types: InstrumentTypes): RecordField => ({
  type: types.data,
  resolve: (record) => theOnly(savedInstances(record, instrument.name), instrument.name),
});

const perEventField = (word: InstrumentWord, types: InstrumentTypes): RecordField => ({
  type: types.data,
  args: eventArguments(
    word,
    types.event,
    'In which event. Left out, in the one that has something saved for the record.',
  ),
  resolve: (record, args: EventArgs) => theOnlyEvent(savedInstances(record, word.instrument.name, args), word),
});

const listField = ({ instrument }: InstrumentWord, types: InstrumentTypes): RecordField => ({
  type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(types.data))),
  resolve: (record) => savedInstances(record, instrument.name),
});

const repeatingField = (word: InstrumentWord, types: InstrumentTypes): RecordField => ({
  type: new GraphQLNonNull(types.connection),
  args: {
    ...eventArguments(word, types.event, 'Only in this event; left out, in all of them.'),
    ...typedPageArguments('Instances'),
  },
  resolve: (record, args: EventArgs & PageArgs, context: Context, info: GraphQLResolveInfo) =>
    instancePage(record, savedInstances(record, word.instrument.name, args), args, context, info),
});

const shapeWords: Readonly<Record<InstrumentWord['placement']['shape'], string>> = {
  once: 'Null while nothing of it is saved.',
  perEvent:
    'In one event; null while nothing of it is saved there. SEVERAL_EVENTS where more than one of the events that are asked for has something.',
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
