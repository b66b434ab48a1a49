import { builder } from './builder.ts';

/** A field that was asked for and did not come. */
export interface OmittedField {
  readonly fieldName: string;
  readonly reason: string;
}

/** Whether an answer holds all that it should. */
export interface CompletenessShape {
  readonly omittedFields: readonly OmittedField[];
  readonly missingRecordCount: number;
}

const OmittedFieldRef = builder.objectRef<OmittedField>('OmittedField').implement({
  description: 'A field that was asked for and did not come.',
  fields: (t) => ({
    fieldName: t.exposeString('fieldName', { description: 'Name of the field.' }),
    reason: t.exposeString('reason', { description: 'Why it did not come, for people to read.' }),
  }),
});

export const Completeness = builder.objectRef<CompletenessShape>('Completeness');

Completeness.implement({
  description:
    'Whether the answer holds all that it should. REDCap may leave out fields and records without a word; the gateway compares what came with what was asked for.',
  fields: (t) => ({
    isComplete: t.boolean({
      description: 'Nothing is missing.',
      resolve: ({ omittedFields, missingRecordCount }) => omittedFields.length === 0 && missingRecordCount === 0,
    }),
    omittedFields: t.field({
      type: [OmittedFieldRef],
      description: 'Fields asked for, by the selection or by the filter, that did not come, and why.',
      resolve: ({ omittedFields }) => [...omittedFields],
    }),
    missingRecordCount: t.int({
      description: 'Records that REDCap listed but whose data did not all come, although they were asked for twice.',
      resolve: ({ missingRecordCount }) => missingRecordCount,
    }),
  }),
});

const WITHHELD = "REDCap did not send it: the export rights of the token's user withhold it.";
const WITHHELD_FILTER = `${WITHHELD} The filter looks at it, so records may be missing from the list or wrongly in it.`;

/** The fields that were withheld, those of the filter told apart because the filter then lies. */
export const omittedFields = (selected: readonly string[], filtered: readonly string[]): OmittedField[] => [
  ...filtered.map((fieldName) => ({ fieldName, reason: WITHHELD_FILTER })),
  ...selected
    .filter((fieldName) => !filtered.includes(fieldName))
    .map((fieldName) => ({ fieldName, reason: WITHHELD })),
];
