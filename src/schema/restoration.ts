import { restoreBackup, type RestoreResult } from '../writers/restoration.ts';
import { AccessChangeType, accessInputTexts } from './access/access-change.ts';
import { BackupRef } from './backup.ts';
import { builder } from './builder.ts';
import { DesignChangeType, designInputTexts, changePayloadTexts } from './design/design-change.ts';
import { writableProject } from './project/mutation.ts';
import { Project, projectShape } from './project/project.ts';
import { UserError } from './user-error.ts';

const RestorePayload = builder.objectRef<RestoreResult>('RestorePayload').implement({
  description: 'What a restoration did.',
  fields: (t) => ({
    project: t.field({
      type: Project,
      // A fault below must not take `changes` and `errors` with it.
      nullable: true,
      description: 'The project as it is now.',
      resolve: ({ source }) => projectShape(source),
    }),
    backup: t.field({
      type: BackupRef,
      nullable: true,
      description: 'The backup that was put back; null when the project has none with this id.',
      resolve: ({ backup }) => backup,
    }),
    changes: t.field({
      type: [DesignChangeType],
      description:
        'What was changed of the design, or with `dryRun` would be. Empty when everything is so already, and for a backup of users or roles.',
      resolve: ({ changes }) => [...changes],
    }),
    accessChanges: t.field({
      type: [AccessChangeType],
      description: 'Who gained and who lost what, or with `dryRun` would. Empty for a backup of a design.',
      resolve: ({ accessChanges }) => [...accessChanges],
    }),
    notRestorable: t.stringList({
      description:
        'What does not come back, for people: data of deleted events, settings of surveys, API tokens, members of roles that are made anew.',
      resolve: ({ losses }) => [...losses],
    }),
    backupId: t.id({
      nullable: true,
      description: 'The backup of what was there until now: `restore` takes this restoration back with it.',
      resolve: ({ backupId }) => backupId,
    }),
    dryRun: t.exposeBoolean('dryRun', { description: changePayloadTexts.dryRun }),
    errors: t.field({
      type: [UserError],
      description: changePayloadTexts.errors,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

const RestoreInput = builder.inputType('RestoreInput', {
  description: 'A backup that is to be put back.',
  fields: (t) => ({
    project: t.string({ required: true, description: designInputTexts.project }),
    backupId: t.id({ required: true, description: 'The backup, as `Project.backups` or a payload names it.' }),
    dryRun: t.boolean({ required: true, defaultValue: false, description: designInputTexts.dryRun }),
    expectedRevision: t.string({
      description: `${designInputTexts.expectedRevision} Only for backups of a design.`,
    }),
    allowDataLoss: t.boolean({ required: true, defaultValue: false, description: designInputTexts.allowDataLoss }),
    allowWidening: t.boolean({ required: true, defaultValue: false, description: accessInputTexts.allowWidening }),
  }),
});

builder.mutationField('restore', (t) =>
  t.field({
    type: RestorePayload,
    nullable: true,
    description:
      'Puts back what a mutation replaced. See first what it does, with `dryRun`: people may have worked since, and what they made since goes with it. A backup of a design brings the whole part back: what was added since is removed. A backup of users and roles brings back those that the mutation was about to change: who was added since stays. It is a replacing write itself, with a backup of its own. REDCap: the imports of what was replaced.',
    args: { input: t.arg({ type: RestoreInput, required: true, description: 'What to put back.' }) },
    resolve: (_root, { input }, context) =>
      restoreBackup(context, writableProject(context, input.project), {
        backupId: input.backupId,
        dryRun: input.dryRun,
        expectedRevision: input.expectedRevision ?? null,
        allowDataLoss: input.allowDataLoss,
        allowWidening: input.allowWidening,
      }),
  }),
);
