import { describe, expect, it } from 'vitest';

import { studyNamed } from '../../support/known-study.ts';
import { readTable } from '../../support/markdown.ts';
import { itWith, requirement, type Requirement } from '../../support/requirement.ts';
import { connect } from '../client/support.ts';
import { makeField, makeValidated, sketchBench, sketchClinic } from '../record/support.ts';
import { makeSandbox, tokens } from '../support.ts';
import type { VectorClient } from './support.ts';
import { readingJson, serve, sketchDrugs, writeRows } from './support.ts';

/*
 * What real servers were recorded to answer: one test a row of the table in src/sandbox/EVIDENCE.md, in its order. Each title
 * begins with the row's own words for the call.
 */

const stated: [call: string, answer: string][] = [];

/** A test of one row: its call as the table has it, and what comes back. */
const record = (call: string, answer: string, check: () => Promise<void>, needed?: Requirement): void => {
  stated.push([call, answer]);
  const title = `${call} ${answer}`;
  if (needed === undefined) it(title, check);
  else itWith(needed, title, check);
};

const classic = { token: tokens.classic, format: 'json' };

const openClinic = async (): Promise<VectorClient> => serve(await sketchClinic());
const openDrugs = async (): Promise<VectorClient> => serve(await sketchDrugs());

/** The refusal of a call as json has it. */
const refuse = (status: number, error: string): object => ({ status, body: JSON.stringify({ error }) });

const instances = writeRows([
  { record_id: 3, redcap_repeat_instance: 1, field_1: 1 },
  { record_id: 3, redcap_repeat_instance: 2, field_1: 0 },
]);

describe('a call that is refused, or finds nothing,', () => {
  record('any, token unknown', 'is answered with 403 and the same words in each format', async () => {
    const { post } = makeSandbox();
    const sent = { token: '0'.repeat(32), content: 'record' };
    const words = 'You do not have permissions to use the API';
    expect(await post({ ...sent, format: 'json' })).toMatchObject({ status: 403, text: `{"error":"${words}"}` });
    expect(await post({ ...sent, format: 'csv' })).toMatchObject({ status: 403, text: `ERROR: ${words}` });
    expect(await post({ ...sent, format: 'xml' })).toMatchObject({
      status: 403,
      text: `<?xml version="1.0" encoding="UTF-8" ?><hash><error>${words}</error></hash>`,
    });
  });

  record('arm, event, formEventMapping on classic', 'are refused in words of their own', async () => {
    const client = await openClinic();
    const refusals = {
      arm: 'You cannot export arms for classic projects',
      event: 'You cannot export events for classic projects',
      formEventMapping: 'You cannot export form/event mappings for classic projects',
    };
    for (const [content, words] of Object.entries(refusals)) {
      expect(await client.send({ content })).toMatchObject(refuse(400, words));
    }
  });

  record('formEventMapping csv, `arms` = number without events', 'is the header alone', async () => {
    const client = await openDrugs();
    expect(await client.ask({ content: 'formEventMapping', format: 'csv', arms: ['7'] })).toBe(
      'arm_num,unique_event_name,form\n',
    );
  });

  record('dag csv, no groups', 'is the header alone', async () => {
    const client = await openClinic();
    expect(await client.ask({ content: 'dag', format: 'csv' })).toBe(
      'data_access_group_name,unique_group_name,data_access_group_id\n',
    );
  });

  record('record, `records=20000` (unknown)', 'is an empty list', async () => {
    const client = await openClinic();
    expect(await client.ask({ content: 'record', records: '20000' })).toBe('[]');
  });

  record('record csv, nothing matches', 'is one line break', async () => {
    const client = await openClinic();
    expect(await client.ask({ content: 'record', format: 'csv', filterLogic: '[height] > 1000' })).toBe('\n');
  });
});

