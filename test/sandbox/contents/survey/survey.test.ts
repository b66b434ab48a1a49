import { describe, expect, it } from 'vitest';

import { createSandbox } from '../../../../src/sandbox/http/app.ts';
import { addUser, readProjectXml } from '../../../../src/sandbox/odm/index.ts';
import type { KeptXml } from '../../../../src/sandbox/state/kept-xml.ts';
import { ensureRow } from '../../../../src/sandbox/state/rows.ts';
import { createStore } from '../../../../src/sandbox/state/store.ts';
import { studyNamed, type KnownStudy } from '../../../support/known-study.ts';
import { itWith, requirement } from '../../../support/requirement.ts';
import type { SandboxKit } from '../../support.ts';
import { makeSandbox, tokens } from '../../support.ts';

const fill = (): SandboxKit => {
  const kit = makeSandbox();
  const { classic, longitudinal } = kit;
  for (const project of [classic, longitudinal]) project.settings.surveys_enabled = true;
  classic.surveys = [{ form: 'health', attributes: { email_participant_field: '' } }];
  longitudinal.surveys = [
    { form: 'exam', attributes: {} },
    { form: 'diary', attributes: {} },
  ];
  for (const [name, dagId] of [
    ['1', 20],
    ['2', 21],
    ['3', 20],
  ] as const) {
    classic.records.set(name, { name, dagId, surveyIdentifier: `id ${name}`, rows: new Map() });
  }
  longitudinal.records.set('7', { name: '7', dagId: null, surveyIdentifier: '', rows: new Map() });
  return kit;
};

const at = { token: tokens.classic, returnFormat: 'json', record: '1', instrument: 'health' };
const visit = {
  token: tokens.longitudinal,
  returnFormat: 'json',
  record: '7',
  instrument: 'exam',
  event: 'visit_arm_1',
};

const textOf = async (kit: SandboxKit, parameters: Readonly<Record<string, string>>): Promise<string> =>
  (await kit.post(parameters)).text;

/** What a project keeps of a file whose GlobalVariables have an element of this name besides. */
const keepGlobal = (name: string): KeptXml => ({
  layouts: [],
  betweenRecords: [],
  patches: [
    {
      path: '/Study/GlobalVariables',
      owners: [],
      attributes: [],
      text: null,
      order: null,
      children: [
        {
          key: name,
          after: null,
          anchor: null,
          before: null,
          element: { name, attributes: new Map(), children: [], text: '' },
        },
      ],
    },
  ],
});

describe('a survey', () => {
  it('has a link, an access code, a return code and a queue link in plain text', async () => {
    const kit = fill();
    const link = await kit.post({ ...at, content: 'surveyLink', format: 'json' });
    expect(link.status).toBe(200);
    expect(link.text).toMatch(/^http:\/\/sandbox\.test\/surveys\/\?s=[A-Z0-9]{16}$/);
    expect(await textOf(kit, { ...at, content: 'surveyAccessCode' })).toMatch(/^[A-Z0-9]{9}$/);
    expect(await textOf(kit, { ...at, content: 'surveyReturnCode' })).toMatch(/^[A-Z0-9]{8}$/);
    expect(await textOf(kit, { ...at, content: 'surveyQueueLink' })).toMatch(
      /^http:\/\/sandbox\.test\/surveys\/\?sq=[A-Z0-9]{16}$/,
    );
  });

  it('gives the same link every time, and another one for each record, event and instance', async () => {
    const kit = fill();
    const content = 'surveyLink';
    const asked = [
      { ...at, content },
      { ...at, content, record: '2' },
      { ...visit, content },
      { ...visit, content, repeat_instance: '2' },
      { ...visit, content, instrument: 'diary', event: 'baseline_arm_1' },
    ];
    const first = await Promise.all(asked.map((parameters) => textOf(kit, parameters)));
    const second = await Promise.all(asked.map((parameters) => textOf(kit, parameters)));
    expect(second).toEqual(first);
    expect(new Set(first).size).toBe(5);
    expect(await textOf(kit, { ...visit, content, repeat_instance: '1' })).toBe(first[2]);
    expect(await textOf(kit, { ...at, content, repeat_instance: '2' })).toBe(first[0]);
  });
});

