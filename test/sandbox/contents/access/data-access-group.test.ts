import { describe, expect, it } from 'vitest';

import { makeSandbox, tokens } from '../../support.ts';

const token = tokens.classic;
const content = 'dag';

describe('exporting groups', () => {
  it('answers names, unique names and ids', async () => {
    const { postJson } = makeSandbox();
    expect(await postJson({ token, content })).toEqual([
      { data_access_group_name: 'North', unique_group_name: 'north', data_access_group_id: 20 },
      { data_access_group_name: 'South', unique_group_name: 'south', data_access_group_id: 21 },
    ]);
  });

  it('answers the header alone, or [], where there are none', async () => {
    const { post } = makeSandbox();
    const owner = { token: tokens.repeating, content };
    expect((await post({ ...owner, format: 'csv' })).text).toBe(
      'data_access_group_name,unique_group_name,data_access_group_id\n',
    );
    expect((await post({ ...owner, format: 'json' })).text).toBe('[]');
  });

  it('has no ids before 13.1', async () => {
    const { post } = makeSandbox({ version: '13.0.9' });
    expect((await post({ token: tokens.repeating, content, format: 'csv' })).text).toBe(
      'data_access_group_name,unique_group_name\n',
    );
  });

  it('needs the right', async () => {
    const { post } = makeSandbox();
    const reply = await post({ token: tokens.classicReader, content, format: 'csv' });
    expect(reply.status).toBe(403);
    expect(reply.text).toBe("ERROR: You must have 'API Export' privileges and 'Data Access Groups' privileges");
  });
});

describe('importing groups', () => {
  const importDags = { token, content, action: 'import', format: 'json' };

  it('makes a group with a unique name', async () => {
    const { post, classic } = makeSandbox();
    const data = '[{"data_access_group_name":"New DAG","unique_group_name":""}]';
    expect((await post({ ...importDags, data })).text).toBe('1');
    expect(classic.dags.at(-1)).toEqual({ groupId: 50, name: 'New DAG', uniqueName: 'new_dag' });
  });

  it('gives a renamed group a new unique name and leaves its id', async () => {
    const { post, classic } = makeSandbox();
    const data = 'data_access_group_name,unique_group_name\n"A different name",north\n';
    expect((await post({ ...importDags, format: 'csv', data })).text).toBe('1');
    expect(classic.dags[0]).toEqual({ groupId: 20, name: 'A different name', uniqueName: 'a_different_name' });
  });

  it.each([
    ['dag-a', 'daga'],
    ['Integration Test DAG', 'integration_test_d'],
    ['North', 'northb'],
  ])('spells %s as %s', async (name, uniqueName) => {
    const { post, classic } = makeSandbox();
    await post({ ...importDags, data: JSON.stringify([{ data_access_group_name: name, unique_group_name: '' }]) });
    expect(classic.dags.at(-1)?.uniqueName).toBe(uniqueName);
  });

  it.each([
    [
      '[{"data_access_group_name":"X","unique_group_name":"west"}]',
      'Row 1: the column "unique_group_name" must be the unique name of a data access group, or blank',
    ],
    ['[{"data_access_group_name":" "}]', 'Row 1: the column "data_access_group_name" must not be blank'],
    ['[{"unique_group_name":"north"}]', "The column 'data_access_group_name' is missing from the data being imported"],
  ])('refuses %s', async (data, error) => {
    const { postJson } = makeSandbox();
    expect(await postJson({ ...importDags, data })).toEqual({ error });
  });
});

describe('deleting groups', () => {
  it('leaves their users in none', async () => {
    const { post, classic } = makeSandbox();
    expect((await post({ token, content, action: 'delete', 'dags[0]': 'north', format: 'json' })).text).toBe('1');
    expect(classic.dags.map((dag) => dag.uniqueName)).toEqual(['south']);
    expect(classic.users.map((user) => user.dagId)).toEqual([null, null, null, null]);
  });

  it('refuses an unknown one', async () => {
    const { postJson } = makeSandbox();
    expect(await postJson({ token, content, action: 'delete', 'dags[0]': 'west' })).toEqual({
      error: `The following values in the parameter "dags" are not valid: 'west'`,
    });
  });
});

describe('switching the group', () => {
  const switchDag = { token: tokens.classicSite, content, action: 'switch', format: 'json' };

  it('changes the assignment for everyone to see', async () => {
    const { post, postJson } = makeSandbox();
    expect((await post({ ...switchDag, dag: 'south' })).text).toBe('1');
    expect(await postJson({ token, content: 'userDagMapping' })).toContainEqual({
      username: 'site',
      redcap_data_access_group: 'south',
    });
    expect((await post({ ...switchDag, dag: '' })).text).toBe('1');
    expect(await postJson({ token, content: 'userDagMapping' })).toContainEqual({
      username: 'site',
      redcap_data_access_group: '',
    });
  });

  it.each([
    [{ dag: 'west' }, 'The value of the parameter "dag" is not valid'],
    [{}, 'The required parameter "dag" is missing'],
  ])('refuses %j', async (dag, error) => {
    const { postJson } = makeSandbox();
    expect(await postJson({ ...switchDag, ...dag })).toEqual({ error });
  });
});

describe('assignments of users to groups', () => {
  const importAssignments = { token, content: 'userDagMapping', action: 'import', format: 'json' };

  it('are exported', async () => {
    const { post } = makeSandbox();
    expect((await post({ token, content: 'userDagMapping', format: 'csv' })).text).toBe(
      'username,redcap_data_access_group\nowner,\nreader,\nsite,north\nwriter,\n',
    );
  });

  it('are imported', async () => {
    const { post, classic } = makeSandbox();
    const data = 'username,redcap_data_access_group\nsite,\nreader,south\n';
    expect((await post({ ...importAssignments, format: 'csv', data })).text).toBe('2');
    expect(classic.users.map((user) => user.dagId)).toEqual([null, 21, null, null]);
  });

  it.each([
    [
      '[{"username":"nobody","redcap_data_access_group":""}]',
      'Row 1: the column "username" must be the name of a user of the project',
    ],
    [
      '[{"username":"site","redcap_data_access_group":"west"}]',
      'Row 1: the column "redcap_data_access_group" must be the unique name of a data access group, or blank',
    ],
  ])('are refused: %s', async (data, error) => {
    const { postJson } = makeSandbox();
    expect(await postJson({ ...importAssignments, data })).toEqual({ error });
  });
});
