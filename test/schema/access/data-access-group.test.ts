import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { switchDataAccessGroup } from '../../../src/writers/access/data-access-group-switch.ts';
import {
  changeAccess,
  errorsOf,
  groupOf,
  sentRows,
  startPeople,
  userOf,
  writesOf,
  type AccessAnswer,
} from '../../support/people.ts';
import type { Study, StudyOptions } from '../../support/study.ts';

const studies: Study[] = [];

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

/** A REDCap that deletes groups with records, which is not sure. */
const deletable: Partial<StudyOptions> = { variants: { 'groups-with-records': 'deleted' } };

const start = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startPeople(options);
  studies.push(study);
  return study;
};

const importGroups = (study: Study, input: Record<string, unknown>): Promise<AccessAnswer> =>
  changeAccess(study, 'importDataAccessGroups', input);

const deleteGroups = (study: Study, input: Record<string, unknown>): Promise<AccessAnswer> =>
  changeAccess(study, 'deleteDataAccessGroups', input);

const assign = (study: Study, input: Record<string, unknown>): Promise<AccessAnswer> =>
  changeAccess(study, 'importUserDataAccessGroupAssignments', input);

const groupNames = (study: Study): string[] => study.project.dags.map(({ uniqueName }) => uniqueName);

/** Nobody and nothing is in it. */
const addEmptyGroup = (study: Study): void => {
  study.project.dags.push({ groupId: study.store.nextDagId++, name: 'Basel', uniqueName: 'basel' });
};

const recordsIn = (study: Study, uniqueName: string): number => {
  const group = study.project.dags.find((dag) => dag.uniqueName === uniqueName);
  return [...study.project.records.values()].filter(({ dagId }) => dagId === group?.groupId).length;
};

describe('Project.userDataAccessGroupAssignments', () => {
  it('reports the group of every user and who sees all groups, with the Data Access Groups right alone', async () => {
    const study = await start();
    const { data, errors } = await study.run(
      '{ project(key: "stroke2") { userDataAccessGroupAssignments { username seesAllGroups dataAccessGroup { uniqueGroupName dataAccessGroupName } } } }',
    );
    expect(errors).toEqual([]);
    const rows = data.project.userDataAccessGroupAssignments;
    expect(rows).toContainEqual({ username: 'demo_owner', seesAllGroups: true, dataAccessGroup: null });
    expect(rows).toContainEqual({
      username: 'demo_coordinator',
      seesAllGroups: false,
      dataAccessGroup: { uniqueGroupName: 'lyon', dataAccessGroupName: 'Lyon' },
    });
    expect(study.callsOf('user')).toEqual([]);
  });
});

describe('importDataAccessGroups', () => {
  it('makes a group once, however often it is asked for', async () => {
    const study = await start();
    const groups = [{ dataAccessGroupName: 'Gulu' }, { dataAccessGroupName: 'Lyon' }];
    expect(await importGroups(study, { groups })).toEqual({
      changes: [
        { username: null, subject: 'Gulu', widensAccess: false, detail: 'New group, without users and records.' },
      ],
      dryRun: false,
      errors: [],
    });
    expect(sentRows(study)).toEqual([{ data_access_group_name: 'Gulu', unique_group_name: '' }]);
    expect((await importGroups(study, { groups })).changes).toEqual([]);
    expect(writesOf(study)).toHaveLength(1);
    expect(groupNames(study)).toEqual(['nashville', 'lyon', 'kampala', 'gulu']);
  });

  it('renames a group and says that its unique name may change', async () => {
    const study = await start({ variants: { 'renamed-group': 'new-name' } });
    const groups = [{ uniqueGroupName: 'lyon', dataAccessGroupName: 'Lyon Sud' }];
    const answer = await importGroups(study, { groups });
    expect(answer.errors).toEqual([]);
    expect(answer.changes[0]?.detail).toBe(
      'Renamed from "Lyon" to "Lyon Sud". REDCap may make a new unique name of it, so that what refers to lyon (clients, imports, logic) breaks. Users and records stay in it.',
    );
    expect(groupNames(study)).toEqual(['nashville', 'lyon_sud', 'kampala']);
    expect(groupOf(study, 'nurse')).toBe('lyon_sud');
  });

  it.each([
    ['a blank name', [{ dataAccessGroupName: ' ' }], ['groups', '0', 'dataAccessGroupName']],
    [
      'the same name twice',
      [{ dataAccessGroupName: 'Gulu' }, { dataAccessGroupName: 'Gulu' }],
      ['groups', '1', 'dataAccessGroupName'],
    ],
    [
      'a unique name that is not there',
      [{ uniqueGroupName: 'gulu', dataAccessGroupName: 'Gulu' }],
      ['groups', '0', 'uniqueGroupName'],
    ],
    [
      'the name of another group',
      [{ uniqueGroupName: 'lyon', dataAccessGroupName: 'Kampala' }],
      ['groups', '0', 'dataAccessGroupName'],
    ],
  ])('refuses %s', async (_title, groups, path) => {
    const study = await start();
    const answer = await importGroups(study, { groups });
    expect(answer.errors.map((error) => error.path)).toEqual([path]);
    expect(writesOf(study)).toEqual([]);
  });

  it('names the right that is missing before anything is sent', async () => {
    const study = await start();
    const groups = [{ dataAccessGroupName: 'Gulu' }];
    const answer = await changeAccess(study, 'importDataAccessGroups', { groups }, userOf(study, 'demo_app'));
    expect(answer.errors).toMatchObject([{ code: 'FORBIDDEN_RIGHT', missingRight: 'Data Access Groups' }]);
    expect(writesOf(study)).toEqual([]);
  });

  it('never makes a group twice when the answer was lost', async () => {
    const study = await start({
      intercept: async (call, answer) => {
        const response = await answer();
        return call['content'] === 'dag' && call['data'] !== undefined ? 'reset' : response;
      },
    });
    expect((await importGroups(study, { groups: [{ dataAccessGroupName: 'Gulu' }] })).errors).toEqual([]);
    expect(writesOf(study)).toHaveLength(1);
    expect(groupNames(study)).toEqual(['nashville', 'lyon', 'kampala', 'gulu']);
  });
});

