import { describe, expect, it } from 'vitest';

import type { Client } from './client/support.ts';
import { connect, startServer } from './client/support.ts';
import { sketchClinic } from './record/support.ts';
import type { SandboxKit } from './support.ts';
import { makeSandbox, tokens } from './support.ts';
import { readingJson, serve, writeRows } from './vector/support.ts';

/*
 * Where the sources about REDCap contradict each other, the sandbox takes the side that src/sandbox/EVIDENCE.md believes. Each
 * test names the fact by its anchor there.
 */

/** The contradictions that no answer of a server decides, and why. */
const undecided: readonly (readonly [anchor: string, reason: string])[] = [
  ['view-rights', 'open: whether an export also needs the right to view a form. The export right alone governs here'],
  ['log-bounds', 'open: whether the bounds of a log are part of it. The client overlaps and drops what it has twice'],
  ['groups-with-records', 'open: whether a group with records may be deleted. The gateway looks for records first'],
  ['replaced-files', 'open: a setting decides whether a replaced file is kept as a version, which no method shows'],
];

const decided: string[] = [];

/** A test of one fact, which is cited by its anchor. */
const believe = (anchor: string, title: string, check: () => Promise<void>): void => {
  decided.push(anchor);
  it(title, check);
};

const classic = { token: tokens.classic, format: 'json' };
const longitudinal = { token: tokens.longitudinal, format: 'json' };

const textOf = async (kit: SandboxKit, sent: Readonly<Record<string, string>>): Promise<string> => {
  const { status, text } = await kit.post(sent);
  expect(status).toBe(200);
  return text;
};

const create = (): Promise<Client> => connect({ format: 'json' });

/** A file of a record as its import sends it. */
const place = { content: 'file', record: '1', field: 'mugshot' };

describe('records', () => {
  believe('record-id-column', 'the record id is exported only when it is asked for, but always in EAV', async () => {
    const client = serve(await sketchClinic());
    const sent = { content: 'record', fields: ['height'], records: ['1', '2'] };
    expect(await client.ask(sent)).toBe('[{"height":"7"},{"height":"6"}]');
    expect(await client.ask({ ...sent, type: 'eav' })).toBe(
      '[{"record":"1","field_name":"height","value":"7"},{"record":"2","field_name":"height","value":"6"}]',
    );
  });

  believe('unknown-fields', 'an unknown field is refused, and ignored before REDCap 13.4.10', async () => {
    const sent = { ...classic, content: 'record', 'fields[0]': 'study_id', 'fields[1]': 'shoe_size' };
    const data = '[{"study_id":"1"}]';
    expect(await makeSandbox().post(sent)).toMatchObject({
      status: 400,
      text: '{"error":"The following values in the parameter \\"fields\\" are not valid: \'shoe_size\'"}',
    });
    const older = makeSandbox({ version: '13.4.9' });
    await older.post({ ...classic, content: 'record', data });
    expect(await textOf(older, sent)).toBe(data);
  });

  believe('files-in-exports', 'a file field is its name in a flat export, and its document number in EAV', async () => {
    const client = serve(await sketchClinic());
    expect(await client.ask({ ...place, action: 'import' }, new File(['x'], 'mugshot-1.jpg'))).toBe('');
    const sent = { content: 'record', fields: ['mugshot'], records: ['1'] };
    expect(await client.ask(sent)).toBe('[{"mugshot":"mugshot-1.jpg"}]');
    expect(await client.ask({ ...sent, type: 'eav' })).toBe('[{"record":"1","field_name":"mugshot","value":"1"}]');
  });

  believe(
    'unknown-records-deleted',
    'the deletion of an unknown record is refused with a list, and deletes nothing',
    async () => {
      const client = serve(await sketchClinic());
      expect(await client.send({ content: 'record', action: 'delete', records: ['1', '8', '9'] })).toMatchObject({
        status: 400,
        body:
          '{"error":"One or more of the records provided cannot be deleted because they do not exist in the project. ' +
          'The following records do not exist: 8, 9"}',
      });
      expect(await client.json({ content: 'record' })).toHaveLength(3);
    },
  );

  believe('empty-file-answers', 'a file is imported and deleted with status 200 and an empty body', async () => {
    const client = serve(await sketchClinic());
    const imported = await client.send({ ...place, action: 'import' }, new File(['x'], 'mugshot.jpg'));
    expect([imported.status, imported.body]).toEqual([200, '']);
    const deleted = await client.send({ ...place, action: 'delete' });
    expect([deleted.status, deleted.body]).toEqual([200, '']);
  });

  believe(
    'auto-numbering',
    'forceAutoNumber keeps names where auto-numbering is off, and makes new ones where it is on',
    async () => {
      const client = await create();
      const numbered = { content: 'record', forceAutoNumber: 'true', returnContent: 'auto_ids' };
      const rows = writeRows([{ record_id: '1101', form_1_complete: '1' }]);
      await client.ask({ content: 'record', ...rows });
      expect(await client.ask({ ...numbered, ...rows })).toBe('["1101,1101"]');
      await client.ask({ content: 'project_settings', data: '[{"record_autonumbering_enabled":1}]' });
      expect(await client.ask({ ...numbered, ...rows })).toBe('["1102,1101"]');
      expect(await client.ask({ content: 'record', fields: ['record_id'] })).toBe(
        '[{"record_id":"1101"},{"record_id":"1102"}]',
      );
    },
  );

  believe('eav-in-csv', 'EAV is exported as csv too', async () => {
    const client = serve(await sketchClinic());
    const sent = { content: 'record', type: 'eav', format: 'csv', fields: ['height', 'weight'], records: ['1'] };
    expect(await client.ask(sent)).toBe('record,field_name,value\n1,height,7\n1,weight,1\n');
  });

  believe(
    'checkboxes-in-eav',
    'EAV exports a checkbox as its field with the checked codes, and imports it as a column an option',
    async () => {
      const client = serve(await sketchClinic());
      const sent = { content: 'record', type: 'eav', fields: ['race'], records: ['2'] };
      expect(await client.ask(sent)).toBe(
        '[{"record":"2","field_name":"race","value":"3"},{"record":"2","field_name":"race","value":"5"}]',
      );
      const data = writeRows([{ record: '2', field_name: 'race___3', value: '0' }]);
      expect(await client.ask({ content: 'record', action: 'import', type: 'eav', ...data })).toBe('{"count": 1}');
      expect(await client.ask(sent)).toBe('[{"record":"2","field_name":"race","value":"5"}]');
    },
  );
});

