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
  parameter: 'arms' | 'events',
  refusal: string,
): void => {
  if (parameters.list(parameter).length > 0) requireLongitudinal(project, refusal);
};

/**
 * Refuses to import arms and events into a classic project, where the sandbox does so
 * (EVIDENCE.md#arms-and-events-of-a-classic-project). A project with the longitudinal flag is not classic then, although
 * it has no events yet.
 */
export const requireLongitudinalToImport = ({ project, store }: Call, refusal: string): void => {
  if (store.variants['classic-events'] === 'taken' || project.settings.is_longitudinal) return;
  throw new Refusal(400, refusal);
};
