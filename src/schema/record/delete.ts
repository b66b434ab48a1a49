import type { Design } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { everyRecord, rowsByName } from '../../loaders/record/query.ts';
import { deleteRecords, type DeleteRecordsResult } from '../../writers/record/deletion.ts';
import { builder } from '../builder.ts';
import { writableProject } from '../project/mutation.ts';
import { nodeId } from '../node.ts';
import { selectionsOf } from '../selection.ts';
import { loadRecord, Record } from './record.ts';
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

type DeletionInput = Parameters<typeof deleteRecords>[2];

interface PayloadShape extends DeleteRecordsResult {
  readonly source: ProjectSource;
  /** The records were deleted whole, in every arm. */
  readonly isWhole: boolean;
}

/** Whether nothing of a record is left by a deletion. A record may go on in another arm. */
const isOfAll = (
  { event, instrument, arm }: Pick<DeletionInput, 'event' | 'instrument' | 'arm'>,
  { arms }: Design,
): boolean => event == null && instrument == null && (arm == null || arms.length <= 1);

/**
 * Those of the names that no record has any more. Where this look fails, the deletion is done all the same. So the look must not
 * take the answer away, and calls no record gone.
 */
const findGone = (source: ProjectSource, names: readonly string[]): Promise<readonly string[]> =>
  names.length === 0
    ? Promise.resolve([])
    : source.records.list({ ...everyRecord, names }).then(
        (left) => names.filter((name) => !rowsByName(left).has(name)),
        () => [],
      );

const DeleteRecordsPayload = builder.objectRef<PayloadShape>('DeleteRecordsPayload').implement({
  description: 'What deleteRecords did.',
  fields: (t) => ({
    deletedCount: t.int({
      description: 'Names of the records that were deleted, or whose named part was deleted.',
      resolve: ({ deleted }) => deleted.length,
    }),
    deletedIds: t.idList({
      description:
        'Ids of the records that are gone, for a client to drop from its cache. Where a part was deleted, such as an arm or an event, the gateway looks which records are gone with it, by one export: the others are in `records`.',
      resolve: async ({ source, deleted, isWhole }, _args, context) => {
        const gone = isWhole ? deleted : await findGone(source, deleted);
        return gone.map((name) => nodeId(context, 'Record', [source.key, name]));
      },
    }),
    records: t.field({
      type: [Record],
      description:
        'The records of which a part was deleted, as they are now, for the cache of a client. Those that are gone are not here. They cost one export for up to 100.',
      resolve: async ({ source, deleted, isWhole }, _args, _context, info) => {
        const selections = selectionsOf(info);
        const names = isWhole ? [] : deleted;
        const left = await Promise.all(names.map((name) => loadRecord(source, name, selections)));
        return left.filter((record) => record !== null);
      },
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
    resolve: async (_root, { input }, context) => {
      const source = writableProject(context, input.project);
      const result = await deleteRecords(context, source, input);
      return { ...result, source, isWhole: result.deleted.length > 0 && isOfAll(input, await source.design()) };
    },
  }),
);
