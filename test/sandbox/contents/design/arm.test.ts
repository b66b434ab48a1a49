import { describe, expect, it } from 'vitest';

import { makeSandbox, tokens } from '../../support.ts';

const token = tokens.longitudinal;

describe('exporting arms', () => {
  it('answers numbers and names', async () => {
    const { postJson } = makeSandbox();
    expect(await postJson({ token, content: 'arm' })).toEqual([
      { arm_num: 1, name: 'Drug A' },
      { arm_num: 2, name: 'Drug B' },
    ]);
  });

  it('answers csv and xml', async () => {
    const { post } = makeSandbox();
    expect((await post({ token, content: 'arm', format: 'csv' })).text).toBe('arm_num,name\n1,"Drug A"\n2,"Drug B"');
    expect((await post({ token, content: 'arm' })).text).toContain(
      '<item><arm_num>1</arm_num><name>Drug A</name></item>',
    );
  });

  it.each([{ 'arms[0]': '2' }, { arms: '2' }])('answers some of them: %j', async (filter) => {
    const { postJson } = makeSandbox();
    expect(await postJson({ token, content: 'arm', ...filter })).toEqual([{ arm_num: 2, name: 'Drug B' }]);
  });

  it('is refused for a classic project', async () => {
    const { post } = makeSandbox();
    expect(await post({ token: tokens.classic, content: 'arm', format: 'json' })).toEqual({
      status: 400,
      text: '{"error":"You cannot export arms for classic projects"}',
      contentType: 'application/json; charset=utf-8',
    });
  });
});

describe('importing arms', () => {
  const importArms = { token, content: 'arm', action: 'import', format: 'json' };

  it('adds an arm that shows once it has an event', async () => {
    const { post, postJson } = makeSandbox();
    const data = '[{"arm_num":3,"name":"Drug C"}]';
    expect((await post({ ...importArms, override: '0', data })).text).toBe('1');
    expect(await postJson({ token, content: 'arm' })).toHaveLength(2);
    await post({ ...importArms, content: 'event', data: '[{"event_name":"New","arm_num":"3"}]' });
    expect(await postJson({ token, content: 'arm' })).toEqual([
      { arm_num: 1, name: 'Drug A' },
      { arm_num: 2, name: 'Drug B' },
      { arm_num: 3, name: 'Drug C' },
    ]);
  });

  it('renames an arm', async () => {
    const { post, postJson } = makeSandbox();
    const data = 'arm_num,name\n2,Placebo';
    expect((await post({ ...importArms, format: 'csv', data })).text).toBe('1');
    expect(await postJson({ token, content: 'arm', arms: '2' })).toEqual([{ arm_num: 2, name: 'Placebo' }]);
  });

  it('deletes everything first with override', async () => {
    const { post, longitudinal } = makeSandbox();
    const data = '[{"arm_num":1,"name":"Drug A"},{"arm_num":2,"name":"Drug B"}]';
    expect((await post({ ...importArms, override: '1', data })).text).toBe('2');
    expect(longitudinal.repeating).toEqual([]);
    expect((await post({ token, content: 'event', format: 'json' })).text).toBe(
      '{"error":"You cannot export events for classic projects"}',
    );
  });

  it('bootstraps a classic project', async () => {
    const { post, postJson } = makeSandbox();
    const owner = { token: tokens.classic, format: 'json' };
    const arms = '[{"arm_num":1,"name":"Arm 1"},{"arm_num":2,"name":"Arm 2"},{"arm_num":10,"name":"Arm 10"}]';
    const events =
      '[{"event_name":"event_1","arm_num":1},{"event_name":"event_1","arm_num":2},{"event_name":"event_1","arm_num":10}]';
    expect((await post({ ...owner, content: 'arm', action: 'import', data: arms })).text).toBe('3');
    expect((await post({ ...owner, content: 'event', action: 'import', data: events })).text).toBe('3');
    expect(await postJson({ ...owner, content: 'project' })).toMatchObject({ is_longitudinal: 0 });
    expect((await post({ ...owner, content: 'arm' })).status).toBe(400);
    expect((await post({ ...owner, content: 'project_settings', data: '{"is_longitudinal":1}' })).text).toBe('1');
    expect(await postJson({ ...owner, content: 'project' })).toMatchObject({ is_longitudinal: 1 });
    expect(await postJson({ ...owner, content: 'arm' })).toHaveLength(3);
    expect(await postJson({ ...owner, content: 'event' })).toMatchObject([
      { unique_event_name: 'event_1_arm_1' },
      { unique_event_name: 'event_1_arm_2' },
      { unique_event_name: 'event_1_arm_10' },
    ]);
  });

  it.each([
    ['[{"arm_num":0,"name":"x"}]', 'Row 1: the column "arm_num" must be a whole number from 1 up'],
    [
      '[{"arm_num":1,"name":"x"},{"arm_num":"two","name":"x"}]',
      'Row 2: the column "arm_num" must be a whole number from 1 up',
    ],
    ['[{"arm_num":1,"name":""}]', 'Row 1: the column "name" must not be blank'],
  ])('refuses %s', async (data, error) => {
    const { postJson } = makeSandbox();
    expect(await postJson({ ...importArms, data })).toEqual({ error });
  });

  it('needs Development status', async () => {
    const { post, longitudinal } = makeSandbox();
    longitudinal.status = 'production';
    const reply = await post({ ...importArms, data: '[{"arm_num":3,"name":"Drug C"}]' });
    expect(reply.status).toBe(400);
    expect(reply.text).toBe('{"error":"You cannot import arms because the project is not in Development status"}');
  });

  it('needs the right to import, then the right to design', async () => {
    const { post, postJson, longitudinal } = makeSandbox();
    const data = '[{"arm_num":3,"name":"Drug C"}]';
    expect(await post({ ...importArms, token: tokens.longitudinalReader, data })).toEqual({
      status: 403,
      text: '{"error":"You do not have API Import/Update privileges"}',
      contentType: 'application/json; charset=utf-8',
    });
    const [owner] = longitudinal.users;
    if (owner !== undefined) owner.flags.design = 0;
    expect(await postJson({ ...importArms, data })).toEqual({
      error: "You must have 'API Import/Update' privileges and 'Project Design and Setup' privileges",
    });
  });

  it('is an export without action=import', async () => {
    const { postJson } = makeSandbox();
    expect(await postJson({ token, content: 'arm', data: '[{"arm_num":3,"name":"Drug C"}]' })).toHaveLength(2);
  });
});

