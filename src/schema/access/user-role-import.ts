import { deleteUserRoles } from '../../writers/access/user-role-deletion.ts';
import { importUserRoles } from '../../writers/access/user-role.ts';
import { accessInputTexts, AccessPayload } from './access-change.ts';
import { builder } from '../builder.ts';
import { writableProject } from '../project/mutation.ts';
import { InstrumentRightsInput, RightInput, rightInputTexts } from './right-input.ts';
import { RightLevelEnum } from './right.ts';

const UserRoleInput = builder.inputType('UserRoleInput', {
  description: 'A role to make or change. What is left out or null stays; a new role starts with no right at all.',
  fields: (t) => ({
    uniqueRoleName: t.string({ description: 'Unique name of the role to change; without it a new role is made.' }),
    roleLabel: t.string({ description: 'The label that people see. A new role needs one.' }),
    instrumentRights: t.field({ type: [InstrumentRightsInput], description: rightInputTexts.instrumentRights }),
    rights: t.field({ type: [RightInput], description: rightInputTexts.rights }),
    apiExport: t.boolean({ description: rightInputTexts.apiExport }),
    apiImport: t.boolean({ description: rightInputTexts.apiImport }),
    design: t.boolean({ description: rightInputTexts.design }),
    userRights: t.field({ type: RightLevelEnum, description: rightInputTexts.userRights }),
  }),
});

const ImportUserRolesInput = builder.inputType('ImportUserRolesInput', {
  description: 'Roles to make or change.',
  fields: (t) => ({
    project: t.string({ required: true, description: accessInputTexts.project }),
    roles: t.field({ type: [UserRoleInput], required: true, description: 'The roles.' }),
    allowDuplicateLabel: t.boolean({
      required: true,
      defaultValue: false,
      description:
        'Allows a second role with the same label. Without it the gateway refuses such a role, which is mostly a request that was sent twice.',
    }),
    dryRun: t.boolean({ required: true, defaultValue: false, description: accessInputTexts.dryRun }),
    allowWidening: t.boolean({ required: true, defaultValue: false, description: accessInputTexts.allowWidening }),
  }),
});

const DeleteUserRolesInput = builder.inputType('DeleteUserRolesInput', {
  description: 'Roles to delete.',
  fields: (t) => ({
    project: t.string({ required: true, description: accessInputTexts.project }),
    roles: t.stringList({ required: true, description: 'Their unique names.' }),
    dryRun: t.boolean({ required: true, defaultValue: false, description: accessInputTexts.dryRun }),
    allowWidening: t.boolean({
      required: true,
      defaultValue: false,
      description: `${accessInputTexts.allowWidening} It is needed while users are in the role: REDCap does not show beforehand which rights of their own they have.`,
    }),
  }),
});

builder.mutationField('importUserRoles', (t) =>
  t.field({
    type: AccessPayload,
    nullable: true,
    description:
      'Makes and changes user roles. The gateway reads each row, changes it and sends it whole. A role that gets more rights gives them to all users in it. REDCap: Import User Roles.',
    args: { input: t.arg({ type: ImportUserRolesInput, required: true, description: 'What to import.' }) },
    resolve: (_root, { input }, context) => importUserRoles(context, writableProject(context, input.project), input),
  }),
);

builder.mutationField('deleteUserRoles', (t) =>
  t.field({
    type: AccessPayload,
    nullable: true,
    description:
      'Deletes user roles. Their users stay in the project, without the rights of the role. REDCap: Delete User Roles.',
    args: { input: t.arg({ type: DeleteUserRolesInput, required: true, description: 'What to delete.' }) },
    resolve: (_root, { input }, context) => deleteUserRoles(context, writableProject(context, input.project), input),
  }),
);