describe('an export of records', () => {
  record('record, `fields=height,weight`', 'has only those two keys', async () => {
    const client = await openClinic();
    expect(await client.ask({ content: 'record', fields: 'height,weight' })).toBe(
      '[{"height":"7","weight":"1"},{"height":"6","weight":"1"},{"height":"","weight":""}]',
    );
  });

  record(
    'record `forms=[completion_data] events=[final_visit_arm_1,final_visit_arm_2]`',
    'has a row a record in those events, with the columns of the form alone',
    async () => {
      const form = 'completion_data';
      const bench = sketchBench({
        fields: [
          makeField('study_id', 'demographics'),
          makeField('study_comments', form, 'notes'),
          makeField('completed_study', form, 'yesno'),
          makeValidated('withdraw_date', form, 'date_ymd'),
          makeValidated('last_visit_date', form, 'date_ymd'),
          makeField('withdraw_reason', form, 'notes'),
        ],
        events: [
          ['Enrollment', 1, ['demographics']],
          ['Final visit', 1, [form]],
          ['Enrollment', 2, ['demographics']],
          ['Final visit', 2, [form]],
        ],
      });
      await bench.importRows([
        { study_id: '1001', redcap_event_name: 'enrollment_arm_1' },
        { study_id: '1001', redcap_event_name: 'final_visit_arm_1', completed_study: '1' },
        { study_id: '1051', redcap_event_name: 'enrollment_arm_2' },
        { study_id: '1051', redcap_event_name: 'final_visit_arm_2', withdraw_date: '2024-01-31' },
      ]);
      const events = ['final_visit_arm_1', 'final_visit_arm_2'];
      expect(await serve(bench).ask({ content: 'record', forms: [form], events })).toBe(
        '[{"study_comments":"","completed_study":"1","withdraw_date":"","last_visit_date":"","withdraw_reason":"",' +
          '"completion_data_complete":"0"},' +
          '{"study_comments":"","completed_study":"","withdraw_date":"2024-01-31","last_visit_date":"",' +
          '"withdraw_reason":"","completion_data_complete":"0"}]',
      );
    },
  );

  /** Three records like those of a basic demography. */
  const openDemography = async (): Promise<VectorClient> => {
    const formula = { select_choices_or_calculations: 'round(([weight]*10000)/(([height])^(2)),1)' };
    const bench = sketchBench({
      fields: [
        makeField('record_id', 'demographics'),
        makeValidated('height', 'demographics', 'number'),
        makeValidated('weight', 'demographics', 'integer'),
        makeField('bmi', 'demographics', 'calc', formula),
      ],
    });
    await bench.importRows([
      { record_id: '1001', height: '173', weight: '83' },
      { record_id: '1002', height: '170', weight: '83' },
      { record_id: '1003', height: '184', weight: '62' },
    ]);
    return serve(bench);
  };

  record('record `type=eav fields=[bmi,weight] records=3 ids`', 'has six rows that name their record', async () => {
    const client = await openDemography();
    const sent = { content: 'record', type: 'eav', fields: ['bmi', 'weight'], records: ['1001', '1002', '1003'] };
    const rows = (await client.json(sent)) as object[];
    expect(rows).toHaveLength(6);
    expect(rows[0]).toEqual({ record: '1001', field_name: 'bmi', value: '27.7' });
    expect(rows).toContainEqual({ record: '1003', field_name: 'weight', value: '62' });
  });

  record('record `type=eav`, record with one touched form of three', 'has nothing of the grey forms', async () => {
    const client = await openClinic();
    const rows = [
      { record: '3', field_name: 'record_id', value: '3' },
      { record: '3', field_name: 'name_first', value: 'Marcus' },
      { record: '3', field_name: 'demographics_complete', value: '0' },
    ];
    const sent = { content: 'record', type: 'eav', records: ['3'] };
    expect(await client.json({ ...sent, exportBlankForGrayFormStatus: 'false' })).toEqual(rows);
    expect(await client.json({ ...sent, exportBlankForGrayFormStatus: 'true' })).toEqual(rows);
  });

  record(
    'record csv `rawOrLabel=label fields=[id,field_1,checkbox_field]`',
    'names the event by its label and boxes by their state',
    async () => {
      const client = await openDrugs();
      const fields = ['record_id', 'field_1', 'checkbox_field'];
      expect(await client.ask({ content: 'record', format: 'csv', rawOrLabel: 'label', fields, records: ['1'] })).toBe(
        'record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,field_1,checkbox_field___1,' +
          'checkbox_field___2\n1,"Event 1",,1,Yes,Unchecked,Checked\n',
      );
    },
  );

  record('record, `filterLogic=[field_1] = 1`', 'has the matching rows alone', async () => {
    const client = await openDrugs();
    const sent = { content: 'record', fields: ['record_id', 'field_1'], filterLogic: '[field_1] = 1' };
    expect(await client.ask(sent)).toBe(
      '[{"record_id":"1","redcap_event_name":"event_1_arm_1","redcap_repeat_instrument":"","redcap_repeat_instance":1,' +
        '"field_1":"1"}]',
    );
  });

  record('record, `decimalCharacter=,`', 'has commas in json too', async () => {
    const client = await openDemography();
    const sent = { content: 'record', fields: ['bmi'], records: ['1002'] };
    expect(await client.ask({ ...sent, decimalCharacter: ',' })).toBe('[{"bmi":"28,7"}]');
    expect(await client.ask(sent)).toBe('[{"bmi":"28.7"}]');
  });

  record('record, grey form', 'has the status "0", and "" with exportBlankForGrayFormStatus', async () => {
    const client = await openClinic();
    const sent = { content: 'record', fields: ['health_complete'], records: ['3'] };
    expect(await client.ask(sent)).toBe('[{"health_complete":"0"}]');
    expect(await client.ask({ ...sent, exportBlankForGrayFormStatus: 'true' })).toBe('[{"health_complete":""}]');
  });
});

