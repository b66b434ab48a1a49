import type { Context } from '../../context.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { readOnlyCaller } from '../../errors.ts';
import { findProject } from './project.ts';

/**
 * The project that a mutation changes. Throws FORBIDDEN for a caller that may only read, before anything is told about the
 * project, and BAD_USER_INPUT for a key that the caller has no project for.
 */
export const writableProject = (context: Context, key: string): ProjectSource => {
  if (!context.mayWrite) throw readOnlyCaller();
  return findProject(context, key);
};