describe('a survey method is refused', () => {
  const contents = ['surveyLink', 'surveyAccessCode', 'surveyReturnCode'];

  it.each([...contents, 'surveyQueueLink'])(
    'for the unknown record -1 and for one of another group (%s)',
    async (content) => {
      const kit = fill();
      expect(await kit.post({ ...at, content, record: '-1' })).toMatchObject({
        status: 400,
        text: JSON.stringify({ error: 'The record "-1" does not exist' }),
      });
      expect(kit.classic.records.size).toBe(3);
      expect(await kit.post({ ...at, content, token: tokens.classicSite, record: '2' })).toMatchObject({
        status: 400,
        text: JSON.stringify({ error: 'The record "2" does not exist' }),
      });
      expect(await kit.post({ ...at, content, record: '' })).toMatchObject({
        status: 400,
        text: JSON.stringify({ error: 'The required parameter "record" is missing' }),
      });
    },
  );

  it.each([...contents, 'participantList'])('for what is no survey, or not there (%s)', async (content) => {
    const kit = fill();
    const errors: [Record<string, string>, string][] = [
      [{ ...at, instrument: 'demographics' }, 'The instrument "demographics" is not a survey'],
      [{ ...at, instrument: 'nope' }, 'The value of the parameter "instrument" is not valid'],
      [{ ...at, instrument: '' }, 'The required parameter "instrument" is missing'],
      [{ ...visit, event: '' }, 'The parameter "event" is required because the project is longitudinal'],
      [{ ...visit, event: 'x' }, 'The value of the parameter "event" is not valid'],
      [{ ...visit, event: 'baseline_arm_1' }, 'The instrument "exam" is not designated for the event "baseline_arm_1"'],
    ];
    for (const [parameters, error] of errors) {
      const reply = await kit.post({ ...parameters, content });
      expect([reply.status, reply.text]).toEqual([400, JSON.stringify({ error })]);
    }
  });

  it.each([...contents, 'surveyQueueLink', 'participantList'])(
    'where surveys are not enabled, or not for the user (%s)',
    async (content) => {
      const kit = fill();
      kit.classic.settings.surveys_enabled = false;
      expect(await kit.post({ ...at, content })).toMatchObject({
        status: 400,
        text: '{"error":"Surveys are not enabled in this project"}',
      });
      const [owner] = kit.classic.users;
      if (owner !== undefined) owner.flags['manage_survey_participants'] = 0;
      const error = "You must have 'API Export' privileges and 'Survey Distribution Tools' privileges";
      expect(await kit.post({ ...at, content })).toMatchObject({ status: 403, text: JSON.stringify({ error }) });
    },
  );

  it.each([...contents, 'surveyQueueLink'])('in Analysis/Cleanup and Completed status (%s)', async (content) => {
    const kit = fill();
    for (const status of ['analysis', 'completed'] as const) {
      kit.classic.status = status;
      expect((await kit.post({ ...at, content })).text).toBe(
        '{"error":"Surveys are offline while the project is in Analysis/Cleanup or Completed status"}',
      );
    }
    expect((await kit.post({ ...at, content: 'participantList', format: 'json' })).text).toBe('[]');
  });
});

