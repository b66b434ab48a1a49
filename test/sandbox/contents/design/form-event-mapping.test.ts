import { describe, expect, it } from 'vitest';

import { makeSandbox, tokens } from '../../support.ts';

const token = tokens.longitudinal;

describe('exporting instrument-event mappings', () => {
  it('answers them by arm, event and form', async () => {
    const { postJson } = makeSandbox();
    expect(await postJson({ token, content: 'formEventMapping' })).toEqual([
      { arm_num: 1, unique_event_name: 'baseline_arm_1', form: 'enrollment' },
      { arm_num: 1, unique_event_name: 'baseline_arm_1', form: 'diary' },
      { arm_num: 1, unique_event_name: 'visit_arm_1', form: 'exam' },
      { arm_num: 2, unique_event_name: 'baseline_arm_2', form: 'enrollment' },
    ]);
  });

  it('answers the header alone for an arm without events', async () => {
    const { post } = makeSandbox();
    expect(await post({ token, content: 'formEventMapping', format: 'csv', 'arms[0]': '10' })).toEqual({
      status: 200,
      text: 'arm_num,unique_event_name,form\n',
      contentType: 'text/csv; charset=utf-8',
    });
  });

  it('answers items in xml', async () => {
    const { post } = makeSandbox();
    expect((await post({ token, content: 'formEventMapping', arms: '2' })).text).toBe(
      '<?xml version="1.0" encoding="UTF-8" ?>\n<items>\n<item><arm_num>2</arm_num>' +
        '<unique_event_name>baseline_arm_2</unique_event_name><form>enrollment</form></item>\n</items>',
    );
  });

  it('is refused for a classic project', async () => {
    const { post } = makeSandbox();
    const reply = await post({ token: tokens.classic, content: 'formEventMapping', format: 'json' });
    expect(reply.status).toBe(400);
    expect(reply.text).toBe('{"error":"You cannot export form/event mappings for classic projects"}');
  });
});

