import { describe, expect, it } from 'vitest';

import type { Client, Sent } from './support.ts';
import { connect, startServer } from './support.ts';

/*
 * What PHPCap's suite sends and relies on: json both ways where it says `php`, csv and xml now and then, always
 * `returnFormat=json`.
 */

const usual: Sent = { format: 'json', returnFormat: 'json' };

const header =
  'field_name,form_name,section_header,field_type,field_label,select_choices_or_calculations,field_note,' +
  'text_validation_type_or_show_slider_number,text_validation_min,text_validation_max,identifier,branching_logic,' +
  'required_field,custom_alignment,question_number,matrix_group_name,matrix_ranking,field_annotation';

/** A classic project like the suite's basic demography. */
const demography = [
  header,
  'record_id,demographics,,text,"Record ID",,,,,,,,,,,,,',
  'first_name,demographics,,text,"First Name",,,,,,y,,,,,,,',
  'last_name,demographics,,text,"Last Name",,,,,,y,,,,,,,',
  'address,demographics,,notes,Address,,,,,,y,,,,,,,',
  'telephone,demographics,,text,Phone,,,phone,,,,,,,,,,',
  'email,demographics,,text,E-mail,,,email,,,,,,,,,,',
  'dob,demographics,,text,"Date of birth",,,date_ymd,,,y,,,,,,,',
  'race,demographics,,dropdown,Race,"0, Asian|1, White|4, More Than One",,,,,,,,,,,,',
  'height,demographics,,text,"Height (cm)",,,number,130,215,,,,,,,,',
  'weight,demographics,,text,"Weight (kilograms)",,,integer,35,200,,,,,,,,',
  'bmi,demographics,,calc,BMI,"round(([weight]*10000)/(([height])^(2)),1)",,,,,,,,,,,,',
  'comments,demographics,,notes,Comments,,,,,,,,,,,,,',
].join('\n');

/** A longitudinal project like the suite's, with what an XML may lose: a matrix, a slider, quotes in logic. */
const longitudinal = [
  header,
  'study_id,demographics,,text,"Study ID",,,,,,,,,,,,,',
  'date_enrolled,demographics,"Consent Information",text,"Date subject signed consent",,YYYY-MM-DD,date_ymd,,,,,,,,,,',
  'patient_document,demographics,,file,"Upload the patient\'s consent form",,,,,,,,,,,,,',
  'race,demographics,,dropdown,Race,"0, American Indian/Alaska Native|1, Asian",,,,,,,,,,,,',
  'sex,demographics,,radio,Sex,"0, Female|1, Male",,,,,,,,,,,,',
  'given_birth,demographics,,yesno,"Has the patient given birth before?",,,,,,,"[sex] = ""0""",,,,,,',
  'gym,demographics,"Please provide the patient\'s weekly schedule.",checkbox,Gym,' +
    '"0, Monday|1, Tuesday",,,,,,,,,,weekly_schedule,,',
  'aerobics,demographics,,checkbox,Aerobics,"0, Monday|1, Tuesday",,,,,,,,,,weekly_schedule,,',
  'specify_mood,demographics,"Other information",slider,"Specify the patient\'s mood","",,,,,,,,RH,,,,',
  'study_comments,completion_data,,notes,Comments,,,,,,,,,,,,,',
  'withdraw_date,completion_data,,text,"Put a date if patient withdrew study",,,date_ymd,,,,,,,,,,',
].join('\n');

const read = async (client: Client, sent: Sent): Promise<unknown> => JSON.parse(await client.ask(sent)) as unknown;

const demographics = async (): Promise<Client> => {
  const client = await connect(usual);
  expect(await client.ask({ content: 'metadata', format: 'csv', data: demography })).toBe('12');
  const data = JSON.stringify([
    { record_id: 1001, first_name: 'Anahi', last_name: 'Thiel', height: 173, weight: 83, demographics_complete: 2 },
    { record_id: '1010', first_name: 'Marcus', last_name: 'Wood', height: '184', weight: '62' },
  ]);
  expect(await client.ask({ content: 'record', data })).toBe('{"count": 2}');
  return client;
};

const arms = '[{"arm_num":1,"name":"Drug A"},{"arm_num":2,"name":"Drug B"}]';
const events = JSON.stringify(
  [
    ['Enrollment', 1],
    ['Final visit', 1],
    ['Enrollment', 2],
    ['Final visit', 2],
  ].map(([event_name, arm_num]) => ({ event_name, arm_num, day_offset: 0, offset_min: 0, offset_max: 0 })),
);
const mappings = JSON.stringify(
  [1, 2].flatMap((arm_num) => [
    { arm_num, unique_event_name: `enrollment_arm_${String(arm_num)}`, form: 'demographics' },
    { arm_num, unique_event_name: `final_visit_arm_${String(arm_num)}`, form: 'completion_data' },
  ]),
);

