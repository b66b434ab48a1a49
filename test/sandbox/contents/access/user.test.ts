import { describe, expect, it } from 'vitest';

import { makeSandbox, tokens } from '../../support.ts';

const token = tokens.classic;

type Row = Record<string, unknown>;

const find = (rows: unknown, name: string): Row =>
  (rows as Row[]).find((row) => row.username === name || row.role_label === name) ?? {};

describe('exporting users', () => {
  it('answers the columns in order, flags as numbers', async () => {
    const { postJson } = makeSandbox();
    const row = find(await postJson({ token, content: 'user' }), 'site');
    expect(Object.keys(row)).toEqual([
      'username',
      'email',
      'firstname',
      'lastname',
      'expiration',
      'data_access_group',
      'data_access_group_id',
      'data_access_group_label',
      'design',
      'alerts',
      'user_rights',
      'data_access_groups',
      'reports',
      'stats_and_charts',
      'manage_survey_participants',
      'calendar',
      'data_import_tool',
      'data_comparison_tool',
      'logging',
      'email_logging',
      'file_repository',
      'data_quality_create',
      'data_quality_execute',
      'api_export',
      'api_import',
      'api_modules',
      'mobile_app',
      'mobile_app_download_data',
      'record_create',
      'record_rename',
      'record_delete',
      'lock_records_all_forms',
      'lock_records',
      'lock_records_customization',
      'forms',
      'forms_export',
    ]);
    expect(row).toMatchObject({
      username: 'site',
      expiration: '',
      data_access_group: 'north',
      data_access_group_id: '20',
      data_access_group_label: 'North',
      design: 1,
      forms: { demographics: 1, health: 1 },
      forms_export: { demographics: 1, health: 1 },
    });
  });

  it('spells form rights as 0 to 3 before 15.6, and has no group label before 16', async () => {
    const { postJson } = makeSandbox({ version: '15.5.9' });
    const row = find(await postJson({ token, content: 'user' }), 'owner');
    expect(row.forms).toEqual({ demographics: 1, health: 1 });
    expect(row).not.toHaveProperty('data_access_group_label');
  });

  it('puts form rights into one cell of csv, and into elements of xml', async () => {
    const { post } = makeSandbox({ version: '15.0.0' });
    expect((await post({ token, content: 'user', format: 'csv' })).text).toContain(
      ',"demographics:1,health:1","demographics:1,health:1"\n',
    );
    expect((await post({ token, content: 'user' })).text).toContain(
      '<forms><demographics>1</demographics><health>1</health></forms>',
    );
  });

  it('shows the rights of the role to users in one', async () => {
    const { post, postJson, classic } = makeSandbox();
    await post({ token, content: 'userRole', format: 'json', data: '[{"role_label":"Nurse","calendar":1}]' });
    const [, reader] = classic.users;
    if (reader !== undefined) reader.role = classic.roles[0]?.uniqueRoleName ?? null;
    expect(find(await postJson({ token, content: 'user' }), 'reader')).toMatchObject({ calendar: 1, api_export: 0 });
  });

  it('needs the right', async () => {
    const { postJson } = makeSandbox();
    expect(await postJson({ token: tokens.classicReader, content: 'user' })).toEqual({
      error: "You must have 'API Export' privileges and 'User Rights' privileges",
    });
  });
});

