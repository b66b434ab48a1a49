import { afterEach, describe, expect, it } from 'vitest';
import type { RoleDefinition } from '../../../src/sandbox/state/project.ts';
import {
  changeAccess,
  errorsOf,
  exportRows,
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

const start = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startPeople(options);
  studies.push(study);
  return study;
};

const roleOf = (study: Study, roleLabel: string): RoleDefinition => {
  const role = study.project.roles.find((candidate) => candidate.roleLabel === roleLabel);
  if (role === undefined) throw new Error(`there is no role ${roleLabel}`);
  return role;
};

const importRoles = (study: Study, input: Record<string, unknown>): Promise<AccessAnswer> =>
  changeAccess(study, 'importUserRoles', input);

const assign = (study: Study, input: Record<string, unknown>): Promise<AccessAnswer> =>
  changeAccess(study, 'importUserRoleAssignments', input);

const coordinator = 'U-114COORDNT';
const statistician = 'U-336STATIST';

describe('Project.userRoles and userRoleAssignments', () => {
  it('report the roles in words and the role of every user, of those without one too', async () => {
    const study = await start();
    const { data, errors } = await study.run(`{ project(key: "stroke2") {
      userRoles { uniqueRoleName roleLabel apiExport userRights instrumentRights { dataEntry export } }
      userRoleAssignments { username role { roleLabel } }
    } }`);
    expect(errors).toEqual([]);
    expect(data.project.userRoles[2]).toEqual({
      uniqueRoleName: statistician,
      roleLabel: 'Statistician',
      apiExport: true,
      userRights: 'NONE',
      instrumentRights: study.project.instruments.map(() => ({ dataEntry: 'READ_ONLY', export: 'DE_IDENTIFIED' })),
    });
    const assignments = new Map(
      data.project.userRoleAssignments.map(({ username, role }: { username: string; role: unknown }) => [
        username,
        role,
      ]),
    );
    expect(Object.fromEntries(assignments)).toEqual({
      demo_owner: null,
      demo_coordinator: { roleLabel: 'Coordinator' },
      demo_monitor: { roleLabel: 'Monitor' },
      demo_statistician: { roleLabel: 'Statistician' },
      demo_app: { roleLabel: 'App' },
      nurse: null,
      helper: null,
    });
    expect(study.callsOf('userRole')).toHaveLength(1);
  });
});

