import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { root } from '../../support/markdown.ts';
import { errorsOf, groupOf, startPeople, userOf, writesOf, type AccessAnswer } from '../../support/people.ts';
import type { Answer, Study, StudyOptions } from '../../support/study.ts';

const examples = join(root, 'schema/examples');

const studies: Study[] = [];

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const start = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startPeople(options);
  studies.push(study);
  return study;
};

const variablesOf = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(examples, `${name}.variables.json`), 'utf8')) as Record<string, unknown>;

/** Runs an example as it is shown, with its own variables unless a test changes some. */
const runExample = (study: Study, name: string, changes: Record<string, unknown> = {}): Promise<Answer> =>
  study.run(readFileSync(join(examples, `${name}.graphql`), 'utf8'), { ...variablesOf(name), ...changes });

const newcomers = ['a.akello', 'b.okot', 'c.lamwaka', 'd.ocan', 'e.aber'];

describe('story 8: opening a new site', () => {
  it('makes a group, five users in it and their role, and nobody sees another site at any time', async () => {
    const groups: (string | null)[] = [];
    let study: Study | undefined = undefined;
    const look = (): void => {
      const current = study;
      if (current === undefined) return;
      const present = newcomers.filter((name) => current.project.users.some(({ username }) => username === name));
      groups.push(...present.map((name) => groupOf(current, name)));
    };
    study = await start({
      intercept: async (_call, answer) => {
        const response = await answer();
        look();
        return response;
      },
    });
    const { data, errors } = await runExample(study, '11-open-site');
    expect(errors).toEqual([]);
    const answers = data as Record<string, AccessAnswer>;
    expect(Object.values(answers).map((answer) => answer.errors)).toEqual([[], [], [], []]);
    expect(groups.length).toBeGreaterThan(newcomers.length);
    expect(new Set(groups)).toEqual(new Set(['gulu']));
    expect(newcomers.map((name) => study.project.users.find(({ username }) => username === name)?.role)).toEqual(
      newcomers.map(() => 'U-114COORDNT'),
    );
    expect(userOf(study, 'e.aber').expiration).toBe('2027-06-30');
    expect(groupOf(study, 'demo_app')).toBe('gulu');
    expect(writesOf(study).map((call) => call['content'])).toEqual([
      'dag',
      'user',
      'userRoleMapping',
      'userDagMapping',
    ]);
  });

  it('reports who gains what', async () => {
    const study = await start();
    const { data } = await runExample(study, '11-open-site');
    expect(data.importDataAccessGroups.changes).toEqual([
      { subject: 'Gulu', widensAccess: false, detail: 'New group, without users and records.' },
    ]);
    expect(data.importUsers.changes.slice(0, 2)).toEqual([
      { username: 'a.akello', subject: 'user', widensAccess: false, detail: 'New user of the project.' },
      {
        username: 'a.akello',
        subject: 'data_access_group',
        widensAccess: false,
        detail: 'Joins gulu and sees its records only.',
      },
    ]);
    expect(data.importUserRoleAssignments.changes).toHaveLength(5);
    expect(data.importUserRoleAssignments.changes[0]).toMatchObject({ username: 'a.akello', widensAccess: true });
    expect(data.importUserRoleAssignments.changes[0].detail).toMatch(/^Joins Coordinator .* Stays in gulu\.$/);
    expect(data.importUserDataAccessGroupAssignments.changes).toEqual([
      {
        username: 'demo_app',
        widensAccess: false,
        detail: 'Joins gulu and sees its records only, no longer those of all groups.',
      },
    ]);
  });

  it('sends nothing when it is done a second time', async () => {
    const study = await start();
    const users = variablesOf('11-open-site')['users'] as Record<string, unknown>[];
    await runExample(study, '11-open-site');
    study.forget();
    const { data } = await runExample(study, '11-open-site', { users });
    expect(Object.values(data as Record<string, AccessAnswer>).map(({ changes, errors }) => [changes, errors])).toEqual(
      [
        [[], []],
        [[], []],
        [[], []],
        [[], []],
      ],
    );
    expect(writesOf(study)).toEqual([]);
  });

  it('refuses newcomers that would see all sites, and gives them no role either', async () => {
    const study = await start();
    const users = newcomers.map((username) => ({ username }));
    const { data } = await runExample(study, '11-open-site', { users });
    expect(errorsOf({ ...data.importUsers, errors: data.importUsers.errors }).map(([code]) => code)).toEqual([
      'WOULD_WIDEN_ACCESS',
    ]);
    expect(data.importUserRoleAssignments.errors.map(({ code }: { code: string }) => code)).toEqual(
      newcomers.map(() => 'NOT_FOUND'),
    );
    expect(study.project.users.filter(({ username }) => newcomers.includes(username))).toEqual([]);
  });

  it('shows who can see what, with those flagged who see all sites', async () => {
    const study = await start();
    await runExample(study, '11-open-site');
    study.forget();
    const { data, errors } = await runExample(study, '12-who-can-see-what');
    expect(errors).toEqual([]);
    const users = new Map<string, Record<string, unknown>>(
      data.project.users.map((user: { username: string }) => [user.username, user]),
    );
    expect(users.get('a.akello')).toEqual({
      username: 'a.akello',
      expiration: null,
      seesAllGroups: false,
      role: { roleLabel: 'Coordinator' },
      dataAccessGroup: { uniqueGroupName: 'gulu' },
      apiExport: true,
      apiImport: true,
      userRights: 'NONE',
      instrumentRights: study.project.instruments.map(({ name }) => ({
        instrument: { name },
        dataEntry: 'VIEW_EDIT',
        canEditSurveyResponses: false,
        canDelete: false,
        export: 'FULL_DATA_SET',
      })),
    });
    const flagged = [...users.values()].filter(({ seesAllGroups }) => seesAllGroups === true);
    expect(flagged.map(({ username }) => username).sort()).toEqual([
      'demo_monitor',
      'demo_owner',
      'demo_statistician',
      'helper',
    ]);
    expect(study.calls.every((call) => call['data'] === undefined)).toBe(true);
    expect(study.callsOf('user')).toHaveLength(1);
  });
});