describe('deleting arms', () => {
  const deleteArms = { token, content: 'arm', action: 'delete', format: 'json' };

  it('takes their events along', async () => {
    const { post, longitudinal } = makeSandbox();
    expect((await post({ ...deleteArms, 'arms[0]': '2' })).text).toBe('1');
    expect(longitudinal.events.map((event) => event.uniqueEventName)).toEqual(['baseline_arm_1', 'visit_arm_1']);
  });

  it('of all arms makes the project classic until there are events again', async () => {
    const { post, postJson } = makeSandbox();
    expect((await post({ ...deleteArms, 'arms[0]': '1', 'arms[1]': '2' })).text).toBe('2');
    expect(await postJson({ token, content: 'project' })).toMatchObject({ is_longitudinal: 0 });
    const data = '[{"event_name":"Again","arm_num":1}]';
    expect((await post({ token, content: 'event', action: 'import', format: 'json', data })).text).toBe('1');
    expect(await postJson({ token, content: 'project' })).toMatchObject({ is_longitudinal: 1 });
    expect(await postJson({ token, content: 'event' })).toMatchObject([{ unique_event_name: 'again_arm_1' }]);
  });

  it.each([
    [{ 'arms[0]': '9' }, `The following values in the parameter "arms" are not valid: '9'`],
    [{ 'arms[0]': '1', 'arms[1]': 'x' }, `The following values in the parameter "arms" are not valid: 'x'`],
  ])('refuses %j', async (arms, error) => {
    const { postJson } = makeSandbox();
    expect(await postJson({ ...deleteArms, ...arms })).toEqual({ error });
  });
});
