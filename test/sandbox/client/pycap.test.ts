import { expect, it } from 'vitest';

import { studyNamed } from '../../support/known-study.ts';
import { readCsv } from '../../support/table.ts';
import { describeOn } from './cast.ts';
import type { Seen, Sent } from './support.ts';
import { grantRights, startServer } from './support.ts';
import { inventedProjects, ownProjects, type PyCapCast as Cast } from './pycap-cast.ts';

/** What PyCap's own suite asks of a server and relies on, request by request, in its order. */
interface PyCap {
  readonly send: (sent: Sent, file?: File) => Promise<Seen>;
  /** The text of an answer that must be 200. */
  readonly text: (sent: Sent, file?: File) => Promise<string>;
  /** The same, parsed. */
  readonly json: (sent: Sent) => Promise<unknown>;
}

const describeCasts = describeOn(ownProjects, inventedProjects);

/** Creates a project as PyCap's fixture does: a title in XML, the super token, and the token as the last 32 characters. */
const createProject = async (odm: string): Promise<PyCap> => {
  const { store, post } = startServer();
  const data = `<?xml version="1.0" encoding="UTF-8" ?>
    <item>
    <project_title>PyCap simple: 01-01 10:00:00</project_title>
    <purpose>0</purpose>
    </item>`;
  const created = await post({ token: store.superToken, content: 'project', format: 'xml', data, odm });
  const token = created.body.slice(-32);
  for (const project of store.projects.values()) grantRights(project);
  const send: PyCap['send'] = (sent, file) => post({ token, ...sent }, file);
  const text: PyCap['text'] = async (sent, file) => {
    const seen = await send(sent, file);
    if (seen.status !== 200) throw new Error(`${String(seen.status)}: ${seen.body}`);
    return seen.body;
  };
  return { send, text, json: async (sent) => JSON.parse(await text({ format: 'json', ...sent })) as unknown };
};

const createFrom = (name: string): Promise<PyCap> => createProject(studyNamed(name).xml());

const createSimple = ({ simple }: Cast): Promise<PyCap> => createFrom(simple);

/** One arm, several events; the first of them repeats, as in the project of PyCap's examples. */
const createLongitudinal = async ({ longitudinal, event }: Cast): Promise<PyCap> => {
  const pycap = await createFrom(longitudinal);
  const data = JSON.stringify([{ event_name: event, form_name: '', custom_form_label: '' }]);
  await pycap.text({ content: 'repeatingFormsEvents', format: 'json', returnFormat: 'json', data });
  return pycap;
};

const writeRows = (rows: unknown): Sent => ({ format: 'json', returnFormat: 'json', data: JSON.stringify(rows) });

/** Python spells a boolean with a capital letter. */
const importRecords: Sent = {
  content: 'record',
  type: 'flat',
  overwriteBehavior: 'normal',
  returnContent: 'count',
  dateFormat: 'YMD',
  forceAutoNumber: 'False',
};

describeCasts("PyCap's first steps", (cast) => {
  it('give its owner more rights by the row that was exported', async () => {
    const { json, text } = await createSimple(cast);
    const [owner] = (await json({ content: 'user' })) as Record<string, unknown>[];
    expect(owner).toMatchObject({ api_export: 1, expiration: '', data_access_group: '', data_access_group_id: '' });
    const row = { ...owner, record_delete: 1, record_rename: 1, lock_records_all_forms: 1, lock_records: 1 };
    expect(await text({ content: 'user', ...writeRows([row]) })).toBe('1');
  });

  it.each(['formEventMapping', 'arm', 'event'])('recognise a classic project by a refusal of %s', async (content) => {
    const { send } = await createSimple(cast);
    const words = content === 'formEventMapping' ? 'form/event mappings' : `${content}s`;
    expect(await send({ content, format: 'json' })).toMatchObject({
      status: 400,
      body: `{"error":"You cannot export ${words} for classic projects"}`,
    });
  });

  it('read the version, the project and its log as text, numbers and an action', async () => {
    const { json, text } = await createSimple(cast);
    expect(await text({ content: 'version' })).toBe('16.1.3');
    expect(await json({ content: 'project' })).toMatchObject({ is_longitudinal: 0, purpose: 0, in_production: 0 });
    const log = (await json({ content: 'log', logtype: 'manage' })) as Record<string, unknown>[];
    expect(log.at(-1)).toMatchObject({ action: 'Manage/Design ', details: 'Create project (API)' });
  });
});

