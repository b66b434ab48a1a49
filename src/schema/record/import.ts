import type { Design } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import type { ImportRecordsResult, RowOutcome, ValueChange } from '../../writers/record/import-type.ts';
import { answerList } from '../../plan/list.ts';
import { readAtOnce } from '../../plan/mark.ts';
import { forEachInTurns } from '../../work-turn.ts';
import { importRecords } from '../../writers/record/import.ts';
import { builder } from '../builder.ts';
import { describedEnum } from '../described-enum.ts';
import { Field, fieldShape } from '../design/field.ts';
import { writableProject } from '../project/mutation.ts';
import { ImportRecordsInput, importTexts } from './import-input.ts';
import { InstrumentData } from './instrument-data.ts';
import { Record } from './record.ts';
import { recordOfRow, savedOfRow, type RowPlace, type RowShape } from './row-node.ts';
import { selectionsOf } from '../selection.ts';
import { UserError } from '../user-error.ts';

const outcomes: Readonly<Record<RowOutcome, string>> = {
  CREATED: 'Was not there and is now; in a dry run: would be.',
  UPDATED: 'Was there and is changed now; in a dry run: would be.',
  UNCHANGED: 'Was stored like this already; not sent.',
  REJECTED: 'Refused, by the gateway or by REDCap, and not written.',
  NOT_ATTEMPTED: 'Not sent to REDCap, because other rows were refused or REDCap could not take it.',
  UNKNOWN: 'Sent, but what is stored now is not known or is not what was sent. Read it before you write it again.',
};

/** What became of a row. */
export const RowOutcomeEnum = describedEnum('RowOutcome', 'What became of a row or of a value.', outcomes);

/** What importRecords answers, before its fields are resolved. */
export interface ImportRecordsPayloadShape extends ImportRecordsResult {
  readonly source: ProjectSource;
  /** Where each row of the input is, in its order. */
  readonly places: readonly RowPlace[];
  readonly counts: ReadonlyMap<RowOutcome, number>;
}

/** The payload of a result: its rows are counted once for all fields that ask for it. */
export const importPayload = async (
  source: ProjectSource,
  result: ImportRecordsResult,
  places: readonly RowPlace[],
): Promise<ImportRecordsPayloadShape> => {
  const counts = new Map<RowOutcome, number>();
  await forEachInTurns(result.rows, ({ outcome }) => counts.set(outcome, (counts.get(outcome) ?? 0) + 1));
  return { ...result, source, counts, places };
};

type ChangeShape = ValueChange & { readonly source: ProjectSource };

const ValueChangeRef = builder.objectRef<ChangeShape>('ValueChange').implement({
  description: 'Something in a row that differs from what was stored. It shows no value.',
  fields: (t) => ({
    name: t.string({
      extensions: readAtOnce,
      description: 'Name of the field, `<instrument>_complete` for the status, or `redcap_data_access_group`.',
      resolve: ({ name }) => name,
    }),
    field: t.field({
      type: Field,
      nullable: true,
      description: 'The field; null for the status and the group.',
      resolve: async ({ source, name }) => {
        const design: Design = await source.design();
        const field = design.field(name);
        return field === undefined ? null : fieldShape(source, design, field);
      },
    }),
    outcome: t.field({
      type: RowOutcomeEnum,
      extensions: readAtOnce,
      description:
        'CREATED where nothing was stored before, UPDATED where something was, UNKNOWN where it cannot be seen.',
      resolve: ({ outcome }) => outcome,
    }),
    isErased: t.boolean({
      extensions: readAtOnce,
      description: 'What was stored is erased.',
      resolve: ({ isErased }) => isErased,
    }),
  }),
});

