import { buildDesign } from '../../graph/design/builder.ts';
import type { Design } from '../../graph/design/design.ts';
import type { CallCost, Redcap } from '../../redcap/client.ts';
import { RedcapError } from '../../redcap/errors.ts';
import type { Method } from '../../redcap/method.ts';
import { exportArms } from '../../redcap/methods/arm.ts';
import { exportDataAccessGroups, type DataAccessGroupRow } from '../../redcap/methods/data-access-group.ts';
import { exportEvents } from '../../redcap/methods/event.ts';
import { exportFieldNames } from '../../redcap/methods/field-name.ts';
import { exportFormEventMappings } from '../../redcap/methods/form-event-mapping.ts';
import { exportInstruments } from '../../redcap/methods/instrument.ts';
import { exportMetadata } from '../../redcap/methods/metadata.ts';
import { exportProject, type ProjectRow } from '../../redcap/methods/project.ts';
import { exportRepeatingInstrumentsAndEvents, type RepeatingRow } from '../../redcap/methods/repeating-setup.ts';
import { exportUserDagAssignments, type UserDagAssignmentRow } from '../../redcap/methods/user-dag-assignment.ts';
import { exportUserRoleAssignments, type UserRoleAssignmentRow } from '../../redcap/methods/user-role-assignment.ts';
import { exportUserRoles, type UserRoleRow } from '../../redcap/methods/user-role.ts';
import { exportUsers, type UserRow } from '../../redcap/methods/user.ts';
import { exportVersion } from '../../redcap/methods/version.ts';
import type { DesignStore } from './design-store.ts';
import { readWithheld } from './export-right.ts';

/** What of a project's design is read by one call and kept by itself. */
export type DesignPart =
  | 'version'
  | 'project'
  | 'metadata'
  | 'fieldNames'
  | 'instruments'
  | 'arms'
  | 'events'
  | 'mappings'
  | 'repeating'
  | 'dataAccessGroups'
  | 'userDagAssignments'
  | 'users'
  | 'userRoles'
  | 'userRoleAssignments'
  | 'exportable';

/** A project's design, each part asked of REDCap once and kept for a short time. */
export interface DesignLoader {
  readonly version: () => Promise<string>;
  readonly project: () => Promise<ProjectRow>;
  readonly design: () => Promise<Design>;
  readonly dataAccessGroups: () => Promise<readonly DataAccessGroupRow[]>;
  readonly userDagAssignments: () => Promise<readonly UserDagAssignmentRow[]>;
  readonly users: () => Promise<readonly UserRow[]>;
  readonly userRoles: () => Promise<readonly UserRoleRow[]>;
  readonly userRoleAssignments: () => Promise<readonly UserRoleAssignmentRow[]>;
  /** Null without the Project Design right, which REDCap demands for this export. */
  readonly repeating: () => Promise<readonly RepeatingRow[] | null>;
  /**
   * What of this design the token's export rights keep back: field names and `<instrument>_complete`. Looked for once a
   * design and token; empty while the project has no record to see it by.
   */
  readonly withheld: (design: Design) => Promise<ReadonlySet<string>>;
  /** Forgets these parts, or all, so that the next look reads them anew. */
  readonly forget: (parts?: readonly DesignPart[]) => void;
}

export interface DesignLoaderOptions {
  readonly owner: string;
  readonly redcap: Redcap;
  readonly designs: DesignStore;
  readonly onCost: (cost: CallCost) => void;
}

/** The name under which the whole is kept, built of its parts. */
const WHOLE = 'design';

/** Makes the design loader of one project and token. */
export const createDesignLoader = ({ owner, redcap, designs, onCost }: DesignLoaderOptions): DesignLoader => {
  // Design is shared by callers, so no single caller's leaving may abort its loading.
  const part = <Args, Result>(name: DesignPart, method: Method<Args, Result>, args: Args): Promise<Result> =>
    designs.part(owner, name, () => redcap.call(method, args, { onCost }));

  const project = () => part('project', exportProject, undefined);
  const repeating = (): Promise<readonly RepeatingRow[] | null> =>
    designs.part(owner, 'repeating' satisfies DesignPart, () =>
      redcap.call(exportRepeatingInstrumentsAndEvents, undefined, { onCost }).catch((error: unknown) => {
        if (error instanceof RedcapError && error.code === 'FORBIDDEN') return null;
        throw error;
      }),
    );

  const load = async (): Promise<Design> => {
    const info = await project();
    const none = Promise.resolve([]);
    const [metadata, fieldNames, instruments, arms, events, mappings, repeatingRows] = await Promise.all([
      part('metadata', exportMetadata, {}),
      part('fieldNames', exportFieldNames, {}),
      part('instruments', exportInstruments, undefined),
      info.is_longitudinal ? part('arms', exportArms, {}) : none,
      info.is_longitudinal ? part('events', exportEvents, {}) : none,
      info.is_longitudinal ? part('mappings', exportFormEventMappings, {}) : none,
      info.has_repeating_instruments_or_events ? repeating() : none,
    ]);
    return buildDesign({
      project: info,
      metadata,
      fieldNames,
      instruments,
      arms,
      events,
      mappings,
      repeating: repeatingRows,
    });
  };

  /** By the design that it was looked for with: one that has moved on has other columns, and its rights are looked for anew. */
  const withheld = async (design: Design): Promise<ReadonlySet<string>> => {
    const known = await designs.part(owner, 'exportable' satisfies DesignPart, () =>
      Promise.resolve(new Map<string, Promise<ReadonlySet<string>>>()),
    );
    const found = known.get(design.digest);
    if (found !== undefined) return found;
    known.clear();
    const looking = readWithheld(design, (method, args) => redcap.call(method, args, { onCost }));
    known.set(design.digest, looking);
    looking.catch(() => known.delete(design.digest));
    return looking;
  };

  return {
    version: () => part('version', exportVersion, undefined),
    project,
    design: () => designs.part(owner, WHOLE, load),
    dataAccessGroups: () => part('dataAccessGroups', exportDataAccessGroups, undefined),
    userDagAssignments: () => part('userDagAssignments', exportUserDagAssignments, undefined),
    users: () => part('users', exportUsers, undefined),
    userRoles: () => part('userRoles', exportUserRoles, undefined),
    userRoleAssignments: () => part('userRoleAssignments', exportUserRoleAssignments, undefined),
    repeating,
    withheld,
    forget: (parts) => {
      if (parts === undefined) designs.drop(owner);
      else designs.dropParts(owner, [...parts, WHOLE, 'exportable']);
    },
  };
};
