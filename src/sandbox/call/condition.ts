import type { SandboxMethod } from './method.ts';
import { Refusal } from './refusal.ts';
import { effectiveLongitudinal } from '../state/design.ts';
import type { Call } from './call.ts';
import type { SandboxProject } from '../state/project.ts';

/** The statuses of a method that changes the structure: Development only (EVIDENCE.md#statuses-in-words). */
export const developmentOnly = (refusal: string): NonNullable<SandboxMethod['statuses']> => ({
  allowed: ['development'],
  refusal,
});

/** Refuses with this sentence where the project is classic (EVIDENCE.md#classic-refusals). */
export const requireLongitudinal = (project: SandboxProject, refusal: string): void => {
  if (!effectiveLongitudinal(project)) throw new Refusal(400, refusal);
};

/**
 * Refuses to delete what the parameter names where the project is classic. A call that names nothing deletes nothing in
 * any project (EVIDENCE.md#nothing-to-delete).
 */
export const requireLongitudinalToDelete = (
  { project, parameters }: Pick<Call, 'project' | 'parameters'>,
  name: 'arms' | 'events',
): void => {
  if (parameters.list(name).length > 0) requireLongitudinal(project, `You cannot delete ${name} for classic projects`);
};
