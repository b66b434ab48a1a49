import { describe, expect, it } from 'vitest';

import type { Client, Sent } from './support.ts';
import { connect } from './support.ts';

/*
 * What redcapAPI's suite (R) sends and relies on: every request multipart, csv both ways, one project that each file of the
 * suite empties and fills anew.
 */

const connectR = (): Promise<Client> => connect({ format: 'csv', returnFormat: 'csv' }, { multipart: true });

/** The dictionary of the suite's project, shortened to one field of a kind. */
const dictionary = [
  '"field_name","form_name","section_header","field_type","field_label","select_choices_or_calculations","field_note",' +
    '"text_validation_type_or_show_slider_number","text_validation_min","text_validation_max","identifier",' +
    '"branching_logic","required_field","custom_alignment","question_number","matrix_group_name","matrix_ranking",' +
    '"field_annotation"',
  '"record_id","record_id",,"text","Record ID",,,,,,,,,,,,,',
  '"treatment","randomization",,"dropdown","Treatment","1, Control | 2, Treatment",,,,,,,,,,,,',
  '"text_test","text_fields",,"text","Text",,,,,,,,,,,,,',
  '"phone_test","text_fields",,"text","Phone",,,"phone",,,,,,,,,,',
  '"date_dmy_test","dates_and_times",,"text","Date field DMY",,,"date_dmy",,,,,,,,,,',
  '"number_test","numbers",,"text","Number",,,"number",,,,,,,,,,',
  '"number_1dp_comma_test","numbers",,"text","Number",,,"number_1dp_comma_decimal",,,,,,,,,,',
  '"slider_no_label_test","slider_fields",,"slider","Slider",,,,,50,,,,"RH",,,,',
  '"checkbox_test","multiple_choice",,"checkbox","Checkbox","x, Guitar | y, Ukulele | z, Mandolin",,,,,,,,,,,,',
  '"yesno_test","multiple_choice",,"yesno","Yes/No",,,,,,,,,,,,,',
  '"descriptive_test","files_notes_descriptions",,"descriptive","Text",,,,,,,,,,,,,',
  '"file_upload_test","files_notes_descriptions",,"file","File",,,,,,,,,,,,,',
  '"notes_test","files_notes_descriptions",,"notes","Notes Box ",,,,,,,,,,,,,',
  '"left_operand","calculated_fields",,"text","Left",,,"number",,,,,,,,,,',
  '"calc_squared","calculated_fields","New","calc","Square","([left_operand])^2",,,,,,,,,,,,',
  '"repeat_question_1","repeating_instrument",,"text","How?",,,,,,,,,,,,,',
];

const forms = [
  'record_id',
  'randomization',
  'text_fields',
  'dates_and_times',
  'numbers',
  'slider_fields',
  'multiple_choice',
  'files_notes_descriptions',
  'calculated_fields',
  'repeating_instrument',
];

const metadata = (...names: string[]): Sent => ({
  content: 'metadata',
  data: dictionary
    .filter((row, index) => index === 0 || names.length === 0 || names.some((name) => row.startsWith(`"${name}"`)))
    .join('\n'),
});

const settings = (data: string): Sent => ({ content: 'project_settings', data });
const arms = (data: string, override = '0'): Sent => ({ content: 'arm', action: 'import', override, data });
const events = (data: string, override = '0'): Sent => ({ content: 'event', action: 'import', override, data });

const threeArms = '"arm_num","name"\n1,"Arm 1"\n2,"Arm 2"\n3,"Arm 3"';
const threeEvents = '"event_name","arm_num"\n"event_1",1\n"event_1",2\n"event_1",3';

const isLongitudinal = async (client: Client): Promise<unknown> => {
  const body = await client.ask({ content: 'project', format: 'json' });
  return (JSON.parse(body) as Record<string, unknown>).is_longitudinal;
};

const exportRecords = (client: Client, sent: Sent = {}): Promise<string> =>
  client.ask({
    content: 'record',
    type: 'flat',
    exportSurveyFields: 'true',
    exportDataAccessGroups: 'false',
    csvDelimiter: ',',
    ...sent,
  });

