import { afterEach, describe, expect, it } from 'vitest';
import type { UserDefinition } from '../../../src/sandbox/state/project.ts';
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

/** Answers users as a later REDCap might: with a right and with codes that nobody here has seen. */
const addUnknownCodes: NonNullable<StudyOptions['intercept']> = async (call, answer) => {
  const response = await answer();
  if (call['content'] !== 'user' || call['data'] !== undefined) return response;
  const rows = (await response.json()) as Record<string, unknown>[];
  return Response.json(
    rows.map((row) => ({
      ...row,
      brand_new_right: 7,
      forms: { ...(row['forms'] as object), demographics: 160 },
      forms_export: { ...(row['forms_export'] as object), demographics: 9 },
    })),
  );
};

const importUsers = (study: Study, input: Record<string, unknown>, as?: UserDefinition): Promise<AccessAnswer> =>
  changeAccess(study, 'importUsers', input, as);

const deleteUsers = (study: Study, input: Record<string, unknown>): Promise<AccessAnswer> =>
  changeAccess(study, 'deleteUsers', input);

const sentRow = (study: Study): Record<string, unknown> => sentRows(study)[0] ?? {};

const allOfUsers = `users {
  username email firstName lastName expiration seesAllGroups
  role { uniqueRoleName roleLabel }
  dataAccessGroup { uniqueGroupName dataAccessGroupName }
  rights { right level rawCode }
  apiExport apiImport design userRights
  instrumentRights { instrument { name } dataEntry canEditSurveyResponses canDelete export rawCode rawExportCode }
}`;

describe('Project.users', () => {
  it('reports rights, role and group of each user in words, and who sees all groups', async () => {
    const study = await start();
    const { data, errors } = await study.run(`{ project(key: "stroke2") { ${allOfUsers} } }`);
    expect(errors).toEqual([]);
    const users = new Map<string, Record<string, unknown>>(
      data.project.users.map((user: { username: string }) => [user.username, user]),
    );
    expect(users.get('nurse')).toMatchObject({
      email: 'nurse@example.org',
      firstName: null,
      expiration: '2027-12-31',
      role: null,
      dataAccessGroup: { uniqueGroupName: 'lyon', dataAccessGroupName: 'Lyon' },
      seesAllGroups: false,
      apiExport: true,
      apiImport: false,
      design: false,
      userRights: 'NONE',
    });
    expect(users.get('nurse')?.['rights']).toContainEqual({
      right: 'lock_records',
      level: 'WITH_ESIGNATURE',
      rawCode: null,
    });
    expect(users.get('nurse')?.['instrumentRights']).toMatchObject([
      { dataEntry: 'NO_ACCESS', canEditSurveyResponses: false, export: 'FULL_DATA_SET', rawCode: null },
      { dataEntry: 'VIEW_EDIT', canEditSurveyResponses: false, export: 'DE_IDENTIFIED' },
      { dataEntry: 'READ_ONLY', canEditSurveyResponses: false, export: 'REMOVE_IDENTIFIERS' },
      { dataEntry: 'VIEW_EDIT', canEditSurveyResponses: true, export: 'NO_ACCESS' },
      ...Array.from({ length: study.project.instruments.length - 4 }, () => ({})),
    ]);
    expect(users.get('demo_coordinator')).toMatchObject({
      role: { uniqueRoleName: 'U-114COORDNT', roleLabel: 'Coordinator' },
      apiImport: true,
    });
    expect(users.get('demo_monitor')).toMatchObject({ seesAllGroups: true, dataAccessGroup: null });
    expect(['user', 'userRole', 'userRoleMapping', 'dag'].map((content) => study.callsOf(content).length)).toEqual([
      1, 1, 1, 1,
    ]);
  });

  it('reports the same of a server that codes the rights to forms as REDCap did before 15.6', async () => {
    const old = await start({ version: '15.5.0' });
    const current = await start({ variants: { 'form-rights': 'bits' } });
    const given = await start({ variants: { 'form-rights': 'given' } });
    const ask =
      '{ project(key: "stroke2") { users { username instrumentRights { instrument { name } dataEntry canEditSurveyResponses canDelete export } } } }';
    const before = await old.run(ask);
    for (const study of [current, given]) expect((await study.run(ask)).data.project).toEqual(before.data.project);
    expect(await old.post({ content: 'user', format: 'json' })).not.toContain(':138');
    expect(await current.post({ content: 'user', format: 'json' })).toContain(':138');
    expect(await given.post({ content: 'user', format: 'json' })).not.toContain(':138');
  });

  it('passes on rights and codes that the gateway does not know', async () => {
    const study = await start({ intercept: addUnknownCodes });
    const { data, errors } = await study.run(`{ project(key: "stroke2") { ${allOfUsers} } }`);
    expect(errors).toEqual([]);
    const [owner] = data.project.users;
    expect(owner.rights).toContainEqual({ right: 'brand_new_right', level: 'UNKNOWN', rawCode: 7 });
    const demographics = owner.instrumentRights.find(
      ({ instrument }: { instrument: { name: string } }) => instrument.name === 'demographics',
    );
    expect(demographics).toMatchObject({
      dataEntry: 'UNKNOWN',
      rawCode: 160,
      export: 'UNKNOWN',
      rawExportCode: 9,
    });
  });

  it('is FORBIDDEN without the User Rights right, and leaves the rest of the answer', async () => {
    const study = await start();
    const ask = '{ project(key: "stroke2") { projectTitle users { username } userRoles { roleLabel } } }';
    const { data, errors } = await study.run(ask, {}, userOf(study, 'demo_app'));
    expect(data.project).toMatchObject({ users: null, userRoles: null });
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });
});

