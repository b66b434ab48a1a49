import { connect } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createSandbox } from '../../../src/sandbox/http/app.ts';
import { createControl } from '../../../src/sandbox/control/control.ts';
import type { ServedSandbox } from '../../../src/sandbox/control/serve.ts';
import { serveSandbox } from '../../../src/sandbox/control/serve.ts';
import { faults } from '../../../src/sandbox/fault/index.ts';
import { ensureRow } from '../../../src/sandbox/state/rows.ts';
import { createStore } from '../../../src/sandbox/state/store.ts';
import type { SandboxKit } from '../support.ts';
import { makeSandbox, tokens } from '../support.ts';

let kit: SandboxKit;
let served: ServedSandbox;

beforeAll(async () => {
  kit = makeSandbox();
  served = await serveSandbox(kit.store, { host: '127.0.0.1', port: 0, controlPort: 0 });
});

afterAll(() => served.close(0));

beforeEach(async () => {
  await ask('POST', '/reset');
});

/** What the control address answers. */
const ask = async (method: string, path: string, body?: unknown) => {
  const response = await fetch(new URL(path, served.controlUrl ?? ''), {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
};

/** A call of REDCap's API, as JSON. */
const call = async (token: string, parameters: Record<string, string>) => {
  const response = await fetch(served.url, {
    method: 'POST',
    body: new URLSearchParams({ token, format: 'json', ...parameters }),
  });
  return { status: response.status, text: await response.text() };
};

const record = (id: string) => ({
  content: 'record',
  data: JSON.stringify([{ study_id: id }]),
  returnContent: 'count',
});

describe('the control address', () => {
  it('is on this machine, whatever the address of the API', async () => {
    const open = await serveSandbox(createStore(), { host: '0.0.0.0', port: 0, controlPort: 0 });
    expect(open.controlUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    await open.close(0);
  });

  it('can be left out', async () => {
    const without = await serveSandbox(createStore(), { host: '127.0.0.1', port: 0, controlPort: null });
    expect(without.controlUrl).toBeNull();
    await without.close(0);
  });

  it('names its own option when its port is taken, and leaves no API behind', async () => {
    const port = Number(new URL(served.url).port);
    const serving = serveSandbox(createStore(), { host: '127.0.0.1', port: 0, controlPort: port });
    await expect(serving).rejects.toThrow(
      `Port ${String(port)} on 127.0.0.1 is in use already. Choose another with --control-port.`,
    );
  });

  it('lists what it can do', async () => {
    const { body } = await ask('GET', '/');
    expect(body[0]).toEqual({ method: 'GET', path: '/', about: 'this list' });
    expect(body.map(({ method, path }: Record<string, string>) => `${method} ${path}`)).toContain('POST /users');
  });

  it.each([
    ['GET', '/nothing', undefined, 404, 'There is nothing at /nothing. GET / lists what there is.'],
    ['PUT', '/users', {}, 405, '/users knows POST only.'],
    [
      'GET',
      '/projects/9',
      undefined,
      404,
      'project: name one of these projects: 1 (Classic), 2 (Longitudinal), 3 (Repeating)',
    ],
    [
      'POST',
      '/projects/1/status',
      { status: 'gone' },
      400,
      'status: Invalid option: expected one of "development"|"production"|"analysis"|"completed"',
    ],
    ['DELETE', '/faults/7', undefined, 404, 'No fault with the id 7 waits for calls. GET /faults lists them.'],
  ])('refuses %s %s with the remedy', async (method, path, sent, status, error) => {
    expect(await ask(method, path, sent)).toEqual({ status, body: { error } });
  });

  it('refuses a body that is no JSON', async () => {
    const response = await fetch(new URL('/users', served.controlUrl ?? ''), { method: 'POST', body: 'username=x' });
    expect([response.status, await response.json()]).toEqual([400, { error: 'The body must be JSON.' }]);
  });

  it.each([
    ['a page of another origin', 'host: 127.0.0.1\r\norigin: https://example.org'],
    ['a name that was pointed at this machine', 'host: example.org'],
  ])('refuses %s', async (_who, headers) => {
    const port = Number(new URL(served.controlUrl ?? '').port);
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () =>
        socket.write(`GET /projects HTTP/1.1\r\n${headers}\r\nconnection: close\r\n\r\n`),
      );
      socket.on('data', (piece) => (text += piece.toString()));
      socket.on('close', () => {
        resolve(text);
      });
    });
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).not.toContain(tokens.classic);
  });
});

