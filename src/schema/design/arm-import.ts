import { planDeleteArms, planImportArms } from '../../writers/design/arm.ts';
import { Arm, armShape, type ArmShape } from './arm.ts';
import { builder } from '../builder.ts';
import { designInputTexts, designPayload, ImportMode, runDesignMutation, type DesignRules } from './design-change.ts';

const rules: DesignRules = {
  replaces: 'ARMS',
  developmentOnly: true,
  longitudinal: true,
  reads: ['project', 'arms', 'events'],
  touches: ['project', 'arms', 'events', 'mappings', 'repeating'],
};

const ArmInput = builder.inputType('ArmInput', {
  description: 'An arm to create or rename.',
  fields: (t) => ({
    armNum: t.int({ required: true, description: 'Number of the arm, from 1.' }),
    name: t.string({ required: true, description: 'Name of the arm.' }),
  }),
});

const ArmsPayload = designPayload<ArmShape>('ArmsPayload', 'What a change of the arms did.', {
  type: Arm,
  read: (source, design) => design.arms.map((arm) => armShape(source, design, arm)),
});

const ImportArmsInput = builder.inputType('ImportArmsInput', {
  description: 'Arms to create or rename.',
  fields: (t) => ({
    project: t.string({ required: true, description: designInputTexts.project }),
    arms: t.field({ type: [ArmInput], required: true, description: 'The arms.' }),
    mode: t.field({ type: ImportMode, required: true, defaultValue: 'MERGE', description: designInputTexts.mode }),
    dryRun: t.boolean({ required: true, defaultValue: false, description: designInputTexts.dryRun }),
    allowDataLoss: t.boolean({ required: true, defaultValue: false, description: designInputTexts.allowDataLoss }),
    expectedRevision: t.string({ description: designInputTexts.expectedRevision }),
  }),
});

const DeleteArmsInput = builder.inputType('DeleteArmsInput', {
  description: 'Arms to delete, with their events and data.',
  fields: (t) => ({
    project: t.string({ required: true, description: designInputTexts.project }),
    arms: t.intList({ required: true, description: 'Numbers of the arms.' }),
    dryRun: t.boolean({ required: true, defaultValue: false, description: designInputTexts.dryRun }),
    allowDataLoss: t.boolean({ required: true, defaultValue: false, description: designInputTexts.allowDataLoss }),
    expectedRevision: t.string({ description: designInputTexts.expectedRevision }),
  }),
});

builder.mutationField('importArms', (t) =>
  t.field({
    type: ArmsPayload,
    nullable: true,
    description:
      'Creates and renames arms. A new arm is listed once it has an event. In Development only. REDCap: Import Arms, never with `override`.',
    args: { input: t.arg({ type: ImportArmsInput, required: true, description: 'What to import.' }) },
    resolve: (_root, { input }, context) =>
      runDesignMutation(context, input, rules, (source, design) =>
        planImportArms(source, design, input.arms, input.mode === 'REPLACE'),
      ),
  }),
);

builder.mutationField('deleteArms', (t) =>
  t.field({
    type: ArmsPayload,
    nullable: true,
    description:
      'Deletes arms with all their events and data. It needs `allowDataLoss` where records hold data there, or may hold data that this user does not see. In Development only. REDCap: Delete Arms.',
    args: { input: t.arg({ type: DeleteArmsInput, required: true, description: 'What to delete.' }) },
    resolve: (_root, { input }, context) =>
      runDesignMutation(context, input, rules, (source, design) => planDeleteArms(source, design, input.arms)),
  }),
);
