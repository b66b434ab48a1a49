import { planFormEventMappings } from '../../writers/design/form-event-mapping.ts';
import { builder } from '../builder.ts';
import { designInputTexts, designPayload, runDesignMutation, type DesignRules } from './design-change.ts';
import { FormEventMapping, type FormEventMappingShape } from './form-event-mapping.ts';

const rules: DesignRules = {
  replaces: 'FORM_EVENT_MAPPINGS',
  developmentOnly: true,
  longitudinal: true,
  reads: ['project', 'events', 'mappings'],
  touches: ['mappings', 'repeating'],
};

export const EventRefInput = builder.inputType('EventRefInput', {
  description: 'An event: either by its unique name, or by arm and label for events made in the same request.',
  fields: (t) => ({
    uniqueEventName: t.string({ description: 'Unique name of the event.' }),
    armNum: t.int({ description: 'Number of the arm; with eventName.' }),
    eventName: t.string({ description: 'Label of the event; with armNum.' }),
  }),
});

const FormEventMappingInput = builder.inputType('FormEventMappingInput', {
  description: 'An instrument that is designated for an event.',
  fields: (t) => ({
    event: t.field({ type: EventRefInput, required: true, description: 'The event.' }),
    instrument: t.string({ required: true, description: 'Unique name of the instrument.' }),
  }),
});

const FormEventMappingsPayload = designPayload<FormEventMappingShape>(
  'FormEventMappingsPayload',
  'What a change of the designations did.',
  {
    type: FormEventMapping,
    read: (source, design) => design.mappings.map((mapping) => ({ source, design, mapping })),
  },
);

const ReplaceFormEventMappingsInput = builder.inputType('ReplaceFormEventMappingsInput', {
  description: 'The whole set of designations.',
  fields: (t) => ({
    project: t.string({ required: true, description: designInputTexts.project }),
    mappings: t.field({
      type: [FormEventMappingInput],
      required: true,
      description: 'All designations there shall be.',
    }),
    dryRun: t.boolean({ required: true, defaultValue: false, description: designInputTexts.dryRun }),
    allowDataLoss: t.boolean({ required: true, defaultValue: false, description: designInputTexts.allowDataLoss }),
    expectedRevision: t.string({ description: designInputTexts.expectedRevision }),
  }),
});

const FormEventMappingsInput = builder.inputType('FormEventMappingsInput', {
  description: 'Designations to add or remove; all others stay.',
  fields: (t) => ({
    project: t.string({ required: true, description: designInputTexts.project }),
    mappings: t.field({ type: [FormEventMappingInput], required: true, description: 'The designations.' }),
    dryRun: t.boolean({ required: true, defaultValue: false, description: designInputTexts.dryRun }),
    allowDataLoss: t.boolean({ required: true, defaultValue: false, description: designInputTexts.allowDataLoss }),
    expectedRevision: t.string({ description: designInputTexts.expectedRevision }),
  }),
});

builder.mutationField('replaceFormEventMappings', (t) =>
  t.field({
    type: FormEventMappingsPayload,
    nullable: true,
    description:
      'Replaces the whole set of designations, as REDCap does. `previous` holds the set as it was. In Development only. REDCap: Import Instrument-Event Mappings.',
    args: { input: t.arg({ type: ReplaceFormEventMappingsInput, required: true, description: 'The whole set.' }) },
    resolve: (_root, { input }, context) =>
      runDesignMutation(context, input, rules, (source, design) =>
        planFormEventMappings(source, design, input.mappings, 'REPLACE'),
      ),
  }),
);

builder.mutationField('addFormEventMappings', (t) =>
  t.field({
    type: FormEventMappingsPayload,
    nullable: true,
    description:
      'Designates instruments for events and keeps every other designation: reads the set, adds to it, sends the whole set, and reads it back. In Development only. REDCap: Import Instrument-Event Mappings.',
    args: { input: t.arg({ type: FormEventMappingsInput, required: true, description: 'What to add.' }) },
    resolve: (_root, { input }, context) =>
      runDesignMutation(context, input, rules, (source, design) =>
        planFormEventMappings(source, design, input.mappings, 'ADD'),
      ),
  }),
);

builder.mutationField('removeFormEventMappings', (t) =>
  t.field({
    type: FormEventMappingsPayload,
    nullable: true,
    description:
      'Takes designations away and keeps every other one. Where records hold data it needs `allowDataLoss`: REDCap hides them. In Development only. REDCap: Import Instrument-Event Mappings.',
    args: { input: t.arg({ type: FormEventMappingsInput, required: true, description: 'What to remove.' }) },
    resolve: (_root, { input }, context) =>
      runDesignMutation(context, input, rules, (source, design) =>
        planFormEventMappings(source, design, input.mappings, 'REMOVE'),
      ),
  }),
);
