import type { FlatFormat } from '../../writers/record/flat/text.ts';
import { importRecordsFile, type ImportRecordsFileResult } from '../../writers/record/flat/import.ts';
import type { FileRowResult, OutcomeCounts } from '../../writers/record/flat/tally.ts';
import { readAtOnce } from '../../plan/mark.ts';
import { builder } from '../builder.ts';
import { describedEnum } from '../described-enum.ts';
import { writableProject } from '../project/mutation.ts';
import { UserError } from '../user-error.ts';
import { BadRowPolicyEnum, importTexts } from './import-input.ts';
import { RowOutcomeEnum } from './import.ts';

const FlatFormatEnum = describedEnum('ImportFileFormat', 'How the rows of a file are written.', {
  CSV: 'Commas between the cells, quotes doubled within quotes, UTF-8. The first line names the columns.',
  NDJSON: 'One JSON object a line, with the columns as its keys.',
  JSON: "A JSON list of such objects, as REDCap's own exports are.",
} satisfies Record<FlatFormat, string>);

const ImportRecordsFileInput = builder.inputType('ImportRecordsFileInput', {
  description: 'Input of importRecordsFile.',
  fields: (t) => ({
    project: t.string({ required: true, description: 'Key of the project.' }),
    file: t.field({
      type: 'Upload',
      required: true,
      description:
        "The file, with the columns of REDCap's flat exports: the record id field, `redcap_event_name` and the like, and a column for each field, option of a checkbox and form status. Values are raw. A blank cell leaves what is stored as it is. `new` as `redcap_repeat_instance` makes a new instance.",
    }),
    format: t.field({ type: FlatFormatEnum, required: true, description: 'How its rows are written.' }),
    sha256: t.string({
      description: 'SHA-256 of the bytes in hexadecimal. When others arrive, nothing is sent.',
    }),
    dryRun: t.boolean({
      defaultValue: false,
      description: 'Check, compare with what is stored, and count what would change. Nothing is written.',
    }),
    verify: t.boolean({
      defaultValue: true,
      description: 'Read back what was written and compare, as importRecords does.',
    }),
    onBadRow: t.field({
      type: BadRowPolicyEnum,
      defaultValue: 'REFUSE_ALL',
      description: `${importTexts.onBadRow} With REFUSE_ALL the whole file is checked and compared with what is stored before the first row is sent.`,
    }),
    idempotencyKey: t.string({
      description:
        'An idempotency key. The same key with the same bytes and options returns the first result again, and nothing is written twice. This holds for a day, also after a restart of a gateway that has a data folder and a secret. `Project.importProgress` shows by the key how far the import has come.',
    }),
    reason: t.string({ description: importTexts.reason }),
  }),
});

const FileRowResultRef = builder.objectRef<FileRowResult>('FileRowResult').implement({
  description: 'A row of a file that did not become what it was meant to be.',
  extensions: readAtOnce,
  fields: (t) => ({
    index: t.int({
      description: 'Position among the rows of the file, from 0. The line with the names of the columns is no row.',
      resolve: ({ index }) => index,
    }),
    record: t.field({
      type: 'RecordName',
      nullable: true,
      description: 'Name of the record; null where the row names none.',
      resolve: ({ record }) => (record === '' ? null : record),
    }),
    outcome: t.field({
      type: RowOutcomeEnum,
      description: 'What became of the row. All its instruments are written together or not at all.',
      resolve: ({ outcome }) => outcome,
    }),
    errors: t.field({
      type: [UserError],
      description: 'What is wrong with the row, by paths such as `rows.3.weight`; the first twenty.',
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

const counts: Readonly<Record<keyof OutcomeCounts, readonly [name: string, description: string]>> = {
  CREATED: ['createdCount', 'Rows with outcome CREATED: all that they hold was not there before.'],
  UPDATED: ['updatedCount', 'Rows with outcome UPDATED: something in them was there before.'],
  UNCHANGED: ['unchangedCount', 'Rows with outcome UNCHANGED: not sent.'],
  REJECTED: ['rejectedCount', 'Rows with outcome REJECTED: not written.'],
  NOT_ATTEMPTED: ['notAttemptedCount', 'Rows with outcome NOT_ATTEMPTED: not sent.'],
  UNKNOWN: ['unknownCount', 'Rows with outcome UNKNOWN: read them before you write them again.'],
};

const ImportRecordsFilePayload = builder.objectRef<ImportRecordsFileResult>('ImportRecordsFilePayload').implement({
  description: 'What importRecordsFile did. The counts together are the rows of the file.',
  fields: (t) => ({
    rowCount: t.int({
      nullable: true,
      description: 'Rows of the file; null when it was not read to its end.',
      resolve: ({ rowCount }) => rowCount,
    }),
    // The entries of an object have its keys as mere texts.
    ...Object.fromEntries(
      Object.entries(counts).map(([outcome, [name, description]]) => [
        name,
        t.int({ description, resolve: (result) => result.counts[outcome as keyof OutcomeCounts] }),
      ]),
    ),
    rows: t.field({
      type: [FileRowResultRef],
      description: 'The rows that did not become what they were meant to be, in their order: the first 1,000.',
      resolve: ({ listed }) => [...listed],
    }),
    dryRun: t.boolean({ description: 'Nothing was written, as asked.', resolve: ({ dryRun }) => dryRun }),
    errors: t.field({
      type: [UserError],
      description: importTexts.errors,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('importRecordsFile', (t) =>
  t.field({
    type: ImportRecordsFilePayload,
    nullable: true,
    description:
      'Creates and changes records by the rows of a file of any size. It is the writer of importRecords, part by part: all rows are checked, only what differs from what is stored is sent, once, and it is read back. The gateway reads the file to its end before it sends the first row. REDCap: Import Records.',
    args: { input: t.arg({ type: ImportRecordsFileInput, required: true, description: 'What to import.' }) },
    resolve: (_root, { input }, context) => {
      const source = writableProject(context, input.project);
      return importRecordsFile(context, source, {
        ...input,
        dryRun: input.dryRun ?? false,
        verify: input.verify ?? true,
        onBadRow: input.onBadRow ?? 'REFUSE_ALL',
      });
    },
  }),
);
