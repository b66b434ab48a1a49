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
        'Name of the field that the randomization fills, where the caller knows it. The gateway then refuses a record that has the field filled, before anything is sent. After a lost answer it looks at this field alone; without this name the outcome then stays unknown.',
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
        'What the randomization field holds now: the code of the group, or in a blinded allocation a number that stands for it. Null when it is not known whether this call randomized the record.',
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
        'The allocation is concealed: neither REDCap nor the gateway shows the group to anybody. Null when this is not known, for example after a lost answer.',
      resolve: ({ isConcealed }) => isConcealed,
    }),
    errors: t.field({
      type: [UserError],
      description:
        'Why the record was not randomized: FORBIDDEN_RIGHT without the right, VALIDATION when a stratification value is missing, CONFLICT when it is randomized already.',
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('randomizeRecord', (t) =>
  t.field({
    type: RandomizeRecordPayload,
    nullable: true,
    description:
      'Randomizes a record. This cannot be undone, so the gateway sends it once and never again. After a lost answer the gateway looks at the record, and returns what it finds or UNKNOWN_OUTCOME. REDCap: Randomize Record.',
    args: { input: t.arg({ type: RandomizeRecordInput, required: true, description: 'What to randomize.' }) },
    resolve: async (_root, { input }, context) => {
      const source = writableProject(context, input.project);
      return { ...(await randomizeRecord(context, source, input)), source };
    },
  }),
);