describe('users', () => {
  it('are made with rights and get a token that works at once', async () => {
    const { status, body } = await ask('POST', '/users', { project: 1, username: 'new', rights: { api_export: 1 } });
    expect(status).toBe(200);
    expect(body).toEqual({
      project: 1,
      username: 'new',
      token: expect.stringMatching(/^[0-9A-F]{32}$/),
      role: null,
      dataAccessGroup: null,
    });
    expect((await call(body.token, { content: 'version' })).text).toBe('16.1.3');
    expect(await call(body.token, record('1'))).toEqual({
      status: 403,
      text: '{"error":"You do not have API Import/Update privileges"}',
    });
  });

  it('are put into a group and see its records only', async () => {
    const group = { project: 1, username: 'south', rights: 'all', dataAccessGroup: 'south' };
    const { body } = await ask('POST', '/users', group);
    expect(body.dataAccessGroup).toBe('south');
    await call(tokens.classic, record('1'));
    await call(body.token, record('2'));
    const rows = JSON.parse((await call(body.token, { content: 'record', fields: 'study_id' })).text);
    expect(rows.map((row: Record<string, string>) => row['study_id'])).toEqual(['2']);
  });

  it('lack the rights that are taken out', async () => {
    const { body } = await ask('POST', '/users', {
      project: 1,
      username: 'x',
      rights: 'all',
      without: ['record_delete'],
    });
    await call(body.token, record('1'));
    expect(await call(body.token, { content: 'record', action: 'delete', 'records[0]': '1' })).toEqual({
      status: 403,
      text: '{"error":"You do not have Delete Record privileges"}',
    });
  });

  it('do not export forms without the right to', async () => {
    const order = { project: 1, username: 'x', rights: 'all', formsExport: { demographics: 1 } };
    const { body } = await ask('POST', '/users', order);
    await call(tokens.classic, record('1'));
    const [row] = JSON.parse((await call(body.token, { content: 'record' })).text);
    expect(row).toHaveProperty('study_id', '1');
    expect(row).not.toHaveProperty('smoker');
  });

  it('are in a role by its label, and have its rights', async () => {
    await call(tokens.classic, { content: 'userRole', data: '[{"role_label":"Reader","api_export":"1"}]' });
    const { body } = await ask('POST', '/users', { project: 1, username: 'x', rights: 'all', role: 'Reader' });
    expect(body.role).toBe('Reader');
    expect((await call(body.token, record('1'))).status).toBe(403);
  });

  it('keep their token when they are changed', async () => {
    const { body } = await ask('POST', '/users', { project: 1, username: 'reader', rights: 'none' });
    expect(body.token).toBe(tokens.classicReader);
    expect((await call(tokens.classicReader, { content: 'project' })).status).toBe(403);
  });

  it.each([
    [
      { username: 'x', rights: 'all' },
      'project: name one of these projects: 1 (Classic), 2 (Longitudinal), 3 (Repeating)',
    ],
    [{ project: 1, rights: 'all' }, 'username: Invalid input: expected string, received undefined'],
    [
      { project: 1, username: 'x', rights: 'some' },
      'rights: must be "all", "none" or an object of rights, for example {"api_export": 1}',
    ],
    [{ project: 1, username: 'x', rights: 'all', dag: 'south' }, 'Unrecognized key: "dag"'],
    [
      { project: 1, username: 'x', rights: 'all', dataAccessGroup: 'east' },
      'dataAccessGroup: there is no "east". There are: north, south',
    ],
    [{ project: 1, username: 'x', rights: 'all', role: 'Reader' }, 'role: there is no "Reader". There are: none'],
    [
      { project: 1, username: 'x', rights: 'all', forms: { visit: 1 } },
      'forms: there is no "visit". There are: demographics, health',
    ],
    [{ project: 1, username: 'x', rights: 'all', token: 'short' }, 'token: must have 32 hexadecimal digits'],
    [
      { project: 1, username: 'x', rights: 'all', expiration: 'never' },
      'expiration: must be a date as YYYY-MM-DD, or blank',
    ],
  ])('are refused when %j', async (order, error) => {
    expect(await ask('POST', '/users', order)).toMatchObject({ body: { error } });
    expect(kit.classic.users.map(({ username }) => username)).toEqual(['owner', 'reader', 'writer', 'site']);
  });

  it('are refused a right that there is not, and a token that another has', async () => {
    const wrong = await ask('POST', '/users', { project: 1, username: 'x', rights: { api_exprot: 1 } });
    expect(wrong.body.error).toMatch(/^rights: there is no "api_exprot"\. There are: design, alerts, /);
    const taken = await ask('POST', '/users', { project: 1, username: 'x', rights: 'all', token: tokens.repeating });
    expect(taken).toEqual({ status: 409, body: { error: 'token: another user has this token' } });
  });
});