const RowResultRef = builder.objectRef<RowShape>('RowResult').implement({
  description: 'What became of one row of the input.',
  fields: (t) => ({
    index: t.int({
      extensions: readAtOnce,
      description: 'Position in the input, from 0.',
      resolve: ({ index }) => index,
    }),
    clientRef: t.string({
      extensions: readAtOnce,
      nullable: true,
      description: "The caller's own mark.",
      resolve: ({ clientRef }) => clientRef,
    }),
    record: t.field({
      extensions: readAtOnce,
      type: 'RecordName',
      nullable: true,
      description: 'Name of the record; null while REDCap has not given it, or when it is not known.',
      resolve: ({ record }) => record,
    }),
    repeatInstance: t.int({
      extensions: readAtOnce,
      nullable: true,
      description: 'Number of the instance, a new one included; null where nothing repeats.',
      resolve: ({ repeatInstance }) => repeatInstance,
    }),
    outcome: t.field({
      extensions: readAtOnce,
      type: RowOutcomeEnum,
      description:
        'What became of the instrument or its instance. It is CREATED when neither its status nor the named fields held anything before.',
      resolve: ({ outcome }) => outcome,
    }),
    changes: t.field({
      extensions: readAtOnce,
      type: [ValueChangeRef],
      description: 'What differs from what was stored; values that were stored already are not here.',
      resolve: ({ source, changes }) => changes.map((change) => ({ ...change, source })),
    }),
    recordNode: t.field({
      type: Record,
      nullable: true,
      description:
        'The record as it is now, for the cache of a client; null when the row was not written. The name and the id cost no call where the row is stored. What else is selected of it costs one export for up to 100 rows.',
      resolve: (row, _args, _context, info) => recordOfRow(row, selectionsOf(info)),
    }),
    instrument: t.field({
      type: InstrumentData,
      nullable: true,
      description:
        'The instrument, or its instance, as it is saved now, for the cache of a client; null when the row was not written, or nothing of it is saved. It costs one export for up to 100 rows.',
      resolve: (row, _args, context, info) => savedOfRow(row, context, selectionsOf(info)),
    }),
    errors: t.field({
      extensions: readAtOnce,
      type: [UserError],
      description: 'What is wrong with the row, by paths such as `rows.3.values.0`.',
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

const ImportRecordsPayload = builder.objectRef<ImportRecordsPayloadShape>('ImportRecordsPayload').implement({
  description: 'What importRecords did.',
  fields: (t) => ({
    rows: t.field({
      type: [RowResultRef],
      description: 'One result a row, in the order of the input.',
      resolve: async ({ source, rows, places, dryRun }, _args, context, info) => {
        const shapes: RowShape[] = [];
        await forEachInTurns(rows, (row) => shapes.push({ ...row, source, place: places[row.index], dryRun }));
        return answerList(shapes, context, info);
      },
    }),
    createdCount: t.int({
      description: 'Rows with outcome CREATED.',
      resolve: ({ counts }) => counts.get('CREATED') ?? 0,
    }),
    updatedCount: t.int({
      description: 'Rows with outcome UPDATED.',
      resolve: ({ counts }) => counts.get('UPDATED') ?? 0,
    }),
    unchangedCount: t.int({
      description: 'Rows with outcome UNCHANGED.',
      resolve: ({ counts }) => counts.get('UNCHANGED') ?? 0,
    }),
    rejectedCount: t.int({
      description: 'Rows with outcome REJECTED.',
      resolve: ({ counts }) => counts.get('REJECTED') ?? 0,
    }),
    dryRun: t.boolean({ description: 'Nothing was written, as asked.', resolve: ({ dryRun }) => dryRun }),
    errors: t.field({
      type: [UserError],
      description: importTexts.errors,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('importRecords', (t) =>
  t.field({
    type: ImportRecordsPayload,
    nullable: true,
    description:
      'Creates and changes records. The gateway checks all rows against the design first, and one wrong row refuses all, unless `onBadRow` says otherwise. Then it sends only what differs from what is stored, once, and reads it back. A blank never erases a value, a code never becomes a label, and what the input does not name stays as it is. REDCap: Import Records.',
    args: { input: t.arg({ type: ImportRecordsInput, required: true, description: 'What to import.' }) },
    resolve: async (_root, { input }, context) => {
      const source = writableProject(context, input.project);
      const { rows, idempotencyKey, reason } = input;
      const result = await importRecords(context, source, {
        rows,
        idempotencyKey,
        reason,
        assignRecordNames: input.assignRecordNames ?? false,
        dryRun: input.dryRun ?? false,
        verify: input.verify ?? true,
        onBadRow: input.onBadRow ?? 'REFUSE_ALL',
      });
      return importPayload(source, result, rows);
    },
  }),
);