const importRecords = (data: string, sent: Sent = {}): Sent => ({
  content: 'record',
  type: 'flat',
  overwriteBehavior: 'normal',
  returnContent: 'count',
  forceAutoNumber: 'false',
  data,
  ...sent,
});

/** The project as the records' files of the suite set it up: longitudinal, every form in `event_1_arm_1`. */
const fillProject = async (): Promise<Client> => {
  const client = await connectR();
  expect(await client.ask(metadata())).toBe('16');
  expect(await client.ask(arms('"arm_num","name"\n1,"Arm 1"'))).toBe('1');
  expect(await client.ask(events('"event_name","arm_num"\n"event_1",1'))).toBe('1');
  expect(await client.ask(settings('"is_longitudinal","record_autonumbering_enabled"\n1,0'))).toBe('2');
  const rows = forms.map((form) => `1,"event_1_arm_1","${form}"`);
  const data = ['"arm_num","unique_event_name","form"', ...rows].join('\n');
  expect(await client.ask({ content: 'formEventMapping', data })).toBe('10');
  return client;
};

describe('arms and events, as redcapAPI imports them', () => {
  it('are taken by a classic project and shown once it is longitudinal', async () => {
    const client = await connectR();
    expect(await client.ask(arms(threeArms))).toBe('3');
    expect(await client.ask(arms(threeArms))).toBe('3');
    expect(await isLongitudinal(client)).toBe(0);
    expect(await client.ask(events(threeEvents))).toBe('3');
    expect(await isLongitudinal(client)).toBe(0);
    expect(await client.send({ content: 'arm' })).toEqual({
      status: 400,
      body: 'ERROR: You cannot export arms for classic projects',
      type: 'text/csv; charset=utf-8',
    });
    expect(await client.ask(settings('"is_longitudinal"\n1'))).toBe('1');
    expect(await client.ask({ content: 'arm' })).toBe('arm_num,name\n1,"Arm 1"\n2,"Arm 2"\n3,"Arm 3"');
    const shown = (await client.ask({ content: 'event' })).split('\n');
    expect(shown[0]).toBe('event_name,arm_num,unique_event_name,custom_event_label,event_id');
    expect(shown.slice(1).map((line) => line.split(',').slice(0, 3).join(','))).toEqual([
      '"event_1",1,event_1_arm_1',
      '"event_1",2,event_1_arm_2',
      '"event_1",3,event_1_arm_3',
    ]);
  });

  it('make the project classic again when they are gone, and longitudinal when new ones come', async () => {
    const client = await connectR();
    await client.ask(settings('"is_longitudinal"\n1'));
    expect(await isLongitudinal(client)).toBe(0);
    await client.ask(arms(threeArms));
    await client.ask(events(threeEvents));
    const names = ['event_1_arm_1', 'event_1_arm_2', 'event_1_arm_3'];
    expect(await client.ask({ content: 'event', action: 'delete', events: names })).toBe('3');
    expect(await isLongitudinal(client)).toBe(0);
    expect(await client.ask(arms(threeArms))).toBe('3');
    expect(await client.ask(events(threeEvents))).toBe('3');
    expect(await client.ask(events('"event_name","arm_num"\n"event_10",1\n"event_11",2\n"event_12",3', '1'))).toBe('3');
    expect((await client.ask({ content: 'event' })).match(/event_1\d_arm_\d/g)).toEqual([
      'event_10_arm_1',
      'event_11_arm_2',
      'event_12_arm_3',
    ]);
    expect(await client.ask({ content: 'arm', action: 'delete', arms: ['1', '2', '3'] })).toBe('3');
    expect(await isLongitudinal(client)).toBe(0);
  });

  it('are replaced with override, and single ones deleted', async () => {
    const client = await connectR();
    await client.ask(settings('"is_longitudinal"\n1'));
    await client.ask(arms(threeArms));
    await client.ask(events(threeEvents));
    expect(await client.ask(arms('"arm_num","name"\n10,"Arm x"\n11,"Arm y"'))).toBe('2');
    expect(await client.ask(events('"event_name","arm_num"\n"event_x",10\n"event_y",11'))).toBe('2');
    expect(await client.ask({ content: 'arm', action: 'delete', arms: ['3', '10'] })).toBe('2');
    expect(await client.ask({ content: 'arm' })).toBe('arm_num,name\n1,"Arm 1"\n2,"Arm 2"\n11,"Arm y"');
    expect(await client.ask(arms('"arm_num","name"\n10,"Arm x"\n11,"Arm y"', '1'))).toBe('2');
    expect(await client.ask(events('"event_name","arm_num"\n"event_x",10\n"event_y",11'))).toBe('2');
    expect(await client.ask({ content: 'arm' })).toBe('arm_num,name\n10,"Arm x"\n11,"Arm y"');
  });
});

