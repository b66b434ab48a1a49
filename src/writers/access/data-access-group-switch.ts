import type { ProjectSource } from '../../loaders/project-source.ts';
import { switchDataAccessGroup as switchMethod } from '../../redcap/methods/data-access-group.ts';
import { refusedPlan, writeAccess, type AccessPlan, type AccessWriteResult } from './change.ts';
import { checkGroup, groupChange } from './group-membership.ts';
import type { WriteContext } from '../context.ts';

export interface SwitchDataAccessGroupInput {
  /** Unique name; "" for no group. */
  readonly dataAccessGroup: string;
  readonly dryRun?: boolean | null | undefined;
  readonly allowWidening?: boolean | null | undefined;
}

const planSwitch = async (source: ProjectSource, dag: string): Promise<AccessPlan> => {
  const [groups, own] = await Promise.all([source.groups(), source.ownAssignment()]);
  const unknown = checkGroup(groups, dag, ['dataAccessGroup']);
  if (unknown.length > 0) return refusedPlan(unknown);
  return {
    changes: groupChange(own?.username ?? source.username, own?.redcap_data_access_group ?? null, dag),
    errors: [],
    send: async () => {
      await source.writeAlone(switchMethod, { dag });
    },
    // Where the own assignment cannot be read, REDCap's answer is all that there is.
    isDone: async () => {
      if (own === null) return 'unseen';
      return (await source.ownAssignment())?.redcap_data_access_group === dag;
    },
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
      reads: ['dataAccessGroups', 'userDagAssignments', 'users', 'userRoleAssignments'],
    },
    () => planSwitch(source, input.dataAccessGroup.trim()),
  );
