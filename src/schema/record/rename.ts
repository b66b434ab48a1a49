import type { ProjectSource } from '../../loaders/project-source.ts';
import { renameRecord, type RenameRecordResult } from '../../writers/record/rename.ts';
import { builder } from '../builder.ts';
import { writableProject } from '../project/mutation.ts';
import { loadRecord, Record } from './record.ts';
import { selectionsOf } from '../selection.ts';
import { UserError } from '../user-error.ts';

const RenameRecordInput = builder.inputType('RenameRecordInput', {
  description: 'Input of renameRecord.',
  fields: (t) => ({
    project: t.string({ required: true, description: 'Key of the project.' }),
    record: t.field({ type: 'RecordName', required: true, description: 'Name of the record now.' }),
    newName: t.field({ type: 'RecordName', required: true, description: 'The new name; no record may have it.' }),
    arm: t.int({ description: 'Number of the arm in which it is renamed; left out, in every arm that has it.' }),
  }),
});

type PayloadShape = RenameRecordResult & { readonly source: ProjectSource };

const RenameRecordPayload = builder.objectRef<PayloadShape>('RenameRecordPayload').implement({
  description: 'What renameRecord did.',
  fields: (t) => ({
    record: t.field({
      type: Record,
      nullable: true,
      description: 'The record under its new name; null when it was not renamed.',
      resolve: ({ source, name }, _args, _context, info) =>
        name === null ? null : loadRecord(source, name, selectionsOf(info)),
    }),
    errors: t.field({
      type: [UserError],
      description: 'What is wrong; empty when the record was renamed.',
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('renameRecord', (t) =>
  t.field({
    type: RenameRecordPayload,
    nullable: true,
    description:
      'Gives a record another name. Names that other records or projects hold as values stay as they are. REDCap: Rename Record.',
    args: { input: t.arg({ type: RenameRecordInput, required: true, description: 'What to rename.' }) },
    resolve: async (_root, { input }, context) => {
      const source = writableProject(context, input.project);
      return { ...(await renameRecord(context, source, input)), source };
    },
  }),
);
