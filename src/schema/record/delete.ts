import { deleteRecords, type DeleteRecordsResult } from '../../writers/record/deletion.ts';
import { builder } from '../builder.ts';
import { writableProject } from '../project/mutation.ts';
import { UserError } from '../user-error.ts';

const DeleteRecordsInput = builder.inputType('DeleteRecordsInput', {
  description: 'Input of deleteRecords. Without event and instrument the records are deleted whole.',
  fields: (t) => ({
    project: t.string({ required: true, description: 'Key of the project.' }),
    records: t.field({
      type: ['RecordName'],
      required: true,
      description: 'Names of the records. All of them must be there, or nothing is deleted.',
    }),
    arm: t.int({ description: 'Number of the arm. It is needed where there are several, unless `event` is given.' }),
    event: t.string({
      description: 'Unique name of the event. All of the event is deleted, or with `instrument` only that instrument.',
    }),
    instrument: t.string({
      description: 'Unique name of the one instrument whose data is deleted; in a longitudinal project with `event`.',
    }),
    repeatInstance: t.int({ description: 'Which instance; needed where the instrument or the event repeats.' }),
    confirmCount: t.int({
      required: true,
      description: 'The number of records named, so that a list that became longer by mistake deletes nothing.',
    }),
    reason: t.string({
      description:
        "The reason for the deletion, in the caller's words. REDCap's API has no place for it. The gateway writes it into its audit, where it has one.",
    }),
  }),
});

const DeleteRecordsPayload = builder.objectRef<DeleteRecordsResult>('DeleteRecordsPayload').implement({
  description: 'What deleteRecords did.',
  fields: (t) => ({
    deletedCount: t.int({
      description: 'Names of the records that were deleted, or whose named part was deleted.',
      resolve: ({ deletedCount }) => deletedCount,
    }),
    errors: t.field({
      type: [UserError],
      description: 'What is wrong; empty when all was deleted.',
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('deleteRecords', (t) =>
  t.field({
    type: DeleteRecordsPayload,
    nullable: true,
    description:
      'Deletes records, or one event, instrument or instance of each. There is no undo. REDCap keeps its log. REDCap: Delete Records.',
    args: { input: t.arg({ type: DeleteRecordsInput, required: true, description: 'What to delete.' }) },
    resolve: (_root, { input }, context) => deleteRecords(context, writableProject(context, input.project), input),
  }),
);
