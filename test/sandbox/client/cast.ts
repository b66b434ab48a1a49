import { describe } from 'vitest';

import { describeWith, requirement } from '../../support/requirement.ts';

/**
 * Groups of tests that follow a client's own suite. Each runs on the projects of that suite, where they are. It also runs on
 * invented studies of the same kinds. A cast says what is known of each.
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