describe('participants', () => {
  const list = async () =>
    JSON.parse((await call(tokens.classic, { content: 'participantList', instrument: 'health' })).text);

  beforeEach(() => {
    kit.classic.settings.surveys_enabled = true;
    kit.classic.surveys = [{ form: 'health', attributes: {} }];
  });

  it('are put on the list of a survey, by their address or their record', async () => {
    await call(tokens.classic, record('1'));
    const place = { project: 1, instrument: 'health' };
    const { status } = await ask('POST', '/participants', { ...place, email: 'ada@example.org', identifier: 'Ada' });
    expect(status).toBe(200);
    await ask('POST', '/participants', { ...place, record: '1', invitationTime: '2024-05-31 08:00:00' });
    expect(await list()).toMatchObject([
      { email: 'ada@example.org', identifier: 'Ada', record: '', invitation_sent_status: 0, response_status: 0 },
      { email: '', record: '1', invitation_sent_status: 1, invitation_send_time: '2024-05-31 08:00:00' },
    ]);
  });

  it('are on the list once for each record, and gone after a reset', async () => {
    await call(tokens.classic, record('1'));
    const place = { project: 1, instrument: 'health', record: '1' };
    await ask('POST', '/participants', place);
    await ask('POST', '/participants', { ...place, identifier: 'Ada' });
    expect(await list()).toMatchObject([{ record: '1', identifier: 'Ada' }]);
    await ask('POST', '/projects/1/reset');
    expect(kit.classic).not.toHaveProperty('surveyParticipants');
  });

  it.each([
    [{ instrument: 'demographics', email: 'x' }, 'instrument: there is no "demographics". There are: health'],
    [{ instrument: 'health' }, 'record: give a record, an email, or both'],
    [{ instrument: 'health', record: '9' }, 'record: there is no "9"'],
    [{ instrument: 'health', email: 'x', event: 'visit' }, /^event: there is no "visit"\. There are: /],
    [{ instrument: 'health', email: 'x', invitationTime: 'now' }, /^invitationTime: must be a time as /],
  ])('are refused when %j', async (order, error) => {
    const { status, body } = await ask('POST', '/participants', { project: 1, ...order });
    expect(status).toBe(400);
    expect(body.error).toMatch(error);
  });
});

