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
      "Moves the token's own user to another data access group. REDCap's DAG Switcher says which groups the user may be in. The switch lasts until the next switch. Everybody who uses the token, and the user in the browser, sees that group's records from then on. The switch waits for calls with the token that are under way, and later calls wait for the switch. Two reads of one operation may still lie on either side of it. A token for each group is better. REDCap: Switch DAG.",
    args: { input: t.arg({ type: SwitchDataAccessGroupInput, required: true, description: 'Where to.' }) },
    resolve: (_root, { input }, context) =>
      switchDataAccessGroup(context, writableProject(context, input.project), input),
  }),
);