describe('deleteDataAccessGroups', () => {
  it('deletes a group that nobody and nothing is in', async () => {
    const study = await start();
    addEmptyGroup(study);
    expect(await deleteGroups(study, { groups: ['basel'] })).toEqual({
      changes: [
        { username: null, subject: 'basel', widensAccess: false, detail: 'The group goes. No record is in it.' },
      ],
      dryRun: false,
      errors: [],
    });
    expect(groupNames(study)).toEqual(['nashville', 'lyon', 'kampala']);
    expect(study.callsOf('record')).toHaveLength(1);
  });

  it('renames a group that keeps its unique name', async () => {
    const study = await start({ variants: { 'renamed-group': 'kept' } });
    const groups = [{ uniqueGroupName: 'lyon', dataAccessGroupName: 'Lyon Sud' }];
    expect((await importGroups(study, { groups })).errors).toEqual([]);
    expect(groupNames(study)).toEqual(['nashville', 'lyon', 'kampala']);
  });

  it('passes on the refusal of a REDCap that deletes no group with records', async () => {
    const study = await start({ variants: { 'groups-with-records': 'refused' } });
    const answer = await deleteGroups(study, { groups: ['kampala'], allowDataLoss: true });
    expect(errorsOf(answer)).toEqual([['REDCAP_REJECTED', []]]);
    expect(groupNames(study)).toContain('kampala');
  });

  it('counts the records of a study that is longer than what is taken at once', async () => {
    const study = await start({ ...deletable, transport: { maxRows: 500 } });
    const [lyon, kampala] = [recordsIn(study, 'lyon'), recordsIn(study, 'kampala')];
    expect(lyon + kampala).toBeGreaterThan(500);
    const answer = await deleteGroups(study, { groups: ['lyon', 'kampala'], dryRun: true });
    const details = answer.changes.flatMap(({ detail }) => /\d+ records are in no group/.exec(detail ?? '')?.[0] ?? []);
    expect(details).toEqual([`${String(lyon)} records are in no group`, `${String(kampala)} records are in no group`]);
  });

  it('refuses while records are in it without allowDataLoss', async () => {
    const study = await start(deletable);
    const records = recordsIn(study, 'kampala');
    expect(records).toBeGreaterThan(1);
    const answer = await deleteGroups(study, { groups: ['kampala'] });
    expect(errorsOf(answer)).toEqual([['WOULD_DELETE_DATA', ['allowDataLoss']]]);
    expect(answer.changes[0]?.detail).toBe(`The group goes. ${String(records)} records are in no group then.`);
    expect(writesOf(study)).toEqual([]);
    expect((await deleteGroups(study, { groups: ['kampala'], allowDataLoss: true })).errors).toEqual([]);
    expect(groupNames(study)).toEqual(['nashville', 'lyon']);
  });

  it('needs allowWidening besides while users are in it, who would see all records', async () => {
    const study = await start(deletable);
    const answer = await deleteGroups(study, { groups: ['lyon'], allowDataLoss: true });
    expect(errorsOf(answer)).toEqual([['WOULD_WIDEN_ACCESS', ['allowWidening']]]);
    expect(answer.changes.slice(1)).toEqual(
      ['demo_coordinator', 'nurse'].map((username) => ({
        username,
        subject: 'data_access_group',
        widensAccess: true,
        detail: 'Leaves lyon and sees the records of all groups.',
      })),
    );
    expect(writesOf(study)).toEqual([]);
    const meant = await deleteGroups(study, { groups: ['lyon'], allowDataLoss: true, allowWidening: true });
    expect(meant.errors).toEqual([]);
    expect(groupOf(study, 'nurse')).toBeNull();
  });

  it.each([
    ['which group they are in', false],
    ['any, because there are none in the group of the user', true],
  ])('refuses when REDCap does not report the records %s', async (_title, isEmpty) => {
    const study = await start();
    addEmptyGroup(study);
    const inNone = study.project.dags[0]?.groupId;
    if (isEmpty) for (const record of study.project.records.values()) if (record.dagId === inNone) record.dagId = null;
    userOf(study, 'demo_owner').dagId = study.project.dags[0]?.groupId ?? null;
    const answer = await deleteGroups(study, { groups: ['basel'] });
    expect(errorsOf(answer)).toEqual([['WOULD_DELETE_DATA', ['allowDataLoss']]]);
    expect(answer.changes[0]?.detail).toBe(
      'The group goes. REDCap does not show this user how many records are in it.',
    );
  });

  it.each([
    ['none', [], ['groups']],
    ['one that is not there', ['paris'], ['groups', '0']],
    ['one named twice', ['lyon', 'lyon'], ['groups', '1']],
    ['a blank name', [''], ['groups', '0']],
  ])('refuses %s', async (_title, groups, path) => {
    const study = await start();
    const answer = await deleteGroups(study, { groups, allowDataLoss: true, allowWidening: true });
    expect(answer.errors.map((error) => error.path)).toEqual([path]);
    expect(writesOf(study)).toEqual([]);
  });
});

