import type { ValueInput } from '../graph/field-input.ts';
import type { Design } from '../graph/design.ts';
import type { ProjectSource } from '../loaders/project-source.ts';
import type {
  ImportRecordsResult,
  InstrumentRowInput,
  RowOutcome,
  RowResult,
  ValueChange,
} from '../writers/record-import-type.ts';
import { importRecords } from '../writers/record-import.ts';
import { builder } from './builder.ts';
import { Field, fieldShape } from './field.ts';
import { FormStatus } from './instrument-data.ts';
import { writableProject } from './mutation.ts';
import { UserError } from './user-error.ts';

const ValueInputRef = builder.inputRef<ValueInput>('ValueInput');

ValueInputRef.implement({
  description:
    'One value to write: the field, and exactly one of the others. What is not named stays as it is; only `erase` erases.',
  fields: (t) => ({
    field: t.string({ required: true, description: 'Name of the field; of a checkbox without its code.' }),
    raw: t.string({
      description:
        'As REDCap stores it: a code, a text, a date `YYYY-MM-DD`, a missing data code; of a checkbox the checked codes joined by commas. A blank is refused: see `erase`.',
    }),
    label: t.string({ description: 'Label of a choice, where it is the label of one choice only.' }),
    checked: t.stringList({
      description: 'Codes of a checkbox that are checked; all others are unchecked. Empty unchecks all.',
    }),
    date: t.field({ type: 'Date', description: 'For fields that hold a date.' }),
    dateTime: t.field({ type: 'LocalDateTime', description: 'For fields that hold a date and time.' }),
    number: t.field({ type: 'Decimal', description: 'For fields that hold a number; always with a decimal point.' }),
    erase: t.boolean({ description: 'True: what is stored is erased. The only way to erase a value.' }),
  }),
});

const InstrumentRowInputRef = builder.inputRef<InstrumentRowInput>('InstrumentRowInput');

InstrumentRowInputRef.implement({
  description:
    'One instrument (instance) of one record. Without values it makes sure that the record is there, with that event and instance.',
  fields: (t) => ({
    clientRef: t.string({
      description:
        "The caller's own mark, which comes back in the result. With assignRecordNames rows with one mark go into one new record; with newInstance in a repeating event rows with one mark go into one new instance.",
    }),
    record: t.field({
      type: 'RecordName',
      description: 'Name of the record, made if there is none. Left out with assignRecordNames.',
    }),
    event: t.string({
      description: 'Unique name of the event; needed in a longitudinal project, refused in a classic.',
    }),
    instrument: t.string({ required: true, description: 'Unique name of the instrument.' }),
    repeatInstance: t.int({
      description: 'Which instance, where the instrument or the event repeats; made if there is none.',
    }),
    newInstance: t.boolean({
      description:
        'True: a new instance. REDCap gives the number, so that nobody who adds one at the same moment is overwritten, and the result tells it; a dry run tells the number that it would be.',
    }),
    status: t.field({
      type: FormStatus,
      description:
        'Sets the status of the instrument; left out it stays as it is, and a new instrument has none. NOT_STARTED is refused.',
    }),
    dataAccessGroup: t.string({
      description:
        'Unique name of the data access group that the whole record is put into. Left out it stays; the API has no safe way out of a group.',
    }),
    values: t.field({ type: [ValueInputRef], required: true, description: 'The values; may be empty.' }),
  }),
});

interface ImportRecordsArguments {
  readonly project: string;
  readonly rows: readonly InstrumentRowInput[];
  readonly assignRecordNames?: boolean | null;
  readonly dryRun?: boolean | null;
  readonly verify?: boolean | null;
  readonly idempotencyKey?: string | null;
  readonly reason?: string | null;
}

const ImportRecordsInput = builder.inputRef<ImportRecordsArguments>('ImportRecordsInput').implement({
  description: 'Input of importRecords.',
  fields: (t) => ({
    project: t.string({ required: true, description: 'Key of the project.' }),
    rows: t.field({
      type: [InstrumentRowInputRef],
      required: true,
      description: 'What to write; at most 10,000 rows. All of them are checked before any is sent.',
    }),
    assignRecordNames: t.boolean({
      defaultValue: false,
      description: 'REDCap names the records, which are all new. Refused where auto-numbering is off.',
    }),
    dryRun: t.boolean({
      defaultValue: false,
      description: 'Check, compare with what is stored and tell what would change; write nothing.',
    }),
    verify: t.boolean({
      defaultValue: true,
      description:
        'Read back what was written and compare. Off, REDCap is believed when it accepts an import; new instances are looked for all the same, because only that tells their numbers.',
    }),
    idempotencyKey: t.string({
      description:
        'Same key, same input: the first result again and nothing is written twice, for a day and while this gateway runs. A refused import leaves the key free.',
    }),
    reason: t.string({
      description:
        "Why, in the caller's words. A part of the input that an idempotency key stands for. REDCap's API has no place for it, and the gateway does not store it.",
    }),
  }),
});