const visits = async (): Promise<Client> => {
  const client = await connect(usual);
  await client.ask({ content: 'project_settings', data: '[{"is_longitudinal":1,"scheduling_enabled":1}]' });
  await client.ask({ content: 'metadata', format: 'csv', data: longitudinal });
  await client.ask({ content: 'arm', action: 'import', override: '1', data: arms });
  await client.ask({ content: 'event', action: 'import', override: '1', data: events });
  expect(await client.ask({ content: 'formEventMapping', data: mappings })).toBe('4');
  return client;
};

/** Whether PHPCap takes an answer that is no export for an error. */
const isPhpError = (body: string): boolean => /^[\s]*\{"error":\s*"([^"]+)"\}[\s]*$/.test(body);

describe('the design, as PHPCap imports and deletes it', () => {
  it('is the same from CSV as from project XML', async () => {
    const client = await visits();
    const odm = await client.ask({ content: 'project_xml', returnMetadataOnly: '1' });
    const copy = await connect(usual, { odm });
    expect(await read(copy, { content: 'metadata' })).toEqual(await read(client, { content: 'metadata' }));
    expect(await read(copy, { content: 'arm' })).toEqual(await read(client, { content: 'arm' }));
    expect(await read(copy, { content: 'formEventMapping' })).toEqual(
      await read(client, { content: 'formEventMapping' }),
    );
  });

  it('comes back whole from another project, event ids apart', async () => {
    const source = await visits();
    const target = await connect(usual);
    const exported = await read(source, { content: 'project' });
    expect(await target.ask({ content: 'project_settings', data: JSON.stringify([exported]) })).toBe('19');
    const copy = async (content: string, sent: Sent): Promise<void> => {
      await target.ask({ content, data: await source.ask({ content }), ...sent });
    };
    await copy('metadata', {});
    // The suite imports arms without `override` first.
    await copy('arm', { action: 'import' });
    await copy('arm', { action: 'import', override: '1' });
    await copy('event', { action: 'import', override: '1' });
    await copy('formEventMapping', {});
    for (const content of ['metadata', 'arm', 'formEventMapping']) {
      expect(await read(target, { content })).toEqual(await read(source, { content }));
    }
    const withoutId = async (client: Client): Promise<unknown> =>
      ((await read(client, { content: 'event' })) as Record<string, unknown>[]).map((event) => ({
        ...event,
        event_id: 0,
      }));
    expect(await withoutId(target)).toEqual(await withoutId(source));
  });

  it('loses an arm, and then the events of the other one', async () => {
    const client = await visits();
    expect(await client.ask({ content: 'arm', action: 'delete', arms: ['2'] })).toBe('1');
    expect(await read(client, { content: 'arm' })).toEqual([{ arm_num: 1, name: 'Drug A' }]);
    await client.ask({ content: 'arm', action: 'import', override: '1', data: arms });
    await client.ask({ content: 'event', action: 'import', override: '1', data: events });
    const gone = ['enrollment_arm_2', 'final_visit_arm_2'];
    expect(await client.ask({ content: 'event', action: 'delete', events: gone })).toBe('2');
    expect(await read(client, { content: 'event' })).toMatchObject([
      { unique_event_name: 'enrollment_arm_1' },
      { unique_event_name: 'final_visit_arm_1' },
    ]);
  });

  it('shows events of one arm, and offsets where scheduling is on', async () => {
    const client = await visits();
    expect(await read(client, { content: 'event', arms: ['1'] })).toHaveLength(2);
    expect((await client.ask({ content: 'event', format: 'csv' })).split('\n')[0]).toBe(
      'event_name,arm_num,day_offset,offset_min,offset_max,unique_event_name,custom_event_label,event_id',
    );
  });

  it('counts the settings that were sent', async () => {
    const client = await connect(usual);
    const data = '[{"project_irb_number":"","is_longitudinal":0}]';
    expect(await client.ask({ content: 'project_settings', data })).toBe('2');
    expect(await client.ask({ content: 'project_settings', data: '[{"project_irb_number":"IRB-123"}]' })).toBe('1');
    expect(await read(client, { content: 'project' })).toMatchObject({
      project_irb_number: 'IRB-123',
      project_language: 'English',
    });
  });

  it('has a repeating form in a classic project, in csv without the event', async () => {
    const client = await demographics();
    const data = 'form_name,custom_form_label\ndemographics,[dob] [weight]\n';
    expect(await client.ask({ content: 'repeatingFormsEvents', format: 'csv', data })).toBe('1');
    expect(await client.ask({ content: 'repeatingFormsEvents', format: 'csv' })).toBe(
      'form_name,custom_form_label\ndemographics,[dob] [weight]\n',
    );
  });
});

