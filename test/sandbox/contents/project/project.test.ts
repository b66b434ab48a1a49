import { describe, expect, it } from 'vitest';

import { makeSandbox, tokens } from '../../support.ts';

const token = tokens.classic;

const classicInformation = {
  project_id: 1,
  project_title: 'Classic',
  creation_time: '2024-01-01 00:00:00',
  production_time: '',
  in_production: 0,
  project_language: 'English',
  purpose: 0,
  purpose_other: '',
  project_notes: '',
  custom_record_label: '',
  secondary_unique_field: '',
  is_longitudinal: 0,
  has_repeating_instruments_or_events: 0,
  surveys_enabled: 0,
  scheduling_enabled: 0,
  record_autonumbering_enabled: 1,
  randomization_enabled: 0,
  ddp_enabled: 0,
  project_irb_number: '',
  project_grant_number: '',
  project_pi_firstname: '',
  project_pi_lastname: '',
  project_pi_email: '',
  display_today_now_button: 1,
  missing_data_codes: '',
  external_modules: '',
  bypass_branching_erase_field_prompt: 0,
};

describe('exporting project information', () => {
  it('answers one object', async () => {
    const { post } = makeSandbox();
    expect((await post({ token, content: 'project', format: 'json' })).text).toBe(JSON.stringify(classicInformation));
  });

  it('answers one line of csv, without the e-mail address before 15.8.2', async () => {
    const { post } = makeSandbox({ version: '15.8.1' });
    const [header, line] = (await post({ token, content: 'project', format: 'csv' })).text.split('\n');
    expect(header).not.toContain('project_pi_email');
    expect(line).toBe('1,Classic,"2024-01-01 00:00:00",,0,English,0,,,,,0,0,0,0,1,0,0,,,,,1,,,0');
  });

  it('shows what the events make of the flags', async () => {
    const { postJson } = makeSandbox();
    expect(await postJson({ token: tokens.longitudinal, content: 'project' })).toMatchObject({
      is_longitudinal: 1,
      has_repeating_instruments_or_events: 1,
    });
  });
});

describe('importing project information', () => {
  const importSettings = { token, content: 'project_settings', format: 'json' };

  it.each([
    ['16.1.3', '19'],
    ['15.8.1', '18'],
  ])('of a full export on %s accepts %s values', async (version, count) => {
    const { post, postJson } = makeSandbox({ version });
    for (const format of ['json', 'csv', 'xml']) {
      const data = (await post({ token, content: 'project', format })).text;
      expect((await post({ ...importSettings, format, data })).text).toBe(count);
    }
    expect(await postJson({ token, content: 'project' })).toMatchObject({ project_title: 'Classic', project_id: 1 });
  });

  it('changes what it names', async () => {
    const { post, postJson } = makeSandbox();
    const data = '[{"project_title":"New","purpose":"2","surveys_enabled":"1","secondary_unique_field":"first_name"}]';
    expect((await post({ ...importSettings, data })).text).toBe('4');
    expect(await postJson({ token, content: 'project' })).toEqual({
      ...classicInformation,
      project_title: 'New',
      purpose: 2,
      surveys_enabled: 1,
      secondary_unique_field: 'first_name',
    });
  });

  it('sets a longitudinal flag that counts only with events', async () => {
    const { post, postJson } = makeSandbox();
    expect((await post({ ...importSettings, data: '{"is_longitudinal":1}' })).text).toBe('1');
    expect(await postJson({ token, content: 'project' })).toMatchObject({ is_longitudinal: 0 });
    expect((await post({ token, content: 'event', format: 'json' })).text).toBe(
      '{"error":"You cannot export events for classic projects"}',
    );
  });

  it('brings the events back when the flag was off in between', async () => {
    const { post, postJson } = makeSandbox();
    const owner = { token: tokens.longitudinal, content: 'project_settings', format: 'json' };
    await post({ ...owner, data: '{"is_longitudinal":0}' });
    expect((await post({ token: tokens.longitudinal, content: 'arm' })).status).toBe(400);
    await post({ ...owner, data: '{"is_longitudinal":1}' });
    expect(await postJson({ token: tokens.longitudinal, content: 'event' })).toHaveLength(3);
    expect(await postJson({ token: tokens.longitudinal, content: 'formEventMapping' })).toHaveLength(4);
  });

  it.each([
    ['{"purpose":7}', 'Row 1: the column "purpose" must be a number from 0 to 4'],
    ['{"project_title":" "}', 'Row 1: the column "project_title" must not be blank'],
    ['{"surveys_enabled":"maybe"}', 'Row 1: the column "surveys_enabled" must be 0 or 1'],
  ])('refuses %s', async (data, error) => {
    const { postJson } = makeSandbox();
    expect(await postJson({ ...importSettings, data })).toEqual({ error });
  });

  it.each([
    ['json', '[{"secondary_unique_field":"not_yet"}]'],
    ['csv', 'secondary_unique_field\nnot_yet\n'],
    ['xml', '<items><item><secondary_unique_field>not_yet</secondary_unique_field></item></items>'],
  ])('takes a secondary unique field that is not there yet (%s)', async (format, data) => {
    const { post, postJson } = makeSandbox();
    expect((await post({ ...importSettings, format, data })).text).toBe('1');
    expect(await postJson({ token, content: 'project' })).toMatchObject({ secondary_unique_field: 'not_yet' });
    const rows = '[{"study_id":"1","height":"170"},{"study_id":"2","height":"170"}]';
    expect(await postJson({ token, content: 'record', data: rows })).toEqual({ count: 2 });
  });

  it('needs data', async () => {
    const { postJson } = makeSandbox();
    expect(await postJson({ token, content: 'project_settings' })).toEqual({
      error: 'The value of the parameter "data" is not valid',
    });
  });
});

