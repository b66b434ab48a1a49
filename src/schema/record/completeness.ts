import { readAtOnce } from '../../plan/mark.ts';
import { builder } from '../builder.ts';
import { describedEnum } from '../described-enum.ts';

/** Why a field did not come; the enum of the graph and the words of our own code. */
const OmissionReason = describedEnum('OmissionReason', 'Why a field that was asked for did not come.', {
  EXPORT_RIGHTS: "The export rights of the token's user withhold it.",
  POLICY: "The policy that the gateway's operator gave the caller withholds it.",
  DATA_ACCESS_GROUP:
    "It is `redcap_data_access_group`, and the token's user is in a data access group. REDCap does not return the column to such users.",
  NOT_DESIGNATED:
    'Its instrument is designated for none of the events that were asked for, so it can hold nothing there.',
  UNKNOWN_ON_SERVER:
    'REDCap does not have it: the data dictionary has changed, or the project does not use what the column is about.',
});

/** A field that was asked for and did not come. */
export interface OmittedField {
  readonly fieldName: string;
  /** A sentence for people. */
  readonly reason: string;
  readonly cause: typeof OmissionReason.$inferType;
  /** Something may be stored that the answer lacks; false where there can be nothing. */
  readonly isLoss: boolean;
}

/** Whether an answer holds all that it should. */
export interface CompletenessShape {
  readonly omittedFields: readonly OmittedField[];
  /** Names of the records that did not come whole, each once. */
  readonly missingRecords: readonly string[];
}

/**
 * Whether a page holds all that it should. It is made when it is selected. Of a page that is streamed it is known when all of the
 * page has come.
 */
export type PageCompleteness = () => CompletenessShape | Promise<CompletenessShape>;

const OmittedFieldRef = builder.objectRef<OmittedField>('OmittedField').implement({
  description: 'A field that was asked for and did not come.',
  extensions: readAtOnce,
  fields: (t) => ({
    fieldName: t.exposeString('fieldName', {
      description: 'Name of the field, of a form status (`<instrument>_complete`) or of a column that REDCap adds.',
    }),
    reason: t.exposeString('reason', { description: 'Why it did not come, for people to read.' }),
    code: t.field({
      type: OmissionReason,
      description: 'Why it did not come, for programs to read.',
      resolve: ({ cause }) => cause,
    }),
  }),
});

export const Completeness = builder.objectRef<CompletenessShape>('Completeness');

Completeness.implement({
  extensions: readAtOnce,
  description:
    'Whether the answer holds all that was asked for. REDCap may leave out fields and records without a word. The gateway compares what came with what it asked for.',
  fields: (t) => ({
    isComplete: t.boolean({
      description:
        'True when nothing that may be stored is missing. Fields that can hold nothing in what was asked for do not count.',
      resolve: ({ omittedFields, missingRecords }) =>
        missingRecords.length === 0 && !omittedFields.some(({ isLoss }) => isLoss),
    }),
    omittedFields: t.field({
      type: [OmittedFieldRef],
      description: 'Fields that the selection or the filter asked for and that did not come, and why.',
      resolve: ({ omittedFields }) => [...omittedFields],
    }),
    missingRecordCount: t.int({
      description: 'How many `missingRecords` there are.',
      resolve: ({ missingRecords }) => missingRecords.length,
    }),
    missingRecords: t.field({
      type: ['RecordName'],
      description:
        'Records of this page that did not come whole, although the gateway asked for them twice. Rows of them are missing, or they did not come at all: somebody deleted them or moved them out of sight. All other records of the page are among its nodes.',
      resolve: ({ missingRecords }) => [...missingRecords],
    }),
  }),
});

const WITHHELD = "REDCap did not send it: the export rights of the token's user withhold it.";
const KEPT_BACK = 'The policy of this caller withholds it.';
const GONE = 'The project does not have it any more: its dictionary has changed since it was read. Ask again.';
const FILTERED =
  'The filter or the order looks at it, so records may be missing from the list, wrongly in it or out of place.';

/** Why fields did not come. What is in neither set was withheld by the rights of the token. */
export interface OmissionCauses {
  /** Fields that the project does not have any more. */
  readonly gone?: ReadonlySet<string>;
  /** Fields that the caller's policy keeps back. */
  readonly keptBack?: ReadonlySet<string> | undefined;
}

const causeOf = (name: string, { gone, keptBack }: OmissionCauses): Pick<OmittedField, 'cause' | 'reason'> => {
  if (keptBack?.has(name) === true) return { cause: 'POLICY', reason: KEPT_BACK };
  return gone?.has(name) === true
    ? { cause: 'UNKNOWN_ON_SERVER', reason: GONE }
    : { cause: 'EXPORT_RIGHTS', reason: WITHHELD };
};

/** Fields that did not come, of the filter (which then lies) and of the selection: those that are gone, and those withheld. */
export const omittedFields = (
  selected: readonly string[],
  filtered: readonly string[],
  causes: OmissionCauses = {},
): OmittedField[] =>
  [...new Set([...filtered, ...selected])].map((fieldName) => {
    const { cause, reason } = causeOf(fieldName, causes);
    const said = [reason, ...(filtered.includes(fieldName) ? [FILTERED] : [])].join(' ');
    return { fieldName, reason: said, cause, isLoss: true };
  });