describe('an import or deletion of records', () => {
  record('import `[{"record_id":3,"redcap_repeat_instance":1,"field_1":1}]`', 'counts one record', async () => {
    const client = await openDrugs();
    const data = '[{"record_id":3,"redcap_repeat_instance":1,"field_1":1}]';
    expect(await client.json({ content: 'record', data })).toEqual({ count: 1 });
  });

  record('import two instances of record 3', 'counts one record', async () => {
    const client = await openDrugs();
    expect(await client.json({ content: 'record', ...instances })).toEqual({ count: 1 });
    expect(await client.json({ content: 'record', records: ['3'] })).toHaveLength(2);
  });

  record('import `returnContent=ids`', 'lists names, in csv below a header', async () => {
    const client = await openClinic();
    const sent = { content: 'record', returnContent: 'ids', ...writeRows([{ record_id: '3' }, { record_id: '4' }]) };
    expect(await client.ask(sent)).toBe('["3","4"]');
    expect(await client.ask({ ...sent, returnFormat: 'csv' })).toBe('id\n3\n4');
  });

  record('import `returnContent=nothing`', 'has an empty body', async () => {
    const client = await openClinic();
    expect(await client.ask({ content: 'record', returnContent: 'nothing', ...writeRows([{ record_id: '4' }]) })).toBe(
      '',
    );
    expect(await client.json({ content: 'record' })).toHaveLength(4);
  });

  record('import with export-only token', 'is refused with 403', async () => {
    const { post, classic: project } = makeSandbox();
    const sent = { token: tokens.classicReader, content: 'record', format: 'json', data: '[{"study_id":"1"}]' };
    expect(await post(sent)).toMatchObject({
      status: 403,
      text: '{"error":"You do not have API Import/Update privileges"}',
    });
    expect(project.records.size).toBe(0);
  });

  record('delete `records[0]=3 event=event_1_arm_1 repeat_instance=2`', 'leaves instance 1 as it was', async () => {
    const client = await openDrugs();
    await client.ask({ content: 'record', ...instances });
    const place = { content: 'file', record: '3', field: 'upload_field', event: 'event_1_arm_1', repeat_instance: '2' };
    await client.ask({ ...place, action: 'import' }, new File(['x'], 'test_upload.txt'));
    const scope = { event: 'event_1_arm_1', repeat_instance: '2' };
    expect(await client.ask({ content: 'record', action: 'delete', records: ['3'], ...scope })).toBe('1');
    expect(await client.ask({ content: 'record', records: ['3'], forms: ['form_1'] })).toBe(
      '[{"record_id":"3","redcap_event_name":"event_1_arm_1","redcap_repeat_instrument":"","redcap_repeat_instance":1,' +
        '"field_1":"1","checkbox_field___1":"0","checkbox_field___2":"0","upload_field":"","form_1_complete":"0"}]',
    );
  });

  record('delete unknown id 1', 'is refused with the list of unknown ids', async () => {
    const client = await openClinic();
    await client.ask({ content: 'record', action: 'delete', records: ['1'] });
    expect(await client.send({ content: 'record', action: 'delete', records: ['1'] })).toMatchObject(
      refuse(
        400,
        'One or more of the records provided cannot be deleted because they do not exist in the project. ' +
          'The following records do not exist: 1',
      ),
    );
  });

  record('delete without right', 'is refused with 403', async () => {
    const { post } = makeSandbox();
    const sent = { content: 'record', action: 'delete', format: 'json', 'records[0]': '1' };
    expect(await post({ token: tokens.classicWriter, ...sent })).toMatchObject({
      status: 403,
      text: '{"error":"You do not have Delete Record privileges"}',
    });
  });

  record(
    'generateNextRecordName',
    'is the highest number and 1 more, 1 without numbers, and a group’s own',
    async () => {
      const nameNext = async (token: string, ...names: string[]): Promise<string> => {
        const { post } = makeSandbox();
        const data = JSON.stringify(names.map((study_id) => ({ study_id })));
        await post({ ...classic, content: 'record', data });
        return (await post({ ...classic, token, content: 'generateNextRecordName' })).text;
      };
      expect(await nameNext(tokens.classic, '1', '2')).toBe('3');
      expect(await nameNext(tokens.classic, 'a', 'b')).toBe('1');
      expect(await nameNext(tokens.classicSite, '1', '2')).toBe('20-1');
    },
  );
});