describeCasts('records, as PyCap exports and imports them', (cast) => {
  it('are so many, and so many lines of EAV', async () => {
    const { json, text } = await createSimple(cast);
    expect(await json({ content: 'record', type: 'flat' })).toHaveLength(cast.records);
    // Of pycap-simple, thirteen values of two records and four of a third. Calculated ones are not stored yet.
    expect(await json({ content: 'record', type: 'eav' })).toHaveLength(cast.lines);
    expect(await json({ content: 'record', type: 'eav', fields: ['bmi'] })).toEqual([]);
    expect(await text({ content: 'record', format: 'csv', fields: ['bmi'] })).toBe(`bmi\n${'\n'.repeat(cast.records)}`);
    const csv = await text({ content: 'record', type: 'eav', format: 'csv' });
    expect(readCsv(csv).rows).toHaveLength(cast.lines);
  });

  it('come with every field of the dictionary named, calculated ones and statuses included', async () => {
    const { json } = await createSimple(cast);
    const metadata = (await json({ content: 'metadata' })) as { field_name: string; form_name: string }[];
    const forms = [...new Set(metadata.map((field) => `${field.form_name}_complete`))];
    const sent = { content: 'record', type: 'flat', rawOrLabel: 'raw', rawOrLabelHeaders: 'raw', eventName: 'label' };
    const fields = [...metadata.map((field) => field.field_name), ...forms];
    expect(await json({ ...sent, fields })).toEqual(await json(sent));
  });

  it('are made of a number alone, answered as count, names or nothing, and deleted', async () => {
    const { text } = await createSimple(cast);
    const rows = writeRows([4, 5, 6].map((number) => ({ [cast.idField]: number })));
    expect(await text({ ...importRecords, ...rows })).toBe('{"count": 3}');
    expect(await text({ ...importRecords, ...rows, returnContent: 'ids' })).toBe('["4","5","6"]');
    expect(await text({ ...importRecords, ...rows, returnContent: 'nothing' })).toBe('');
    const records = ['4', '5', '6'];
    const deletion = { content: 'record', type: 'flat', action: 'delete', records };
    expect(await text({ ...deletion, returnFormat: 'json' })).toBe('3');
  });

  it.each([
    ['csv', '3'],
    ['xml', '<?xml version="1.0" encoding="UTF-8" ?><count>3</count>'],
  ])('are counted in %s, and deleted with a bare number', async (returnFormat, count) => {
    const { text } = await createSimple(cast);
    // A data frame is written with its index named like the record id: the column comes twice, and the last one counts.
    const data = `${cast.idField},${cast.idField}\n0,4\n1,5\n2,6\n`;
    expect(await text({ ...importRecords, format: 'csv', returnFormat, data })).toBe(count);
    const records = ['4', '5', '6'];
    expect(await text({ content: 'record', type: 'flat', action: 'delete', returnFormat, records })).toBe('3');
  });

  it('have calculated values in EAV once they were worked out anew', async () => {
    const { json, text } = await createSimple(cast);
    await text({ ...importRecords, ...writeRows([{ [cast.idField]: 1, height: 150 }]) });
    const lines = (await json({ content: 'record', type: 'eav', records: ['1'] })) as object[];
    expect(lines).toHaveLength(cast.linesOfFirst + 1);
    expect(lines.at(-1)).toEqual({ record: '1', field_name: 'bmi', value: cast.bmi });
  });

  it('take their own export back, which works the calculated fields out', async () => {
    const { json, text } = await createSimple(cast);
    const exportAll = (): Promise<string> => text({ content: 'record', type: 'flat', format: 'csv' });
    const importAll = (data: string): Promise<string> =>
      text({ ...importRecords, format: 'csv', returnFormat: 'json', data });
    expect(await importAll(await exportAll())).toBe(`{"count": ${String(cast.records)}}`);
    expect(await json({ content: 'record', type: 'eav', fields: ['bmi'] })).toHaveLength(cast.calculatedRecords);
    const data = await exportAll();
    expect(await importAll(data)).toBe(`{"count": ${String(cast.records)}}`);
    expect(await exportAll()).toBe(data);
  });

  it('are refused with a field that does not exist', async () => {
    const { send } = await createSimple(cast);
    const answer = await send({ ...importRecords, ...writeRows([{ [cast.idField]: 1, non_existent_key: 'foo' }]) });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('"error":');
  });

  it('go to the first event when they name none', async () => {
    const { json, text } = await createLongitudinal(cast);
    const { longitudinalIdField: id, event, form } = cast;
    const [before = {}] = (await json({ content: 'record', type: 'flat', fields: [id] })) as object[];
    expect(before).toMatchObject({ redcap_event_name: event, redcap_repeat_instance: 1 });
    const rows = [
      { [id]: 901, redcap_repeat_instance: 1, [`${form}_complete`]: 1 },
      { [id]: 902, redcap_repeat_instance: 1 },
    ];
    expect(await text({ ...importRecords, ...writeRows(rows) })).toBe('{"count": 2}');
    expect(await json({ content: 'record', type: 'flat', records: ['901'], fields: [id, `${form}_complete`] })).toEqual(
      [
        {
          [id]: '901',
          redcap_event_name: event,
          redcap_repeat_instrument: '',
          redcap_repeat_instance: 1,
          [`${form}_complete`]: '1',
        },
      ],
    );
    const deletion = { content: 'record', type: 'flat', action: 'delete', returnFormat: 'json' };
    expect(await text({ ...deletion, records: ['901', '902'] })).toBe('2');
  });
});

