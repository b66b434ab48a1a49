import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../context.ts';
import type { Design, EventNode, InstrumentNode } from '../../graph/design/design.ts';
import type { Need } from '../../graph/need.ts';
import type { RecordEventNode, RecordNode } from '../../graph/record/record.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { writesOncePer } from '../../plan/mark.ts';
import { Arm, armShape } from '../design/arm.ts';
import { builder } from '../builder.ts';
import { DataAccessGroup, dataAccessGroupShape } from '../access/data-access-group.ts';
import { Event, eventShape } from '../design/event.ts';
import { Node, nodeId, projectOfNode, registerNode } from '../node.ts';
import { Project } from '../project/project.ts';
import { eventNames, eventsArgument, needEvents, needFor, selectedNeed, wholeRecord } from './need.ts';
import { needs, needsNothing, type FieldNeed } from '../need.ts';
import { selectionsOf, type SelectedField } from '../selection.ts';

/** A record with everything that the query needs of it. */
export interface RecordShape {
  readonly typeName: 'Record';
  readonly source: ProjectSource;
  readonly design: Design;
  readonly name: string;
  /** Null when only the name was asked for, or when the record went away between the list and its data. */
  readonly node: RecordNode | null;
  /** Fields that were asked for and that the project does not have any more. */
  readonly unknownFields: ReadonlySet<string>;
}

/** A record's object in the graph. */
export const recordShape = (
  source: ProjectSource,
  design: Design,
  name: string,
  node: RecordNode | null,
  unknownFields: ReadonlySet<string> = new Set(),
): RecordShape => ({ typeName: 'Record', source, design, name, node, unknownFields });

/** One event of a record. */
export interface RecordEventShape {
  readonly source: ProjectSource;
  readonly design: Design;
  readonly node: RecordEventNode;
}

/** What each selection needs of a whole record, by the design. */
const wholeNeeds = new WeakMap<Design, WeakMap<readonly SelectedField[], Need>>();

const wholeNeed = (selections: readonly SelectedField[], design: Design): Need => {
  const ofDesign = wholeNeeds.get(design) ?? new WeakMap<readonly SelectedField[], Need>();
  const known = ofDesign.get(selections);
  if (known !== undefined) return known;
  const need = selectedNeed(selections, wholeRecord(design));
  wholeNeeds.set(design, ofDesign.set(selections, need));
  return need;
};

/** The record, when there is one that this token may see, with what the selections need of it. */
export const loadRecord = async (
  source: ProjectSource,
  name: string,
  selections: readonly SelectedField[],
): Promise<RecordShape | null> => {
  const design = await source.design();
  const node = await source.records.load(name, wholeNeed(selections, design));
  // REDCap may find a record by a name in other capitals, which comes under its own name.
  return node === null ? null : recordShape(source, design, node.name, node);
};

export const Record = builder.objectRef<RecordShape>('Record');

Record.implement({
  description:
    'A record: all that is stored under one record name (record ID), in every arm that has it. REDCap: Export Records.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque id of the record; it does not show its name.',
      extensions: needsNothing,
      resolve: ({ source, name }, _args, context) => nodeId(context, 'Record', [source.key, name]),
    }),
    name: t.field({
      type: 'RecordName',
      description: 'The record name, exactly as REDCap stores it.',
      extensions: needsNothing,
      resolve: ({ name }) => name,
    }),
    arms: t.field({
      type: [Arm],
      description: 'The arms in which the record has data; empty in a classic project.',
      extensions: needs({ need: () => needFor({ events: null }) }),
      resolve: ({ source, design, node }) => {
        const numbers = new Set(node?.events.map(({ event }) => event?.armNum));
        return design.arms.filter(({ armNum }) => numbers.has(armNum)).map((arm) => armShape(source, design, arm));
      },
    }),
    dataAccessGroup: t.field({
      type: DataAccessGroup,
      nullable: true,
      description:
        "The data access group of the record. Null when the record is in none. Null also when the token's user is in a group: every record is then of that group, and REDCap does not return it.",
      extensions: {
        ...needs({ need: () => needFor({ dataAccessGroup: true }) }),
        ...writesOncePer(({ node }: RecordShape) => node?.dataAccessGroup),
      },
      resolve: ({ source, node }) => {
        const group = node?.dataAccessGroup ?? null;
        if (group === null || group === '') return null;
        return dataAccessGroupShape(source, group);
      },
    }),
  }),
});

export const RecordEvent = builder.objectRef<RecordEventShape>('RecordEvent');

RecordEvent.implement({
  description:
    'An event of a record, or one instance of a repeating event. In a classic project there is one, without an event.',
  fields: (t) => ({
    event: t.field({
      type: Event,
      nullable: true,
      description: 'The event; null in a classic project.',
      extensions: { ...needsNothing, ...writesOncePer(({ node }: RecordEventShape) => node.event) },
      resolve: ({ source, design, node }) => (node.event === null ? null : eventShape(source, design, node.event)),
    }),
    repeatInstance: t.int({
      nullable: true,
      description:
        'Which instance of a repeating event (`redcap_repeat_instance`); null when the event does not repeat.',
      extensions: needsNothing,
      resolve: ({ node }) => node.repeatInstance,
    }),
  }),
});

const designatedIn = (design: Design, events: readonly EventNode[] | null): readonly InstrumentNode[] => {
  if (events === null || !design.isLongitudinal) return design.instruments;
  const found = new Set(events.flatMap((event) => design.instrumentsOf(event)));
  return design.instruments.filter((instrument) => found.has(instrument));
};

/** The events that are asked for, with the instruments that are designated for them. */
const eventsPart: FieldNeed['part'] = (args, { design }) => {
  const events = eventsArgument(design, args, 'uniqueEventNames');
  return { design, instruments: designatedIn(design, events), events: eventNames(design, events), fields: [] };
};

builder.objectField(Record, 'events', (t) =>
  t.field({
    type: [RecordEvent],
    description: 'The events that hold something for this record; a repeating event once for each instance.',
    args: {
      uniqueEventNames: t.arg.stringList({ description: 'Only these events, by their unique names.' }),
    },
    extensions: needs({ part: eventsPart, need: needEvents }),
    resolve: ({ source, design, node }, args) => {
      const events = eventsArgument(design, args, 'uniqueEventNames');
      const wanted = events === null ? null : new Set(events.map(({ uniqueEventName }) => uniqueEventName));
      return (node?.events ?? [])
        .filter(({ event }) => wanted === null || (event !== null && wanted.has(event.uniqueEventName)))
        .map((eventNode) => ({ source, design, node: eventNode }));
    },
  }),
);

builder.objectField(Project, 'record', (t) =>
  t.field({
    type: Record,
    nullable: true,
    description:
      'One record by its name; null when there is none that this token may see. A record that does not come is looked for once more, which costs one more call. Where that shows that it is there, the field fails with REDCAP_INCOMPLETE.',
    args: { name: t.arg({ type: 'RecordName', required: true, description: 'The record name, exactly.' }) },
    resolve: ({ source }, { name }, _context: Context, info: GraphQLResolveInfo) =>
      loadRecord(source, name, selectionsOf(info)),
  }),
);

registerNode('Record', async ([key, name], context, info) => {
  const source = projectOfNode(context, key);
  if (source === undefined || typeof name !== 'string') return null;
  return loadRecord(source, name, selectionsOf(info, 'Record'));
});