describe('the schedule', () => {
  const importRows = (client: VectorClient, content: string, rows: readonly object[], override = '0') =>
    client.ask({ content, action: 'import', override, ...writeRows(rows) });

  const armsOfDrugs = '[{"arm_num":1,"name":"Drug A"},{"arm_num":2,"name":"Drug B"}]';

  record('arms import new / export', 'counts it, and lists arms with numbers as numbers', async () => {
    const client = await openDrugs();
    expect(await importRows(client, 'arm', [{ arm_num: 3, name: 'Drug C' }])).toBe('1');
    await importRows(client, 'event', [{ event_name: 'Event 1', arm_num: 3 }]);
    expect(await client.ask({ content: 'arm' })).toBe(`${armsOfDrugs.slice(0, -1)},{"arm_num":3,"name":"Drug C"}]`);
  });

  record('arms import 1 new arm, no event yet', 'counts it, and lists it when it has an event', async () => {
    const client = await openDrugs();
    expect(await importRows(client, 'arm', [{ arm_num: 3, name: 'Drug C' }])).toBe('1');
    expect(await client.ask({ content: 'arm' })).toBe(armsOfDrugs);
    await importRows(client, 'event', [{ event_name: 'new_event', arm_num: '3' }]);
    expect(await client.json({ content: 'arm' })).toContainEqual({ arm_num: 3, name: 'Drug C' });
  });

  record(
    'arms import `override=1` with 2 arms',
    'takes all events and mappings away, to be imported again',
    async () => {
      const client = await openDrugs();
      const arms = (await client.json({ content: 'arm' })) as object[];
      const events = (await client.json({ content: 'event' })) as object[];
      const mappings = (await client.json({ content: 'formEventMapping' })) as object[];
      expect(await importRows(client, 'arm', arms, '1')).toBe('2');
      expect(await client.send({ content: 'event' })).toMatchObject(
        refuse(400, 'You cannot export events for classic projects'),
      );
      expect(await client.send({ content: 'formEventMapping' })).toMatchObject(
        refuse(400, 'You cannot export form/event mappings for classic projects'),
      );
      expect(await importRows(client, 'event', events)).toBe('16');
      expect(await client.ask({ content: 'formEventMapping' })).toBe('[]');
      expect(await client.ask({ content: 'formEventMapping', ...writeRows(mappings) })).toBe('44');
      expect(await client.json({ content: 'formEventMapping' })).toEqual(mappings);
    },
  );

  record('longitudinal flag on, no arms/events', 'is a classic project still', async () => {
    const client = readingJson(await connect({ format: 'json' }));
    expect(await client.ask({ content: 'project_settings', data: '[{"is_longitudinal":1}]' })).toBe('1');
    expect(await client.json({ content: 'project' })).toMatchObject({ is_longitudinal: 0 });
    expect(await client.send({ content: 'arm' })).toMatchObject(
      refuse(400, 'You cannot export arms for classic projects'),
    );
    expect(await client.send({ content: 'event' })).toMatchObject(
      refuse(400, 'You cannot export events for classic projects'),
    );
  });

  record('import two key-only rows (2 events) of record 3', 'counts one record with two rows', async () => {
    const forms = ['enrollment'];
    const bench = sketchBench({
      fields: [makeField('record_id', 'enrollment'), makeField('name', 'enrollment')],
      events: [
        ['Enrollment', 1, forms],
        ['Visit 1', 1, forms],
      ],
    });
    const client = serve(bench);
    const events = ['enrollment_arm_1', 'visit_1_arm_1'];
    const rows = events.map((redcap_event_name) => ({ record_id: '3', redcap_event_name }));
    expect(await client.json({ content: 'record', ...writeRows(rows) })).toEqual({ count: 1 });
    const sent = { content: 'record', records: ['3'], fields: ['record_id'] };
    expect(await client.json(sent)).toEqual(rows);
    expect(await client.ask({ content: 'record', action: 'delete', records: ['3'], event: 'visit_1_arm_1' })).toBe('1');
    expect(await client.json(sent)).toEqual(rows.slice(0, 1));
  });

  record('repeating import with zero rows', 'counts none, and nothing repeats then', async () => {
    const client = await openDrugs();
    expect(await client.ask({ content: 'repeatingFormsEvents', data: '[]' })).toBe('0');
    // The client of the recording asks the project first, and takes 0 here for an empty export.
    expect(await client.json({ content: 'project' })).toMatchObject({ has_repeating_instruments_or_events: 0 });
    expect(await client.send({ content: 'repeatingFormsEvents' })).toMatchObject(
      refuse(
        400,
        'You cannot export repeating instruments and events because the project does not contain any repeating ' +
          'instruments and events',
      ),
    );
  });

  record('events import', 'adds one to 16, which is deleted again', async () => {
    const client = await openDrugs();
    expect(await client.json({ content: 'event' })).toHaveLength(16);
    expect(await importRows(client, 'event', [{ event_name: 'XYZ', arm_num: '1' }])).toBe('1');
    expect(await client.json({ content: 'event' })).toHaveLength(17);
    expect(await client.ask({ content: 'event', action: 'delete', events: ['xyz_arm_1'] })).toBe('1');
    expect(await client.json({ content: 'event' })).toHaveLength(16);
  });

  record('mapping import 1 row into 44', 'leaves exactly that one', async () => {
    const client = await openDrugs();
    const mappings = (await client.json({ content: 'formEventMapping' })) as object[];
    expect(mappings).toHaveLength(44);
    const row = writeRows([{ arm_num: '1', unique_event_name: 'event_1_arm_1', form: 'form_1' }]);
    expect(await client.ask({ content: 'formEventMapping', ...row })).toBe('1');
    expect(await client.ask({ content: 'formEventMapping' })).toBe(
      '[{"arm_num":1,"unique_event_name":"event_1_arm_1","form":"form_1"}]',
    );
    expect(await client.ask({ content: 'formEventMapping', ...writeRows(mappings) })).toBe('44');
  });

  record('repeating export (event repeats)', 'names the event and no form', async () => {
    const client = await openDrugs();
    expect(await client.ask({ content: 'repeatingFormsEvents' })).toBe(
      '[{"event_name":"event_1_arm_1","form_name":"","custom_form_label":""}]',
    );
  });

  record('repeating export csv classic', 'has no event and no quotes', async () => {
    const { post } = makeSandbox();
    const reply = await post({ token: tokens.repeating, content: 'repeatingFormsEvents', format: 'csv' });
    expect(reply.text).toBe('form_name,custom_form_label\nweight,[weight_date] [weight_time]\n');
  });
});

