import type { Context } from '../context.ts';
import type { ProjectSource } from '../loaders/project-source.ts';

/**
 * Runs a write when all earlier writes of the project have ended. Connections with different tokens to one project share
 * the lane, because it is named by REDCap's address and project number. `part` names a lane of its own beside it, for
 * what takes long and touches nothing else.
 */
export const runInProjectLane = async <Result>(
  context: Pick<Context, 'lanes'>,
  source: ProjectSource,
  work: () => Promise<Result>,
  part = '',
): Promise<Result> => {
  const projectId = (await source.project()).project_id;
  return context.lanes.run(`${source.connection.host} ${String(projectId)}${part}`, work);
};
