import type { Context } from '../../context.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { readOnlyCaller } from '../../errors.ts';
import { findProject } from './project.ts';

/** Refuses a caller that may only read, by its credential or by its policy for the project. */
export const checkMayWrite = ({ mayWrite }: Pick<Context, 'mayWrite'>, { connection }: ProjectSource): void => {
  if (!mayWrite || connection.narrowing?.mayWrite === false) throw readOnlyCaller();
};

/**
 * The project that a mutation changes. A caller that may only read gets FORBIDDEN, before the
 * answer reveals anything about the project. A key that the caller has no project for gets BAD_USER_INPUT.
 */
export const writableProject = (context: Context, key: string): ProjectSource => {
  if (!context.mayWrite) throw readOnlyCaller();
  const source = findProject(context, key, 'input.project');
  checkMayWrite(context, source);
  return source;
};