describe('the dictionary', () => {
  record('metadata import of n rows', 'leaves exactly those rows, and their instruments', async () => {
    const client = await openClinic();
    const rows = (await client.json({ content: 'metadata' })) as object[];
    expect(rows).toHaveLength(8);
    expect(await client.ask({ content: 'metadata', ...writeRows(rows.slice(0, 4)) })).toBe('4');
    expect(await client.json({ content: 'metadata' })).toEqual(rows.slice(0, 4));
    expect(await client.json({ content: 'instrument' })).toMatchObject([
      { instrument_name: 'demographics' },
      { instrument_name: 'health' },
    ]);
  });

  record(
    'exportFieldNames (15 fields incl. 2 calc, 1 form)',
    'has 16 rows',
    async () => {
      const client = readingJson(await connect({ format: 'json' }, { odm: studyNamed('pycap-simple').xml() }));
      const fields = (await client.json({ content: 'metadata' })) as Record<string, string>[];
      expect(fields).toHaveLength(15);
      expect(fields.filter((field) => field.field_type === 'calc')).toHaveLength(2);
      expect(new Set(fields.map((field) => field.form_name)).size).toBe(1);
      expect(await client.json({ content: 'exportFieldNames' })).toHaveLength(16);
    },
    requirement.recordedProjects,
  );

  it('exportFieldNames (12 fields incl. 2 calc and a checkbox of 3, 1 form) has 15 rows', async () => {
    const client = readingJson(await connect({ format: 'json' }, { odm: studyNamed('vineyard').xml() }));
    const fields = (await client.json({ content: 'metadata' })) as Record<string, string>[];
    expect(fields).toHaveLength(12);
    expect(fields.filter((field) => field.field_type === 'calc')).toHaveLength(2);
    expect(new Set(fields.map((field) => field.form_name)).size).toBe(1);
    expect(await client.json({ content: 'exportFieldNames' })).toHaveLength(15);
  });
});

