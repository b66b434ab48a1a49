import type { Context } from '../../context.ts';
import { cellOf, savedOf, type InstrumentDataNode } from '../../graph/record/record.ts';
import type { Design } from '../../graph/design/design.ts';
import { readStatus } from '../../graph/dictionary/form-status.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { writes, writesOncePer } from '../../plan/mark.ts';
import { builder } from '../builder.ts';
import { Event, eventShape } from '../design/event.ts';
import { FieldValue, fieldValueShape } from './field-value.ts';
import { findInstrument, Instrument, instrumentShape } from '../design/instrument.ts';
import { Node, nodeId, projectOfNode, registerNode, type NodeKey } from '../node.ts';
import { needs, needsNothing, type FieldNeed } from '../need.ts';
import { Record, RecordEvent, recordShape, type RecordShape } from './record.ts';
import { describedEnum } from '../described-enum.ts';
import {
  eventNames,
  eventsArgument,
  fieldsArgument,
  instrumentPart,
  instrumentsArgument,
  needFor,
  needStatus,
  needValues,
  savedNeed,
  valuePart,
  wholeRecord,
} from './need.ts';
import { selectionsOf, type SelectedField } from '../selection.ts';
import { shownField, shownFields } from './shown-field.ts';
import { surveyState, SurveyState } from './survey-state.ts';
import { writeValue, writeValues } from './value-text.ts';

/** One saved instrument of a record. */
export interface InstrumentDataShape {
  /** `InstrumentData`; another schema's own type for the instrument has its own name. */
  readonly typeName: string;
  readonly source: ProjectSource;
  readonly design: Design;
  readonly node: InstrumentDataNode;
}

/** Saved data's object in the graph. */
export const instrumentDataShape = (
  source: ProjectSource,
  design: Design,
  node: InstrumentDataNode,
): InstrumentDataShape => ({ typeName: 'InstrumentData', source, design, node });

/** The id of a saved instrument, as a node of this type. */
export const savedInstrumentId = (
  context: Context,
  typeName: string,
  { key }: ProjectSource,
  { record, event, instrument, repeatInstance }: InstrumentDataNode,
): string =>
  nodeId(context, typeName, [key, record.name, event?.uniqueEventName ?? null, instrument.name, repeatInstance]);

/** How far an instrument is filled in; also an input. */
export const FormStatus = describedEnum('FormStatus', 'How far an instrument is filled in (`<instrument>_complete`).', {
  INCOMPLETE: 'Incomplete: 0, red.',
  UNVERIFIED: 'Unverified: 1, yellow.',
  COMPLETE: 'Complete: 2, green.',
  NOT_STARTED: 'No status stored: grey.',
});

const RepeatKind = describedEnum('RepeatKind', 'What of it repeats, in this event.', {
  NONE: 'Nothing.',
  INSTRUMENT: 'The instrument has instances of its own.',
  EVENT: 'The whole event has instances.',
});

export const InstrumentData = builder.objectRef<InstrumentDataShape>('InstrumentData');

InstrumentData.implement({
  description:
    'One saved instrument: record × event × instance. It exists only where something is stored. One instrument may repeat in one event and not in another: see `repeatKind`.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque id of the saved instrument.',
      extensions: needsNothing,
      resolve: ({ source, node }, _args, context) => savedInstrumentId(context, 'InstrumentData', source, node),
    }),
    record: t.field({
      type: Record,
      description: 'The record that it belongs to.',
      extensions: needs({ part: (_args, { design }) => wholeRecord(design) }),
      resolve: ({ source, design, node }): RecordShape => recordShape(source, design, node.record.name, node.record),
    }),
    event: t.field({
      type: Event,
      nullable: true,
      description: 'The event; null in a classic project.',
      extensions: { ...needsNothing, ...writesOncePer(({ node }: InstrumentDataShape) => node.event) },
      resolve: ({ source, design, node }) => (node.event === null ? null : eventShape(source, design, node.event)),
    }),
    instrument: t.field({
      type: Instrument,
      description: 'The instrument.',
      extensions: { ...needsNothing, ...writesOncePer(({ node }: InstrumentDataShape) => node.instrument) },
      resolve: ({ source, design, node }) => instrumentShape(source, design, node.instrument),
    }),
    repeatKind: t.field({
      type: RepeatKind,
      description: 'Whether the instrument or the whole event repeats here.',
      extensions: needsNothing,
      resolve: ({ node }) => node.repeatKind,
    }),
    repeatInstance: t.int({
      nullable: true,
      description: 'Which instance (`redcap_repeat_instance`); null when nothing repeats here.',
      extensions: needsNothing,
      resolve: ({ node }) => node.repeatInstance,
    }),
  }),
});

/** The fields of an instrument that an argument names, or all of the part's instruments. */
const valuesPart: FieldNeed['part'] = (args, around) => ({
  ...around,
  fields:
    fieldsArgument(around.design, args, 'fields') ??
    around.instruments.flatMap(({ name }) => around.design.fieldsOf(name)),
});