describe('records, as PHPCap exports and imports them', () => {
  it('are in EAV in the order of the requested fields', async () => {
    // The reference allows any order; the suite's recording has the calculated field, asked for first, in front.
    const client = await demographics();
    const rows = await read(client, {
      content: 'record',
      type: 'eav',
      records: ['1001', '1010'],
      fields: ['bmi', 'weight'],
    });
    expect(rows).toEqual([
      { record: '1001', field_name: 'bmi', value: '27.7' },
      { record: '1001', field_name: 'weight', value: '83' },
      { record: '1010', field_name: 'bmi', value: '18.3' },
      { record: '1010', field_name: 'weight', value: '62' },
    ]);
  });

  it('have only the columns of the forms that were asked for, and a row an event', async () => {
    const client = await visits();
    await client.ask({
      content: 'record',
      data:
        '[{"study_id":"1","redcap_event_name":"enrollment_arm_1","race":0,"gym___1":1},' +
        '{"study_id":"1","redcap_event_name":"final_visit_arm_1","study_comments":"well"}]',
    });
    const events = ['final_visit_arm_1', 'final_visit_arm_2'];
    expect(await read(client, { content: 'record', forms: ['completion_data'], events })).toEqual([
      { study_comments: 'well', withdraw_date: '', completion_data_complete: '0' },
    ]);
    const labels: Sent = { content: 'record', format: 'csv', rawOrLabel: 'label', rawOrLabelHeaders: 'label' };
    expect(await client.ask({ ...labels, fields: ['race'], events: ['enrollment_arm_1'] })).toBe(
      'Race\n"American Indian/Alaska Native"\n',
    );
    const gym: Sent = { ...labels, fields: ['gym'], events: ['enrollment_arm_1'] };
    expect((await client.ask(gym)).split('\n')[1]).toBe('Unchecked,Checked');
    expect((await client.ask({ ...gym, exportCheckboxLabel: '1' })).split('\n')[1]).toBe(',Tuesday');
  });

  it('are one whole in batches of records', async () => {
    const client = await demographics();
    const whole = await client.ask({ content: 'record', format: 'csv' });
    const one = (name: string): Promise<string> => client.ask({ content: 'record', format: 'csv', records: [name] });
    const second = await one('1010');
    expect((await one('1001')) + second.slice(second.indexOf('\n') + 1)).toBe(whole);
    expect(await client.ask({ content: 'record', format: 'csv', records: ['1001'], csvDelimiter: '' })).toBe(
      await one('1001'),
    );
    expect(await read(client, { content: 'record', records: ['20000'] })).toEqual([]);
  });

  it('come as ODM and XML that name the record', async () => {
    const client = await demographics();
    expect(await client.ask({ content: 'record', format: 'odm', records: ['1001'] })).toContain(
      '<ItemData ItemOID="record_id" Value="1001"/>',
    );
    expect(await client.ask({ content: 'record', format: 'xml', records: ['1001'] })).toContain(
      '<record_id>1001</record_id>',
    );
  });

  it('keep their names when they are numbered without auto-numbering', async () => {
    const client = await demographics();
    const data = 'record_id,first_name,telephone\n1101,Joe,(753) 406-4137\n';
    const sent: Sent = { content: 'record', format: 'csv', data };
    expect(await client.ask({ ...sent, returnContent: 'ids' })).toBe('["1101"]');
    const numbered = { ...sent, returnContent: 'auto_ids', forceAutoNumber: '1' };
    expect(await client.ask(numbered)).toBe('["1101,1101"]');
    expect(await client.ask(numbered)).toBe('["1101,1101"]');
    expect(await read(client, { content: 'record', fields: ['record_id'] })).toHaveLength(3);
    expect(await client.ask({ content: 'record', action: 'delete', records: ['1101'] })).toBe('1');
  });

  it('are read from XML with blanks between its elements', async () => {
    const client = await demographics();
    const data =
      '<?xml version="1.0" encoding="UTF-8" ?><records> <item><record_id><![CDATA[1101]]></record_id>' +
      '<address><![CDATA[72133 Joelle Grove Suite 055 Hayesburgh, AZ 84047-5437]]></address>' +
      '<dob><![CDATA[1944-01-17]]></dob><comments><![CDATA[]]></comments></item> </records>';
    expect(await client.ask({ content: 'record', format: 'xml', data })).toBe('{"count": 1}');
  });

  it('are found by a range that ends in the second of their import', async () => {
    // The reference calls both bounds exclusive; the suite asks right after its import, up to that very second.
    const client = await demographics();
    const second = (): string => {
      const now = client.store.now();
      return `2024-06-01 12:${String(now.getMinutes()).padStart(2, '0')}:${String(now.getSeconds()).padStart(2, '0')}`;
    };
    const before = second();
    await client.ask({ content: 'record', format: 'csv', data: 'record_id,first_name\n1200,A\n' });
    const dateRangeBegin = '2024-06-01 11:58:00';
    const names = async (sent: Sent): Promise<unknown[]> =>
      ((await read(client, { content: 'record', fields: ['record_id'], ...sent })) as Record<string, unknown>[]).map(
        (row) => row.record_id,
      );
    expect(await names({ dateRangeBegin, dateRangeEnd: before })).toEqual(['1001', '1010', '1200']);
    expect(await names({ dateRangeBegin: before })).toEqual([]);
    expect(await names({ dateRangeBegin: '2100-01-01 00:00:00' })).toEqual([]);
    expect(await names({ dateRangeEnd: '2000-01-01 00:00:00' })).toEqual([]);
    expect(await names({ dateRangeBegin: '' })).toEqual(['1001', '1010', '1200']);
  });

  it('have the decimal character that was asked for', async () => {
    const client = await demographics();
    const filterLogic = "[last_name] = 'Thiel'";
    expect(await read(client, { content: 'record', filterLogic, decimalCharacter: ',' })).toMatchObject([
      { bmi: '27,7' },
    ]);
    expect(await read(client, { content: 'record', filterLogic, decimalCharacter: '.' })).toMatchObject([
      { bmi: '27.7' },
    ]);
  });

  it('are deleted from one arm', async () => {
    const client = await visits();
    const data =
      'study_id,redcap_event_name,date_enrolled\n1101,enrollment_arm_1,01/31/2017\n1102,enrollment_arm_1,02/01/2017\n';
    expect(await client.ask({ content: 'record', format: 'csv', data, dateFormat: 'MDY' })).toBe('{"count": 2}');
    expect(await client.ask({ content: 'record', action: 'delete', records: ['1102'], arm: '1' })).toBe('1');
    expect(await client.ask({ content: 'record', action: 'delete', records: ['1101'] })).toBe('1');
  });
});