describe('importing users', () => {
  const importUsers = { token, content: 'user', format: 'json' };

  it('adds a user without rights', async () => {
    const { post, postJson } = makeSandbox();
    expect((await post({ ...importUsers, data: '[{"username":"x@example.org"}]' })).text).toBe('1');
    expect(find(await postJson({ token, content: 'user' }), 'x@example.org')).toMatchObject({
      design: 0,
      api_export: 0,
      forms: { demographics: 0, health: 0 },
      forms_export: { demographics: 0, health: 0 },
    });
  });

  it.each([
    ['16.1.3', '130', 130],
    ['16.1.3', '129', 129],
    ['16.1.3', '138', 138],
    ['16.1.3', '128', 128],
    ['16.1.3', '146', 146],
    ['16.1.3', '154', 154],
    ['16.1.3', '1', 1],
    ['16.1.3', '2', 2],
    ['16.1.3', '3', 3],
    ['16.1.3', '0', 0],
    ['15.5.9', '130', 1],
    ['15.5.9', '129', 2],
    ['15.5.9', '138', 3],
    ['15.5.9', '128', 0],
    ['15.5.9', '2', 2],
  ])('shows, as REDCap %s, the form right %s as %i', async (version, code, shown) => {
    const { post, postJson } = makeSandbox({ version });
    const data = `[{"username":"reader","forms":{"health":"${code}"}}]`;
    expect((await post({ ...importUsers, data })).text).toBe('1');
    expect(find(await postJson({ token, content: 'user' }), 'reader').forms).toEqual({
      demographics: 0,
      health: shown,
    });
  });

  it('leaves flags that are not mentioned, and takes the user out of a group that is not', async () => {
    const { post, classic } = makeSandbox();
    expect((await post({ ...importUsers, data: '[{"username":"SITE","design":"0"}]' })).text).toBe('1');
    expect(classic.users[3]).toMatchObject({ username: 'site', dagId: null, token: tokens.classicSite });
    expect(classic.users[3]?.flags).toMatchObject({ design: 0, calendar: 1 });
    expect(classic.users[3]?.forms).toEqual({ demographics: 1, health: 1 });
  });

  it.each(['json', 'csv', 'xml'])('changes nothing when its own export is sent back in %s', async (format) => {
    const { post, classic } = makeSandbox();
    const before = structuredClone(classic.users);
    const data = (await post({ token, content: 'user', format })).text;
    expect((await post({ ...importUsers, format, data })).text).toBe('4');
    expect(classic.users).toEqual(before);
  });

  it('understands the old data_export', async () => {
    const { post, classic } = makeSandbox();
    await post({ ...importUsers, data: '[{"username":"reader","data_export":2}]' });
    expect(classic.users[1]?.formsExport).toEqual({ demographics: 2, health: 2 });
  });

  it('is refused for users in roles', async () => {
    const { post, classic } = makeSandbox();
    await post({ token, content: 'userRole', format: 'json', data: '[{"role_label":"Nurse"}]' });
    const [, reader] = classic.users;
    if (reader !== undefined) reader.role = classic.roles[0]?.uniqueRoleName ?? null;
    const reply = await post({ ...importUsers, data: '[{"username":"reader","design":1}]' });
    expect(reply.status).toBe(400);
    expect(reply.text).toContain(
      "Users in roles cannot have their privileges modified via the 'Import User' API method.",
    );
  });

  it.each([
    ['[{"username":""}]', 'Row 1: the column "username" must not be blank'],
    [
      '[{"username":"x","design":"yes"}]',
      'Row 1: the column "design" must be 0, 1 or another of the numbers of that right',
    ],
    ['[{"username":"x","forms":{"shoes":1}}]', 'Row 1: the column "forms" must name instruments of the project only'],
    [
      '[{"username":"x","forms":{"health":7}}]',
      `Row 1: the column "forms" must hold rights of instruments as REDCap's numbers`,
    ],
    [
      '[{"username":"x","expiration":"1/2/2024"}]',
      'Row 1: the column "expiration" must be a date as YYYY-MM-DD, or blank',
    ],
    [
      '[{"username":"x","data_access_group":"west"}]',
      'Row 1: the column "data_access_group" must be the unique name of a data access group, or blank',
    ],
  ])('refuses %s', async (data, error) => {
    const { postJson } = makeSandbox();
    expect(await postJson({ ...importUsers, data })).toEqual({ error });
  });
});

describe('deleting users', () => {
  it('counts those that were there', async () => {
    const { post, classic } = makeSandbox();
    const names = { 'users[0]': 'reader', 'users[1]': 'nobody' };
    expect((await post({ token, content: 'user', action: 'delete', format: 'json', ...names })).text).toBe('1');
    expect(classic.users.map((user) => user.username)).toEqual(['owner', 'writer', 'site']);
    expect((await post({ token: tokens.classicReader, content: 'version' })).status).toBe(403);
  });
});

