import { afterEach, describe, expect, it } from 'vitest';
import type { ProjectSource } from '../../../src/loaders/project-source.ts';
import type { UserDefinition } from '../../../src/sandbox/state/project.ts';
import { groupOf, startPeople, userOf } from '../../support/people.ts';
import type { Study, StudyOptions } from '../../support/study.ts';

const studies: Study[] = [];

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

/** A REDCap that answers exports of this content in this way. */
const start = async (content?: string, answer?: () => Response, more: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startPeople({
    intercept: async (call, real) => (call['content'] === content && answer ? answer() : real()),
    ...more,
  });
  studies.push(study);
  return study;
};

const sourceOf = async (study: Study, user: UserDefinition = study.owner): Promise<ProjectSource> => {
  const [source] = (await study.run('{ __typename }', {}, user)).context.projects.values();
  if (source === undefined) throw new Error('the request has no project');
  return source;
};

const withheld = (): Response => new Response('{"error":"You do not have the right to see this"}', { status: 403 });
const broken = (): Response => new Response('[{"unique_gro');

/** What the loader answers, and the content that REDCap is asked for. */
const readings: readonly (readonly [string, string, (source: ProjectSource) => Promise<unknown>])[] = [
  ['the groups', 'dag', (source) => source.groups()],
  ['the own user', 'user', (source) => source.ownUser()],
  ["the own user's group", 'userDagMapping', (source) => source.ownAssignment()],
];

describe('what a token may see', () => {
  it.each(readings)(
    'is null for %s where REDCap withholds them, kept for the next request',
    async (_w, content, read) => {
      const study = await start(content, withheld);
      expect(await read(await sourceOf(study))).toBeNull();
      expect(await read(await sourceOf(study))).toBeNull();
      expect(study.callsOf(content)).toHaveLength(1);
    },
  );

  it.each(readings)('is a fault for %s where the answer is broken, and asked for again', async (_w, content, read) => {
    const study = await start(content, broken);
    await expect(read(await sourceOf(study))).rejects.toMatchObject({ code: 'REDCAP_BAD_RESPONSE' });
    study.forget();
    await expect(read(await sourceOf(study))).rejects.toMatchObject({ code: 'REDCAP_BAD_RESPONSE' });
    expect(study.callsOf(content).length).toBeGreaterThan(0);
  });

  it('is refused with what REDCap says to who cannot go on without it', async () => {
    const study = await start('dag', withheld);
    const source = await sourceOf(study);
    await expect(source.dataAccessGroups()).rejects.toMatchObject({
      code: 'FORBIDDEN',
      redcapMessage: 'You do not have the right to see this',
    });
  });
});

describe("the token's own user", () => {
  it('is found by the name that the operator gave, in any case', async () => {
    const study = await start(undefined, undefined, { username: 'NURSE' });
    const source = await sourceOf(study);
    expect((await source.ownUser())?.username).toBe('nurse');
    expect((await source.ownAssignment())?.redcap_data_access_group).toBe(groupOf(study, 'nurse'));
  });

  it('is nobody when the operator gave the name of nobody', async () => {
    const source = await sourceOf(await start(undefined, undefined, { username: 'somebody' }));
    expect([await source.ownUser(), await source.ownAssignment()]).toEqual([null, null]);
  });

  it('decides what the caller may do, whatever the case of the name', async () => {
    const capabilities = async (username: string): Promise<unknown> => {
      const study = await start(undefined, undefined, { username });
      const answer = await study.run(
        '{ projects { capabilities { name allowed reason } } }',
        {},
        userOf(study, study.owner.username),
      );
      expect(answer.errors).toEqual([]);
      return answer.data.projects[0].capabilities;
    };
    expect(await capabilities('Nurse')).toEqual(await capabilities('nurse'));
    expect(await capabilities('Nurse')).not.toEqual(await capabilities('somebody'));
  });
});

describe('a graph over groups', () => {
  const GROUP = `query Group($name: RecordName!) { projects { record(name: $name) {
    dataAccessGroup { uniqueGroupName dataAccessGroupName } } } }`;

  const nameInGroup = (study: Study): string => {
    const record = [...study.project.records.values()].find(({ dagId }) => dagId !== null);
    if (record === undefined) throw new Error('no record is in a group');
    return record.name;
  };

  it('gives a group without its label where REDCap withholds the groups', async () => {
    const study = await start('dag', withheld);
    const answer = await study.run(GROUP, { name: nameInGroup(study) });
    expect(answer.errors).toEqual([]);
    expect(answer.data.projects[0].record.dataAccessGroup).toEqual({
      uniqueGroupName: expect.stringMatching(/\w/) as string,
      dataAccessGroupName: null,
    });
  });

  it('says that the label could not be read where the answer is broken', async () => {
    const study = await start('dag', broken);
    const answer = await study.run(GROUP, { name: nameInGroup(study) });
    expect(answer.errors.map(({ extensions, path }) => [extensions['code'], path?.at(-1)])).toEqual([
      ['REDCAP_BAD_RESPONSE', 'dataAccessGroupName'],
    ]);
  });
});
