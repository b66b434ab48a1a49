import { describe, expect, it } from 'vitest';

import type { Client, Sent } from './support.ts';
import { connect } from './support.ts';

/*
 * What RedcapLite's suite (Python) sends and relies on: json for the design, csv for records and metadata, always
 * `returnFormat=json`, an `action` nearly everywhere. Its project is longitudinal and has a group `first_group`.
 */

const connectPython = async (): Promise<Client> => {
  const client = await connect({ format: 'json', returnFormat: 'json' });
  await client.ask({ content: 'project_settings', data: '[{"is_longitudinal":1}]' });
  await client.ask({ content: 'arm', action: 'import', override: '0', data: '[{"arm_num":1,"name":"Arm 1"}]' });
  await client.ask({ content: 'event', action: 'import', override: '0', data: '[{"event_name":"Start","arm_num":1}]' });
  const data = '[{"arm_num":1,"unique_event_name":"start_arm_1","form":"form_1"}]';
  await client.ask({ content: 'formEventMapping', action: 'import', data });
  const group = '[{"data_access_group_name":"First Group","unique_group_name":""}]';
  await client.ask({ content: 'dag', action: 'import', data: group });
  return client;
};

const read = async (client: Client, sent: Sent): Promise<Record<string, unknown>[]> =>
  JSON.parse(await client.ask(sent)) as Record<string, unknown>[];

const findUser = async (
  client: Client,
  content: string,
  username: string,
): Promise<Record<string, unknown> | undefined> =>
  (await read(client, { content })).find((entry) => entry.username === username);

