import { planDeleteEvents, planImportEvents } from '../../writers/design/event.ts';
import { builder } from '../builder.ts';
import { designInputTexts, designPayload, ImportMode, runDesignMutation, type DesignRules } from './design-change.ts';
import { Event, eventShape, type EventShape } from './event.ts';

const rules: DesignRules = {
  replaces: 'EVENTS',
  developmentOnly: true,
  longitudinal: true,
  reads: ['project', 'arms', 'events'],
  touches: ['project', 'arms', 'events', 'mappings', 'repeating'],
};

const EventInput = builder.inputType('EventInput', {
  description: 'An event to create or change. Of an event that is there, what is left out stays as it is.',
  fields: (t) => ({
    uniqueEventName: t.string({
      description:
        'The event to change. Left out: the event with this label in this arm, or a new one, for which REDCap makes the unique name. A label in this place is refused.',
    }),
    eventName: t.string({ required: true, description: 'The label. Another label makes another unique name.' }),
    armNum: t.int({ required: true, description: 'Number of the arm; it must be there.' }),
    dayOffset: t.int({ description: 'Days from the start of the schedule.' }),
    offsetMin: t.int({ description: 'Days that the visit may be early.' }),
    offsetMax: t.int({ description: 'Days that the visit may be late.' }),
    customEventLabel: t.string({ description: 'Text with piping that REDCap shows beside the event.' }),
  }),
});

const EventsPayload = designPayload<EventShape>('EventsPayload', 'What a change of the events did.', {
  type: Event,
  read: (source, design) => design.events.map((event) => eventShape(source, design, event)),
});

const ImportEventsInput = builder.inputType('ImportEventsInput', {
  description: 'Events to create or change.',
  fields: (t) => ({
    project: t.string({ required: true, description: designInputTexts.project }),
    events: t.field({ type: [EventInput], required: true, description: 'The events.' }),
    mode: t.field({ type: ImportMode, required: true, defaultValue: 'MERGE', description: designInputTexts.mode }),
    dryRun: t.boolean({ required: true, defaultValue: false, description: designInputTexts.dryRun }),
    allowDataLoss: t.boolean({ required: true, defaultValue: false, description: designInputTexts.allowDataLoss }),
    expectedRevision: t.string({ description: designInputTexts.expectedRevision }),
  }),
});

const DeleteEventsInput = builder.inputType('DeleteEventsInput', {
  description: 'Events to delete, with their data.',
  fields: (t) => ({
    project: t.string({ required: true, description: designInputTexts.project }),
    events: t.stringList({ required: true, description: 'Unique names of the events, never their labels.' }),
    dryRun: t.boolean({ required: true, defaultValue: false, description: designInputTexts.dryRun }),
    allowDataLoss: t.boolean({ required: true, defaultValue: false, description: designInputTexts.allowDataLoss }),
    expectedRevision: t.string({ description: designInputTexts.expectedRevision }),
  }),
});

builder.mutationField('importEvents', (t) =>
  t.field({
    type: EventsPayload,
    nullable: true,
    description:
      'Creates and changes events. A new event has no instruments until some are designated. In Development only. REDCap: Import Events, never with `override`.',
    args: { input: t.arg({ type: ImportEventsInput, required: true, description: 'What to import.' }) },
    resolve: (_root, { input }, context) =>
      runDesignMutation(context, input, rules, (source, design) =>
        planImportEvents(source, design, input.events, input.mode === 'REPLACE'),
      ),
  }),
);

builder.mutationField('deleteEvents', (t) =>
  t.field({
    type: EventsPayload,
    nullable: true,
    description:
      'Deletes events with all their data. It needs `allowDataLoss` where records hold data there, or may hold data that this user does not see. In Development only. REDCap: Delete Events.',
    args: { input: t.arg({ type: DeleteEventsInput, required: true, description: 'What to delete.' }) },
    resolve: (_root, { input }, context) =>
      runDesignMutation(context, input, rules, (source, design) => planDeleteEvents(source, design, input.events)),
  }),
);