describe('creating a project', () => {
  const data = '[{"project_title":"Made","purpose":"0"}]';

  it('answers a token whose user has most rights in a project with one field', async () => {
    const { post, postJson, store } = makeSandbox();
    const created = await post({ token: store.superToken, content: 'project', format: 'json', data });
    expect(created.status).toBe(200);
    expect(created.text).toMatch(/^[0-9A-F]{32}$/);
    const owner = { token: created.text };
    expect(await postJson({ ...owner, content: 'project' })).toMatchObject({
      project_id: 4,
      project_title: 'Made',
      creation_time: '2024-06-01 12:00:00',
      is_longitudinal: 0,
      record_autonumbering_enabled: 1,
    });
    expect(await postJson({ ...owner, content: 'metadata' })).toMatchObject([
      { field_name: 'record_id', form_name: 'form_1', field_type: 'text' },
    ]);
    expect(await postJson({ ...owner, content: 'user' })).toMatchObject([{ username: 'site_admin', design: 1 }]);
  });

  it.each([
    ['csv', 'project_title,purpose,is_longitudinal\nMade,0,1\n'],
    [
      'xml',
      '<items><project><project_title>Made</project_title><purpose>0</purpose><project_note>x</project_note></project></items>',
    ],
    ['xml', '<items><item><project_title>Made</project_title><purpose>0</purpose></item></items>'],
  ])('takes %s: %s', async (format, text) => {
    const { post, postJson, store } = makeSandbox();
    const created = await post({ token: store.superToken, content: 'project', format, data: text });
    expect(await postJson({ token: created.text, content: 'project' })).toMatchObject({
      project_title: 'Made',
      is_longitudinal: 0,
    });
  });

  it('reads a project XML, whose title gives way', async () => {
    const { post, postJson, store } = makeSandbox();
    const odm = (await post({ token: tokens.longitudinal, content: 'project_xml' })).text;
    const created = await post({ token: store.superToken, content: 'project', format: 'json', data, odm });
    const copy = { token: created.text };
    expect(await postJson({ ...copy, content: 'project' })).toMatchObject({
      project_title: 'Made',
      is_longitudinal: 1,
    });
    for (const content of ['arm', 'formEventMapping', 'repeatingFormsEvents', 'metadata', 'instrument']) {
      expect(await postJson({ ...copy, content })).toEqual(await postJson({ token: tokens.longitudinal, content }));
    }
  });

  it('does not make a classic project XML longitudinal', async () => {
    const { post, postJson, store } = makeSandbox();
    const odm = (await post({ token, content: 'project_xml', returnMetadataOnly: 'true' })).text;
    const flagged = '{"project_title":"Made","purpose":0,"is_longitudinal":1}';
    const created = await post({ token: store.superToken, content: 'project', format: 'json', data: flagged, odm });
    expect(await postJson({ token: created.text, content: 'project' })).toMatchObject({ is_longitudinal: 0 });
  });

  it.each([
    [{ data: '{"project_title":"","purpose":0}' }, "Row 1: the column 'project_title' must not be blank"],
    [{ data: '{"project_title":"x","purpose":9}' }, "Row 1: the column 'purpose' must be a number from 0 to 4"],
    [{ data: '{"purpose":0}' }, "The column 'project_title' is missing from the data being imported"],
    [{ data: '{"project_title":"x"}' }, "The column 'purpose' is missing from the data being imported"],
    [
      { data: '{"project_title":"x","purpose":1}' },
      "Row 1: the column 'purpose_other' must say what the purpose is when the purpose is 1 (other)",
    ],
    [{}, "The required parameter 'data' is missing"],
    [{ data: '[' }, 'The data being imported is not formatted correctly as json'],
    [{ data: '{"project_title":" ","purpose":0}' }, "Row 1: the column 'project_title' must not be blank"],
    [
      { data: '{"project_title":"x","purpose":0,"surveys_enabled":"maybe"}' },
      "Row 1: the column 'surveys_enabled' must be 0 or 1",
    ],
  ])('refuses %j and creates nothing', async (parameters, error) => {
    const { postJson, store } = makeSandbox();
    expect(await postJson({ token: store.superToken, content: 'project', ...parameters })).toEqual({ error });
    expect(store.projects.size).toBe(3);
  });

  it('refuses an odm that is no project XML', async () => {
    const { post, store } = makeSandbox();
    const reply = await post({ token: store.superToken, content: 'project', format: 'json', data, odm: '<html/>' });
    expect(reply.status).toBe(400);
    expect(reply.text).toMatch(/^\{"error":"The parameter 'odm' is not a project XML: [^"]+"\}$/);
    expect(store.projects.size).toBe(3);
  });

  it('is not possible with a project token', async () => {
    const { post, store } = makeSandbox();
    await post({ token, content: 'project', format: 'json', data });
    expect(store.projects.size).toBe(3);
  });
});

describe('exporting project XML', () => {
  it('answers xml whatever the format', async () => {
    const { post } = makeSandbox();
    const reply = await post({ token, content: 'project_xml', format: 'json' });
    expect(reply.contentType).toBe('text/xml; charset=utf-8');
    expect(reply.text).toContain('ODMVersion="1.3.1"');
  });

  it('refuses unknown fields and events', async () => {
    const { postJson } = makeSandbox();
    expect(await postJson({ token, content: 'project_xml', fields: 'shoe' })).toEqual({
      error: `The following values in the parameter "fields" are not valid: 'shoe'`,
    });
  });
});