describe('randomizations', () => {
  const setUp = { project: 1, targetField: 'sex', strata: [{ field: 'smoker' }] };
  const allocation = { value: '0', number: 'R-1', strata: { smoker: '1' } };
  const randomize = { content: 'record', action: 'randomize', randomization_id: '1', record: '1' };

  /** A record that has its stratum and no allocation. */
  const addRecord = (): void => {
    const record = { name: '1', dagId: null, surveyIdentifier: '', rows: new Map() };
    kit.classic.records.set('1', record);
    ensureRow(record, 100, '', null).values.set('smoker', '1');
  };

  it('are set up with a table, and randomize then', async () => {
    addRecord();
    const { status, body } = await ask('POST', '/randomizations', { ...setUp, allocations: [allocation] });
    expect([status, body]).toEqual([
      200,
      {
        project: 1,
        randomization: 1,
        targetField: 'sex',
        targetEvent: 'event_1_arm_1',
        strata: [{ field: 'smoker', event: 'event_1_arm_1' }],
        byGroup: false,
        allocations: [
          { value: '0', number: 'R-1', strata: { smoker: '1' }, dataAccessGroup: null, table: null, record: null },
        ],
      },
    ]);
    expect(await call(tokens.classic, { ...randomize, returnAlt: 'true' })).toEqual({
      status: 200,
      text: '{"randomization_id":1,"record":"1","target_field":"0","target_field_alt":"R-1"}',
    });
    expect((await ask('GET', '/randomizations?project=1')).body[0].allocations[0].record).toBe('1');
    expect((await ask('GET', '/randomizations?project=2')).body).toEqual([]);
  });

  it('take allocations later, one table for each status', async () => {
    addRecord();
    await ask('POST', '/randomizations', setUp);
    const refused = {
      status: 400,
      text: '{"error":"The randomization 1 has no allocation table for a project in Development status"}',
    };
    expect(await call(tokens.classic, randomize)).toEqual(refused);
    const more = { project: 1, randomization: 1, table: 'production', allocations: [allocation] };
    expect((await ask('POST', '/randomizations', more)).body.allocations).toHaveLength(1);
    expect(await call(tokens.classic, randomize)).toEqual(refused);
    await ask('POST', '/projects/1/status', { status: 'production' });
    expect(await call(tokens.classic, randomize)).toMatchObject({ status: 200 });
  });

  it('are in Export Project XML', async () => {
    await ask('POST', '/randomizations', setUp);
    const body = new URLSearchParams({ token: tokens.classic, content: 'project_xml', returnMetadataOnly: 'true' });
    const xml = await (await fetch(served.url, { method: 'POST', body })).text();
    expect(xml).toContain('<redcap:RandomizationEnabled>1</redcap:RandomizationEnabled>');
    expect(xml).toContain(
      '<redcap:Randomization stratified="1" group_by="" target_field="sex" target_event="event_1_arm_1" ' +
        'source_field1="smoker" source_event1="event_1_arm_1" source_field2=""',
    );
  });

  it.each([
    [{ project: 1 }, /^targetField: name the field/],
    [{ ...setUp, targetField: 'sexx' }, /^targetField: there is no "sexx"\. There are: /],
    [{ ...setUp, strata: [{ field: 'weight' }] }, /^strata: there is no "weight"\. There are: /],
    [{ ...setUp, targetEvent: 'other' }, /^targetEvent: there is no "other"\. There are: event_1_arm_1/],
    [{ project: 1, randomization: 3 }, /^randomization: there is no "3"\. There are: none/],
    [{ ...setUp, randomization: 1 }, /^targetField, strata: what is set up stays/],
    [
      { ...setUp, allocations: [{ ...allocation, value: '9' }] },
      /^allocations\.0\.value: there is no "9"\. There are: 0, 1/,
    ],
    [{ ...setUp, allocations: [{ value: '0' }] }, /^allocations\.0\.strata: give a value for "smoker"/],
    [
      { ...setUp, allocations: [{ ...allocation, strata: { smoker: 'x' } }] },
      /^allocations\.0\.strata\.smoker: there is no "x"/,
    ],
    [
      { ...setUp, allocations: [{ ...allocation, dataAccessGroup: 'lyon' }] },
      /^allocations\.0\.dataAccessGroup: the groups/,
    ],
    [{ ...setUp, byGroup: true, allocations: [allocation] }, /^allocations\.0\.dataAccessGroup: name the group/],
    [{ ...setUp, table: 'other' }, /^table: /],
  ])('are refused when they are %j, and nothing is stored', async (order, reason) => {
    const { status, body } = await ask('POST', '/randomizations', order);
    expect(status).toBe(400);
    expect(body.error).toMatch(reason);
    expect((await ask('GET', '/randomizations')).body).toEqual([]);
  });
});