describe('the protocol', () => {
  believe('unknown-token', 'an unknown token is answered with 403', async () => {
    expect(await makeSandbox().post({ ...classic, token: 'F'.repeat(32), content: 'version' })).toMatchObject({
      status: 403,
      text: '{"error":"You do not have permissions to use the API"}',
    });
  });

  believe(
    'whole-numbers-as-answers',
    'a dictionary is counted with a bare number, and only records with an object',
    async () => {
      const kit = makeSandbox();
      const data = await textOf(kit, { ...classic, content: 'metadata' });
      expect(await textOf(kit, { ...classic, content: 'metadata', data })).toBe('11');
      expect(
        JSON.parse(await textOf(kit, { ...classic, content: 'record', data: '[{"study_id":"1"}]' })) as unknown,
      ).toEqual({ count: 1 });
    },
  );

  believe('default-format', 'the format is xml where none is named', async () => {
    const kit = makeSandbox();
    const reply = await kit.post({ token: tokens.classic, content: 'instrument' });
    expect(reply.contentType).toBe('text/xml; charset=utf-8');
    expect(reply.text).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8" \?>\n<\w+>\n<item><instrument_name>demographics</,
    );
    expect((await kit.post({ token: tokens.classic, content: 'shoe' })).text).toBe(
      '<?xml version="1.0" encoding="UTF-8" ?><hash><error>The value of the parameter "content" is not valid' +
        '</error></hash>',
    );
  });

  believe('arms-deleted', 'arms are deleted with a bare number in every format', async () => {
    const sent = { token: tokens.longitudinal, content: 'arm', action: 'delete', 'arms[0]': '2' };
    const answers = ['json', 'csv', 'xml'].map((returnFormat) => textOf(makeSandbox(), { ...sent, returnFormat }));
    expect(await Promise.all([...answers, textOf(makeSandbox(), sent)])).toEqual(['1', '1', '1', '1']);
  });
});