builder.objectFields(InstrumentData, (t) => ({
  status: t.field({
    type: FormStatus,
    nullable: true,
    description:
      'The form status: how far the instrument is filled in (`<instrument>_complete`). Null when the export rights withhold it.',
    // The status comes with every saved instrument.
    extensions: needsNothing,
    resolve: ({ node }) => readStatus(cellOf(node, node.instrument.statusColumn)),
  }),
  survey: t.field({
    type: SurveyState,
    nullable: true,
    description: 'The survey response. Null where the instrument is not a survey.',
    extensions: needs({ need: ({ events }) => needFor({ surveyFields: true, events }) }),
    resolve: ({ node }) => surveyState(node),
  }),
  values: t.field({
    type: [FieldValue],
    description: 'The values in the order of the data dictionary, blank ones too. Descriptive fields have no value.',
    args: { fields: t.arg.stringList({ description: 'Only these fields of the instrument.' }) },
    extensions: {
      ...needs({ part: valuesPart, need: needValues }),
      ...writes<InstrumentDataShape>((bound) =>
        writeValues(bound, (design, instrument) => shownFields(design, instrument, bound.args)),
      ),
    },
    resolve: ({ source, design, node }, args) =>
      shownFields(design, node.instrument, args).map((field) => fieldValueShape(source, design, node, field)),
  }),
  value: t.field({
    type: FieldValue,
    nullable: true,
    description: 'One value; null when the field is on another instrument.',
    args: { field: t.arg.string({ required: true, description: 'Name of the field.' }) },
    extensions: {
      ...needs({ part: valuePart, need: needValues }),
      ...writes<InstrumentDataShape>((bound) =>
        writeValue(bound, (design, instrument) => shownField(design, instrument, bound.args)),
      ),
    },
    resolve: ({ source, design, node }, args) => {
      const [field] = shownField(design, node.instrument, args);
      return field === undefined ? null : fieldValueShape(source, design, node, field);
    },
  }),
}));

builder.objectField(RecordEvent, 'instruments', (t) =>
  t.field({
    type: [InstrumentData],
    description: 'What is saved in this event, in the order of the instruments, instances in their order.',
    args: { names: t.arg.stringList({ description: 'Only these instruments, by their unique names.' }) },
    extensions: needs({
      part: (args, around) => ({
        ...around,
        instruments: instrumentsArgument(around.design, args, 'names') ?? around.instruments,
      }),
      need: needStatus,
    }),
    resolve: ({ source, design, node }, args) => {
      const wanted = instrumentsArgument(design, args, 'names');
      return node.instruments
        .filter(({ instrument }) => wanted?.some(({ name }) => name === instrument.name) ?? true)
        .map((data) => instrumentDataShape(source, design, data));
    },
  }),
);

/** One instrument, in the events that an argument names or in all of its own. */
const instancesPart: FieldNeed['part'] = (args, { design }) => {
  const instrument = findInstrument(design, String(args['instrument']), 'instrument');
  const events = eventsArgument(design, args, 'events') ?? design.eventsOf(instrument.name);
  return instrumentPart(design, instrument, eventNames(design, events));
};

builder.objectField(Record, 'instances', (t) =>
  t.field({
    type: [InstrumentData],
    description: 'All that is saved of one instrument in this record, in the order of events and instances.',
    args: {
      instrument: t.arg.string({ required: true, description: 'Unique name of the instrument.' }),
      events: t.arg.stringList({ description: 'Only these events, by their unique names.' }),
    },
    extensions: needs({ part: instancesPart, need: needStatus }),
    resolve: ({ source, design, node }, args) => {
      const { name } = findInstrument(design, args.instrument, 'instrument');
      const events = eventsArgument(design, args, 'events');
      return (node === null ? [] : savedOf(node, name))
        .filter(
          ({ event }) => events === null || events.some((wanted) => wanted.uniqueEventName === event?.uniqueEventName),
        )
        .map((data) => instrumentDataShape(source, design, data));
    },
  }),
);

/** Finds a saved instrument again by what its id holds, with what is selected of its type; null when it is gone. */
export const findInstrumentData = async (
  [key, record, eventName, instrumentName, instance]: NodeKey,
  context: Context,
  selections: readonly SelectedField[],
): Promise<InstrumentDataShape | null> => {
  const source = projectOfNode(context, key);
  if (source === undefined || typeof record !== 'string' || typeof instrumentName !== 'string') return null;
  const design = await source.design();
  const instrument = design.instrument(instrumentName);
  if (instrument === undefined) return null;
  const events = typeof eventName === 'string' ? new Set([eventName]) : null;
  const node = await source.records.load(record, savedNeed(selections, instrumentPart(design, instrument, events)));
  const data = (node === null ? [] : savedOf(node, instrumentName)).find(
    ({ event, repeatInstance }) => (event?.uniqueEventName ?? null) === eventName && repeatInstance === instance,
  );
  return data === undefined ? null : instrumentDataShape(source, design, data);
};

registerNode('InstrumentData', (parts, context, info) =>
  findInstrumentData(parts, context, selectionsOf(info, 'InstrumentData')),
);
