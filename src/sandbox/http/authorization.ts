import type { SandboxMethod } from '../call/method.ts';
import { Refusal } from '../call/refusal.ts';
import type { Rights, SandboxProject } from '../state/project.ts';
import { noPermission } from './authentication.ts';

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
