import { deleteDataAccessGroups } from '../../writers/access/data-access-group-deletion.ts';
import { importDataAccessGroups } from '../../writers/access/data-access-group.ts';
import { accessInputTexts, AccessPayload } from './access-change.ts';
import { builder } from '../builder.ts';
import { writableProject } from '../project/mutation.ts';

const DataAccessGroupInput = builder.inputType('DataAccessGroupInput', {
  description: 'A group to make or rename.',
  fields: (t) => ({
    uniqueGroupName: t.string({
      description:
        'Unique name of the group to rename. Without it a group is made, unless there is one of that name already.',
    }),
    dataAccessGroupName: t.string({
      required: true,
      description:
        'The label that people see. REDCap makes the unique name from the label, and makes it anew when the group is renamed.',
    }),
  }),
});

const ImportDataAccessGroupsInput = builder.inputType('ImportDataAccessGroupsInput', {
  description: 'Groups to make or rename.',
  fields: (t) => ({
    project: t.string({ required: true, description: accessInputTexts.project }),
    groups: t.field({ type: [DataAccessGroupInput], required: true, description: 'The groups.' }),
    dryRun: t.boolean({ required: true, defaultValue: false, description: accessInputTexts.dryRun }),
  }),
});

const DeleteDataAccessGroupsInput = builder.inputType('DeleteDataAccessGroupsInput', {
  description: 'Groups to delete.',
  fields: (t) => ({
    project: t.string({ required: true, description: accessInputTexts.project }),
    groups: t.stringList({ required: true, description: 'Their unique names.' }),
    allowDataLoss: t.boolean({
      required: true,
      defaultValue: false,
      description: 'Delete a group although records or users are in it. Nothing keeps which group they were in.',
    }),
    dryRun: t.boolean({ required: true, defaultValue: false, description: accessInputTexts.dryRun }),
    allowWidening: t.boolean({
      required: true,
      defaultValue: false,
      description: `${accessInputTexts.allowWidening} Needed while users are in a group: they would see the records of all.`,
    }),
  }),
});

builder.mutationField('importDataAccessGroups', (t) =>
  t.field({
    type: AccessPayload,
    nullable: true,
    description:
      'Makes and renames data access groups. Renaming changes the unique name, by which everything refers to the group. REDCap: Import DAGs.',
    args: { input: t.arg({ type: ImportDataAccessGroupsInput, required: true, description: 'What to import.' }) },
    resolve: (_root, { input }, context) =>
      importDataAccessGroups(context, writableProject(context, input.project), input),
  }),
);

builder.mutationField('deleteDataAccessGroups', (t) =>
  t.field({
    type: AccessPayload,
    nullable: true,
    description: 'Deletes data access groups. Their records and users are in no group then. REDCap: Delete DAGs.',
    args: { input: t.arg({ type: DeleteDataAccessGroupsInput, required: true, description: 'What to delete.' }) },
    resolve: (_root, { input }, context) =>
      deleteDataAccessGroups(context, writableProject(context, input.project), input),
  }),
);
