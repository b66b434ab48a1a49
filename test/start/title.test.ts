import { describe, expect, it } from 'vitest';
import type { ProjectConnection } from '../../src/loaders/project-source.ts';
import type { Redcap } from '../../src/redcap/client.ts';
import { RedcapError } from '../../src/redcap/errors.ts';
import { reportTitles } from '../../src/start/title.ts';
import { createFakeClock } from '../support/fake-clock.ts';

/** A project that answers with a title, or not at all. */
const createProject = (key: string, title: string | null): ProjectConnection => {
  const call: Redcap['call'] = async () => {
    if (title === null) throw new RedcapError('UNAUTHENTICATED', { message: 'no' });
    // Of a project nothing else is looked at here.
    return { project_title: title, in_production: key === 'live' } as never;
  };
  return { key, host: 'redcap.test', redcap: { fingerprint: key, call } };
};

describe('the titles of the projects', () => {
  it('come one by one, each with a second between, and with what is wrong', async () => {
    const clock = createFakeClock();
    const lines: string[] = [];
    const projects = [
      createProject('live', 'Stroke\u001b[2J 2'),
      createProject('lost', null),
      createProject('new', 'Sepsis'),
    ];
    reportTitles(projects, clock, (line) => lines.push(line));
    await clock.advance(999);
    expect(lines).toEqual(['live: "Stroke [2J 2", in production']);
    await clock.advance(2_000);
    expect(lines.slice(1)).toEqual([
      'lost: REDCap does not accept the token of this project. "redcap-graphql doctor" says more.',
      'new: "Sepsis", in development',
    ]);
  });

  it('are not looked for any more once the gateway stops', async () => {
    const clock = createFakeClock();
    const lines: string[] = [];
    const end = reportTitles([createProject('a', 'A'), createProject('b', 'B')], clock, (line) => lines.push(line));
    await clock.advance(10);
    end();
    await clock.advance(10_000);
    expect(lines).toEqual(['a: "A", in development']);
  });
});