describe('importing instrument-event mappings', () => {
  const importMappings = { token, content: 'formEventMapping', format: 'json' };

  it('replaces them all', async () => {
    const { post, postJson } = makeSandbox();
    const before = (await post({ ...importMappings })).text;
    const data = '[{"arm_num":"1","unique_event_name":"baseline_arm_1","form":"enrollment"}]';
    expect((await post({ ...importMappings, data })).text).toBe('1');
    expect(await postJson({ ...importMappings })).toEqual([
      { arm_num: 1, unique_event_name: 'baseline_arm_1', form: 'enrollment' },
    ]);
    expect((await post({ ...importMappings, action: 'import', data: before })).text).toBe('4');
    expect((await post({ ...importMappings })).text).toBe(before);
  });

  it.each(['csv', 'xml'])('takes its own export back in %s', async (format) => {
    const { post, longitudinal } = makeSandbox();
    const before = structuredClone(longitudinal.mappings);
    const data = (await post({ token, content: 'formEventMapping', format })).text;
    expect((await post({ ...importMappings, format, data })).text).toBe('4');
    expect(longitudinal.mappings).toEqual(before);
  });

  const first = { unique_event_name: 'baseline_arm_1', form: ['enrollment', 'exam'] };
  const visit = { unique_event_name: 'visit_arm_1', form: 'exam' };
  const second = { unique_event_name: 'baseline_arm_2', form: ['diary'] };
  const rows = (...pairs: (readonly [number, string, string])[]): object[] =>
    pairs.map(([arm_num, unique_event_name, form]) => ({ arm_num, unique_event_name, form }));
  const xml = (event: typeof first): string =>
    `<event><unique_event_name>${event.unique_event_name}</unique_event_name>` +
    `${event.form.map((form) => `<form>${form}</form>`).join('')}</event>`;
  const ofFirst = rows([1, 'baseline_arm_1', 'enrollment'], [1, 'baseline_arm_1', 'exam']);
  const ofBoth = [...ofFirst, ...rows([2, 'baseline_arm_2', 'diary'])];

  // EVIDENCE.md#nested-mappings
  it.each([
    ['a list', 'json', JSON.stringify([{ arm: { number: 1, event: [first] } }]), ofFirst],
    ['one object', 'json', JSON.stringify({ arm: { number: 1, event: [first] } }), ofFirst],
    ['a number as text', 'json', JSON.stringify([{ arm: { number: '1', event: [first] } }]), ofFirst],
    ['no number', 'json', JSON.stringify([{ arm: { event: [first] } }]), ofFirst],
    ['one event without a list', 'json', JSON.stringify([{ arm: { number: 1, event: first } }]), ofFirst],
    [
      'a form without a list',
      'json',
      JSON.stringify([{ arm: { number: 1, event: [first, visit] } }]),
      [...ofFirst, ...rows([1, 'visit_arm_1', 'exam'])],
    ],
    [
      'two arms',
      'json',
      JSON.stringify([{ arm: { number: 1, event: [first] } }, { arm: { number: 2, event: [second] } }]),
      ofBoth,
    ],
    [
      'two arms in one item',
      'json',
      JSON.stringify({
        arm: [
          { number: 1, event: [first] },
          { number: 2, event: [second] },
        ],
      }),
      ofBoth,
    ],
    [
      'flat rows beside nested ones',
      'json',
      JSON.stringify([...ofFirst, { arm: { number: 2, event: [second] } }]),
      ofBoth,
    ],
    [
      'flat items beside nested ones, with blanks around the texts',
      'xml',
      '<items><item><arm_num> 1 </arm_num><unique_event_name> visit_arm_1 </unique_event_name><form>\nexam\n</form></item>' +
        '<item><arm><number>1</number><event><unique_event_name>visit_arm_1</unique_event_name><form> diary </form></event></arm></item></items>',
      rows([1, 'visit_arm_1', 'diary'], [1, 'visit_arm_1', 'exam']),
    ],
    ['an event without forms', 'json', JSON.stringify([{ arm: { number: 1, event: [{ ...first, form: [] }] } }]), []],
    [
      'items',
      'xml',
      `<items><item><arm><number>1</number>${xml(first)}</arm></item><item><arm><number>2</number>${xml(second)}</arm></item></items>`,
      ofBoth,
    ],
    [
      'arms below the root',
      'xml',
      `<?xml version="1.0" encoding="UTF-8" ?>\n<items>\n<arm><number>1</number>${xml(first)}</arm>\n<arm>${xml(second)}</arm>\n</items>`,
      ofBoth,
    ],
  ])('takes them nested by arm and event: %s (%s)', async (_shape, format, data, expected) => {
    const { post, postJson } = makeSandbox();
    expect((await post({ ...importMappings, format, data })).text).toBe(String(expected.length));
    expect(await postJson(importMappings)).toEqual(expected);
  });

  it.each([
    [{ number: 2, event: [first] }, 'Row 1: the column "arm_num" must be the number of the arm of the event'],
    [
      { number: 1, event: [first, { ...visit, unique_event_name: 'nowhere_arm_1' }] },
      'Row 3: the column "unique_event_name" must be the unique name of an event of the project',
    ],
    [
      { number: 1, event: [{ ...first, form: ['enrollment', 'nope'] }] },
      'Row 2: the column "form" must be the name of an instrument of the project',
    ],
  ])('refuses a nested one that is wrong and keeps what was: %j', async (arm, error) => {
    const { postJson, longitudinal } = makeSandbox();
    expect(await postJson({ ...importMappings, data: JSON.stringify([{ arm }]) })).toEqual({ error });
    expect(longitudinal.mappings).toHaveLength(4);
  });

  it.each([
    [
      '[{"arm_num":1,"unique_event_name":"Baseline","form":"exam"}]',
      'Row 1: the column "unique_event_name" must be the unique name of an event of the project',
    ],
    [
      '[{"arm_num":1,"unique_event_name":"visit_arm_1","form":"Exam"}]',
      'Row 1: the column "form" must be the name of an instrument of the project',
    ],
    [
      '[{"arm_num":2,"unique_event_name":"visit_arm_1","form":"exam"}]',
      'Row 1: the column "arm_num" must be the number of the arm of the event',
    ],
  ])('refuses %s and keeps what was', async (data, error) => {
    const { postJson, longitudinal } = makeSandbox();
    expect(await postJson({ ...importMappings, data })).toEqual({ error });
    expect(longitudinal.mappings).toHaveLength(4);
  });
});