describe('records, as redcapAPI imports and exports them', () => {
  it('take a row without an event before any form is designated, as the suite of the PDF methods does', async () => {
    const client = await connectR();
    await client.ask(metadata());
    await client.ask(arms('"arm_num","name"\n1,"Arm 1"\n2,"Arm 2"'));
    // The unique name given for the second event is a wrong one on purpose.
    const data =
      '"event_name","arm_num","unique_event_name"\n"event_1",1,"event_1_arm_1"\n' +
      '"event_2",1,"event_2_arm_2"\n"event_1",2,"event_1_arm_2"';
    expect(await client.ask(events(data))).toBe('3');
    await client.ask(settings('"is_longitudinal"\n1'));
    expect(await client.ask(importRecords('"record_id","text_test"\n"1","hello there"'))).toBe('1');
    const mapping =
      '"arm_num","unique_event_name","form"\n1,"event_1_arm_1","record_id"\n1,"event_1_arm_1","text_fields"\n' +
      '1,"event_2_arm_1","multiple_choice"';
    expect(await client.ask({ content: 'formEventMapping', data: mapping })).toBe('3');
    expect(await client.ask({ content: 'formEventMapping' })).toBe(
      'arm_num,unique_event_name,form\n1,event_1_arm_1,record_id\n1,event_1_arm_1,text_fields\n' +
        '1,event_2_arm_1,multiple_choice\n',
    );
    expect(await exportRecords(client, { fields: ['record_id', 'text_test'] })).toBe(
      'record_id,redcap_event_name,text_test\n1,event_1_arm_1,"hello there"\n',
    );
  });

  it('still refuse a field of another form when the row names its event', async () => {
    const client = await fillProject();
    await client.ask({
      content: 'formEventMapping',
      data: 'arm_num,unique_event_name,form\n1,event_1_arm_1,record_id',
    });
    const { status, body } = await client.send(
      importRecords('"record_id","redcap_event_name","text_test"\n"1","event_1_arm_1","x"'),
    );
    expect(status).toBe(400);
    expect(body).toContain('not designated for the event named');
  });

  it('answer the counts, names and pairs that the suite reads', async () => {
    const client = await fillProject();
    const data = '"record_id","date_dmy_test","left_operand"\n"1","2023-02-24","6"';
    expect(await client.ask(importRecords(data))).toBe('1');
    expect(await client.ask(importRecords(data, { returnContent: 'ids' }))).toBe('id\n1');
    expect(await client.ask(importRecords(data, { returnContent: 'nothing' }))).toBe('');
    await client.ask(settings('"record_autonumbering_enabled"\n1'));
    expect(await client.ask({ content: 'generateNextRecordName' })).toBe('2');
    // Quoted, or R would take the new name for the name of the row.
    expect(await client.ask(importRecords(data, { returnContent: 'auto_ids', forceAutoNumber: 'true' }))).toBe(
      'id\n"2,1"',
    );
    const fields = ['record_id', 'date_dmy_test', 'left_operand', 'calc_squared'];
    expect(await exportRecords(client, { fields, records: ['2'] })).toBe(
      'record_id,redcap_event_name,date_dmy_test,left_operand,calc_squared\n2,event_1_arm_1,2023-02-24,6,36\n',
    );
    expect(await client.ask({ content: 'record', action: 'delete', records: ['1', '2'] })).toBe('2');
  });

  it('erase with overwrite only', async () => {
    const client = await fillProject();
    await client.ask(importRecords('"record_id","date_dmy_test"\n"1","2023-02-24"'));
    const blank = '"record_id","date_dmy_test"\n"1",""';
    const date = () => exportRecords(client, { fields: ['date_dmy_test'] });
    await client.ask(importRecords(blank));
    expect(await date()).toBe('date_dmy_test\n2023-02-24\n');
    await client.ask(importRecords(blank, { overwriteBehavior: 'overwrite' }));
    expect(await date()).toBe('date_dmy_test\n\n');
  });

  it("keep the blank before a number, as R pads it and the suite's own data show it", async () => {
    const client = await fillProject();
    const data = '"record_id","number_test"\n"1","   5"\n"2"," -100"';
    expect(await client.ask(importRecords(data))).toBe('2');
    expect(await exportRecords(client, { fields: ['record_id', 'number_test'] })).toBe(
      'record_id,redcap_event_name,number_test\n1,event_1_arm_1,"   5"\n2,event_1_arm_1," -100"\n',
    );
  });

  it('name an unknown field of a parameter that overrides a list', async () => {
    const client = await fillProject();
    // R appends `api_param` behind its own list, and PHP lets the later one win.
    const refused = await client.send({
      content: 'record',
      type: 'flat',
      'fields[0]': 'record_id',
      'fields[1]': 'number_test',
      fields: 'this_wont_work_abc123',
    });
    expect([refused.status, refused.body]).toEqual([
      400,
      `ERROR: The following values in the parameter "fields" are not valid: 'this_wont_work_abc123'`,
    ]);
  });

  it('show a zero-coded checkbox that replaced the dictionary', async () => {
    const client = await fillProject();
    const [header = ''] = dictionary;
    const data = [
      header,
      dictionary[1],
      '"checkbox_zero","multiple_choice",,"checkbox","Zero","0, Zero | 1, One | 2, Two",,,,,,,,,,,,',
    ].join('\n');
    expect(await client.ask({ content: 'metadata', data })).toBe('2');
    await client.ask(importRecords('"record_id","checkbox_zero___0"\n1,0\n2,1'));
    expect(await exportRecords(client, { fields: ['record_id', 'checkbox_zero'] })).toBe(
      'record_id,redcap_event_name,checkbox_zero___0,checkbox_zero___1,checkbox_zero___2\n' +
        '1,event_1_arm_1,0,0,0\n2,event_1_arm_1,1,0,0\n',
    );
  });

  it('have no columns of groups and surveys where there are none, though the client always asks for both', async () => {
    const client = await fillProject();
    await client.ask(settings('"surveys_enabled"\n1'));
    await client.ask(importRecords('"record_id"\n1'));
    expect(await exportRecords(client, { fields: ['record_id'], exportDataAccessGroups: 'true' })).toBe(
      'record_id,redcap_event_name\n1,event_1_arm_1\n',
    );
  });

  it('are renamed there and back', async () => {
    const client = await fillProject();
    await client.ask(importRecords('"record_id","text_test"\n1,"x"'));
    const rename = (record: string, name: string): Promise<string> =>
      client.ask({ content: 'record', action: 'rename', record, new_record_name: name });
    expect(await rename('1', '100')).toBe('1');
    expect(await exportRecords(client, { fields: ['record_id'] })).toBe(
      'record_id,redcap_event_name\n100,event_1_arm_1\n',
    );
    expect(await rename('100', '1')).toBe('1');
  });
});

