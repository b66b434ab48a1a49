import type { ValueInput } from '../../graph/kind/input.ts';
import type { BadRowPolicy, InstrumentRowInput } from '../../writers/record/import-type.ts';
import { builder } from '../builder.ts';
import { describedEnum } from '../described-enum.ts';
import { FormStatus } from './instrument-data.ts';

/** Descriptions that inputs and answers of several imports share. */
export const importTexts = {
  expectNew: 'True: there is no record of this name yet. Where there is one, the row is refused with CONFLICT.',
  onBadRow: 'What becomes of the good rows where others cannot be written.',
  reason:
    "The reason for the import, in the caller's words. It is a part of the input that an idempotency key stands for. REDCap's API has no place for it. The gateway writes it into its audit, where it has one.",
  errors: 'What is wrong with the import as a whole; empty when all rows are as they were meant to be.',
} as const;

const ValueInputRef = builder.inputRef<ValueInput>('ValueInput');

ValueInputRef.implement({
  description:
    'One value to write: the field, and exactly one of the other inputs. A field that is not named keeps its value. Only `erase` erases.',
  fields: (t) => ({
    field: t.string({ required: true, description: 'Name of the field; of a checkbox without its code.' }),
    raw: t.string({
      description:
        'The value as REDCap stores it: a code, a text, a date `YYYY-MM-DD`, a missing data code. For a checkbox, the checked codes joined by commas. A blank is refused: see `erase`.',
    }),
    label: t.string({
      description:
        'Label of a choice, in plain text or in HTML as `label` reads it. The label of two choices or of none is refused, with the codes to choose from.',
    }),
    checked: t.stringList({
      description: 'Codes of a checkbox that are checked; all others are unchecked. Empty unchecks all.',
    }),
    date: t.field({ type: 'Date', description: 'For fields that hold a date.' }),
    dateTime: t.field({ type: 'LocalDateTime', description: 'For fields that hold a date and time.' }),
    number: t.field({ type: 'Decimal', description: 'For fields that hold a number; always with a decimal point.' }),
    erase: t.boolean({ description: 'True: what is stored is erased. The only way to erase a value.' }),
  }),
});

const ExpectedValueInputRef = builder.inputType('ExpectedValueInput', {
  description: 'A value as the caller saw it. Where another one is stored by now, the row is refused with CONFLICT.',
  fields: (t) => ({
    field: t.string({ required: true, description: 'Name of the field; of a checkbox without its code.' }),
    raw: t.string({
      description:
        'The value as REDCap stores it, as `raw` returns it; also a missing data code. For a checkbox, the checked codes joined by commas. Left out, null or blank: the field was empty.',
    }),
  }),
});

const InstrumentRowInputRef = builder.inputRef<InstrumentRowInput>('InstrumentRowInput');

InstrumentRowInputRef.implement({
  description:
    'One instrument of one record, or one instance of it. A row without values makes sure that the record is there, with that event and instance.',
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
        'True: a new instance. REDCap chooses the number, so two callers who add one at the same moment do not overwrite each other. The result returns the number. A dry run returns the number that it would be.',
    }),
    status: t.field({
      type: FormStatus,
      description:
        'Sets the form status of the instrument. Left out, the status stays as it is, and a new instrument has none. NOT_STARTED is refused.',
    }),
    dataAccessGroup: t.string({
      description:
        'Unique name of the data access group into which the whole record is moved. Left out, the record stays in its group. The API has no safe way out of a group.',
    }),
    values: t.field({ type: [ValueInputRef], required: true, description: 'The values; may be empty.' }),
    expected: t.field({
      type: [ExpectedValueInputRef],
      description:
        'What the caller saw. It is compared with what is stored just before the row is sent. A row of which something has changed since is refused with CONFLICT, and nothing of it is written. A field that REDCap does not show to the token is refused. It costs no call. In the moment between the look and the write, somebody at REDCap can still change a value.',
    }),
    expectNew: t.boolean({ description: importTexts.expectNew }),
  }),
});

/** What becomes of the good rows of an import. */
export const BadRowPolicyEnum = describedEnum('BadRowPolicy', importTexts.onBadRow, {
  REFUSE_ALL:
    'One bad row refuses all, and nothing is sent. What REDCap alone can refuse ends the import there: its part is not stored, and the parts before it are (PARTIAL_WRITE).',
  WRITE_GOOD:
    'Bad rows are left out, each with its errors, and all others are written. Rows that one clientRef ties into a new record or instance are written together or not at all.',
} satisfies Record<BadRowPolicy, string>);

/** The input as GraphQL gives it. */
export interface ImportRecordsArguments {
  readonly project: string;
  readonly rows: readonly InstrumentRowInput[];
  readonly assignRecordNames?: boolean | null;
  readonly dryRun?: boolean | null;
  readonly verify?: boolean | null;
  readonly onBadRow?: BadRowPolicy | null;
  readonly idempotencyKey?: string | null;
  readonly reason?: string | null;
}

export const ImportRecordsInput = builder.inputRef<ImportRecordsArguments>('ImportRecordsInput').implement({
  description: 'Input of importRecords.',
  fields: (t) => ({
    project: t.string({ required: true, description: 'Key of the project.' }),
    rows: t.field({
      type: [InstrumentRowInputRef],
      required: true,
      description:
        'What to write; at most 100,000 rows, and no more than the limit of the request body. All of them are checked before any is sent. REDCap gets them in parts of about 1,000 rows or 1 MiB.',
    }),
    assignRecordNames: t.boolean({
      defaultValue: false,
      description: 'REDCap names the records, which are all new. Refused where auto-numbering is off.',
    }),
    dryRun: t.boolean({
      defaultValue: false,
      description: 'Check, compare with what is stored, and return what would change. Nothing is written.',
    }),
    verify: t.boolean({
      defaultValue: true,
      description:
        'Read back what was written and compare. When off, the gateway believes REDCap when it accepts an import. It still looks for new instances, because only a look shows their numbers.',
    }),
    onBadRow: t.field({
      type: BadRowPolicyEnum,
      defaultValue: 'REFUSE_ALL',
      description: importTexts.onBadRow,
    }),
    idempotencyKey: t.string({
      description:
        'An idempotency key. The same key with the same input returns the first result again, and nothing is written twice. This holds for a day, also after a restart of a gateway that has a data folder and a secret. A refused import leaves the key free. `Project.importProgress` shows by the key how far the import has come.',
    }),
    reason: t.string({ description: importTexts.reason }),
  }),
});