describe('importUserRoles', () => {
  it('makes a role with the rights that are named and no other, in one call', async () => {
    const study = await start();
    const answer = await importRoles(study, {
      roles: [
        {
          roleLabel: 'Data entry',
          apiExport: true,
          instrumentRights: [{ instrument: 'vitals', dataEntry: 'VIEW_EDIT', export: 'DE_IDENTIFIED' }],
        },
      ],
    });
    expect(answer.errors).toEqual([]);
    expect(answer.changes).toEqual([
      { username: null, subject: 'Data entry', widensAccess: false, detail: 'New role.' },
      {
        username: null,
        subject: 'Data entry: api_export',
        widensAccess: false,
        detail: 'NONE → GRANTED. Nobody is in this role.',
      },
      {
        username: null,
        subject: 'Data entry: instrument vitals',
        widensAccess: false,
        detail: 'data entry NO_ACCESS → VIEW_EDIT; export NO_ACCESS → DE_IDENTIFIED. Nobody is in this role.',
      },
    ]);
    expect(writesOf(study)).toHaveLength(1);
    const role = (await exportRows(study, 'userRole')).find((row) => row['role_label'] === 'Data entry');
    const named = (values: object, least: unknown): [string, unknown][] =>
      Object.entries(values).filter(([, value]) => value !== least);
    const { forms, forms_export, unique_role_name, role_label, ...flags } = role ?? { forms: {}, forms_export: {} };
    expect([typeof unique_role_name, role_label]).toEqual(['string', 'Data entry']);
    expect([named(flags, '0'), named(forms, 128), named(forms_export, 0)]).toEqual([
      [['api_export', '1']],
      [['vitals', 130]],
      [['vitals', 2]],
    ]);
  });

  it('changes a role by its unique name and keeps what is not named', async () => {
    const study = await start();
    const before = structuredClone(roleOf(study, 'Statistician'));
    const answer = await importRoles(study, {
      roles: [{ uniqueRoleName: statistician, roleLabel: 'Biostatistician', apiExport: false }],
    });
    expect(answer.errors).toEqual([]);
    expect(answer.changes).toEqual([
      {
        username: null,
        subject: 'Statistician (U-336STATIST): role_label',
        widensAccess: false,
        detail: 'Statistician → Biostatistician.',
      },
      {
        username: null,
        subject: 'Statistician (U-336STATIST): api_export',
        widensAccess: false,
        detail: 'GRANTED → NONE. In this role: demo_statistician.',
      },
    ]);
    expect(roleOf(study, 'Biostatistician')).toEqual({
      ...before,
      roleLabel: 'Biostatistician',
      flags: { ...before.flags, api_export: 0 },
    });
  });

  it('gives the right to delete on a server that knows it, and knows it again', async () => {
    const study = await start();
    const instrumentRights = [{ instrument: 'labs', dataEntry: 'VIEW_EDIT', canDelete: true }];
    expect((await importRoles(study, { roles: [{ roleLabel: 'Cleaner', instrumentRights }] })).errors).toEqual([]);
    expect(sentRows(study)[0]?.['forms']).toMatchObject({ labs: 146, vitals: 128 });
    const row = (await exportRows(study, 'userRole')).find(({ role_label }) => role_label === 'Cleaner');
    study.forget();
    const roles = [{ uniqueRoleName: row?.['unique_role_name'], instrumentRights }];
    expect(await importRoles(study, { roles })).toMatchObject({ changes: [], errors: [] });
    expect(writesOf(study)).toEqual([]);
  });

  it('changes and sends nothing for a role that is so already', async () => {
    const study = await start();
    const roles = [{ uniqueRoleName: statistician, roleLabel: 'Statistician', apiExport: true, apiImport: false }];
    expect(await importRoles(study, { roles })).toEqual({ changes: [], dryRun: false, errors: [] });
    expect(writesOf(study)).toEqual([]);
  });

  it('refuses to widen a role that somebody is in without allowWidening', async () => {
    const study = await start();
    const roles = [{ uniqueRoleName: statistician, apiImport: true }];
    const refused = await importRoles(study, { roles });
    expect(errorsOf(refused)).toEqual([['WOULD_WIDEN_ACCESS', ['allowWidening']]]);
    expect(writesOf(study)).toEqual([]);
    expect((await importRoles(study, { roles, dryRun: true })).changes).toEqual(refused.changes);
    expect((await importRoles(study, { roles, allowWidening: true })).errors).toEqual([]);
    expect(roleOf(study, 'Statistician').flags['api_import']).toBe(1);
  });

  it('refuses a second role of the same label unless that is meant', async () => {
    const study = await start();
    const roles = [{ roleLabel: 'Coordinator' }];
    expect(errorsOf(await importRoles(study, { roles }))).toEqual([['VALIDATION', ['roles', '0', 'roleLabel']]]);
    const twice = [{ roleLabel: 'Nurse' }, { roleLabel: 'Nurse' }];
    expect(errorsOf(await importRoles(study, { roles: twice }))).toEqual([['VALIDATION', ['roles', '1', 'roleLabel']]]);
    expect(writesOf(study)).toEqual([]);
    expect((await importRoles(study, { roles, allowDuplicateLabel: true })).errors).toEqual([]);
    expect(study.project.roles.filter(({ roleLabel }) => roleLabel === 'Coordinator')).toHaveLength(2);
  });

  it.each([
    [
      'the label of a role in place of its unique name',
      { uniqueRoleName: 'Coordinator' },
      'NOT_FOUND',
      'uniqueRoleName',
    ],
    ['a new role without a label', { apiExport: true }, 'VALIDATION', 'roleLabel'],
    ['a blank label', { uniqueRoleName: coordinator, roleLabel: ' ' }, 'VALIDATION', 'roleLabel'],
  ])('refuses %s', async (_title, role, code, argument) => {
    const study = await start();
    expect(errorsOf(await importRoles(study, { roles: [role] }))).toEqual([[code, ['roles', '0', argument]]]);
    expect(writesOf(study)).toEqual([]);
  });

  it("keeps the token's own user from losing rights through its role", async () => {
    const study = await start();
    roleOf(study, 'App').flags['user_rights'] = 1;
    const roles = [{ uniqueRoleName: 'U-447APPUSER', userRights: 'NONE' }];
    const answer = await changeAccess(study, 'importUserRoles', { roles }, userOf(study, 'demo_app'));
    expect(errorsOf(answer)).toEqual([['VALIDATION', ['roles', '0']]]);
    expect(writesOf(study)).toEqual([]);
  });

  it('never sends a new role twice when its answer was lost, and finds it by a look', async () => {
    const study = await start({
      intercept: async (call, answer) => {
        const response = await answer();
        return call['content'] === 'userRole' && call['data'] !== undefined ? 'reset' : response;
      },
    });
    expect((await importRoles(study, { roles: [{ roleLabel: 'Nurse' }] })).errors).toEqual([]);
    expect(writesOf(study)).toHaveLength(1);
    expect(study.project.roles.filter(({ roleLabel }) => roleLabel === 'Nurse')).toHaveLength(1);
  });
});