describe('reports', () => {
  it('are made, listed with their ids, and exported by them', async () => {
    for (const id of ['1', '2']) await call(tokens.classic, record(id));
    const order = { project: 1, title: 'The second', fields: ['study_id', 'height'], filterLogic: "[study_id] = '2'" };
    const { body } = await ask('POST', '/reports', order);
    expect(body).toEqual({ project: 1, reportId: 1, title: 'The second', fields: ['study_id', 'height'] });
    expect((await ask('POST', '/reports', { ...order, title: 'Another' })).body.reportId).toBe(2);
    expect((await ask('GET', '/reports?project=1')).body).toHaveLength(2);
    expect((await ask('GET', '/reports?project=2')).body).toEqual([]);
    expect((await ask('GET', '/reports')).body[0]).toEqual(body);
    const { text } = await call(tokens.classic, { content: 'report', report_id: '1' });
    expect(text).toBe('[{"study_id":"2","height":""}]');
  });

  it('are refused a field that there is not', async () => {
    const { status, body } = await ask('POST', '/reports', { project: 1, title: 'x', fields: ['wieght'] });
    expect(status).toBe(400);
    expect(body.error).toMatch(/^fields: there is no "wieght"\. There are: study_id, /);
  });
});

describe('projects', () => {
  it('are listed with their users and tokens', async () => {
    const { body } = await ask('GET', '/projects');
    expect(body).toHaveLength(3);
    expect(body[0]).toMatchObject({
      project: 1,
      title: 'Classic',
      status: 'development',
      dataAccessGroups: ['north', 'south'],
    });
    expect(body[0].users[0]).toEqual({ username: 'owner', token: tokens.classic, role: null, dataAccessGroup: null });
  });

  it('are moved to production and back, as the API shows', async () => {
    await ask('PUT', '/clock', { now: '2025-03-01 08:00:00', isFrozen: true });
    await ask('POST', '/projects/1/status', { status: 'production' });
    const project = async () => JSON.parse((await call(tokens.classic, { content: 'project' })).text);
    expect(await project()).toMatchObject({ in_production: 1, production_time: '2025-03-01 08:00:00' });
    const metadata = JSON.stringify([
      { field_name: 'study_id', form_name: 'demographics', field_type: 'text', field_label: 'x' },
    ]);
    expect((await call(tokens.classic, { content: 'metadata', data: metadata })).status).toBe(400);
    await ask('POST', '/projects/1/status', { status: 'development' });
    expect(await project()).toMatchObject({ in_production: 0, production_time: '' });
  });

  it('go back to what they were, users and log included', async () => {
    await call(tokens.classic, record('1'));
    await ask('POST', '/users', { project: 1, username: 'x', rights: 'all' });
    await ask('POST', '/projects/1/status', { status: 'completed' });
    const { body } = await ask('POST', '/projects/1/reset');
    expect(body).toMatchObject({ records: 0, status: 'development' });
    expect(kit.classic.users).toHaveLength(4);
    expect(kit.classic.log).toEqual([]);
    expect((await call(tokens.classic, record('1'))).text).toBe('{"count": 1}');
  });

  it('that were made since cannot go back, and are gone after a reset of all', async () => {
    const data = '[{"project_title":"New","purpose":"0"}]';
    await call(kit.store.superToken, { content: 'project', data });
    const { body } = await ask('GET', '/projects');
    const { project } = body.at(-1);
    expect(await ask('POST', `/projects/${String(project)}/reset`)).toMatchObject({ status: 409 });
    await ask('POST', '/reset');
    expect((await ask('GET', '/projects')).body).toHaveLength(3);
  });
});

