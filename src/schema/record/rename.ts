import type { ProjectSource } from '../../loaders/project-source.ts';
import { renameRecord, type RenameRecordResult } from '../../writers/record/rename.ts';
import { builder } from '../builder.ts';
import { nodeId } from '../node.ts';
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

type PayloadShape = RenameRecordResult & {
  readonly source: ProjectSource;
  /** The name that it had. */
  readonly previousName: string;
  /** It was renamed in every arm. */
  readonly isWhole: boolean;
};

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
    previousId: t.id({
      nullable: true,
      description:
        'The id that the record had under its old name, for a client to drop from its cache. Null when it was not renamed, and where one arm was named: it may keep its old name in another.',
      resolve: ({ source, name, previousName, isWhole }, _args, context) =>
        name === null || !isWhole ? null : nodeId(context, 'Record', [source.key, previousName]),
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
      const result = await renameRecord(context, source, input);
      return { ...result, source, previousName: input.record, isWhole: input.arm == null };
    },
  }),
);