describe('deleteUserRoles', () => {
  it('deletes a role that nobody is in', async () => {
    const study = await start();
    userOf(study, 'demo_statistician').role = null;
    const answer = await changeAccess(study, 'deleteUserRoles', { roles: [statistician] });
    expect(answer).toEqual({
      changes: [
        { username: null, subject: 'Statistician (U-336STATIST)', widensAccess: false, detail: 'The role goes.' },
      ],
      dryRun: false,
      errors: [],
    });
    expect(study.project.roles.map(({ uniqueRoleName }) => uniqueRoleName)).not.toContain(statistician);
  });

  it('refuses while users are in it, because what rights they have then is not known', async () => {
    const study = await start();
    const answer = await changeAccess(study, 'deleteUserRoles', { roles: [statistician] });
    expect(errorsOf(answer)).toEqual([['WOULD_WIDEN_ACCESS', ['allowWidening']]]);
    expect(answer.changes[1]).toEqual({
      username: 'demo_statistician',
      subject: 'role',
      widensAccess: true,
      detail: 'Leaves Statistician (U-336STATIST). REDCap does not show beforehand which rights of their own are left.',
    });
    expect(writesOf(study)).toEqual([]);
    const meant = await changeAccess(study, 'deleteUserRoles', { roles: [statistician], allowWidening: true });
    expect(meant.errors).toEqual([]);
    expect(userOf(study, 'demo_statistician').role).toBeNull();
  });

  it('answers the role and its users as they were', async () => {
    const study = await start();
    const { data, errors } = await study.run(
      `mutation { deleteUserRoles(input: { project: "stroke2", roles: ["${statistician}"], allowWidening: true }) {
        previousUserRoles { uniqueRoleName roleLabel apiExport }
        previousUsers { username apiExport role { roleLabel } }
      } }`,
    );
    expect(errors).toEqual([]);
    expect(data.deleteUserRoles).toEqual({
      previousUserRoles: [{ uniqueRoleName: statistician, roleLabel: 'Statistician', apiExport: true }],
      previousUsers: [{ username: 'demo_statistician', apiExport: true, role: null }],
    });
  });

  it.each([
    ['none', [], ['roles']],
    ['one that is not there', ['U-NONE'], ['roles', '0']],
    ['one named twice', [statistician, statistician], ['roles', '1']],
  ])('refuses %s', async (_title, roles, path) => {
    const study = await start();
    const answer = await changeAccess(study, 'deleteUserRoles', { roles, allowWidening: true });
    expect(answer.errors.map((error) => error.path)).toEqual([path]);
    expect(writesOf(study)).toEqual([]);
  });
});

