import { Refusal } from '../call/answer.ts';
import { noPermission } from './authentication.ts';
import { effectiveLongitudinal } from '../state/design.ts';
import type { SandboxMethod } from '../call/method.ts';
import type { ProjectStatus, Rights, SandboxProject, UserDefinition } from '../state/project.ts';

/** One right that a method needs and REDCap's words when it is missing. */
export type RequiredRight = SandboxMethod['rights'][number];

/** The right to export through the API. */
export const exportRight: RequiredRight = { right: 'api_export', refusal: 'You do not have API Export privileges' };

/** The right to import through the API. */
export const importRight: RequiredRight = {
  right: 'api_import',
  refusal: 'You do not have API Import/Update privileges',
};

const both = (api: string, other: string): string => `You must have '${api}' privileges and '${other}' privileges`;

/** API Export together with one project right, named as REDCap's pages name it. */
export const exportRights = (right: string, title: string): RequiredRight[] => [
  exportRight,
  { right, refusal: both('API Export', title) },
];

/** API Import/Update together with one project right, named as REDCap's pages name it. */
export const importRights = (right: string, title: string): RequiredRight[] => [
  importRight,
  { right, refusal: both('API Import/Update', title) },
];

/** API Import/Update and Project Design and Setup: what structural imports and deletes need. */
export const designRights: RequiredRight[] = importRights('design', 'Project Design and Setup');

/** The statuses of a method that changes the structure: Development only. `task` says what, for example `import arms`. */
export const developmentOnly = (task: string): NonNullable<SandboxMethod['statuses']> => ({
  allowed: ['development'] satisfies ProjectStatus[],
  refusal: `You cannot ${task} because the project is not in Development status`,
});

/** The user's own rights, or those of the role that the user is in. */
export const effectiveRights = (project: SandboxProject, user: UserDefinition): Rights => {
  const role = project.roles.find((candidate) => candidate.uniqueRoleName === user.role);
  return role ?? user;
};

/** Refuses a method that the rights or the project's status do not allow, in the order and words of REDCap. */
export const authorize = (method: SandboxMethod, project: SandboxProject, rights: Rights): void => {
  const has = (right: string): boolean => (rights.flags[right] ?? 0) > 0;
  if (!has('api_export') && !has('api_import')) throw noPermission();
  const missing = method.rights.find((required) => !has(required.right));
  if (missing !== undefined) throw new Refusal(403, missing.refusal);
  if (method.statuses !== undefined && !method.statuses.allowed.includes(project.status)) {
    throw new Refusal(400, method.statuses.refusal);
  }
};

/** Refuses on a classic project; `task` goes into REDCap's sentence, for example `export arms`. */
export const requireLongitudinal = (project: SandboxProject, task: string): void => {
  if (!effectiveLongitudinal(project)) throw new Refusal(400, `You cannot ${task} for classic projects`);
};