describe('importUserDataAccessGroupAssignments', () => {
  it('puts a user into a group, one in a role too, and sends those only who move', async () => {
    const study = await start();
    const assignments = [
      { username: 'demo_statistician', uniqueGroupName: 'kampala' },
      { username: 'nurse', uniqueGroupName: 'lyon' },
    ];
    expect(await assign(study, { assignments })).toEqual({
      changes: [
        {
          username: 'demo_statistician',
          subject: 'data_access_group',
          widensAccess: false,
          detail: 'Joins kampala and sees its records only, no longer those of all groups.',
        },
      ],
      dryRun: false,
      errors: [],
    });
    expect(sentRows(study)).toEqual([{ username: 'demo_statistician', redcap_data_access_group: 'kampala' }]);
    expect(groupOf(study, 'demo_statistician')).toBe('kampala');
    expect(study.callsOf('user')).toEqual([]);
  });

  it.each([
    ['no group', '', 'Leaves lyon and sees the records of all groups.'],
    ['another group', 'kampala', 'Moves from lyon to kampala and sees the records of that group.'],
  ])('refuses to move a user to %s without allowWidening', async (_title, uniqueGroupName, detail) => {
    const study = await start();
    const assignments = [{ username: 'nurse', uniqueGroupName }];
    const refused = await assign(study, { assignments });
    expect(errorsOf(refused)).toEqual([['WOULD_WIDEN_ACCESS', ['allowWidening']]]);
    expect(refused.changes).toEqual([{ username: 'nurse', subject: 'data_access_group', widensAccess: true, detail }]);
    expect(writesOf(study)).toEqual([]);
    expect((await assign(study, { assignments, allowWidening: true })).errors).toEqual([]);
    expect(groupOf(study, 'nurse') ?? '').toBe(uniqueGroupName);
  });

  it.each([
    ['a user who is not there', { username: 'nobody', uniqueGroupName: 'lyon' }, 'username'],
    ['a group that is not there', { username: 'nurse', uniqueGroupName: 'paris' }, 'uniqueGroupName'],
  ])('refuses %s', async (_title, assignment, argument) => {
    const study = await start();
    const answer = await assign(study, { assignments: [assignment], allowWidening: true });
    expect(errorsOf(answer)).toEqual([['NOT_FOUND', ['assignments', '0', argument]]]);
    expect(writesOf(study)).toEqual([]);
  });
});