describe('the design', () => {
  believe(
    'metadata-replaced',
    'an imported dictionary replaces the old one and its data, in Development only',
    async () => {
      const kit = makeSandbox();
      const whole = (await kit.postJson({ ...classic, content: 'metadata' })) as object[];
      await kit.post({ ...classic, content: 'record', data: '[{"study_id":"1","sex":"1","height":"170"}]' });
      const importFields = (fields: readonly object[]) =>
        kit.post({ ...classic, content: 'metadata', data: JSON.stringify(fields) });
      expect((await importFields(whole.slice(0, 3))).text).toBe('3');
      expect(await kit.postJson({ ...classic, content: 'metadata' })).toEqual(whole.slice(0, 3));
      expect(await textOf(kit, { ...classic, content: 'instrument' })).toBe(
        '[{"instrument_name":"demographics","instrument_label":"Demographics"}]',
      );
      expect((await importFields(whole)).text).toBe('11');
      expect(await textOf(kit, { ...classic, content: 'record', fields: 'sex,height' })).toBe(
        '[{"sex":"","height":""}]',
      );
      kit.classic.status = 'production';
      expect((await importFields(whole)).status).toBe(400);
    },
  );

  believe(
    'repeating-rows',
    'the repeating setup has custom_form_label, and names no event in a classic project',
    async () => {
      const kit = makeSandbox();
      const content = 'repeatingFormsEvents';
      expect(await textOf(kit, { token: tokens.repeating, content, format: 'json' })).toBe(
        '[{"form_name":"weight","custom_form_label":"[weight_date] [weight_time]"}]',
      );
      const data = '[{"event_name":"visit_arm_1","form_name":"exam","custom_repeat_instrument_label":"both are read"}]';
      expect(await textOf(kit, { ...longitudinal, content, data })).toBe('1');
      expect(await textOf(kit, { ...longitudinal, content })).toBe(
        '[{"event_name":"visit_arm_1","form_name":"exam","custom_form_label":"both are read"}]',
      );
    },
  );

  believe('event-rows', 'events have a label and an id, and offsets only with scheduling', async () => {
    const kit = makeSandbox();
    const sent = { token: tokens.longitudinal, content: 'event', format: 'csv', arms: '2' };
    expect(await textOf(kit, sent)).toBe(
      'event_name,arm_num,unique_event_name,custom_event_label,event_id\n"Baseline",2,baseline_arm_2,,203',
    );
    kit.longitudinal.settings.scheduling_enabled = true;
    expect(await textOf(kit, sent)).toBe(
      'event_name,arm_num,day_offset,offset_min,offset_max,unique_event_name,custom_event_label,event_id\n' +
        '"Baseline",2,203,0,0,baseline_arm_2,,203',
    );
  });

  believe('calculated-fields-have-names', 'calculated fields have export names', async () => {
    expect(await textOf(makeSandbox(), { ...classic, content: 'exportFieldNames', field: 'age' })).toBe(
      '[{"original_field_name":"age","choice_value":"","export_field_name":"age"}]',
    );
  });

  believe(
    'arms-and-events-of-a-classic-project',
    'a classic project takes arms and events, and still does not export them',
    async () => {
      const client = readingJson(await create());
      const arms = writeRows([1, 2, 3].map((arm_num) => ({ arm_num, name: `Arm ${String(arm_num)}` })));
      const events = writeRows([1, 2, 3].map((arm_num) => ({ arm_num, event_name: 'event_1' })));
      expect(await client.ask({ content: 'arm', action: 'import', override: '0', ...arms })).toBe('3');
      expect(await client.ask({ content: 'event', action: 'import', override: '0', ...events })).toBe('3');
      expect(await client.json({ content: 'project' })).toMatchObject({ is_longitudinal: 0 });
      expect(await client.send({ content: 'arm' })).toMatchObject({
        status: 400,
        body: '{"error":"You cannot export arms for classic projects"}',
      });
    },
  );

  believe('token-of-a-new-project', 'a project is created with its bare token for an answer', async () => {
    const { store, post } = startServer();
    const data = '[{"project_title":"New","purpose":0}]';
    const { status, body } = await post({ token: store.superToken, content: 'project', format: 'json', data });
    expect(status).toBe(200);
    expect(body).toMatch(/^[0-9A-F]{32}$/);
  });

  believe('unique-event-names', 'the label in a unique event name is cut at 18 characters', async () => {
    const kit = makeSandbox();
    const data = '[{"event_name":"Deadline to opt out of study","arm_num":2}]';
    expect(await textOf(kit, { ...longitudinal, content: 'event', action: 'import', override: '0', data })).toBe('1');
    expect(await kit.postJson({ ...longitudinal, content: 'event', arms: '2' })).toMatchObject([
      { unique_event_name: 'baseline_arm_2' },
      { unique_event_name: 'deadline_to_opt_ou_arm_2' },
    ]);
  });

  believe('notes-of-a-new-project', 'a new project takes its notes from project_notes', async () => {
    const { store, post } = startServer();
    const data = '[{"project_title":"New","purpose":0,"project_notes":"For a test"}]';
    const { body: token } = await post({ token: store.superToken, content: 'project', format: 'json', data });
    const { body } = await post({ token, content: 'project', format: 'json' });
    expect(JSON.parse(body)).toMatchObject({ project_title: 'New', project_notes: 'For a test' });
  });

  believe(
    'additive-imports',
    'arms and events are added to those there are, unless override says to replace them',
    async () => {
      const kit = makeSandbox();
      const arm = { ...longitudinal, content: 'arm', action: 'import', data: '[{"arm_num":3,"name":"Drug C"}]' };
      const event = {
        ...longitudinal,
        content: 'event',
        action: 'import',
        data: '[{"arm_num":3,"event_name":"Start"}]',
      };
      expect([await textOf(kit, arm), await textOf(kit, event)]).toEqual(['1', '1']);
      const all = '[{"arm_num":1,"name":"Drug A"},{"arm_num":2,"name":"Drug B"},{"arm_num":3,"name":"Drug C"}]';
      expect(await textOf(kit, { ...longitudinal, content: 'arm' })).toBe(all);
      expect(await kit.postJson({ ...longitudinal, content: 'event' })).toHaveLength(4);
      expect(await textOf(kit, { ...arm, override: '1' })).toBe('1');
      expect(await textOf(kit, event)).toBe('1');
      expect(await textOf(kit, { ...longitudinal, content: 'arm' })).toBe('[{"arm_num":3,"name":"Drug C"}]');
      expect(await kit.postJson({ ...longitudinal, content: 'event' })).toHaveLength(1);
    },
  );
});