describe('repeating instruments, as redcapAPI sets them', () => {
  const repeating = (data: string): Sent => ({ content: 'repeatingFormsEvents', data });

  it('come and go, with the columns of a longitudinal project', async () => {
    const client = await fillProject();
    const data = '"event_name","form_name"\n"event_1_arm_1","repeating_instrument"';
    expect(await client.ask(repeating(data))).toBe('1');
    expect(await client.ask({ content: 'repeatingFormsEvents' })).toBe(
      'event_name,form_name,custom_form_label\nevent_1_arm_1,repeating_instrument,\n',
    );
    expect(await client.ask(repeating('"event_name","form_name","custom_form_label"'))).toBe('0');
    // The client asks the project first, and the server for the setup only when there is any.
    expect(JSON.parse(await client.ask({ content: 'project', format: 'json' }))).toMatchObject({
      has_repeating_instruments_or_events: 0,
    });
  });

  it('refuse an event that a project without events does not have', async () => {
    const client = await connectR();
    await client.ask(settings('"is_longitudinal"\n1'));
    const data = '"event_name","form_name","custom_form_label"\n"event_1_arm_1",,';
    const { status, body } = await client.send(repeating(data));
    expect([status, body]).toEqual([400, "ERROR: The event 'event_1_arm_1' is not available in project"]);
  });

  it('show what was stored before as the first instance, and as the base row again afterwards', async () => {
    const client = await fillProject();
    await client.ask(importRecords('"record_id","repeat_question_1","text_test"\n1,"fine","a"'));
    await client.ask(repeating('"event_name","form_name"\n"event_1_arm_1","repeating_instrument"'));
    const fields = ['record_id', 'text_test', 'repeat_question_1'];
    expect(await exportRecords(client, { fields })).toBe(
      'record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,text_test,repeat_question_1\n' +
        '1,event_1_arm_1,,,a,\n1,event_1_arm_1,repeating_instrument,1,,fine\n',
    );
    await client.ask(repeating('"event_name","form_name","custom_form_label"'));
    expect(await exportRecords(client, { fields })).toBe(
      'record_id,redcap_event_name,text_test,repeat_question_1\n1,event_1_arm_1,a,fine\n',
    );
  });

  it('hold the group of every row, behind the other keys', async () => {
    const client = await fillProject();
    await client.ask(repeating('"event_name","form_name"\n"event_1_arm_1","repeating_instrument"'));
    const groups = '"data_access_group_name","unique_group_name"\n"Test DAG 1",\n"Test DAG 2",';
    expect(await client.ask({ content: 'dag', action: 'import', data: groups })).toBe('2');
    await client.ask(
      importRecords(
        '"record_id","redcap_event_name","redcap_repeat_instrument","redcap_repeat_instance",' +
          '"redcap_data_access_group","repeat_question_1"\n' +
          '"1","event_1_arm_1",,,"test_dag_1",\n"1","event_1_arm_1","repeating_instrument","1","test_dag_1","well"',
      ),
    );
    const fields = ['record_id', 'repeat_question_1'];
    expect(await exportRecords(client, { fields, exportDataAccessGroups: 'true' })).toBe(
      'record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,redcap_data_access_group,' +
        'repeat_question_1\n' +
        '1,event_1_arm_1,,,test_dag_1,\n1,event_1_arm_1,repeating_instrument,1,test_dag_1,well\n',
    );
  });
});