describe('importUserRoleAssignments', () => {
  it.each(['15.5.0', '16.1.3'])('puts a user into a role and keeps the group (%s)', async (version) => {
    const study = await start({ version });
    const assignments = [{ username: 'nurse', uniqueRoleName: coordinator }];
    const refused = await assign(study, { assignments });
    expect(errorsOf(refused)).toEqual([['WOULD_WIDEN_ACCESS', ['allowWidening']]]);
    expect(writesOf(study)).toEqual([]);
    expect(refused.changes).toHaveLength(1);
    expect(refused.changes[0]).toMatchObject({ username: 'nurse', subject: 'role', widensAccess: true });
    expect(refused.changes[0]?.detail).toMatch(
      /^Joins Coordinator \(U-114COORDNT\)\. Gains: .*api_import.*\. Loses: lock_records\. Stays in lyon\.$/,
    );
    expect((await assign(study, { assignments, allowWidening: true })).errors).toEqual([]);
    expect(sentRows(study)).toEqual([{ username: 'nurse', unique_role_name: coordinator, data_access_group: 'lyon' }]);
    expect([userOf(study, 'nurse').role, groupOf(study, 'nurse')]).toEqual([coordinator, 'lyon']);
  });

  it('needs no allowWidening for a role that gives less', async () => {
    const study = await start();
    roleOf(study, 'Monitor').flags = {};
    for (const name of Object.keys(roleOf(study, 'Monitor').forms)) {
      roleOf(study, 'Monitor').forms[name] = 0;
      roleOf(study, 'Monitor').formsExport[name] = 0;
    }
    const answer = await assign(study, { assignments: [{ username: 'nurse', uniqueRoleName: 'U-225MONITOR' }] });
    expect(answer.errors).toEqual([]);
    expect(answer.changes[0]?.widensAccess).toBe(false);
    expect(userOf(study, 'nurse').role).toBe('U-225MONITOR');
  });

  it('takes a user out of a role only when what that opens is accepted', async () => {
    const study = await start();
    const assignments = [{ username: 'demo_coordinator', uniqueRoleName: '' }];
    expect(errorsOf(await assign(study, { assignments }))).toEqual([['WOULD_WIDEN_ACCESS', ['allowWidening']]]);
    expect((await assign(study, { assignments, allowWidening: true })).errors).toEqual([]);
    expect([userOf(study, 'demo_coordinator').role, groupOf(study, 'demo_coordinator')]).toEqual([null, 'lyon']);
  });

  it('sends nothing for users who are in the role already', async () => {
    const study = await start();
    const assignments = [
      { username: 'DEMO_COORDINATOR', uniqueRoleName: coordinator },
      { username: 'nurse', uniqueRoleName: '' },
    ];
    expect(await assign(study, { assignments })).toEqual({ changes: [], dryRun: false, errors: [] });
    expect(writesOf(study)).toEqual([]);
  });

  it.each([
    ['a user who is not there', { username: 'nobody', uniqueRoleName: coordinator }, 'NOT_FOUND', ['username']],
    ['a role that is not there', { username: 'nurse', uniqueRoleName: 'U-NONE' }, 'NOT_FOUND', ['uniqueRoleName']],
    [
      "a role with less for the token's own user",
      { username: 'demo_owner', uniqueRoleName: coordinator },
      'VALIDATION',
      [],
    ],
  ])('refuses %s', async (_title, assignment, code, path) => {
    const study = await start();
    const answer = await assign(study, { assignments: [assignment], allowWidening: true });
    expect(errorsOf(answer)).toEqual([[code, ['assignments', '0', ...path]]]);
    expect(writesOf(study)).toEqual([]);
  });
});