describe('the participants of a survey', () => {
  const list = { token: tokens.classic, content: 'participantList', instrument: 'health' };

  it('are none at first', async () => {
    const kit = fill();
    expect(await kit.postJson(list)).toEqual([]);
    expect(await textOf(kit, { ...list, format: 'csv' })).toBe(
      'email,email_occurrence,identifier,record,invitation_sent_status,invitation_send_time,response_status,' +
        'survey_access_code,survey_link\n',
    );
  });

  it('are who got a link, once, with that link and its code', async () => {
    const kit = fill();
    const survey_link = await textOf(kit, { ...at, content: 'surveyLink' });
    const survey_access_code = await textOf(kit, { ...at, content: 'surveyAccessCode' });
    expect(await kit.postJson(list)).toEqual([
      {
        email: '',
        email_occurrence: 1,
        identifier: 'id 1',
        record: '1',
        invitation_sent_status: 0,
        invitation_send_time: '',
        response_status: 0,
        survey_access_code,
        survey_link,
      },
    ]);
  });

  it('are who has answered, in part or whole', async () => {
    const kit = fill();
    const { records } = kit.classic;
    const answer = (name: string, timestamp: string): void => {
      const record = records.get(name);
      if (record !== undefined) ensureRow(record, 100, '', null).timestamps.set('health', timestamp);
    };
    answer('3', '2024-01-01 10:00:00');
    answer('2', '[not completed]');
    const rows = await kit.postJson(list);
    expect(rows).toMatchObject([
      { record: '2', response_status: 1 },
      { record: '3', response_status: 2 },
    ]);
    expect(await kit.postJson({ ...list, token: tokens.classicSite })).toMatchObject([{ record: '3' }]);
  });

  it('are who was put on the list, and who has an address in the field for it', async () => {
    const kit = fill();
    kit.classic.surveys = [{ form: 'health', attributes: { email_participant_field: 'comments' } }];
    kit.classic.kept = keepGlobal('redcap:SurveysQueueGroup');
    const record = kit.classic.records.get('1');
    if (record !== undefined) ensureRow(record, 100, '', null).values.set('comments', 'a@example.org');
    const anonymous = {
      form: 'health',
      eventId: 100,
      instance: 1,
      record: '',
      email: 'a@example.org',
      identifier: 'x',
    };
    kit.classic.surveyParticipants = [{ ...anonymous, invitationTime: '2024-01-01 10:00:00' }];
    const rows = (await kit.postJson(list)) as Record<string, unknown>[];
    expect(rows).toMatchObject([
      { email: 'a@example.org', email_occurrence: 1, record: '', invitation_sent_status: 1, survey_queue_link: '' },
      { email: 'a@example.org', email_occurrence: 2, record: '1', invitation_sent_status: 0 },
    ]);
    expect(rows[1]?.['survey_queue_link']).toBe(await textOf(kit, { ...at, content: 'surveyQueueLink' }));
    expect(rows[0]?.['survey_link']).not.toBe(rows[1]?.['survey_link']);
  });

  it('are forgotten with their record', async () => {
    const kit = fill();
    await kit.post({ ...at, content: 'surveyLink' });
    kit.classic.records.delete('1');
    expect(await kit.postJson(list)).toEqual([]);
  });
});

/** Asks for the participants of a study's survey. */
const participantsOf = (study: KnownStudy): ((instrument: string, event?: string) => Promise<unknown>) => {
  const store = createStore({ seed: study.name });
  const project = readProjectXml(study.xml(), store);
  const { token } = addUser(project, store, { username: 'owner', rights: 'all' });
  store.projects.set(project.projectId, project);
  return async (instrument, event) => {
    const sent = { token: token ?? '', content: 'participantList', format: 'json', instrument };
    const body = new URLSearchParams(event === undefined ? sent : { ...sent, event });
    const response = await createSandbox(store)(new Request('http://a.test/api/', { method: 'POST', body }));
    return response.json();
  };
};

describe("a known study's survey", () => {
  itWith(requirement.recordedProjects, 'has the participants that answered it, in a recorded project', async () => {
    const ask = participantsOf(studyNamed('survey'));
    expect(await ask('prescreening_survey')).toMatchObject([
      { record: '1', response_status: 2, email: 'aaa@bbb.com' },
      { record: '2', response_status: 2, email: 'ccc@ddd.com' },
    ]);
    expect(await ask('participant_morale_questionnaire')).toMatchObject([
      { record: '1', response_status: 1 },
      { record: '2', response_status: 0 },
    ]);
  });

  it('has the participants that opened it and the others, on the ferry', async () => {
    const ask = participantsOf(studyNamed('ferry'));
    expect(await ask('boarding')).toMatchObject([
      { record: '1', response_status: 2, email: 'nora@example.org' },
      { record: '2', response_status: 1, email: 'lars@example.org' },
      { record: '3', response_status: 2, email: '' },
      { record: '4', response_status: 0, email: '' },
    ]);
  });

  it('has the participants of its event, in the marathon', async () => {
    const ask = participantsOf(studyNamed('marathon'));
    const statuses = async (event: string): Promise<unknown> =>
      ((await ask('feedback', event)) as Record<string, unknown>[]).map((row) => [row.record, row.response_status]);
    expect(await statuses('race_day_arm_1')).toEqual([
      ['7', 2],
      ['13', 0],
      ['13-B', 0],
    ]);
    expect(await statuses('race_day_arm_2')).toEqual([
      ['007', 1],
      ['7', 0],
    ]);
  });
});