describe("what RedcapLite's suite relies on", () => {
  it('cuts the unique name of an event, and drops the arm with its event', async () => {
    const client = await connectPython();
    const arm = '[{"arm_num":"3","name":"Integration Test Arm 202405011200"}]';
    expect(await client.ask({ content: 'arm', action: 'import', override: '0', data: arm })).toBe('1');
    const event = JSON.stringify([
      {
        event_name: 'integration_event_202405011200',
        arm_num: '3',
        day_offset: 0,
        offset_min: 0,
        offset_max: 0,
        unique_event_name: 'integration_event_arm_3',
      },
    ]);
    expect(await client.ask({ content: 'event', action: 'import', override: '0', data: event })).toBe('1');
    expect(await read(client, { content: 'event', arms: ['3'] })).toMatchObject([
      { event_name: 'integration_event_202405011200', unique_event_name: 'integration_event_arm_3' },
    ]);
    expect(await client.ask({ content: 'event', action: 'delete', events: ['integration_event_arm_3'] })).toBe('1');
    expect(await read(client, { content: 'event' })).toHaveLength(1);
    expect(await client.ask({ content: 'arm', action: 'delete', arms: ['3'] })).toBe('1');
    expect(await read(client, { content: 'arm' })).toEqual([{ arm_num: 1, name: 'Arm 1' }]);
  });

  it('cuts the unique name of a group', async () => {
    const client = await connectPython();
    const data = '[{"data_access_group_name":"Integration Test DAG","unique_group_name":""}]';
    expect(await client.ask({ content: 'dag', action: 'import', data })).toBe('1');
    expect(await client.ask({ content: 'dag', action: 'delete', dags: ['integration_test_d'] })).toBe('1');
  });

  it('makes a role of rights that REDCap does not know, and ignores them', async () => {
    const client = await connectPython();
    const data = JSON.stringify([
      {
        unique_role_name: '',
        role_label: 'Integration Test Role',
        data_export: 0,
        data_import: 0,
        data_logging: 0,
        manage: 0,
      },
    ]);
    expect(await client.ask({ content: 'userRole', data })).toBe('1');
    const [role] = await read(client, { content: 'userRole' });
    expect(role).toMatchObject({ role_label: 'Integration Test Role' });
    expect(await client.ask({ content: 'userRole', action: 'delete', roles: [String(role?.unique_role_name)] })).toBe(
      '1',
    );
  });

  it('puts a new user with a date of expiry into a role and from one group into another', async () => {
    const client = await connectPython();
    const username = 'test@example.com';
    const user = JSON.stringify([{ username, email: username, expiration: '2024-07-01' }]);
    expect(await client.ask({ content: 'user', data: user })).toBe('1');
    const role = JSON.stringify([{ unique_role_name: '', role_label: 'Temporary', api_export: 0, design: 0 }]);
    expect(await client.ask({ content: 'userRole', data: role })).toBe('1');
    const [{ unique_role_name: name } = {}] = await read(client, { content: 'userRole' });
    const mapping = JSON.stringify([{ username, unique_role_name: name }]);
    expect(await client.ask({ content: 'userRoleMapping', action: 'import', data: mapping })).toBe('1');
    expect(await findUser(client, 'user', username)).toMatchObject({ username, expiration: '2024-07-01' });
    expect(await findUser(client, 'userRoleMapping', username)).toMatchObject({ unique_role_name: name });
    const assign = (group: string): Promise<string> =>
      client.ask({
        content: 'userDagMapping',
        action: 'import',
        data: JSON.stringify([{ username, redcap_data_access_group: group }]),
      });
    expect(await assign('first_group')).toBe('1');
    expect(await findUser(client, 'userDagMapping', username)).toMatchObject({
      redcap_data_access_group: 'first_group',
    });
    expect(await assign('')).toBe('1');
    expect(await findUser(client, 'userDagMapping', username)).toMatchObject({ redcap_data_access_group: '' });
    expect(await findUser(client, 'userRoleMapping', username)).toMatchObject({ unique_role_name: name });
  });

  it('changes nothing of a user but the group when the group changes', async () => {
    const client = await connectPython();
    expect(await client.ask({ content: 'user', data: '[{"username":"ann","email":"ann@example.com"}]' })).toBe('1');
    const before = await findUser(client, 'user', 'ann');
    const data = '[{"username":"ann","redcap_data_access_group":"first_group"}]';
    await client.ask({ content: 'userDagMapping', action: 'import', data });
    const after = await findUser(client, 'user', 'ann');
    expect(after).toMatchObject({ data_access_group: 'first_group', data_access_group_label: 'First Group' });
    // The suite's own server was older than 16.0.0 and had no label to put back.
    expect({ ...after, data_access_group: '', data_access_group_id: '', data_access_group_label: '' }).toEqual(before);
  });

  it('answers names, version, project and metadata in the shapes that the suite looks for', async () => {
    const client = await connectPython();
    expect(await read(client, { content: 'exportFieldNames', field: 'record_id' })).toEqual([
      { original_field_name: 'record_id', choice_value: '', export_field_name: 'record_id' },
    ]);
    expect(await client.ask({ content: 'version' })).toMatch(/^\d+\.\d+\.\d+$/);
    expect(await client.ask({ content: 'project_xml' })).toMatch(/^<\?xml[^>]*\?>\n<ODM /);
    expect((await client.ask({ content: 'metadata', format: 'csv', fields: ['record_id'] })).split('\n')[1]).toMatch(
      /^record_id,form_1,,text,/,
    );
    expect((await client.ask({ content: 'log', format: 'csv' })).split('\n')[0]).toBe(
      'timestamp,username,action,details,record',
    );
  });

  it('imports csv with an action and answers the names as a list', async () => {
    const client = await connectPython();
    const sent: Sent = {
      content: 'record',
      action: 'import',
      type: 'flat',
      format: 'csv',
      returnContent: 'ids',
      overwriteBehavior: 'normal',
      forceAutoNumber: 'false',
      backgroundProcess: '0',
      data: 'record_id,redcap_event_name\n5,start_arm_1\n',
    };
    expect(await client.ask(sent)).toBe('["5"]');
    expect(await client.ask({ content: 'record', action: 'export', type: 'flat', format: 'csv', records: ['5'] })).toBe(
      'record_id,redcap_event_name,form_1_complete\n5,start_arm_1,0\n',
    );
    expect(await client.ask({ content: 'record', action: 'rename', record: '5', new_record_name: '6' })).toBe('1');
    expect(await client.ask({ content: 'generateNextRecordName' })).toBe('7');
    expect(await client.ask({ content: 'record', action: 'delete', records: ['6'] })).toBe('1');
    const missing = await client.send({ content: 'record', action: 'delete', records: ['6'] });
    // The client reads `error` of a 400.
    expect([missing.status, Object.keys(JSON.parse(missing.body) as object)]).toEqual([400, ['error']]);
  });
});