describe('people', () => {
  record(
    'dag import `{"data_access_group_name":"New DAG","unique_group_name":""}`',
    'counts it, and gives it a unique name',
    async () => {
      const { post, postJson } = makeSandbox();
      const data = '[{"data_access_group_name":"New DAG","unique_group_name":""}]';
      expect((await post({ ...classic, content: 'dag', action: 'import', data })).text).toBe('1');
      expect(await postJson({ ...classic, content: 'dag' })).toContainEqual({
        data_access_group_name: 'New DAG',
        unique_group_name: 'new_dag',
        data_access_group_id: 50,
      });
    },
  );

  record('dag switch existing / unknown', 'answers 1, or refuses', async () => {
    const { post } = makeSandbox();
    const sent = { ...classic, content: 'dag', action: 'switch' };
    expect(await post({ ...sent, dag: 'north' })).toMatchObject({ status: 200, text: '1' });
    expect(await post({ ...sent, dag: 'west' })).toMatchObject({
      status: 400,
      text: '{"error":"The value of the parameter \\"dag\\" is not valid"}',
    });
  });

  record('user import `{"username":"x"}` / delete', 'answers 1 both times', async () => {
    const { post, postJson } = makeSandbox();
    expect((await post({ ...classic, content: 'user', data: '[{"username":"x"}]' })).text).toBe('1');
    expect(await postJson({ ...classic, content: 'user' })).toHaveLength(5);
    expect((await post({ ...classic, content: 'user', action: 'delete', 'users[0]': 'x' })).text).toBe('1');
    expect(await postJson({ ...classic, content: 'user' })).toHaveLength(4);
  });

  record('userRole import `{"role_label":"New Role"}`', 'makes a role with a unique name and flags "0"', async () => {
    const { post, postJson } = makeSandbox();
    expect((await post({ ...classic, content: 'userRole', data: '[{"role_label":"New Role"}]' })).text).toBe('1');
    expect(await postJson({ ...classic, content: 'userRole' })).toMatchObject([
      {
        unique_role_name: expect.stringMatching(/^U-[0-9A-Z]{10}$/) as unknown,
        role_label: 'New Role',
        design: '0',
        user_rights: '0',
        api_export: '0',
        record_delete: '0',
      },
    ]);
  });

  record('userRoleMapping export', 'lists users without a role', async () => {
    const client = await openClinic();
    expect(await client.ask({ content: 'userRoleMapping' })).toBe(
      '[{"username":"alice","unique_role_name":"","data_access_group":""}]',
    );
  });
});

describe('the project', () => {
  record('project info', 'is an object with numbers', async () => {
    const client = await openClinic();
    const info = await client.json({ content: 'project' });
    expect(Array.isArray(info)).toBe(false);
    expect(info).toMatchObject({ in_production: 0, purpose: 0, production_time: '' });
  });

  record('project_settings import of a full export', 'counts 19 values, 18 before REDCap 15.8.2', async () => {
    const count = async (version: string): Promise<string> => {
      const { post } = makeSandbox({ version });
      const { text: data } = await post({ ...classic, content: 'project' });
      return (await post({ ...classic, content: 'project_settings', data })).text;
    };
    expect(await count('15.8.1')).toBe('18');
    expect(await count('15.8.2')).toBe('19');
    expect(await count('16.1.3')).toBe('19');
  });
});