describe('files, as redcapAPI moves them', () => {
  const upload = () => new File(['some text\n'], 'FileForImportExportTesting.txt', { type: 'text/plain' });

  it('stay with their record when a classic project becomes longitudinal, and then a form repeats', async () => {
    const client = await connectR();
    await client.ask(metadata());
    await client.ask(importRecords('"record_id"\n"1"'));
    const place = { content: 'file', record: '1', field: 'file_upload_test' };
    expect(await client.ask({ ...place, action: 'import' }, upload())).toBe('');
    const exported = await client.send({ ...place, action: 'export' });
    expect(exported).toEqual({
      status: 200,
      body: 'some text\n',
      type: 'text/plain; name="FileForImportExportTesting.txt";charset=UTF-8',
    });
    await client.ask(settings('"is_longitudinal"\n1'));
    await client.ask(arms('"arm_num","name"\n1,"arm_1"\n2,"arm_2"'));
    const data =
      '"event_name","arm_num","unique_event_name"\n"event_1","1","event_1_arm_1"\n"event_1","2","event_1_arm_2"';
    await client.ask(events(data));
    const mapping =
      '"arm_num","unique_event_name","form"\n1,"event_1_arm_1","record_id"\n1,"event_1_arm_1","files_notes_descriptions"';
    await client.ask({ content: 'formEventMapping', data: mapping });
    const there = { ...place, event: 'event_1_arm_1' };
    expect(await client.ask({ ...there, action: 'export' })).toBe('some text\n');
    expect(await client.ask({ ...there, action: 'import' }, upload())).toBe('');
    expect(await client.ask({ content: 'record', action: 'delete', records: ['1'] })).toBe('1');
    await client.ask({
      content: 'repeatingFormsEvents',
      data: '"event_name","form_name"\n"event_1_arm_1","files_notes_descriptions"',
    });
    await client.ask(
      importRecords(
        '"record_id","redcap_event_name","notes_test","redcap_repeat_instrument","redcap_repeat_instance"\n' +
          '"1","event_1_arm_1","some notes","files_notes_descriptions","1"',
      ),
    );
    expect(await client.ask({ ...there, action: 'import', repeat_instance: '1' }, upload())).toBe('');
    expect(await exportRecords(client, { fields: ['record_id', 'file_upload_test'] })).toBe(
      'record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,file_upload_test\n' +
        '1,event_1_arm_1,files_notes_descriptions,1,FileForImportExportTesting.txt\n',
    );
    // The suite misspells the instance here; without one the first is meant.
    expect(await client.ask({ ...there, action: 'delete', repeate_instance: '1' })).toBe('');
    expect((await client.send({ ...there, action: 'export' })).status).toBe(400);
  });
});

