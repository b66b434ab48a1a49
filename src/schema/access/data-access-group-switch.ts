import { switchDataAccessGroup } from '../../writers/access/data-access-group-switch.ts';
import { accessInputTexts, AccessPayload } from './access-change.ts';
import { builder } from '../builder.ts';
import { writableProject } from '../project/mutation.ts';

const SwitchDataAccessGroupInput = builder.inputType('SwitchDataAccessGroupInput', {
  description: "The group that the token's own user is to be in.",
  fields: (t) => ({
    project: t.string({ required: true, description: accessInputTexts.project }),
    dataAccessGroup: t.string({ required: true, description: 'Unique name of the group; empty for none.' }),
    dryRun: t.boolean({ required: true, defaultValue: false, description: accessInputTexts.dryRun }),
    allowWidening: t.boolean({
      required: true,
      defaultValue: false,
      description: `${accessInputTexts.allowWidening} Needed unless the user is known to be in no group now.`,
    }),
  }),
});

builder.mutationField('switchDataAccessGroup', (t) =>
  t.field({
    type: AccessPayload,
    nullable: true,
    description:
      "Puts the token's own user into another of the groups that REDCap's DAG Switcher lets it be in. It lasts until the next switch, and everybody who uses the token, in the browser too, sees that group's records from then on; it waits for calls with the token that are under way, and later ones wait for it; two reads of one operation may still lie on either side. Better have a token for each group. REDCap: Switch DAG.",
    args: { input: t.arg({ type: SwitchDataAccessGroupInput, required: true, description: 'Where to.' }) },
    resolve: (_root, { input }, context) =>
      switchDataAccessGroup(context, writableProject(context, input.project), input),
  }),
);