const outcomes: Readonly<Record<RowOutcome, string>> = {
  CREATED: 'Was not there and is now; in a dry run: would be.',
  UPDATED: 'Was there and is changed now; in a dry run: would be.',
  UNCHANGED: 'Was stored like this already; not sent.',
  REJECTED: 'Refused, by the gateway or by REDCap, and not written.',
  NOT_ATTEMPTED: 'Not written, because other rows were refused or REDCap could not do it.',
  UNKNOWN: 'Sent, but what is stored now is not known or is not what was sent. Read it before you write it again.',
};

const RowOutcomeEnum = builder.enumType('RowOutcome', {
  description: 'What became of a row or of a value.',
  values: Object.fromEntries(Object.entries(outcomes).map(([name, description]) => [name, { description }])) as {
    [Name in RowOutcome]: { description: string };
  },
});

interface PayloadShape extends ImportRecordsResult {
  readonly source: ProjectSource;
}

type RowShape = RowResult & { readonly source: ProjectSource };
type ChangeShape = ValueChange & { readonly source: ProjectSource };

const ValueChangeRef = builder.objectRef<ChangeShape>('ValueChange').implement({
  description: 'Something of a row that differs from what was stored. Holds no value.',
  fields: (t) => ({
    name: t.string({
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
      description:
        'CREATED where nothing was stored before, UPDATED where something was, UNKNOWN where it cannot be seen.',
      resolve: ({ outcome }) => outcome,
    }),
    isErased: t.boolean({ description: 'What was stored is erased.', resolve: ({ isErased }) => isErased }),
  }),
});

const RowResultRef = builder.objectRef<RowShape>('RowResult').implement({
  description: 'What became of one row of the input.',
  fields: (t) => ({
    index: t.int({ description: 'Position in the input, from 0.', resolve: ({ index }) => index }),
    clientRef: t.string({
      nullable: true,
      description: "The caller's own mark.",
      resolve: ({ clientRef }) => clientRef,
    }),
    record: t.field({
      type: 'RecordName',
      nullable: true,
      description: 'Name of the record; null while REDCap has not given it, or when it is not known.',
      resolve: ({ record }) => record,
    }),
    repeatInstance: t.int({
      nullable: true,
      description: 'Number of the instance, a new one included; null where nothing repeats.',
      resolve: ({ repeatInstance }) => repeatInstance,
    }),
    outcome: t.field({
      type: RowOutcomeEnum,
      description:
        'What became of the instrument (instance). It counts as CREATED when neither its status nor the fields named held anything.',
      resolve: ({ outcome }) => outcome,
    }),
    changes: t.field({
      type: [ValueChangeRef],
      description: 'What differs from what was stored; values that were stored already are not here.',
      resolve: ({ source, changes }) => changes.map((change) => ({ ...change, source })),
    }),
    errors: t.field({
      type: [UserError],
      description: 'What is wrong with the row, by paths such as `rows.3.values.0`.',
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

const countRows = ({ rows }: ImportRecordsResult, outcome: RowOutcome): number =>
  rows.filter((row) => row.outcome === outcome).length;

const ImportRecordsPayload = builder.objectRef<PayloadShape>('ImportRecordsPayload').implement({
  description: 'What importRecords did.',
  fields: (t) => ({
    rows: t.field({
      type: [RowResultRef],
      description: 'One result a row, in the order of the input.',
      resolve: ({ source, rows }) => rows.map((row) => ({ ...row, source })),
    }),
    createdCount: t.int({
      description: 'Rows with outcome CREATED.',
      resolve: (result) => countRows(result, 'CREATED'),
    }),
    updatedCount: t.int({
      description: 'Rows with outcome UPDATED.',
      resolve: (result) => countRows(result, 'UPDATED'),
    }),
    unchangedCount: t.int({
      description: 'Rows with outcome UNCHANGED.',
      resolve: (result) => countRows(result, 'UNCHANGED'),
    }),
    rejectedCount: t.int({
      description: 'Rows with outcome REJECTED.',
      resolve: (result) => countRows(result, 'REJECTED'),
    }),
    dryRun: t.boolean({ description: 'Nothing was written, as asked.', resolve: ({ dryRun }) => dryRun }),
    errors: t.field({
      type: [UserError],
      description: 'What is wrong with the import as a whole; empty when all rows are as they were meant to be.',
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('importRecords', (t) =>
  t.field({
    type: ImportRecordsPayload,
    nullable: true,
    description:
      'Creates and changes records. All rows are checked against the design first, and one that is wrong refuses all. Then only what differs from what is stored is sent, once, and read back. Blanks never erase, codes never change into labels, and nothing that is not named is touched. REDCap: Import Records.',
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
      });
      return { ...result, source };
    },
  }),
);