describe('users, roles and groups, as redcapAPI changes them', () => {
  const user = (data: string): Sent => ({ content: 'user', data });
  const readUser = async (client: Client, username: string): Promise<Record<string, unknown>> => {
    const users = JSON.parse(await client.ask({ content: 'user', format: 'json' })) as Record<string, unknown>[];
    const found = users.find((entry) => entry.username === username);
    if (found === undefined) throw new Error('no such user');
    return found;
  };

  it('make a user of a name alone, and one of blank forms loses them', async () => {
    const client = await connectR();
    await client.ask(metadata('record_id'));
    expect(await client.ask(user('"username"\n"bstat_api_user"'))).toBe('1');
    expect(await client.ask(user('"username","alerts","forms","forms_export"\n"bstat_api_user",1,"",""'))).toBe('1');
    expect(await readUser(client, 'bstat_api_user')).toMatchObject({ alerts: 1, forms: { record_id: 0 } });
    const full = '"username","data_export","forms","forms_export"\n"bstat_api_user",1,"record_id:1","record_id:1"';
    expect(await client.ask(user(full))).toBe('1');
    expect(await client.ask({ content: 'user' })).toContain('record_id:1,record_id:1\n');
    // Recorded: an instrument that the cell leaves out has no access, whatever `data_export` says besides.
    const none = '"username","data_export","forms","forms_export"\n"bstat_api_user",1,"record_id:0",""';
    expect(await client.ask(user(none))).toBe('1');
    expect(await readUser(client, 'bstat_api_user')).toMatchObject({
      forms: { record_id: 0 },
      forms_export: { record_id: 0 },
    });
    expect(await client.ask({ content: 'user', action: 'delete', users: ['bstat_api_user'] })).toBe('1');
  });

  it('take the whole export of the users back without a change', async () => {
    const client = await connectR();
    await client.ask(user('"username","expiration"\n"bstat_api_user","2030-01-31"'));
    const before = await client.ask({ content: 'user' });
    expect(await client.ask(user(before))).toBe('2');
    expect(await client.ask({ content: 'user' })).toBe(before);
  });

  it("show the rights of the role while a user is in one, and the user's own afterwards", async () => {
    const client = await connectR();
    await client.ask(user('"username"\n"bstat_api_user"'));
    const role = '"role_label","design","user_rights","reports"\n"Temporary Role",1,1,1';
    expect(await client.ask({ content: 'userRole', data: role })).toBe('1');
    const [, name = ''] = /^(U-[0-9A-Z]{10}),/m.exec(await client.ask({ content: 'userRole' })) ?? [];
    const assign = (unique: string): Promise<string> =>
      client.ask({
        content: 'userRoleMapping',
        action: 'import',
        data: `"username","unique_role_name"\n"bstat_api_user","${unique}"`,
      });
    expect(await assign(name)).toBe('1');
    expect((await client.send(user('"username","data_access_groups"\n"bstat_api_user",1'))).body).toContain(
      "Users in roles cannot have their privileges modified via the 'Import User' API method.",
    );
    expect(await assign('')).toBe('1');
    expect(await client.ask(user('"username","data_access_groups"\n"bstat_api_user",1'))).toBe('1');
    expect(await assign(name)).toBe('1');
    expect(await readUser(client, 'bstat_api_user')).toMatchObject({ data_access_groups: 0, reports: 1 });
    expect(await assign('')).toBe('1');
    expect(await readUser(client, 'bstat_api_user')).toMatchObject({ data_access_groups: 1, reports: 0 });
    expect(await client.ask({ content: 'userRole', action: 'delete', roles: [name] })).toBe('1');
  });

  it('derive the name of a group, and again when it is renamed', async () => {
    const client = await connectR();
    const data = '"data_access_group_name","unique_group_name"\n"Testing DAG 1",\n"Testing DAG 2",';
    expect(await client.ask({ content: 'dag', action: 'import', data })).toBe('2');
    const change =
      '"data_access_group_name","unique_group_name","data_access_group_id"\n"A different name","testing_dag_1",1';
    expect(await client.ask({ content: 'dag', action: 'import', data: change })).toBe('1');
    expect((await client.ask({ content: 'dag' })).replace(/,\d+\n/g, '\n')).toBe(
      'data_access_group_name,unique_group_name,data_access_group_id\n' +
        '"A different name",a_different_name\n"Testing DAG 2",testing_dag_2\n',
    );
    const dags = ['a_different_name', 'testing_dag_2'];
    expect(await client.ask({ content: 'dag', action: 'delete', dags })).toBe('2');
  });
});

