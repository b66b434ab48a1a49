import { importUserDagAssignments } from '../../writers/access/user-dag-assignment.ts';
import { accessInputTexts, AccessPayload } from './access-change.ts';
import { builder } from '../builder.ts';
import { writableProject } from '../project/mutation.ts';

const UserDagAssignmentInput = builder.inputType('UserDagAssignmentInput', {
  description: 'A user and the data access group that they are to be in.',
  fields: (t) => ({
    username: t.string({ required: true, description: 'A user of the project.' }),
    uniqueGroupName: t.string({
      required: true,
      description: 'Unique name of the group; empty for none, so that the user sees the records of all groups.',
    }),
  }),
});

const ImportUserDagAssignmentsInput = builder.inputType('ImportUserDagAssignmentsInput', {
  description: 'Users to put into data access groups or take out of them.',
  fields: (t) => ({
    project: t.string({ required: true, description: accessInputTexts.project }),
    assignments: t.field({ type: [UserDagAssignmentInput], required: true, description: 'The assignments.' }),
    dryRun: t.boolean({ required: true, defaultValue: false, description: accessInputTexts.dryRun }),
    allowWidening: t.boolean({
      required: true,
      defaultValue: false,
      description: `${accessInputTexts.allowWidening} Leaving a group and moving to another one need it.`,
    }),
  }),
});

builder.mutationField('importUserDataAccessGroupAssignments', (t) =>
  t.field({
    type: AccessPayload,
    nullable: true,
    description:
      'Puts users into data access groups, or takes them out; users in a role too. REDCap: Import User-DAG Assignments.',
    args: { input: t.arg({ type: ImportUserDagAssignmentsInput, required: true, description: 'What to import.' }) },
    resolve: (_root, { input }, context) =>
      importUserDagAssignments(context, writableProject(context, input.project), input),
  }),
);
