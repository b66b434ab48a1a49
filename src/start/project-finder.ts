import type { SharedState } from '../context.ts';
import { createCost } from '../loaders/cost.ts';
import type { ProjectConnection } from '../loaders/project-source.ts';
import { createProjectSource } from '../loaders/requested-project.ts';
import type { FindProject } from '../writers/operation/find-project.ts';

/** Finds a project among connections, for looks that belong to no request; null where none of them has the token. */
export const createProjectFinder =
  ({ stores, clock }: SharedState, connections: () => readonly ProjectConnection[]): FindProject =>
  ({ project, host, space }) => {
    const connection = connections().find((one) => one.key === project && one.host === host);
    if (connection === undefined) return null;
    const source = createProjectSource({ connection, stores, cost: createCost(), clock });
    return source.owner === space ? source : null;
  };