describe('the rest of what redcapAPI asks for', () => {
  it('counts the settings of a whole export', async () => {
    const client = await connectR();
    expect(await client.ask(settings('"project_pi_lastname","display_today_now_button"\n"Not Garbett",0'))).toBe('2');
    const whole = await client.ask({ content: 'project' });
    expect(await client.ask(settings(whole))).toBe('19');
    expect(await client.ask({ content: 'project' })).toBe(whole);
  });

  it('exports the project XML with a filter', async () => {
    const client = await fillProject();
    await client.ask(importRecords('"record_id","number_test"\n1,10\n2,30'));
    const xml = (sent: Sent): Promise<string> =>
      client.ask({ content: 'project_xml', returnMetadataOnly: 'false', ...sent });
    expect(await xml({ filterLogic: '[number_test] > 20' })).not.toContain('SubjectKey="1"');
    expect(await xml({ filterLogic: '[number_test] > 20' })).toContain('SubjectKey="2"');
    expect(await xml({ records: ['1', '3'] })).toContain('SubjectKey="1"');
    expect(await xml({ fields: ['record_id'], events: ['event_1_arm_1'] })).not.toContain(
      'ItemOID="number_test" Value',
    );
    expect(await xml({ returnMetadataOnly: 'true', filterLogic: '[number_test] > 20' })).not.toContain('ClinicalData');
  });

  it('logs what changedRecords and exportLogging recognise records by', async () => {
    const client = await fillProject();
    await client.ask(importRecords('"record_id","text_test"\n7,"a"'));
    await client.ask(importRecords('"record_id","text_test"\n7,"b"'));
    await client.ask({ content: 'record', action: 'delete', records: ['7'] });
    const actions = async (sent: Sent): Promise<unknown[]> =>
      (JSON.parse(await client.ask({ content: 'log', format: 'json', ...sent })) as Record<string, unknown>[]).map(
        (entry) => entry.action,
      );
    expect(await actions({ logtype: 'record' })).toEqual([
      'Delete record (API) 7',
      'Update record (API) 7',
      'Create record (API) 7',
    ]);
    expect(await actions({ logtype: 'record_edit' })).toEqual(['Update record (API) 7']);
    // Recorded: a group that is not there, or is named by its text, is no filter.
    expect((await actions({ dag: 'temporary_dag' })).length).toBeGreaterThan(1);
    expect(await client.ask({ content: 'log', user: 'nobody at all' })).toBe(
      'timestamp,username,action,details,record\n',
    );
  });

  it("says in REDCap's words that it does not know a content", async () => {
    const client = await connectR();
    expect(await client.send({ content: 'somethingNew' })).toMatchObject({
      status: 400,
      body: 'ERROR: The value of the parameter "content" is not valid',
    });
  });
});
