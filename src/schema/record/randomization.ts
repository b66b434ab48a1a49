import type { ProjectSource } from '../../loaders/project-source.ts';
import { randomizeRecord, type RandomizeRecordResult } from '../../writers/record/randomization.ts';
import { builder } from '../builder.ts';
import { writableProject } from '../project/mutation.ts';
import { loadRecord, Record } from './record.ts';
import { selectionsOf } from '../selection.ts';
import { UserError } from '../user-error.ts';

const RandomizeRecordInput = builder.inputType('RandomizeRecordInput', {
  description: 'Input of randomizeRecord.',
  fields: (t) => ({
    project: t.string({ required: true, description: 'Key of the project.' }),
    record: t.field({ type: 'RecordName', required: true, description: 'Name of the record, which must be there.' }),
    randomizationId: t.int({
      required: true,
      description: "The number that REDCap's pages show beside the randomization; its API lists none.",
    }),
    targetField: t.string({
      description:
        'Name of the field that the randomization fills, where the caller knows it. A record that has it filled is then refused before anything is sent, and after a lost answer this field alone is looked at.',
    }),
  }),
});

type PayloadShape = RandomizeRecordResult & { readonly source: ProjectSource };

const RandomizeRecordPayload = builder.objectRef<PayloadShape>('RandomizeRecordPayload').implement({
  description: 'What randomizeRecord did.',
  fields: (t) => ({
    record: t.field({
      type: Record,
      nullable: true,
      description: 'The record as it is now, randomized or not; null when it was not looked at or is not there.',
      resolve: ({ source, name }, _args, _context, info) =>
        name === null ? null : loadRecord(source, name, selectionsOf(info)),
    }),
    targetField: t.string({
      nullable: true,
      description:
        'What is in the randomization field now: the code of the group, or where the allocation is blinded a number that stands for it. Null when the record is not known to have been randomized by this.',
      resolve: ({ targetField }) => targetField,
    }),
    targetFieldAlt: t.string({
      nullable: true,
      description:
        'What else REDCap returns about an open allocation (`target_field_alt`). Null when the allocation is concealed.',
      resolve: ({ targetFieldAlt }) => targetFieldAlt,
    }),
    isConcealed: t.boolean({
      nullable: true,
      description:
        'The allocation is concealed: REDCap shows the group to nobody, and so does the gateway. Null when that is not known, as after a lost answer.',
      resolve: ({ isConcealed }) => isConcealed,
    }),
    errors: t.field({
      type: [UserError],
      description:
        'Why it was not randomized: FORBIDDEN_RIGHT without the right, VALIDATION when a value to stratify by is missing, CONFLICT when it is randomized already.',
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('randomizeRecord', (t) =>
  t.field({
    type: RandomizeRecordPayload,
    nullable: true,
    description:
      'Randomizes a record. It cannot be undone, so that it is sent once and never again: after a lost answer the record is looked at, and the answer is the truth or UNKNOWN_OUTCOME. REDCap: Randomize Record.',
    args: { input: t.arg({ type: RandomizeRecordInput, required: true, description: 'What to randomize.' }) },
    resolve: async (_root, { input }, context) => {
      const source = writableProject(context, input.project);
      return { ...(await randomizeRecord(context, source, input)), source };
    },
  }),
);
