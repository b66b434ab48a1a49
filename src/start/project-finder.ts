import type { SharedState } from '../context.ts';
import { createCost } from '../loaders/cost.ts';
import type { ProjectConnection } from '../loaders/project-source.ts';
import { createProjectSource } from '../loaders/requested-project.ts';
import type { FindProject } from '../writers/operation/find-project.ts';

/**
 * Finds a project among connections, for looks that belong to no request; null where none of them has the token. One project may
 * have several: by the tokens of people, and as each policy narrows it. The look is made by what the write was sent by.
 */
export const createProjectFinder =
  (
    { stores, clock }: Pick<SharedState, 'stores' | 'clock'>,
    connections: () => readonly ProjectConnection[],
  ): FindProject =>
  ({ project, host, space }) =>
    connections()
      .filter((one) => one.key === project && one.host === host)
      .map((connection) => createProjectSource({ connection, stores, cost: createCost(), clock }))
      .find(({ owner }) => owner === space) ?? null;