describe('files, as PHPCap moves them', () => {
  it('are gone after their deletion, in an error that PHPCap takes for one', async () => {
    const client = await visits();
    await client.ask({ content: 'record', data: '[{"study_id":"1001","redcap_event_name":"enrollment_arm_1"}]' });
    const place: Sent = { content: 'file', record: '1001', field: 'patient_document', event: 'enrollment_arm_1' };
    expect(await client.ask({ ...place, action: 'import' }, new File(['test import'], 'import-file.txt'))).toBe('');
    expect(await client.ask({ ...place, action: 'export' })).toBe('test import');
    expect(await client.ask({ ...place, action: 'delete' })).toBe('');
    const gone = await client.send({ ...place, action: 'export' });
    expect([gone.status, isPhpError(gone.body)]).toEqual([400, true]);
    const unknown = await client.send(
      { ...place, field: 'patient_doc', action: 'import' },
      new File(['x'], 'file.txt'),
    );
    expect([unknown.status, unknown.body]).toEqual([
      400,
      `{"error":"The field 'patient_doc' does not exist or is not a 'file' field"}`,
    ]);
    expect(isPhpError(unknown.body)).toBe(true);
  });
});

describe('the log, as PHPCap reads it', () => {
  const actions = async (client: Client, sent: Sent): Promise<unknown[]> =>
    ((await read(client, { content: 'log', ...sent })) as Record<string, unknown>[]).map((entry) => entry.action);

  it('names a created record behind its action, and an export with a blank', async () => {
    const client = await demographics();
    await client.ask({ content: 'record', format: 'csv', data: 'record_id,first_name\n1200,A\n' });
    const range = { beginTime: '2024-06-01 11:58:00', endTime: '2024-06-01 12:05:00' };
    expect(await actions(client, range)).toContain('Create record (API) 1200');
    expect(await actions(client, { record: '1200', beginTime: range.beginTime })).toEqual(['Create record (API) 1200']);
    expect(await actions(client, { beginTime: '2100-01-01 00:00:00' })).toEqual([]);
    expect(await actions(client, { endTime: '1901-01-01 00:00:00' })).toEqual([]);
    await client.ask({ content: 'record' });
    expect((await actions(client, { logtype: 'export' }))[0]).toBe('Data Export (API) ');
  });

  it('is not filtered by the name of a group, and by its number has entries of its users and records', async () => {
    const client = await demographics();
    const dag = '[{"data_access_group_name":"group1","unique_group_name":""}]';
    expect(await client.ask({ content: 'dag', action: 'import', data: dag })).toBe('1');
    const [group] = (await read(client, { content: 'dag' })) as { data_access_group_id: number }[];
    await client.ask({ content: 'user', data: '[{"username":"ann","data_access_group":"group1"}]' });
    await client.ask({
      content: 'record',
      data: '[{"record_id":"7","redcap_data_access_group":"group1"},{"record_id":"8"}]',
    });
    const details = async (sent: Sent): Promise<unknown[]> =>
      ((await read(client, { content: 'log', ...sent })) as Record<string, unknown>[]).map((entry) => entry.details);
    await client.ask({
      content: 'userDagMapping',
      action: 'import',
      data: '[{"username":"ann","redcap_data_access_group":"group1"}]',
    });
    // The suite filters by the unique name, and finds the import of the assignments.
    expect(await details({ dag: 'group1' })).toContain('Import User-DAG assignments (API)');
    expect(await actions(client, { dag: String(group?.data_access_group_id) })).toEqual(['Create record (API) 7']);
  });
});

