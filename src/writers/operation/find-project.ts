import type { ProjectSource } from '../../loaders/project-source.ts';
import type { WriteTarget } from '../witness.ts';

/** Finds a project for looks that belong to no request; null when this gateway has no token for it. */
export type FindProject = (target: WriteTarget) => ProjectSource | null;