interface UserAnswer {
  username: string;
  expiration: string | null;
  dataAccessGroup: { uniqueGroupName: string } | null;
  rights: { right: string; level: string }[];
  apiExport: boolean;
  apiImport: boolean;
  design: boolean;
  userRights: string;
  instrumentRights: {
    instrument: { name: string };
    dataEntry: string;
    canEditSurveyResponses: boolean;
    canDelete: boolean;
    export: string;
  }[];
}

/** What was exported as an input. */
const inputOf = (user: UserAnswer) => ({
  username: user.username,
  expiration: user.expiration,
  dataAccessGroup: user.dataAccessGroup?.uniqueGroupName ?? null,
  rights: user.rights.map(({ right, level }) => ({ right, level })),
  apiExport: user.apiExport,
  apiImport: user.apiImport,
  design: user.design,
  userRights: user.userRights,
  instrumentRights: user.instrumentRights.map((item) => ({
    instrument: item.instrument.name,
    dataEntry: item.dataEntry,
    canEditSurveyResponses: item.canEditSurveyResponses,
    canDelete: item.canDelete,
    export: item.export,
  })),
});

describe('importUsers', () => {
  it.each(['14.5.0', '15.5.0', '15.6.0', '16.1.3', '17.0.0'])(
    'changes and sends nothing for users as they were exported (%s)',
    async (version) => {
      const study = await start({ version });
      const { data } = await study.run(`{ project(key: "stroke2") { ${allOfUsers} } }`);
      const before = structuredClone(study.project.users);
      const users = (data.project.users as UserAnswer[]).map(inputOf);
      expect(await importUsers(study, { users })).toEqual({ changes: [], dryRun: false, errors: [] });
      expect(writesOf(study)).toEqual([]);
      expect(study.project.users).toEqual(before);
    },
  );

  it.each([
    ['15.5.0', 'given', 2, 3],
    ['16.1.3', 'given', 2, 3],
    ['16.1.3', 'bits', 129, 138],
  ] as const)(
    'changes one right and keeps the group, the end and every form (%s, %s)',
    async (version, spelling, ...codes) => {
      // The exported rows are compared as they come.
      const study = await start({ version, variants: { 'form-rights': spelling, 'json-numbers': 'numbers' } });
      const exportNurse = async (): Promise<unknown> =>
        (await exportRows(study, 'user')).find(({ username }) => username === 'nurse');
      const before = await exportNurse();
      const answer = await importUsers(study, {
        users: [{ username: 'nurse', apiImport: true }],
        allowWidening: true,
      });
      expect(answer).toEqual({
        changes: [{ username: 'nurse', subject: 'api_import', widensAccess: true, detail: 'NONE → GRANTED.' }],
        dryRun: false,
        errors: [],
      });
      expect(writesOf(study)).toHaveLength(1);
      expect(sentRow(study)).toMatchObject({
        username: 'nurse',
        data_access_group: 'lyon',
        expiration: '2027-12-31',
        lock_records: 2,
      });
      const names = study.project.instruments.map(({ name }) => name);
      const { forms, forms_export } = sentRow(study) as { forms: Record<string, number>; forms_export: object };
      expect(Object.keys(forms)).toEqual(names);
      expect(Object.keys(forms_export)).toEqual(names);
      expect([forms[names[2] ?? ''], forms[names[3] ?? '']]).toEqual(codes);
      expect(await exportNurse()).toEqual({ ...(before as object), api_import: 1 });
    },
  );

  it('keeps codes that it does not know, number for number, and does not give them', async () => {
    // Rights as they are stored are looked at in what is sent: this sandbox refuses the codes.
    const study = await start({
      intercept: (call, answer) =>
        call['content'] === 'user' && call['data'] !== undefined
          ? Promise.resolve(Response.json(1))
          : addUnknownCodes(call, answer),
    });
    const { data } = await study.run(`{ project(key: "stroke2") { ${allOfUsers} } }`);
    const nurse = (data.project.users as UserAnswer[]).find(({ username }) => username === 'nurse');
    if (nurse === undefined) throw new Error('there is no nurse');
    expect((await importUsers(study, { users: [inputOf(nurse)] })).changes).toEqual([]);
    expect(writesOf(study)).toEqual([]);
    await importUsers(study, { users: [{ ...inputOf(nurse), apiExport: null, rights: [], expiration: '2026-01-01' }] });
    expect(sentRow(study)).toMatchObject({
      brand_new_right: 7,
      forms: { demographics: 160 },
      forms_export: { demographics: 9 },
    });
    const unknown = { instrument: 'vitals', dataEntry: 'UNKNOWN' };
    const given = await importUsers(study, { users: [{ username: 'nurse', instrumentRights: [unknown] }] });
    expect(given.errors).toMatchObject([{ code: 'VALIDATION', path: ['users', '0', 'instrumentRights', '0'] }]);
    expect(writesOf(study)).toHaveLength(1);
  });

  it('asks for each thing once before and once after', async () => {
    const study = await start();
    await study.run('{ project(key: "stroke2") { projectTitle redcapVersion } }');
    study.forget();
    await importUsers(study, { users: [{ username: 'nurse', apiExport: false }] });
    expect(study.calls.map((call) => call['content'])).toEqual(['user', 'userRoleMapping', 'user', 'user']);
    expect(writesOf(study)).toHaveLength(1);
  });

  it('changes the right to one instrument in the codes of the server', async () => {
    const results: unknown[] = [];
    for (const version of ['15.5.0', '16.1.3']) {
      const study = await start({ version });
      const answer = await importUsers(study, {
        users: [
          {
            username: 'nurse',
            instrumentRights: [
              { instrument: 'demographics', dataEntry: 'VIEW_EDIT', canEditSurveyResponses: true, export: 'NO_ACCESS' },
            ],
          },
        ],
        allowWidening: true,
      });
      expect(answer.errors).toEqual([]);
      expect(answer.changes).toEqual([
        {
          username: 'nurse',
          subject: 'instrument demographics',
          widensAccess: true,
          detail: 'data entry READ_ONLY → VIEW_EDIT + edit survey responses; export REMOVE_IDENTIFIERS → NO_ACCESS.',
        },
      ]);
      results.push((sentRow(study) as { forms: Record<string, number> }).forms['demographics']);
    }
    expect(results).toEqual([3, 138]);
  });

  it('takes the right to edit survey responses away with that to edit', async () => {
    const study = await start();
    const name = study.project.instruments[3]?.name ?? '';
    const answer = await importUsers(study, {
      users: [{ username: 'nurse', instrumentRights: [{ instrument: name, dataEntry: 'READ_ONLY' }] }],
    });
    expect(answer.errors).toEqual([]);
    const row = (await exportRows(study, 'user')).find(({ username }) => username === 'nurse');
    expect(row?.forms[name]).toBe(129);
  });

  it.each([
    ['clearDataAccessGroup', { clearDataAccessGroup: true }],
    ['an empty group', { dataAccessGroup: '' }],
  ])('refuses %s without allowWidening and sends nothing', async (_title, fields) => {
    const study = await start();
    const users = [{ username: 'nurse', ...fields }];
    const answer = await importUsers(study, { users });
    expect(answer.errors).toEqual([
      {
        code: 'WOULD_WIDEN_ACCESS',
        path: ['allowWidening'],
        message:
          'This widens access (nurse: data_access_group). See changes with dryRun: true; if it is meant, set allowWidening: true. Nothing was sent.',
        missingRight: null,
      },
    ]);
    expect(answer.changes).toEqual([
      {
        username: 'nurse',
        subject: 'data_access_group',
        widensAccess: true,
        detail: 'Leaves lyon and sees the records of all groups.',
      },
    ]);
    expect(writesOf(study)).toEqual([]);
    expect((await importUsers(study, { users, allowWidening: true })).errors).toEqual([]);
    expect(groupOf(study, 'nurse')).toBeNull();
  });

  it.each([
    ['another right', { apiImport: true }, true],
    ['another group', { dataAccessGroup: 'kampala' }, true],
    ['a later end', { expiration: '2028-01-01' }, true],
    ['no end', { clearExpiration: true }, true],
    ['an earlier end', { expiration: '2026-01-01' }, false],
    ['a right less', { apiExport: false }, false],
    ['a level less', { rights: [{ right: 'lock_records', level: 'GRANTED' }] }, false],
    ['a level more', { rights: [{ right: 'user_rights', level: 'READ_ONLY' }] }, true],
    ['more of an export', { instrumentRights: [{ instrument: 'vitals', export: 'FULL_DATA_SET' }] }, true],
  ])('says whether %s widens access', async (_title, fields, widens) => {
    const study = await start();
    const answer = await importUsers(study, { users: [{ username: 'nurse', ...fields }], dryRun: true });
    expect(answer.changes.map(({ widensAccess }) => widensAccess)).toEqual([widens]);
    expect(answer.errors).toEqual([]);
    expect(answer.dryRun).toBe(true);
    expect(writesOf(study)).toEqual([]);
  });

  it('adds a user without any right, and flags that it is in no group', async () => {
    const study = await start();
    const users = [{ username: 'new.person' }];
    const refused = await importUsers(study, { users });
    expect(refused.changes).toEqual([
      { username: 'new.person', subject: 'user', widensAccess: false, detail: 'New user of the project.' },
      {
        username: 'new.person',
        subject: 'data_access_group',
        widensAccess: true,
        detail: 'Is in no group and sees the records of all groups.',
      },
    ]);
    expect(refused.errors[0]?.code).toBe('WOULD_WIDEN_ACCESS');
    expect(writesOf(study)).toEqual([]);
    const added = await importUsers(study, { users: [{ username: 'new.person', dataAccessGroup: 'kampala' }] });
    expect(added.errors).toEqual([]);
    expect(groupOf(study, 'new.person')).toBe('kampala');
    const row = (await exportRows(study, 'user')).find(({ username }) => username === 'new.person');
    expect(new Set(Object.values(row?.forms ?? {}))).toEqual(new Set([128]));
    expect(new Set(Object.values(row?.forms_export ?? {}))).toEqual(new Set([0]));
    expect(Object.entries(row ?? {}).filter(([, value]) => value === 1)).toEqual([]);
  });

  it('refuses users in a role and says what to do', async () => {
    const study = await start();
    const answer = await importUsers(study, { users: [{ username: 'demo_coordinator', apiImport: false }] });
    expect(answer.errors).toEqual([
      {
        code: 'VALIDATION',
        path: ['users', '0'],
        message:
          'The user is in the role U-114COORDNT, and REDCap does not let such users be changed. Change the role with importUserRoles, the group with importUserDataAccessGroupAssignments; or take the user out of the role first: importUserRoleAssignments with an empty uniqueRoleName.',
        missingRight: null,
      },
    ]);
    expect(writesOf(study)).toEqual([]);
  });

  it.each([
    ['a group that is not there', { dataAccessGroup: 'paris' }, 'NOT_FOUND', ['dataAccessGroup']],
    ['the label of a group', { dataAccessGroup: 'Lyon' }, 'NOT_FOUND', ['dataAccessGroup']],
    [
      'an instrument that is not there',
      { instrumentRights: [{ instrument: 'x' }] },
      'NOT_FOUND',
      ['instrumentRights', '0', 'instrument'],
    ],
    ['a right that is not there', { rights: [{ right: 'fly', level: 'GRANTED' }] }, 'NOT_FOUND', ['rights', '0']],
    [
      'a level that a right has not',
      { rights: [{ right: 'reports', level: 'READ_ONLY' }] },
      'VALIDATION',
      ['rights', '0'],
    ],
    [
      'a right named twice',
      { apiImport: true, rights: [{ right: 'api_import', level: 'NONE' }] },
      'VALIDATION',
      ['apiImport'],
    ],
    [
      'survey responses without editing',
      { instrumentRights: [{ instrument: 'vitals', dataEntry: 'READ_ONLY', canEditSurveyResponses: true }] },
      'VALIDATION',
      ['instrumentRights', '0'],
    ],
    ['two ends', { clearExpiration: true, expiration: '2027-01-01' }, 'VALIDATION', ['clearExpiration']],
    ['two groups', { clearDataAccessGroup: true, dataAccessGroup: 'lyon' }, 'VALIDATION', ['clearDataAccessGroup']],
    ['a blank at the end of a name', { username: 'nurse ' }, 'VALIDATION', ['username']],
  ])('refuses %s before anything is sent', async (_title, fields, code, path) => {
    const study = await start();
    const answer = await importUsers(study, { users: [{ username: 'nurse', ...fields }], allowWidening: true });
    expect(errorsOf(answer)).toEqual([[code, ['users', '0', ...path]]]);
    expect(writesOf(study)).toEqual([]);
  });

  it('refuses the right to delete on a server that does not know it', async () => {
    const study = await start({ version: '15.5.0' });
    const users = [{ username: 'nurse', instrumentRights: [{ instrument: 'vitals', canDelete: true }] }];
    const answer = await importUsers(study, { users, allowWidening: true });
    expect(answer.errors).toMatchObject([
      {
        code: 'VALIDATION',
        message: 'canDelete is known to REDCap since 15.7; this server is 15.5.0. Leave it out.',
      },
    ]);
    expect(writesOf(study)).toEqual([]);
  });

  it("keeps the token's own user from losing rights", async () => {
    const study = await start();
    const answer = await importUsers(study, {
      users: [{ username: 'DEMO_OWNER', apiImport: false, userRights: 'READ_ONLY' }],
    });
    expect(answer.errors).toMatchObject([
      {
        code: 'VALIDATION',
        path: ['users', '0'],
        message:
          "This is the REDCap user behind the gateway's own token. It would lose rights (user_rights, api_import). Do it in REDCap, or with another user's token. Nothing was sent.",
      },
    ]);
    const ending = await importUsers(study, { users: [{ username: 'demo_owner', expiration: '2030-01-01' }] });
    expect(errorsOf(ending)).toEqual([['VALIDATION', ['users', '0', 'expiration']]]);
    expect(writesOf(study)).toEqual([]);
    userOf(study, 'demo_owner').expiration = '2029-01-01';
    const longer = { users: [{ username: 'demo_owner', expiration: '2030-01-01' }], allowWidening: true };
    expect((await importUsers(study, longer)).errors).toEqual([]);
  });

  it('names the right that is missing before anything is sent', async () => {
    const study = await start();
    const users = [{ username: 'helper', apiExport: true }];
    const missing = async (username: string): Promise<unknown[]> => {
      const answer = await importUsers(study, { users, allowWidening: true }, userOf(study, username));
      return answer.errors.map(({ code, missingRight }) => [code, missingRight]);
    };
    expect(await missing('demo_app')).toEqual([['FORBIDDEN_RIGHT', 'User Rights']]);
    expect(await missing('demo_monitor')).toEqual([['FORBIDDEN_RIGHT', 'API Import/Update']]);
    for (const role of study.project.roles) role.flags = { api_export: 1, api_import: 1, user_rights: 2 };
    expect(await missing('demo_monitor')).toEqual([['FORBIDDEN_RIGHT', 'User Rights']]);
    expect(writesOf(study)).toEqual([]);
  });

  it('finds out by a look what became of a change whose answer was lost, and sends it once', async () => {
    const study = await start({
      intercept: async (call, answer) => {
        const response = await answer();
        return call['content'] === 'user' && call['data'] !== undefined ? 'reset' : response;
      },
    });
    const answer = await importUsers(study, { users: [{ username: 'nurse', apiExport: false }] });
    expect(answer.errors).toEqual([]);
    expect(writesOf(study)).toHaveLength(1);
  });

  it('says so when REDCap accepted a change and did not make it', async () => {
    const study = await start({
      intercept: (call, answer) =>
        call['content'] === 'user' && call['data'] !== undefined ? Promise.resolve(Response.json(1)) : answer(),
    });
    const answer = await importUsers(study, { users: [{ username: 'nurse', apiExport: false }] });
    expect(answer.errors).toMatchObject([{ code: 'PARTIAL_WRITE' }]);
  });

  it('is refused for a caller that may only read', async () => {
    const study = await start({ mayWrite: false });
    const { errors } = await study.run('mutation { importUsers(input: { project: "stroke2", users: [] }) { dryRun } }');
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
    expect(study.calls).toEqual([]);
  });
});