describe('projects, users and groups, as PHPCap makes them', () => {
  it('are created with settings, and the longitudinal flag waits for events', async () => {
    const { store, post } = startServer();
    const data = JSON.stringify([
      {
        project_title: 'PHPCap Created Project Test',
        purpose: 1,
        purpose_other: 'PHPCap project creation test',
        project_notes: 'This is a test project.',
        is_longitudinal: 1,
        surveys_enabled: 1,
        record_autonumbering_enabled: 1,
      },
    ]);
    const created = await post({
      token: store.superToken,
      content: 'project',
      format: 'json',
      returnFormat: 'json',
      data,
    });
    expect(created.body).toMatch(/^[0-9A-F]{32}$/);
    const project = await post({ token: created.body, content: 'project', ...usual });
    expect(JSON.parse(project.body)).toMatchObject({
      project_title: 'PHPCap Created Project Test',
      purpose: 1,
      purpose_other: 'PHPCap project creation test',
      project_notes: 'This is a test project.',
      is_longitudinal: 0,
      surveys_enabled: 1,
      record_autonumbering_enabled: 1,
    });
    expect((await post({ token: created.body, content: 'version', returnFormat: 'json' })).body).toBe('16.1.3');
  });

  it("give and take a user's rights, with the old word for exports", async () => {
    const client = await demographics();
    const give = (design: number): Promise<string> =>
      client.ask({
        content: 'user',
        data: JSON.stringify([
          { username: 'phpcap_import_test_user', design, data_export: design, record_create: design },
        ]),
      });
    const rights = async (): Promise<unknown> =>
      ((await read(client, { content: 'user' })) as Record<string, unknown>[]).find(
        (user) => user.username === 'phpcap_import_test_user',
      );
    expect(await give(1)).toBe('1');
    expect(await rights()).toMatchObject({ design: 1, record_create: 1, forms_export: { demographics: 1 } });
    expect(await give(0)).toBe('1');
    expect(await rights()).toMatchObject({ design: 0, record_create: 0, forms_export: { demographics: 0 } });
  });

  it('delete a group that a user was just put into', async () => {
    const client = await demographics();
    await client.ask({ content: 'user', data: '[{"username":"ann"}]' });
    const data = '[{"data_access_group_name":"group4","unique_group_name":""}]';
    expect(await client.ask({ content: 'dag', action: 'import', data })).toBe('1');
    const assign = '[{"username":"ann","redcap_data_access_group":"group4"}]';
    expect(await client.ask({ content: 'userDagMapping', action: 'import', data: assign })).toBe('1');
    expect(await read(client, { content: 'userDagMapping' })).toContainEqual({
      username: 'ann',
      redcap_data_access_group: 'group4',
    });
    expect(await client.ask({ content: 'dag', action: 'delete', dags: ['group4'] })).toBe('1');
    expect(await read(client, { content: 'dag' })).toEqual([]);
  });
});
