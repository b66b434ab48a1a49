import { describe, expect, it } from 'vitest';

import { makeSandbox, tokens } from '../../support.ts';

const content = 'repeatingFormsEvents';
const none =
  'ERROR: You cannot export repeating instruments and events because the project does not contain any repeating ' +
  'instruments and events';

describe('exporting repeating instruments and events', () => {
  it('names events in a longitudinal project', async () => {
    const { postJson } = makeSandbox();
    expect(await postJson({ token: tokens.longitudinal, content })).toEqual([
      { event_name: 'baseline_arm_1', form_name: 'diary', custom_form_label: '[mood]' },
      { event_name: 'visit_arm_1', form_name: '', custom_form_label: '' },
    ]);
  });

  it('names no events in a classic project', async () => {
    const { post } = makeSandbox();
    expect((await post({ token: tokens.repeating, content, format: 'csv' })).text).toBe(
      'form_name,custom_form_label\nweight,[weight_date] [weight_time]\n',
    );
  });

  it('is refused where nothing repeats', async () => {
    const { post } = makeSandbox();
    expect(await post({ token: tokens.classic, content, format: 'csv' })).toMatchObject({ status: 400, text: none });
  });

  it('needs the right to design', async () => {
    const { postJson } = makeSandbox();
    expect(await postJson({ token: tokens.classicReader, content })).toEqual({
      error: "You must have 'API Export' privileges and 'Project Design and Setup' privileges",
    });
  });
});

describe('importing repeating instruments and events', () => {
  it('replaces the whole setup', async () => {
    const { post, postJson } = makeSandbox();
    const data = '[{"event_name":"visit_arm_1","form_name":"exam","custom_repeat_instrument_label":"x"}]';
    expect((await post({ token: tokens.longitudinal, content, format: 'json', data })).text).toBe('1');
    expect(await postJson({ token: tokens.longitudinal, content })).toEqual([
      { event_name: 'visit_arm_1', form_name: 'exam', custom_form_label: 'x' },
    ]);
  });

  it('clears it with no rows', async () => {
    const { post, postJson } = makeSandbox();
    expect((await post({ token: tokens.repeating, content, format: 'json', data: '[]' })).text).toBe('0');
    expect((await post({ token: tokens.repeating, content, format: 'csv' })).text).toBe(none);
    expect(await postJson({ token: tokens.repeating, content: 'project' })).toMatchObject({
      has_repeating_instruments_or_events: 0,
    });
  });

  it.each(['json', 'csv', 'xml'])('takes its own export back in %s', async (format) => {
    const { post, longitudinal } = makeSandbox();
    const before = structuredClone(longitudinal.repeating);
    const data = (await post({ token: tokens.longitudinal, content, format })).text;
    expect((await post({ token: tokens.longitudinal, content, format, data })).text).toBe('2');
    expect(longitudinal.repeating).toEqual(before);
  });

  it('takes a classic row', async () => {
    const { post, postJson } = makeSandbox();
    const data = 'form_name,custom_form_label\nhealth,';
    expect((await post({ token: tokens.classic, content, format: 'csv', data })).text).toBe('1');
    expect(await postJson({ token: tokens.classic, content: 'project' })).toMatchObject({
      has_repeating_instruments_or_events: 1,
    });
  });

  it.each([
    [tokens.longitudinal, '[{"event_name":"x","form_name":"exam"}]', "The event 'x' is not available in project"],
    [
      tokens.classic,
      '[{"form_name":""}]',
      'Row 1: the column "form_name" must be the name of an instrument of the project',
    ],
    [
      tokens.longitudinal,
      '[{"event_name":"visit_arm_1","form_name":"exam"},{"event_name":"visit_arm_1","form_name":""}]',
      'The event "visit_arm_1" cannot repeat as a whole and have repeating instruments at the same time',
    ],
  ])('of %s refuses %s', async (token, data, error) => {
    const { postJson } = makeSandbox();
    expect(await postJson({ token, content, data })).toEqual({ error });
  });
});
