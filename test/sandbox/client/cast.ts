import { describe } from 'vitest';

import { describeWith, requirement } from '../../support/requirement.ts';

/**
 * Groups of tests that follow a client's own suite: each runs on the projects of that suite, where they are, and on invented
 * studies of the same kinds, with what is known of each in a cast.
 */
export const describeOn =
  <Cast>(own: Cast, invented: Cast) =>
  (title: string, body: (cast: Cast) => void): void => {
    describeWith(requirement.recordedProjects, `${title}, on projects of its suite`, () => {
      body(own);
    });
    describe(`${title}, on invented studies`, () => {
      body(invented);
    });
  };