describe('files and surveys', () => {
  const place = { content: 'file', record: '1', field: 'mugshot' };
  const repository = { content: 'fileRepository' };
  const upload = (name: string): File => new File(['test upload\n'], name);

  record('file export', 'has the bytes, and the name in the content type', async () => {
    const client = await openClinic();
    await client.ask({ ...place, action: 'import' }, upload('test_upload.txt'));
    expect(await client.send({ ...place, action: 'export' })).toEqual({
      status: 200,
      body: 'test upload\n',
      type: 'text/plain; name="test_upload.txt";charset=UTF-8',
    });
  });

  record('file import/delete, repo import/delete', 'have status 200 and an empty body', async () => {
    const client = await openClinic();
    const answers = [
      await client.send({ ...place, action: 'import' }, upload('test.txt')),
      await client.send({ ...place, action: 'delete' }),
      await client.send({ ...repository, action: 'import' }, upload('test.txt')),
    ];
    const [file] = (await client.json({ ...repository, action: 'list' })) as { doc_id: number }[];
    answers.push(await client.send({ ...repository, action: 'delete', doc_id: String(file?.doc_id) }));
    expect(answers.map(({ status, body }) => [status, body])).toEqual(Array.from({ length: 4 }, () => [200, '']));
  });

  record('repo createFolder / list', 'answer the new id, then folders and files', async () => {
    const client = await openClinic();
    expect(await client.ask({ ...repository, action: 'createFolder', name: 'New Folder' })).toBe('[{"folder_id":1}]');
    await client.ask({ ...repository, action: 'import' }, upload('test.txt'));
    expect(await client.ask({ ...repository, action: 'list' })).toBe(
      '[{"folder_id":1,"name":"New Folder"},{"doc_id":1,"name":"test.txt"}]',
    );
  });

  record('repo list folder 99', 'is refused in words of its own', async () => {
    const client = await openClinic();
    expect(await client.send({ ...repository, action: 'list', folder_id: '99' })).toMatchObject(
      refuse(
        400,
        'The File Repository folder folder_id=99 does not exist or else you do not have permission to that folder ' +
          'because it is DAG-restricted or Role-restricted.',
      ),
    );
  });

  record('surveyLink / queue', 'are addresses in plain text, refused for an unknown record', async () => {
    const bench = sketchBench({
      fields: [makeField('record_id', 'form_1'), makeField('name', 'form_1')],
      surveys: ['form_1'],
      settings: { surveys_enabled: true },
    });
    await bench.importRows([{ record_id: '1', name: 'A' }]);
    const client = serve(bench);
    const link = { content: 'surveyLink', instrument: 'form_1' };
    expect(await client.ask({ ...link, record: '1' })).toMatch(/^http:\/\/sandbox\.test\/surveys\/\?s=\w+$/);
    expect(await client.ask({ content: 'surveyQueueLink', record: '1' })).toMatch(
      /^http:\/\/sandbox\.test\/surveys\/\?sq=\w+$/,
    );
    expect(await client.send({ ...link, record: '-1' })).toMatchObject(refuse(400, 'The record "-1" does not exist'));
  });

  record('version', 'is 16.1.3 in every format', async () => {
    const client = await openClinic();
    for (const format of ['json', 'csv', 'xml']) {
      expect(await client.ask({ content: 'version', format })).toBe('16.1.3');
    }
  });

  record('pdf', 'begins with %PDF-1.3', async () => {
    const client = await openClinic();
    expect((await client.ask({ content: 'pdf' })).slice(0, 8)).toBe('%PDF-1.3');
  });
});

describe('the table of recorded answers', () => {
  it('has each of these calls once, in this order', () => {
    const rows = readTable('src/sandbox/EVIDENCE.md', 'vectors');
    expect(rows).toHaveLength(49);
    expect(stated).toEqual(rows.map((row) => [row['call'], row['what comes back']]));
  });
});
