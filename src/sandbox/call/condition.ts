import type { SandboxMethod } from './method.ts';
import { Refusal } from './refusal.ts';
import { effectiveLongitudinal } from '../state/design.ts';
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