describe('roles', () => {
  const importRoles = { token, content: 'userRole', format: 'json' };

  it('are made with a unique name, flags "0" and the forms read-only', async () => {
    const { post, postJson } = makeSandbox({ version: '15.0.0' });
    expect((await post({ ...importRoles, data: '[{"role_label":"New Role"}]' })).text).toBe('1');
    const role = find(await postJson({ token, content: 'userRole' }), 'New Role');
    expect(role.unique_role_name).toMatch(/^U-[0-9A-Z]{10}$/);
    expect(role).toMatchObject({
      design: '0',
      api_export: '0',
      forms: { demographics: 2, health: 2 },
      forms_export: { demographics: 0, health: 0 },
    });
    expect(Object.keys(role).slice(0, 3)).toEqual(['unique_role_name', 'role_label', 'design']);
  });

  it('are made twice when imported twice, and changed by their unique name', async () => {
    const { post, classic } = makeSandbox();
    await post({ ...importRoles, data: '[{"role_label":"A"}]' });
    await post({ ...importRoles, data: '[{"role_label":"A"}]' });
    expect(classic.roles).toHaveLength(2);
    const name = classic.roles[0]?.uniqueRoleName ?? '';
    expect((await post({ ...importRoles, data: JSON.stringify([{ unique_role_name: name, design: 1 }]) })).text).toBe(
      '1',
    );
    expect(classic.roles).toHaveLength(2);
    expect(classic.roles[0]).toMatchObject({ roleLabel: 'A', flags: { design: 1 } });
  });

  it.each(['json', 'csv', 'xml'])('stay as they are when their own export is sent back in %s', async (format) => {
    const { post, classic } = makeSandbox();
    const first = '[{"role_label":"A","design":1,"forms":{"demographics":1,"health":3},"forms_export":{"health":2}}]';
    await post({ ...importRoles, data: first });
    const exported = (await post({ token, content: 'userRole', format })).text;
    expect((await post({ ...importRoles, format, data: exported })).text).toBe('1');
    expect((await post({ token, content: 'userRole', format })).text).toBe(exported);
    expect(classic.roles).toHaveLength(1);
  });

  it('have the rights in an order of their own, those of modules last', async () => {
    const { post, classic } = makeSandbox();
    await post({ token, content: 'userRole', format: 'json', data: '[{"role_label":"Nurse"}]' });
    const header = async (): Promise<string[]> =>
      (await post({ token, content: 'userRole', format: 'csv' })).text.split('\n')[0]?.split(',') ?? [];
    const plain = await header();
    expect(plain.slice(0, 5)).toEqual(['unique_role_name', 'role_label', 'design', 'alerts', 'user_rights']);
    expect(plain.slice(-6)).toEqual([
      'record_delete',
      'lock_records_customization',
      'lock_records',
      'lock_records_all_forms',
      'forms',
      'forms_export',
    ]);
    expect(plain.indexOf('email_logging')).toBe(plain.indexOf('logging') + 1);
    expect(plain.indexOf('api_modules')).toBe(plain.indexOf('api_import') + 1);
    classic.settings.randomization_enabled = true;
    expect(await header()).toEqual([...plain, 'random_setup', 'random_dashboard', 'random_perform']);
    const [row = {}] = JSON.parse((await post({ token, content: 'userRole', format: 'json' })).text) as object[];
    expect(Object.keys(row)).toEqual(await header());
    const xml = (await post({ token, content: 'userRole', format: 'xml' })).text;
    expect(xml.indexOf('<random_setup>')).toBeGreaterThan(xml.indexOf('<forms_export>'));
  });

  it('give their users their rights, and take them back when deleted', async () => {
    const { post, postJson, classic } = makeSandbox();
    await post({ ...importRoles, data: '[{"role_label":"A","api_export":1}]' });
    const role = classic.roles[0]?.uniqueRoleName ?? '';
    const assign = { token, content: 'userRoleMapping', action: 'import', format: 'json' };
    const data = JSON.stringify([{ username: 'writer', unique_role_name: role, data_access_group: 'south' }]);
    expect((await post({ ...assign, data })).text).toBe('1');
    expect((await post({ token: tokens.classicWriter, content: 'project' })).status).toBe(200);
    expect(await postJson({ token, content: 'userRoleMapping' })).toContainEqual({
      username: 'writer',
      unique_role_name: role,
      data_access_group: 'south',
    });
    const deletion = { token, content: 'userRole', action: 'delete', format: 'json', 'roles[0]': role };
    expect((await post(deletion)).text).toBe('1');
    expect((await post({ token: tokens.classicWriter, content: 'project' })).status).toBe(403);
    expect((await post(deletion)).status).toBe(400);
  });

  it('are taken from a user with a blank name, who stays in their group', async () => {
    const { post, classic } = makeSandbox();
    await post({ ...importRoles, data: '[{"role_label":"A"}]' });
    const site = classic.users[3];
    if (site !== undefined) site.role = classic.roles[0]?.uniqueRoleName ?? null;
    const data = 'username,unique_role_name\nsite,\n';
    const assign = { token, content: 'userRoleMapping', action: 'import', format: 'csv' };
    expect((await post({ ...assign, data })).text).toBe('1');
    expect(site).toMatchObject({ role: null, dagId: 20 });
  });

  it('of users are listed for those without one too', async () => {
    const { post } = makeSandbox();
    const mapping = { token, content: 'userRoleMapping', format: 'csv' };
    expect((await post(mapping)).text).toBe(
      'username,unique_role_name,data_access_group\nowner,,\nreader,,\nsite,,north\nwriter,,\n',
    );
    const older = makeSandbox({ version: '15.8.1' });
    expect((await older.post(mapping)).text).toBe('username,unique_role_name\nowner,\nreader,\nsite,\nwriter,\n');
  });

  it.each([
    ['userRole', '[{"design":1}]', 'Row 1: the column "role_label" must not be blank'],
    [
      'userRole',
      '[{"unique_role_name":"U-X","role_label":"A"}]',
      'Row 1: the column "unique_role_name" must be the unique name of a role of the project, or blank',
    ],
    [
      'userRoleMapping',
      '[{"username":"site","unique_role_name":"U-X"}]',
      'Row 1: the column "unique_role_name" must be the unique name of a role of the project, or blank',
    ],
  ])('are refused: %s %s', async (content, data, error) => {
    const { postJson } = makeSandbox();
    expect(await postJson({ token, content, action: 'import', data })).toEqual({ error });
  });
});