describe('the clock', () => {
  const logged = async (): Promise<string> => {
    await call(tokens.classic, { content: 'instrument' });
    return kit.classic.log.at(-1)?.timestamp ?? '';
  };

  it('shows the time of the store until it is set', async () => {
    expect((await ask('GET', '/clock')).body).toEqual({ now: '2024-06-01 12:00:00', isSet: false, isFrozen: false });
  });

  it('is set, moved and put back, and the log follows', async () => {
    const frozen = { now: '2031-12-31 23:59:30', isFrozen: true };
    expect((await ask('PUT', '/clock', frozen)).body).toEqual({ ...frozen, isSet: true });
    expect(await logged()).toBe('2031-12-31 23:59:30');
    await ask('PUT', '/clock', { addSeconds: 60 });
    expect(await logged()).toBe('2032-01-01 00:00:30');
    await ask('DELETE', '/clock');
    expect(await logged()).toBe('2024-06-01 12:00:00');
  });

  it('expires users as time goes by', async () => {
    const order = { project: 1, username: 'x', rights: 'all', expiration: '2024-06-02' };
    const { body } = await ask('POST', '/users', order);
    expect((await call(body.token, { content: 'version' })).status).toBe(200);
    await ask('PUT', '/clock', { now: '2024-06-03 00:00:00' });
    expect((await call(body.token, { content: 'version' })).status).toBe(403);
  });

  it.each(['2025-02-30 08:00:00', 'tomorrow', '2025-02-03'])('refuses %s', async (now) => {
    expect(await ask('PUT', '/clock', { now })).toEqual({
      status: 400,
      body: { error: 'now: write an existing time, such as "2025-01-31 08:00:00"' },
    });
  });
});

describe('the journal', () => {
  it('has of each call what was asked for, and neither its token nor its data', async () => {
    await call(tokens.classic, { content: 'record', 'records[0]': '1', 'records[1]': '2', fields: 'study_id,height' });
    await call(tokens.classic, { content: 'record', data: '[{"study_id":"7","first_name":"Ada"}]' });
    const { body } = await ask('GET', '/journal');
    expect(body).toMatchObject([
      {
        time: '2024-06-01 12:00:00',
        project: 1,
        username: 'owner',
        isSuper: false,
        content: 'record',
        action: 'export',
        format: 'json',
        returnFormat: '',
        records: ['1', '2'],
        fields: ['study_id', 'height'],
        forms: [],
        events: [],
        parameters: {
          format: { values: 1, characters: 4 },
          content: { values: 1, characters: 6 },
          records: { values: 2, characters: 2 },
          fields: { values: 1, characters: 15 },
        },
        fileBytes: null,
        fault: null,
        status: 200,
      },
      { action: 'import', parameters: { data: { values: 1, characters: 37 } }, status: 200 },
    ]);
    expect(body[1].number).toBe(body[0].number + 1);
    expect(JSON.stringify(body)).not.toContain(tokens.classic);
    expect(JSON.stringify(body)).not.toContain('Ada');
  });

  it('measures uploads, and knows a refused call and a stranger', async () => {
    const form = new FormData();
    const fields = { token: tokens.classic, content: 'file', action: 'import', record: '9', field: 'mugshot' };
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new Blob(['12345']), 'x.txt');
    await fetch(served.url, { method: 'POST', body: form });
    await call('0'.repeat(32), { content: 'version' });
    const { body } = await ask('GET', '/journal');
    expect(body[0]).toMatchObject({ content: 'file', action: 'import', records: ['9'], fileBytes: 5, status: 400 });
    expect(body[1]).toMatchObject({ project: null, username: null, status: 403 });
  });

  it('is narrowed by what is asked for, and cleared', async () => {
    await call(tokens.classic, { content: 'version' });
    await call(tokens.classicReader, { content: 'instrument' });
    expect((await ask('GET', '/journal?content=version')).body).toHaveLength(1);
    expect((await ask('GET', '/journal?username=reader&action=export')).body).toHaveLength(1);
    expect((await ask('GET', '/journal?username=reader&content=version')).body).toEqual([]);
    expect((await ask('DELETE', '/journal')).body).toEqual({ cleared: 2 });
    expect((await ask('GET', '/journal')).body).toEqual([]);
  });
});

