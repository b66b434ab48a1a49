import { badUserInput } from '../../errors.ts';
import type { Design, EventNode } from '../../graph/design/design.ts';
import { isLabel } from '../../graph/dictionary/label.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { Arm, armShape } from './arm.ts';
import { builder } from '../builder.ts';
import { readAtOnce } from '../../plan/mark.ts';
import { Node, nodeId, projectOfNode, registerNode } from '../node.ts';
import { Project } from '../project/project.ts';

/** An event with the design that it is part of. */
export interface EventShape {
  readonly typeName: 'Event';
  readonly source: ProjectSource;
  readonly design: Design;
  readonly event: EventNode;
}

/** An event's object in the graph. */
export const eventShape = (source: ProjectSource, design: Design, event: EventNode): EventShape => ({
  typeName: 'Event',
  source,
  design,
  event,
});

/** The event with this unique name; a label in its place is refused with the unique name that was probably meant. */
export const findEvent = (design: Design, uniqueEventName: string, argument: string): EventNode => {
  const event = design.event(uniqueEventName);
  if (event !== undefined) return event;
  if (!design.isLongitudinal) {
    throw badUserInput('This is a classic project: it has no events. Leave the event out.', argument);
  }
  const meant = design.events.filter((candidate) => isLabel(candidate.eventName, uniqueEventName));
  const hint =
    meant.length === 0
      ? '{ project { events { uniqueEventName } } } lists those there are'
      : `this is the label of ${meant.map((candidate) => candidate.uniqueEventName).join(', ')}: give the unique name`;
  throw badUserInput(`There is no event with this unique name in the project; ${hint}.`, argument);
};

export const Event = builder.objectRef<EventShape>('Event');

Event.implement({
  description: 'An event of a longitudinal project. REDCap: Export Events.',
  extensions: readAtOnce,
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque id of the event.',
      resolve: ({ source, event }, _args, context) => nodeId(context, 'Event', [source.key, event.uniqueEventName]),
    }),
    uniqueEventName: t.string({
      description:
        'The key by which everything refers to the event, for example `baseline_arm_1` (`unique_event_name`). REDCap makes it, and makes it anew when the event is renamed. Never parse it.',
      resolve: ({ event }) => event.uniqueEventName,
    }),
    eventName: t.string({
      description: 'The label that people see, as REDCap stores it (`event_name`).',
      resolve: ({ event }) => event.eventName,
    }),
    customEventLabel: t.string({
      nullable: true,
      description: 'Text with piping that REDCap shows beside the event of a record (`custom_event_label`).',
      resolve: ({ event }) => event.customEventLabel,
    }),
    eventId: t.int({
      nullable: true,
      description: "REDCap's number of the event: the one thing that stays when it is renamed (`event_id`).",
      resolve: ({ event }) => event.eventId,
    }),
    arm: t.field({
      type: Arm,
      description: 'The arm that the event belongs to.',
      resolve: ({ source, design, event }) =>
        armShape(source, design, design.arm(event.armNum) ?? { armNum: event.armNum, name: '' }),
    }),
    dayOffset: t.int({
      nullable: true,
      description: 'Days from the start of the schedule (`day_offset`); only with scheduling.',
      resolve: ({ event }) => event.dayOffset,
    }),
    offsetMin: t.int({
      nullable: true,
      description: 'Days that the visit may be early (`offset_min`); only with scheduling.',
      resolve: ({ event }) => event.offsetMin,
    }),
    offsetMax: t.int({
      nullable: true,
      description: 'Days that the visit may be late (`offset_max`); only with scheduling.',
      resolve: ({ event }) => event.offsetMax,
    }),
    position: t.int({ description: 'Place in project order, from 0.', resolve: ({ event }) => event.position }),
    isRepeating: t.boolean({
      description: 'The whole event repeats: each record may have several instances of it.',
      resolve: ({ event }) => event.isRepeating,
    }),
  }),
});

builder.objectField(Arm, 'events', (t) =>
  t.field({
    type: [Event],
    description: 'The events of the arm in project order.',
    resolve: ({ source, design, arm }) =>
      design.events.filter((event) => event.armNum === arm.armNum).map((event) => eventShape(source, design, event)),
  }),
);

builder.objectField(Project, 'events', (t) =>
  t.field({
    type: [Event],
    description: 'The events in project order; empty in a classic project.',
    args: { arms: t.arg.intList({ description: 'Only events of these arms.' }) },
    resolve: async ({ source }, { arms }) => {
      const design = await source.design();
      const unknown = (arms ?? []).filter((armNum) => design.arm(armNum) === undefined);
      if (unknown.length > 0) throw badUserInput(`There is no arm ${unknown.join(', ')} in this project.`, 'arms');
      return design.events
        .filter((event) => arms === null || arms === undefined || arms.includes(event.armNum))
        .map((event) => eventShape(source, design, event));
    },
  }),
);

registerNode('Event', async ([key, name], context) => {
  const source = projectOfNode(context, key);
  if (source === undefined || typeof name !== 'string') return null;
  const design = await source.design();
  const event = design.event(name);
  return event === undefined ? null : eventShape(source, design, event);
});