describe('people', () => {
  const readUser = async (kit: SandboxKit, username: string): Promise<Record<string, unknown> | undefined> =>
    ((await kit.postJson({ ...classic, content: 'user' })) as Record<string, unknown>[]).find(
      (user) => user.username === username,
    );

  believe(
    'group-left-out',
    'a user who is imported without a group leaves it, and loses the forms that are not named',
    async () => {
      const kit = makeSandbox();
      expect(await readUser(kit, 'site')).toMatchObject({ data_access_group: 'north' });
      const data = '[{"username":"site","forms":{"health":130}}]';
      expect(await textOf(kit, { ...classic, content: 'user', data })).toBe('1');
      expect(await readUser(kit, 'site')).toMatchObject({
        data_access_group: '',
        data_access_group_id: '',
        forms: { demographics: 0, health: 130 },
      });
    },
  );

  believe('users-without-a-role', 'the assignments of roles list users without one, with their group', async () => {
    expect(await makeSandbox().postJson({ ...classic, content: 'userRoleMapping' })).toContainEqual({
      username: 'site',
      unique_role_name: '',
      data_access_group: 'north',
    });
  });

  believe(
    'export-rights-by-form',
    'users have forms_export instead of data_export, which an import still takes',
    async () => {
      const kit = makeSandbox();
      const data = '[{"username":"reader","data_export":2}]';
      expect(await textOf(kit, { ...classic, content: 'user', data })).toBe('1');
      const user = await readUser(kit, 'reader');
      expect(user).toMatchObject({ forms_export: { demographics: 2, health: 2 } });
      expect(user).not.toHaveProperty('data_export');
    },
  );

  believe('group-switched', 'switching the group changes the assignment of the user for everyone to see', async () => {
    const kit = makeSandbox();
    const sent = { token: tokens.classicSite, content: 'dag', action: 'switch', dag: 'south', format: 'json' };
    expect(await textOf(kit, sent)).toBe('1');
    expect(await kit.postJson({ ...classic, content: 'userDagMapping' })).toContainEqual({
      username: 'site',
      redcap_data_access_group: 'south',
    });
  });

  believe('group-renamed', 'a renamed group has another unique name, and the export its id', async () => {
    const kit = makeSandbox();
    const data = '[{"data_access_group_name":"A different name","unique_group_name":"north"}]';
    expect(await textOf(kit, { ...classic, content: 'dag', action: 'import', data })).toBe('1');
    expect(await textOf(kit, { ...classic, content: 'dag' })).toBe(
      '[{"data_access_group_name":"A different name","unique_group_name":"a_different_name","data_access_group_id":20},' +
        '{"data_access_group_name":"South","unique_group_name":"south","data_access_group_id":21}]',
    );
  });

  believe('log-columns', 'the log has five columns, times to the minute', async () => {
    const kit = makeSandbox();
    await kit.post({ ...classic, content: 'record', data: '[{"study_id":"1","sex":"1"}]' });
    const [header, line] = (await textOf(kit, { ...classic, content: 'log', format: 'csv' })).split('\n');
    expect(header).toBe('timestamp,username,action,details,record');
    expect(line).toMatch(/^"2024-06-01 12:00",owner,.*,1$/);
  });

  believe('form-right-codes', 'form rights stay as they were given from 15.6 on, and are 0 to 3 before', async () => {
    const forms = async (version: string, code: number): Promise<unknown> => {
      const kit = makeSandbox({ version });
      const data = JSON.stringify([{ username: 'reader', forms: { health: code } }]);
      expect(await textOf(kit, { ...classic, content: 'user', data })).toBe('1');
      return (await readUser(kit, 'reader'))?.forms;
    };
    expect(await forms('15.6.0', 129)).toEqual({ demographics: 0, health: 129 });
    expect(await forms('15.6.0', 2)).toEqual({ demographics: 0, health: 2 });
    expect(await forms('15.5.9', 2)).toEqual({ demographics: 0, health: 2 });
    expect(await forms('15.5.9', 129)).toEqual({ demographics: 0, health: 2 });
  });
});