describe('faults', () => {
  const version = async (): Promise<number> => (await call(tokens.classic, { content: 'version' })).status;
  const statuses = async (calls: number): Promise<number[]> => {
    const seen: number[] = [];
    for (let count = 0; count < calls; count += 1) seen.push(await version());
    return seen;
  };

  it('meet every call until they are taken away', async () => {
    const { body } = await ask('POST', '/faults', { fault: 'unavailable' });
    expect(body).toEqual({ id: expect.any(Number), fault: 'unavailable', matched: 0, met: 0 });
    expect(await statuses(2)).toEqual([503, 503]);
    expect((await ask('GET', '/faults')).body.injected).toEqual([{ ...body, matched: 2, met: 2 }]);
    expect((await ask('DELETE', `/faults/${String(body.id)}`)).body).toEqual({ cleared: 1 });
    expect(await statuses(1)).toEqual([200]);
  });

  it('meet the calls that match only', async () => {
    await ask('POST', '/faults', {
      fault: 'unavailable',
      match: { content: 'record', action: 'import', username: 'owner' },
    });
    expect(await version()).toBe(200);
    expect((await call(tokens.classic, { content: 'record' })).status).toBe(200);
    const { body: other } = await ask('POST', '/users', { project: 1, username: 'other', rights: 'all' });
    expect((await call(other.token, record('1'))).status).toBe(200);
    expect((await call(tokens.classic, record('2'))).status).toBe(503);
    expect([...kit.classic.records.keys()]).toEqual(['1']);
  });

  it.each([
    [{ times: 2 }, [503, 503, 200, 200]],
    [{ nth: 3 }, [200, 200, 503, 200]],
    [{ nth: 2, times: 2 }, [200, 503, 503, 200]],
    [{ probability: 0 }, [200, 200, 200, 200]],
    [{ probability: 1 }, [503, 503, 503, 503]],
  ])('meet calls by count and chance: %j', async (order, expected) => {
    await ask('POST', '/faults', { fault: 'unavailable', ...order });
    expect(await statuses(4)).toEqual(expected);
  });

  it('meet the same calls by chance each time, and others with another seed', async () => {
    const draw = async (seed: number): Promise<number[]> => {
      const { body } = await ask('POST', '/faults', { fault: 'unavailable', probability: 0.5, seed });
      const seen = await statuses(12);
      await ask('DELETE', `/faults/${String(body.id)}`);
      return seen;
    };
    const first = await draw(1);
    expect(new Set(first)).toEqual(new Set([200, 503]));
    expect(await draw(1)).toEqual(first);
    expect(await draw(2)).not.toEqual(first);
  });

  it('leave undone what they replace, unless it is to be carried out', async () => {
    await ask('POST', '/faults', { fault: 'server-error', times: 1 });
    expect((await call(tokens.classic, record('1'))).status).toBe(500);
    expect(kit.classic.records.size).toBe(0);
    await ask('POST', '/faults', { fault: 'server-error', times: 1, commit: true });
    expect((await call(tokens.classic, record('1'))).status).toBe(500);
    expect(kit.classic.records.size).toBe(1);
  });

  it.each([
    ['reset', 0],
    ['reset-after-commit', 1],
    ['cut-body', 1],
  ])('break the connection: %s', async (fault, records) => {
    await ask('POST', '/faults', { fault });
    await expect(call(tokens.classic, record('1'))).rejects.toThrow();
    expect(kit.classic.records.size).toBe(records);
    expect((await ask('GET', '/journal')).body).toMatchObject([{ fault, status: null }]);
  });

  it('hold a call until it is let go', async () => {
    await ask('POST', '/faults', { fault: 'hold' });
    const answer = version();
    await expect.poll(async () => (await ask('GET', '/journal')).body).toMatchObject([{ status: null }]);
    await ask('POST', '/faults/release');
    expect(await answer).toBe(200);
  });

  it('ban by the clock of the sandbox, until the fault is taken away', async () => {
    await ask('PUT', '/clock', { isFrozen: true });
    await ask('POST', '/faults', { fault: 'ban-above-rate', settings: { callsPerMinute: 2 } });
    const text = async () => (await call(tokens.classic, { content: 'version' })).text;
    expect([await text(), await text()]).toEqual(['16.1.3', '16.1.3']);
    await ask('PUT', '/clock', { addSeconds: 61 });
    expect([await text(), await text()]).toEqual(['16.1.3', '16.1.3']);
    expect(await text()).toContain('you cannot use REDCap');
    await ask('PUT', '/clock', { addSeconds: 3600 });
    expect(await text()).toContain('you cannot use REDCap');
    await ask('DELETE', '/faults');
    expect(await text()).toBe('16.1.3');
  });

  it('count an import wrong, and store nothing of it', async () => {
    await ask('POST', '/faults', { fault: 'count-zero', match: { action: 'import' } });
    expect(await call(tokens.classic, record('1'))).toEqual({ status: 200, text: '{"count": 0}' });
    expect(await call(tokens.classic, { ...record('1'), returnContent: 'ids' })).toEqual({ status: 200, text: '[]' });
    expect(kit.classic.records.size).toBe(0);
  });

  it('drop the last rows, and run out of memory above a number of rows, in each format', async () => {
    for (const id of ['1', '2', '3']) await call(tokens.classic, record(id));
    const list = { content: 'record', fields: 'study_id' };
    await ask('POST', '/faults', { fault: 'drop-rows', settings: { rows: 2 }, times: 1 });
    expect((await call(tokens.classic, list)).text).toBe('[{"study_id":"1"}]');
    await ask('POST', '/faults', { fault: 'out-of-memory', settings: { rows: 2 } });
    for (const format of ['json', 'csv', 'xml']) {
      expect(await call(tokens.classic, { ...list, format })).toMatchObject({
        status: 200,
        text: expect.stringContaining('{"error":"REDCap ran out of server memory.'),
      });
      expect((await call(tokens.classic, { ...list, format, records: '1,2' })).text).not.toContain('memory');
    }
  });

  it('end what they hang when the sandbox stops', async () => {
    const store = createStore();
    const other = await serveSandbox(store, { host: '127.0.0.1', port: 0, controlPort: 0 });
    await fetch(new URL('/faults', other.controlUrl ?? ''), { method: 'POST', body: '{"fault":"drip-header"}' });
    const answer = fetch(other.url, { method: 'POST', body: 'content=version' });
    const journal = async () => (await fetch(new URL('/journal', other.controlUrl ?? ''))).json();
    await expect.poll(journal).toHaveLength(1);
    await Promise.all([other.close(), expect(answer).rejects.toThrow()]);
  });

  it.each([
    [{ fault: 'no-such' }, /^There is no fault "no-such"\. There are: reset, /],
    [{ fault: 'slow', settings: { rows: 1 } }, /^The fault "slow" has no setting "rows"\. It has: delayMs\.$/],
    [{ fault: 'reset', settings: { rows: 1 } }, /It has: none\.$/],
    [{ fault: 'slow', settings: { delayMs: 'long' } }, /^settings\.delayMs: /],
    [{ fault: 'slow', nth: 0 }, /^nth: /],
    [{ fault: 'slow', match: { contents: 'record' } }, /^match: Unrecognized key: "contents"/],
  ])('are refused when they are %j', async (order, reason) => {
    const { status, body } = await ask('POST', '/faults', order);
    expect(status).toBe(400);
    expect(body.error).toMatch(reason);
  });

  it('that need a socket say so where there is none', async () => {
    const control = createControl(kit.store);
    control.faults.inject({ fault: 'reset' });
    const handle = control.watch(createSandbox(kit.store));
    const response = await handle(new Request('http://sandbox.test/api/', { method: 'POST', body: 'content=version' }));
    expect(await response.text()).toBe('This fault needs a socket: put the sandbox on one with listenSandbox.');
  });
});

describe('the documentation of the control address', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../../src/sandbox/README.md'), 'utf8');

  it('names every route', async () => {
    const { body } = await ask('GET', '/');
    const routes = body.map(({ method, path }: Record<string, string>) => `\`${method} ${path}\``);
    expect(routes.filter((route: string) => !readme.includes(route))).toEqual([]);
  });

  it('describes every fault, in its own words', () => {
    const rows = faults.map(({ name, about }) => [`\`${name}\``, about.replaceAll('|', '\\|')]);
    const known = new Map(
      [...readme.matchAll(/^\| (`[a-z0-9-]+`) +\| (.*?) +\|$/gm)].map(([, name, about]) => [name, about]),
    );
    expect(rows.filter(([name, about]) => known.get(name) !== about)).toEqual([]);
  });
});