describeCasts('the design, as PyCap reads and writes it', (cast) => {
  it('has export names for every field, and for one', async () => {
    const { json, text } = await createSimple(cast);
    expect(await json({ content: 'exportFieldNames' })).toHaveLength(cast.exportNames);
    const field = cast.textField;
    expect(await json({ content: 'exportFieldNames', field })).toEqual([
      { original_field_name: field, choice_value: '', export_field_name: field },
    ]);
    expect(await text({ content: 'exportFieldNames', format: 'csv' })).toMatch(
      /^original_field_name,choice_value,export_field_name\n/,
    );
  });

  it('counts the fields of a dictionary that was shortened and made whole again', async () => {
    const { json, text } = await createSimple(cast);
    const dictionary = (await json({ content: 'metadata' })) as unknown[];
    expect(dictionary).toHaveLength(15);
    const shorter = { content: 'metadata', dateFormat: 'YMD', ...writeRows(dictionary.slice(0, 14)) };
    expect(await text(shorter)).toBe('14');
    expect(await text({ content: 'metadata', dateFormat: 'YMD', ...writeRows(dictionary) })).toBe('15');
    const data = await text({ content: 'metadata', format: 'csv' });
    expect(data.startsWith('field_name,form_name,')).toBe(true);
    expect(await text({ content: 'metadata', format: 'csv', returnFormat: 'json', dateFormat: 'YMD', data })).toBe(
      '15',
    );
  });

  it('has its instruments', async () => {
    const { json } = await createSimple(cast);
    expect(await json({ content: 'instrument' })).toHaveLength(cast.instruments);
  });

  it('shows an arm once it has an event, renames it and deletes it', async () => {
    const { json, text } = await createLongitudinal(cast);
    const importArm = (row: object): Promise<string> =>
      text({ content: 'arm', action: 'import', override: '0', ...writeRows([row]) });
    expect(await importArm({ arm_num: 2, name: 'Drug B' })).toBe('1');
    expect(await json({ content: 'arm' })).toEqual([{ arm_num: 1, name: 'Arm 1' }]);
    const event = writeRows([{ event_name: 'new_event', arm_num: '2' }]);
    expect(await text({ content: 'event', action: 'import', override: '0', ...event })).toBe('1');
    expect(await importArm({ arm_num: 1, name: 'Drug Alpha' })).toBe('1');
    expect(await json({ content: 'arm' })).toEqual([
      { arm_num: 1, name: 'Drug Alpha' },
      { arm_num: 2, name: 'Drug B' },
    ]);
    expect(await text({ content: 'arm', action: 'delete', returnFormat: 'json', arms: ['2'] })).toBe('1');
    expect(await json({ content: 'arm' })).toEqual([{ arm_num: 1, name: 'Drug Alpha' }]);
  });

  it('is restored from its own exports after all arms were replaced', async () => {
    const { json, text } = await createLongitudinal(cast);
    const [events, mappings] = [await json({ content: 'event' }), await json({ content: 'formEventMapping' })];
    const arms = writeRows([
      { arm_num: 1, name: 'Drug A' },
      { arm_num: 2, name: 'Drug B' },
    ]);
    expect(await text({ content: 'arm', action: 'import', override: '1', ...arms })).toBe('2');
    expect(await text({ content: 'event', action: 'import', override: '0', ...writeRows(events) })).toBe(
      String(cast.eventLabels.length),
    );
    expect(await text({ content: 'formEventMapping', ...writeRows(mappings) })).toBe(String(cast.mappings));
    expect(await json({ content: 'formEventMapping' })).toEqual(mappings);
    expect(await json({ content: 'arm' })).toEqual([{ arm_num: 1, name: 'Drug A' }]);
  });

  it('gains an event with a name of its own making, and loses it', async () => {
    const { json, text } = await createLongitudinal(cast);
    // PyCap's examples show a blank, not null, for the label of an event that came with a project XML.
    expect(await json({ content: 'event' })).toMatchObject(
      cast.eventLabels.map((custom_event_label) => ({ custom_event_label })),
    );
    const event = writeRows([{ event_name: 'XYZ', arm_num: '1' }]);
    expect(await text({ content: 'event', action: 'import', override: '0', ...event })).toBe('1');
    expect(await json({ content: 'event' })).toHaveLength(cast.eventLabels.length + 1);
    expect(await text({ content: 'event', action: 'delete', returnFormat: 'json', events: ['xyz_arm_1'] })).toBe('1');
    expect(await json({ content: 'event' })).toHaveLength(cast.eventLabels.length);
  });

  it('has one mapping left after one was imported', async () => {
    const { json, text } = await createLongitudinal(cast);
    const row = { arm_num: '1', unique_event_name: cast.event, form: cast.form };
    expect(await text({ content: 'formEventMapping', ...writeRows([row]) })).toBe('1');
    expect(await json({ content: 'formEventMapping' })).toEqual([{ ...row, arm_num: 1 }]);
  });

  it.each(['xml', 'json', 'csv'])('takes its repeating setup back in %s', async (format) => {
    const { text } = await createLongitudinal(cast);
    const data = await text({ content: 'repeatingFormsEvents', format });
    expect(await text({ content: 'repeatingFormsEvents', format, returnFormat: 'json', data })).toBe('1');
    expect(await text({ content: 'repeatingFormsEvents', format })).toBe(data);
  });
});