describe('surveys', () => {
  const enable = async (): Promise<SandboxKit> => {
    const kit = makeSandbox();
    kit.classic.settings.surveys_enabled = true;
    kit.classic.surveys = [{ form: 'health', attributes: {} }];
    await kit.post({ ...classic, content: 'record', data: '[{"study_id":"1","height":"170"}]' });
    return kit;
  };
  const participant = { ...classic, record: '1', instrument: 'health' };

  believe(
    'participant-columns',
    'a participant has a record, and a queue link only where there is a queue',
    async () => {
      const kit = await enable();
      await kit.post({ ...participant, content: 'surveyLink' });
      const [row = {}] = (await kit.postJson({
        ...classic,
        content: 'participantList',
        instrument: 'health',
      })) as object[];
      expect(row).toMatchObject({ record: '1' });
      expect(Object.keys(row)).toEqual([
        'email',
        'email_occurrence',
        'identifier',
        'record',
        'invitation_sent_status',
        'invitation_send_time',
        'response_status',
        'survey_access_code',
        'survey_link',
      ]);
    },
  );

  believe('survey-codes', 'a return code has 8 characters, an access code 9', async () => {
    const kit = await enable();
    expect(await textOf(kit, { ...participant, content: 'surveyReturnCode' })).toMatch(/^[0-9A-Za-z]{8}$/);
    expect(await textOf(kit, { ...participant, content: 'surveyAccessCode' })).toMatch(/^[0-9A-Za-z]{9}$/);
  });

  believe('survey-rights', 'queue links and return codes need API Export and Survey Distribution Tools', async () => {
    const kit = await enable();
    const rights: [string, Record<string, number>][] = [
      ['neither', { api_import: 1 }],
      ['first', { api_export: 1 }],
      ['second', { api_import: 1, manage_survey_participants: 1 }],
      ['both', { api_export: 1, manage_survey_participants: 1 }],
    ];
    for (const content of ['surveyQueueLink', 'surveyReturnCode']) {
      const statuses: Record<string, number> = {};
      for (const [name, flags] of rights) {
        const [, user] = kit.classic.users;
        if (user !== undefined) {
          user.flags = { ...Object.fromEntries(Object.keys(user.flags).map((flag) => [flag, 0])), ...flags };
        }
        statuses[name] = (await kit.post({ ...participant, token: tokens.classicReader, content })).status;
      }
      expect(statuses).toEqual({ neither: 403, first: 403, second: 403, both: 200 });
    }
  });
});

describe('the contradictions', () => {
  it('are each decided once, or open with a reason', () => {
    expect(decided).toHaveLength(31);
    expect(undecided).toHaveLength(4);
    expect(new Set([...decided, ...undecided.map(([anchor]) => anchor)]).size).toBe(35);
    expect(undecided.every(([, reason]) => reason.length > 20)).toBe(true);
  });
});
