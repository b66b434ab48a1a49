import type { AccessChange, AccessWriteResult } from '../../writers/access/change.ts';
import { builder } from '../builder.ts';
import { changePayloadTexts } from '../design/design-change.ts';
import { Project, projectShape } from '../project/project.ts';
import { UserError } from '../user-error.ts';
import { UserRole } from './user-role.ts';
import { User } from './user.ts';

export const AccessChangeType = builder.objectRef<AccessChange>('AccessChange').implement({
  description:
    'One difference in what people may see and do, between before and after. With a dry run: what it would be.',
  fields: (t) => ({
    username: t.exposeString('username', {
      nullable: true,
      description: 'Whom it is about; null when it is about a role or a group.',
    }),
    subject: t.exposeString('subject', {
      description:
        "What changes: a right by REDCap's key, `instrument` and its name, `data_access_group`, `role`, `expiration`, `user`, or a role or group by its name.",
    }),
    widensAccess: t.exposeBoolean('widensAccess', {
      description: 'True when somebody gets access that they did not have before, as far as the gateway can know.',
    }),
    detail: t.exposeString('detail', { description: 'From what to what, for people.' }),
  }),
});

/** What every change of users, roles and groups answers. */
export const AccessPayload = builder.objectRef<AccessWriteResult>('AccessPayload').implement({
  description: 'What a change of users, roles or data access groups did.',
  fields: (t) => ({
    project: t.field({
      type: Project,
      // A fault below must not take `changes` and `errors` with it.
      nullable: true,
      description: 'The project as it is now.',
      resolve: ({ source }) => projectShape(source),
    }),
    changes: t.field({
      type: [AccessChangeType],
      description:
        'Who gains and who loses what; with `dryRun`, who would. Empty when everything is so already. Nothing is sent then.',
      resolve: ({ changes }) => [...changes],
    }),
    previousUsers: t.field({
      type: [User],
      description:
        'Users that change or go, with their rights as they were: to put them back if need be. `role` is null of a role that is gone.',
      resolve: ({ source, previous }) => (previous.users ?? []).map((user) => ({ source, ...user })),
    }),
    previousUserRoles: t.field({
      type: [UserRole],
      description: 'User roles that change or go, with their rights as they were: to put them back if need be.',
      resolve: ({ source, previous }) => (previous.roles ?? []).map((row) => ({ source, row })),
    }),
    backupId: t.id({
      nullable: true,
      description: changePayloadTexts.backupId,
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

/** Descriptions of the input fields that changes of access share. */
export const accessInputTexts = {
  project: 'Key of the project.',
  dryRun: 'Work out the changes and send nothing.',
  allowWidening:
    'Go ahead although `changes` shows that somebody gains access. Without it the answer is WOULD_WIDEN_ACCESS and nothing is sent.',
} as const;