describeCasts('users, roles and groups, as PyCap changes them', (cast) => {
  const username = 'pandeharris@gmail.com';

  it('make and delete a user of a name alone', async () => {
    const { text } = await createSimple(cast);
    const user = { format: 'json', data: `[{"username":"${username}"}]` };
    expect(await text({ content: 'user', ...user, returnFormat: 'csv' })).toBe('1');
    const deletion = { content: 'user', action: 'delete', users: [username] };
    expect(await text({ ...deletion, returnFormat: 'xml' })).toBe('1');
  });

  it('take a user with every right there was before REDCap 15, and the old word for exports', async () => {
    const { json, text } = await createSimple(cast);
    const { form_name: form } = ((await json({ content: 'metadata' })) as { form_name: string }[])[0] ?? {
      form_name: '',
    };
    const row = {
      username,
      email: username,
      firstname: 'A',
      design: 0,
      data_export: 2,
      reports: 1,
      forms: { [form]: 3 },
    };
    expect(await text({ content: 'user', ...writeRows([row]) })).toBe('1');
    const users = (await json({ content: 'user' })) as object[];
    expect(users[0]).toMatchObject({ username, reports: 1, design: 0, forms_export: { [form]: 2 } });
  });

  it('list users by name', async () => {
    const { json, text } = await createSimple(cast);
    await text({ content: 'user', ...writeRows([{ username }]) });
    const rows = [{ username, redcap_data_access_group: cast.groups[0] }];
    expect(await text({ content: 'userDagMapping', action: 'import', ...writeRows(rows) })).toBe('1');
    expect(await json({ content: 'userDagMapping' })).toEqual([
      rows[0],
      { username: 'site_admin', redcap_data_access_group: '' },
    ]);
  });

  it('show the rights of a role as text, in the order and with the code for its form that the XML had', async () => {
    const odm = studyNamed(cast.simple).xml();
    const { json, text } = await createProject(odm);
    const [role = {}] = (await json({ content: 'userRole' })) as Record<string, unknown>[];
    expect(role).toMatchObject({ role_label: cast.role, api_export: expect.stringMatching(/^[01]$/) as unknown });
    expect(Object.keys(role)).toEqual([
      'unique_role_name',
      'role_label',
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
      'lock_records_customization',
      'lock_records',
      'lock_records_all_forms',
      'forms',
      'forms_export',
    ]);
    const [, form = '', code = ''] = /data_entry="\[([^\],]+),(\d+)\]/.exec(odm) ?? [];
    expect(role.forms).toMatchObject({ [form]: Number(code) });
    expect(await text({ content: 'userRole', ...writeRows([role]) })).toBe('1');
    expect(await json({ content: 'userRole' })).toEqual([role]);
  });

  it('make a role of a label alone and delete it by the name it got', async () => {
    const { json, text } = await createSimple(cast);
    expect(await text({ content: 'userRole', ...writeRows([{ role_label: 'New Role' }]) })).toBe('1');
    const roles = (await json({ content: 'userRole' })) as { unique_role_name: string }[];
    const name = roles.at(-1)?.unique_role_name ?? '';
    expect(await text({ content: 'userRole', action: 'delete', returnFormat: 'json', roles: [name] })).toBe('1');
  });

  it('put a user into a role by data alone, without an action', async () => {
    const { json, text } = await createSimple(cast);
    await text({ content: 'user', ...writeRows([{ username }]) });
    const [role] = (await json({ content: 'userRole' })) as { unique_role_name: string }[];
    const row = { username, unique_role_name: role?.unique_role_name };
    expect(await text({ content: 'userRoleMapping', ...writeRows([row]) })).toBe('1');
    expect(await json({ content: 'userRoleMapping' })).toEqual([
      { ...row, data_access_group: '' },
      { username: 'site_admin', unique_role_name: '', data_access_group: '' },
    ]);
    expect(await text({ content: 'userRoleMapping', ...writeRows(await json({ content: 'userRoleMapping' })) })).toBe(
      '2',
    );
  });

  it('make a group, whose name is its label in lower case, switch to it and delete it', async () => {
    const { json, text } = await createSimple(cast);
    const group = { format: 'json', data: '[{"data_access_group_name":"New DAG","unique_group_name":""}]' };
    expect(await json({ content: 'dag' })).toHaveLength(cast.groups.length);
    expect(await text({ content: 'dag', action: 'import', ...group, returnFormat: 'csv' })).toBe('1');
    expect(await text({ content: 'dag', action: 'switch', returnFormat: 'csv', dag: 'new_dag' })).toBe('1');
    expect(await text({ content: 'dag', action: 'delete', returnFormat: 'json', dags: ['new_dag'] })).toBe('1');
    const mapping = await json({ content: 'userDagMapping' });
    expect(mapping).toEqual([{ username: 'site_admin', redcap_data_access_group: '' }]);
    const rows = writeRows(mapping);
    expect(await text({ content: 'userDagMapping', action: 'import', ...rows, returnFormat: 'csv' })).toBe('1');
  });
});

describeCasts('files, as PyCap moves them', (cast) => {
  const createWithFile = (): Promise<PyCap> => createFrom(cast.withFile);

  it('are named in the content type only', async () => {
    const { send } = await createWithFile();
    expect(await send({ content: 'file', action: 'export', field: cast.fileField, record: '1' })).toMatchObject({
      status: 200,
      type: cast.fileType,
    });
  });

  it('are put in the place of others even when they are empty, and deleted, with nothing in the answer', async () => {
    const { send, text } = await createWithFile();
    const place = { content: 'file', field: cast.fileField, record: '2' };
    expect(await text({ ...place, action: 'import' }, new File(['test upload\n'], 'test_upload.txt'))).toBe('');
    expect(await send({ ...place, action: 'export' })).toMatchObject({
      body: 'test upload\n',
      type: 'text/plain; name="test_upload.txt";charset=UTF-8',
    });
    expect(await text({ ...place, action: 'import' }, new File([], 'myupload.txt'))).toBe('');
    expect(await text({ ...place, action: 'export' })).toBe('');
    expect(await text({ ...place, action: 'delete' })).toBe('');
    expect((await send({ ...place, action: 'export' })).status).toBe(400);
  });
});
