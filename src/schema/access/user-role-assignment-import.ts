import { importUserRoleAssignments } from '../../writers/access/user-role-assignment.ts';
import { accessInputTexts, AccessPayload } from './access-change.ts';
import { builder } from '../builder.ts';
import { writableProject } from '../project/mutation.ts';

const UserRoleAssignmentInput = builder.inputType('UserRoleAssignmentInput', {
  description: 'A user and the role that they are to be in.',
  fields: (t) => ({
    username: t.string({ required: true, description: 'A user of the project.' }),
    uniqueRoleName: t.string({ required: true, description: 'Unique name of the role; empty for none.' }),
  }),
});

const ImportUserRoleAssignmentsInput = builder.inputType('ImportUserRoleAssignmentsInput', {
  description: 'Users to put into roles or take out of them.',
  fields: (t) => ({
    project: t.string({ required: true, description: accessInputTexts.project }),
    assignments: t.field({ type: [UserRoleAssignmentInput], required: true, description: 'The assignments.' }),
    dryRun: t.boolean({ required: true, defaultValue: false, description: accessInputTexts.dryRun }),
    allowWidening: t.boolean({
      required: true,
      defaultValue: false,
      description: `${accessInputTexts.allowWidening} It is needed for a role that gives a user more rights than they have. It is needed for leaving a role too: REDCap does not show beforehand which rights of their own the user has left.`,
    }),
  }),
});

builder.mutationField('importUserRoleAssignments', (t) =>
  t.field({
    type: AccessPayload,
    nullable: true,
    description:
      'Puts users into roles, or takes them out. Their data access groups are kept. REDCap: Import User-Role Assignments.',
    args: { input: t.arg({ type: ImportUserRoleAssignmentsInput, required: true, description: 'What to import.' }) },
    resolve: (_root, { input }, context) =>
      importUserRoleAssignments(context, writableProject(context, input.project), input),
  }),
);
