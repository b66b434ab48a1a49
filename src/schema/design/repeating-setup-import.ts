import { planRepeatingSetup } from '../../writers/design/repeating-setup.ts';
import { builder } from '../builder.ts';
import { designInputTexts, designPayload, ImportMode, runDesignMutation, type DesignRules } from './design-change.ts';
import { EventRefInput } from './form-event-mapping-import.ts';
import { RepeatingSetup, type RepeatingSetupShape } from './repeating-setup.ts';

const rules: DesignRules = {
  replaces: 'REPEATING_INSTRUMENTS_AND_EVENTS',
  developmentOnly: false,
  longitudinal: false,
  reads: ['project', 'events', 'mappings', 'repeating'],
  touches: ['project', 'repeating'],
};

const RepeatingInput = builder.inputType('RepeatingInput', {
  description: 'An instrument that repeats, or without an instrument an event that repeats as a whole.',
  fields: (t) => ({
    event: t.field({ type: EventRefInput, description: 'The event; left out in a classic project.' }),
    instrument: t.string({ description: 'Unique name of the instrument; left out when the whole event repeats.' }),
    customLabel: t.string({
      description:
        'Text with piping that REDCap shows beside each instance. Left out, the label that is there stays; null clears it.',
    }),
  }),
});

const ImportRepeatingInput = builder.inputType('ImportRepeatingInput', {
  description: 'What repeats.',
  fields: (t) => ({
    project: t.string({ required: true, description: designInputTexts.project }),
    entries: t.field({ type: [RepeatingInput], required: true, description: 'The instruments and events.' }),
    mode: t.field({ type: ImportMode, required: true, defaultValue: 'MERGE', description: designInputTexts.mode }),
    dryRun: t.boolean({ required: true, defaultValue: false, description: designInputTexts.dryRun }),
    allowDataLoss: t.boolean({ required: true, defaultValue: false, description: designInputTexts.allowDataLoss }),
    expectedRevision: t.string({ description: designInputTexts.expectedRevision }),
  }),
});

const RepeatingPayload = designPayload<RepeatingSetupShape>(
  'RepeatingPayload',
  'What a change of the repeating setup did.',
  {
    type: RepeatingSetup,
    read: (source, design) => design.repeating.map((repeating) => ({ source, design, repeating })),
  },
);

builder.mutationField('importRepeatingInstrumentsAndEvents', (t) =>
  t.field({
    type: RepeatingPayload,
    nullable: true,
    description:
      'Says which instruments and events repeat. REDCap replaces the whole setup at each import, so the whole setup is read, changed, sent and read back. REDCap: Import Repeating Instruments and Events.',
    args: { input: t.arg({ type: ImportRepeatingInput, required: true, description: 'What to import.' }) },
    resolve: (_root, { input }, context) =>
      runDesignMutation(context, input, rules, (source, design) =>
        planRepeatingSetup(source, design, input.entries, input.mode === 'REPLACE'),
      ),
  }),
);
