import type { ProjectSource } from '../loaders/project-source.ts';
import type { WriteContext } from './context.ts';

/**
 * Runs a write when all earlier writes of the project have ended. Connections with different tokens to one project share
 * the lane, because it is named by REDCap's address and project number. `part` names a lane of its own beside it, for
 * what takes long and touches nothing else.
 */
export const runInProjectLane = async <Result>(
  { lanes, deadline, wait }: Pick<WriteContext, 'lanes' | 'deadline' | 'wait'>,
  source: ProjectSource,
  work: () => Promise<Result>,
  part = '',
): Promise<Result> => {
  const projectId = (await source.project()).project_id;
  // The wait for the turn is not the time of the operation. The lane refuses who waits in vain.
  const begin = wait();
  try {
    return await lanes.run(`${source.connection.host} ${String(projectId)}${part}`, () => {
      begin();
      deadline.renew();
      return work();
    });
  } finally {
    begin();
  }
};
