import type { ProjectSource } from '../../loaders/project-source.ts';
import { switchDataAccessGroup as switchMethod } from '../../redcap/methods/data-access-group.ts';
import { refusedPlan, writeAccess, type AccessChange, type AccessPlan, type AccessWriteResult } from './change.ts';
import { checkGroup, groupChange } from './group-membership.ts';
import type { WriteContext } from '../context.ts';
import { writeCall } from '../write-call.ts';

export interface SwitchDataAccessGroupInput {
  /** Unique name; "" for no group. */
  readonly dataAccessGroup: string;
  readonly dryRun?: boolean | null | undefined;
  readonly allowWidening?: boolean | null | undefined;
}

/** It is not sure that the assignment shows the last switch. So a switch to the group that it names is sent, too. */
const switchAgain = (username: string | null, dag: string): AccessChange => ({
  username,
  subject: 'data_access_group',
  widensAccess: false,
  detail: dag === '' ? 'Is in no group, unless switched to one.' : `Is in ${dag}, unless switched to another group.`,
});

const planSwitch = async (source: ProjectSource, dag: string): Promise<AccessPlan> => {
  const [groups, own] = await Promise.all([source.groups(), source.ownAssignment()]);
  const unknown = checkGroup(groups, dag, ['dataAccessGroup']);
  if (unknown.length > 0) return refusedPlan(unknown);
  const username = own?.username ?? source.username;
  const changes = groupChange(username, own?.redcap_data_access_group ?? null, dag);
  return {
    changes: changes.length > 0 ? changes : [switchAgain(username, dag)],
    errors: [],
    calls: [writeCall(source, switchMethod, { dag }, { isAlone: true })],
    // The assignment may not show a switch, or may not be read. REDCap's answer is then all that there is.
    isDone: async () =>
      own !== null && (await source.ownAssignment())?.redcap_data_access_group === dag ? true : 'unseen',
  };
};

/**
 * Switches the token's own user to another of the groups that REDCap's DAG Switcher lets it be in; "" is none. It lasts
 * until the next switch and holds for everybody who uses the token, in the browser too.
 *
 * It is sent alone: calls with the token that are under way end first, later ones wait, and all that is kept of reads
 * through this connection is forgotten. Three gaps stay. Two reads of
 * one operation may lie on either side of the switch. Downloads that are under way are not waited for. Other connections
 * with the same token, and other gateways, use what they have kept until it is too old. REDCap: Switch DAG.
 */
export const switchDataAccessGroup = (
  context: WriteContext,
  source: ProjectSource,
  input: SwitchDataAccessGroupInput,
): Promise<AccessWriteResult> =>
  writeAccess(
    context,
    source,
    {
      dryRun: input.dryRun ?? false,
      allowWidening: input.allowWidening ?? false,
      replaces: null,
      reads: ['dataAccessGroups', 'userDagAssignments', 'users', 'userRoleAssignments'],
    },
    () => planSwitch(source, input.dataAccessGroup.trim()),
  );