describe('deleteUsers', () => {
  it('deletes the users that are named and confirmed', async () => {
    const study = await start();
    const answer = await deleteUsers(study, { users: ['nurse', 'helper'], confirmCount: 2 });
    expect(answer.errors).toEqual([]);
    expect(answer.changes).toEqual([
      { username: 'nurse', subject: 'user', widensAccess: false, detail: 'Loses all access to the project.' },
      { username: 'helper', subject: 'user', widensAccess: false, detail: 'Loses all access to the project.' },
    ]);
    expect(study.project.users.map(({ username }) => username)).not.toContain('nurse');
    expect(writesOf(study)).toHaveLength(1);
  });

  it.each(['bits', 'given'] as const)(
    'answers the users as they were, and what it answers adds them again (%s)',
    async (spelling) => {
      const study = await start({ variants: { 'form-rights': spelling } });
      const before = await exportRows(study, 'user');
      const { data } = await study.run(
        `mutation { deleteUsers(input: { project: "stroke2", users: ["nurse"], confirmCount: 1 }) { ${allOfUsers.replace('users', 'previousUsers')} } }`,
      );
      const [nurse] = data.deleteUsers.previousUsers as UserAnswer[];
      if (nurse === undefined) throw new Error('there is no previous nurse');
      const answer = await importUsers(study, { users: [inputOf(nurse)], allowWidening: true });
      expect(answer.errors).toEqual([]);
      // REDCap takes no e-mail address.
      const after = await exportRows(study, 'user');
      // The gateway gives rights to forms as bits, and the sandbox may have had them as 0 to 3.
      const codes = [128, 130, 129, 138];
      const find = (rows: typeof after): unknown =>
        rows
          .filter(({ username }) => username === 'nurse')
          .map((row) => ({
            ...row,
            forms: Object.entries(row.forms).map(([form, code]) => [form, codes[code] ?? code]),
          }));
      expect(find(after)).toEqual((find(before) as object[]).map((row) => ({ ...row, email: '' })));
    },
  );

  it.each([
    ['another count', ['nurse'], 2, 'VALIDATION', ['confirmCount']],
    ['nobody', [], 0, 'VALIDATION', ['users']],
    ['one who is not there', ['nurse', 'nobody'], 2, 'NOT_FOUND', ['users', '1']],
    ['one named twice', ['nurse', 'NURSE'], 2, 'VALIDATION', ['users', '1']],
    ["the token's own user", ['demo_owner'], 1, 'VALIDATION', ['users', '0']],
  ])('refuses %s and deletes nobody', async (_title, users, confirmCount, code, path) => {
    const study = await start();
    const answer = await deleteUsers(study, { users, confirmCount });
    expect(errorsOf(answer)).toEqual([[code, path]]);
    expect(writesOf(study)).toEqual([]);
  });

  it('deletes nobody on a dry run', async () => {
    const study = await start();
    const answer = await deleteUsers(study, { users: ['nurse'], confirmCount: 1, dryRun: true });
    expect([answer.dryRun, answer.changes.length, writesOf(study).length]).toEqual([true, 1, 0]);
  });
});
