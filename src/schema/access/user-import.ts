import { deleteUsers } from '../../writers/access/user-deletion.ts';
import { importUsers } from '../../writers/access/user.ts';
import { accessInputTexts, AccessPayload } from './access-change.ts';
import { builder } from '../builder.ts';
import { writableProject } from '../project/mutation.ts';
import { InstrumentRightsInput, RightInput, rightInputTexts } from './right-input.ts';
import { RightLevelEnum } from './right.ts';

const UserInput = builder.inputType('UserInput', {
  description:
    'A user to add or change. What is left out or null stays as it is. A new user starts with no right at all. E-mail and names cannot be set through the API.',
  fields: (t) => ({
    username: t.string({ required: true, description: 'Name with which the user logs in.' }),
    expiration: t.field({ type: 'Date', description: 'The day from which on the user has no access.' }),
    clearExpiration: t.boolean({ description: 'Access without an end.' }),
    dataAccessGroup: t.string({
      description: 'Unique name of the group. Leave it out to keep the group, which REDCap itself would clear.',
    }),
    clearDataAccessGroup: t.boolean({
      description:
        'Takes the user out of all groups, so that the user sees the records of every group. An empty dataAccessGroup does the same.',
    }),
    instrumentRights: t.field({ type: [InstrumentRightsInput], description: rightInputTexts.instrumentRights }),
    rights: t.field({ type: [RightInput], description: rightInputTexts.rights }),
    apiExport: t.boolean({ description: rightInputTexts.apiExport }),
    apiImport: t.boolean({ description: rightInputTexts.apiImport }),
    design: t.boolean({ description: rightInputTexts.design }),
    userRights: t.field({ type: RightLevelEnum, description: rightInputTexts.userRights }),
  }),
});

const ImportUsersInput = builder.inputType('ImportUsersInput', {
  description: 'Users to add or change.',
  fields: (t) => ({
    project: t.string({ required: true, description: accessInputTexts.project }),
    users: t.field({ type: [UserInput], required: true, description: 'The users.' }),
    dryRun: t.boolean({ required: true, defaultValue: false, description: accessInputTexts.dryRun }),
    allowWidening: t.boolean({ required: true, defaultValue: false, description: accessInputTexts.allowWidening }),
  }),
});

const DeleteUsersInput = builder.inputType('DeleteUsersInput', {
  description: 'Users to take out of the project.',
  fields: (t) => ({
    project: t.string({ required: true, description: accessInputTexts.project }),
    users: t.stringList({ required: true, description: 'Their names. All must be there, or nobody is deleted.' }),
    confirmCount: t.int({
      required: true,
      description:
        'The number of named users. With another number nobody is deleted, so a list that is too long by mistake does no harm.',
    }),
    dryRun: t.boolean({ required: true, defaultValue: false, description: accessInputTexts.dryRun }),
  }),
});

builder.mutationField('importUsers', (t) =>
  t.field({
    type: AccessPayload,
    nullable: true,
    description:
      'Adds users and changes their rights. The gateway reads each row, changes it and sends it whole, so what is not named is kept. A user in a role cannot be changed: change the role, or take the user out of it first. REDCap: Import Users.',
    args: { input: t.arg({ type: ImportUsersInput, required: true, description: 'What to import.' }) },
    resolve: (_root, { input }, context) => importUsers(context, writableProject(context, input.project), input),
  }),
);

builder.mutationField('deleteUsers', (t) =>
  t.field({
    type: AccessPayload,
    nullable: true,
    description:
      "Removes users from the project, with their rights and tokens. The token's own user is refused where the gateway knows the name. REDCap: Delete Users.",
    args: { input: t.arg({ type: DeleteUsersInput, required: true, description: 'Whom to delete.' }) },
    resolve: (_root, { input }, context) => deleteUsers(context, writableProject(context, input.project), input),
  }),
);
