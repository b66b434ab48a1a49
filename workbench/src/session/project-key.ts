import type { SessionQuery } from './generated/graphql.ts';

/** The operator's keys of the caller's projects; none until they are known. */
export const projectKeysOf = (session: SessionQuery | undefined): readonly string[] =>
  (session?.projects ?? []).flatMap((project) => (project === null ? [] : [project.key]));