describe('switchDataAccessGroup', () => {
  const names = '{ project(key: "stroke2") { records(first: 1) { totalCount } } }';

  it("moves the token's own user and forgets what was read in the other group", async () => {
    const study = await start();
    const all = await study.run(names);
    expect(all.data.project.records.totalCount).toBe(study.project.records.size);
    const answer = await changeAccess(study, 'switchDataAccessGroup', { dataAccessGroup: 'kampala' });
    expect(answer.errors).toEqual([]);
    expect(answer.changes).toEqual([
      {
        username: 'demo_owner',
        subject: 'data_access_group',
        widensAccess: false,
        detail: 'Joins kampala and sees its records only, no longer those of all groups.',
      },
    ]);
    const some = await study.run(names);
    expect(some.data.project.records.totalCount).toBe(recordsIn(study, 'kampala'));
  });

  it('believes REDCap’s answer, and sends the switch back, where no export shows a switch', async () => {
    const study = await start({ variants: { 'group-switch': 'session' } });
    const count = async (): Promise<number> => (await study.run(names)).data.project.records.totalCount as number;
    const all = await count();
    const there = await changeAccess(study, 'switchDataAccessGroup', { dataAccessGroup: 'kampala' });
    expect(there.errors).toEqual([]);
    expect(groupOf(study, 'demo_owner')).toBeNull();
    expect(await count()).toBe(recordsIn(study, 'kampala'));
    const back = await changeAccess(study, 'switchDataAccessGroup', { dataAccessGroup: '' });
    expect(back.errors).toEqual([]);
    expect(back.changes[0]?.detail).toBe('Is in no group, unless switched to one.');
    expect(await count()).toBe(all);
  });

  it('waits for reads with the token that are under way, and lets none begin meanwhile', async () => {
    const log: string[] = [];
    const reading = Promise.withResolvers<undefined>();
    const planned = Promise.withResolvers<undefined>();
    const study = await start({
      intercept: async (call, answer) => {
        const name = call['action'] === 'switch' ? 'switch' : (call['content'] ?? '');
        if (name !== 'switch' && name !== 'record') {
          const response = await answer();
          if (name === 'userDagMapping') planned.resolve(undefined);
          return response;
        }
        log.push(`${name} begins`);
        reading.resolve(undefined);
        // Long enough for a switch that does not wait to come in between.
        if (name === 'record' && log.length === 1) {
          await planned.promise;
          for (let turn = 0; turn < 50; turn += 1) await setImmediate();
        }
        const response = await answer();
        log.push(`${name} ends`);
        return response;
      },
    });
    const early = study.run(names);
    await reading.promise;
    const change = changeAccess(study, 'switchDataAccessGroup', { dataAccessGroup: 'kampala' });
    await planned.promise;
    expect((await change).errors).toEqual([]);
    const late = await study.run(names);
    expect(log.slice(0, 4)).toEqual(['record begins', 'record ends', 'switch begins', 'switch ends']);
    expect((await early).data.project.records.totalCount).toBe(study.project.records.size);
    expect(late.data.project.records.totalCount).toBe(recordsIn(study, 'kampala'));
  });

  it('refuses to leave the groups without allowWidening, and to enter one that is not there', async () => {
    const study = await start();
    userOf(study, 'demo_owner').dagId = study.project.dags[0]?.groupId ?? null;
    const out = await changeAccess(study, 'switchDataAccessGroup', { dataAccessGroup: '' });
    expect(errorsOf(out)).toEqual([['WOULD_WIDEN_ACCESS', ['allowWidening']]]);
    const unknown = await changeAccess(study, 'switchDataAccessGroup', {
      dataAccessGroup: 'paris',
      allowWidening: true,
    });
    expect(errorsOf(unknown)).toEqual([['NOT_FOUND', ['dataAccessGroup']]]);
    expect(writesOf(study)).toEqual([]);
  });

  it('takes it for widening when it cannot know the group that it leaves', async () => {
    // What is stored shows the switch.
    const study = await start({ variants: { 'group-switch': 'assigned' } });
    const app = userOf(study, 'demo_app');
    const refused = await changeAccess(study, 'switchDataAccessGroup', { dataAccessGroup: 'kampala' }, app);
    expect(errorsOf(refused)).toEqual([['WOULD_WIDEN_ACCESS', ['allowWidening']]]);
    expect(refused.changes[0]?.detail).toBe('Moves to kampala and sees the records of that group.');
    const input = { dataAccessGroup: 'kampala', allowWidening: true };
    expect((await changeAccess(study, 'switchDataAccessGroup', input, app)).errors).toEqual([]);
    expect(groupOf(study, 'demo_app')).toBe('kampala');
  });

  it('looks several times for a switch whose answer was lost, never sends it again, and says that it is not known', async () => {
    const study = await start({
      intercept: (call, answer) => (call['action'] === 'switch' ? Promise.resolve('reset') : answer()),
    });
    const { context } = await study.run('{ project(key: "stroke2") { projectTitle } }');
    const source = context.projects.get('stroke2');
    if (source === undefined) throw new Error('there is no project');
    const result = await switchDataAccessGroup(context, source, { dataAccessGroup: 'kampala' });
    expect(result.errors.map(({ code }) => code)).toEqual(['UNKNOWN_OUTCOME']);
    expect(study.clock.pauses).toEqual([2_000, 5_000, 15_000]);
    expect(writesOf(study)).toHaveLength(1);
  });
});
