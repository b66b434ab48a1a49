import { describe, expect, it } from 'vitest';

import { studyNamed, type KnownStudy } from '../../../support/known-study.ts';
import { itWith, requirement } from '../../../support/requirement.ts';
import { makeSandbox, tokens } from '../../support.ts';

const token = tokens.longitudinal;

describe('exporting events', () => {
  it('answers them without offsets', async () => {
    const { postJson } = makeSandbox();
    expect(await postJson({ token, content: 'event', 'arms[0]': '2' })).toEqual([
      {
        event_name: 'Baseline',
        arm_num: 2,
        unique_event_name: 'baseline_arm_2',
        custom_event_label: '',
        event_id: 203,
      },
    ]);
  });

  it('answers offsets when scheduling is enabled', async () => {
    const { post, longitudinal } = makeSandbox();
    longitudinal.settings.scheduling_enabled = true;
    expect((await post({ token, content: 'event', format: 'csv', arms: '2' })).text).toBe(
      'event_name,arm_num,day_offset,offset_min,offset_max,unique_event_name,custom_event_label,event_id\n' +
        '"Baseline",2,203,0,0,baseline_arm_2,,203',
    );
  });

  it('is refused for a classic project', async () => {
    const { post } = makeSandbox();
    const reply = await post({ token: tokens.classic, content: 'event', format: 'csv' });
    expect(reply.status).toBe(400);
    expect(reply.text).toBe('ERROR: You cannot export events for classic projects');
  });
});

describe('importing events', () => {
  const importEvents = { token, content: 'event', action: 'import', format: 'json' };

  it('adds events with names of their own', async () => {
    const { post, postJson } = makeSandbox();
    const data =
      '[{"event_name":"Final Visit","arm_num":"2","unique_event_name":"chosen_arm_2","event_id":7,"extra":1}]';
    expect((await post({ ...importEvents, override: '0', data })).text).toBe('1');
    expect(await postJson({ token, content: 'event' })).toHaveLength(4);
    expect(await postJson({ token, content: 'event', arms: '2' })).toMatchObject([
      { unique_event_name: 'baseline_arm_2', event_id: 203 },
      { unique_event_name: 'final_visit_arm_2', event_id: 1000, event_name: 'Final Visit' },
    ]);
    expect(await postJson({ token, content: 'formEventMapping', arms: '2' })).toHaveLength(1);
  });

  it('adds a letter to a name that is taken', async () => {
    const { post, longitudinal } = makeSandbox();
    await post({ ...importEvents, data: '[{"event_name":"Baseline","arm_num":2}]' });
    expect(longitudinal.events.at(-1)?.uniqueEventName).toBe('baseline_arm_2b');
  });

  it('renames an event and its unique name, keeping its id', async () => {
    const { post, longitudinal } = makeSandbox();
    const data = '[{"event_name":"Start","arm_num":1,"unique_event_name":"baseline_arm_1","custom_event_label":"[x]"}]';
    expect((await post({ ...importEvents, data })).text).toBe('1');
    expect(longitudinal.events[0]).toMatchObject({
      eventId: 201,
      eventName: 'Start',
      uniqueEventName: 'start_arm_1',
      customEventLabel: '[x]',
    });
  });

  it('changes nothing when a full export is sent back', async () => {
    const { post, longitudinal } = makeSandbox();
    const before = structuredClone(longitudinal.events);
    for (const format of ['json', 'csv', 'xml']) {
      const data = (await post({ token, content: 'event', format })).text;
      expect((await post({ ...importEvents, format, data })).text).toBe('3');
    }
    expect(longitudinal.events).toEqual(before);
  });

  it('deletes the others with override', async () => {
    const { post, longitudinal } = makeSandbox();
    const data =
      '[{"event_name":"Baseline","arm_num":1,"unique_event_name":"baseline_arm_1"},{"event_name":"New","arm_num":1}]';
    expect((await post({ ...importEvents, override: '1', data })).text).toBe('2');
    expect(longitudinal.events.map((event) => [event.eventId, event.uniqueEventName])).toEqual([
      [201, 'baseline_arm_1'],
      [1000, 'new_arm_1'],
    ]);
  });

  it.each([
    ['[{"event_name":"X","arm_num":9}]', 'Row 1: the column "arm_num" must be the number of an arm of the project'],
    ['[{"event_name":"","arm_num":1}]', 'Row 1: the column "event_name" must not be blank'],
    ['[{"arm_num":1}]', "The column 'event_name' is missing from the data being imported"],
    ['[{"event_name":"X","arm_num":1,"day_offset":"soon"}]', 'Row 1: the column "day_offset" must be a number'],
  ])('refuses %s and stores nothing', async (data, error) => {
    const { postJson, longitudinal } = makeSandbox();
    expect(await postJson({ ...importEvents, data })).toEqual({ error });
    expect(longitudinal.events).toHaveLength(3);
  });
});

describe('deleting events', () => {
  const deleteEvents = { token, content: 'event', action: 'delete', format: 'json' };

  it('takes their mappings and repeating setup along', async () => {
    const { post, longitudinal } = makeSandbox();
    expect((await post({ ...deleteEvents, 'events[0]': 'visit_arm_1' })).text).toBe('1');
    expect(longitudinal.mappings.map((mapping) => mapping.eventId)).toEqual([201, 201, 203]);
    expect(longitudinal.repeating).toHaveLength(1);
  });

  it('refuses an unknown event', async () => {
    const { postJson, longitudinal } = makeSandbox();
    expect(await postJson({ ...deleteEvents, 'events[0]': 'visit_arm_1', 'events[1]': 'x_arm_1' })).toEqual({
      error: `The following values in the parameter "events" are not valid: 'x_arm_1'`,
    });
    expect(longitudinal.events).toHaveLength(3);
  });

  it('of all events leaves a classic project with the flag remembered', async () => {
    const { post, postJson, longitudinal } = makeSandbox();
    const all = { 'events[0]': 'visit_arm_1', 'events[1]': 'baseline_arm_1', 'events[2]': 'baseline_arm_2' };
    expect((await post({ ...deleteEvents, ...all })).text).toBe('3');
    expect(longitudinal.settings.is_longitudinal).toBe(true);
    expect(await postJson({ token, content: 'project' })).toMatchObject({ is_longitudinal: 0 });
  });
});

/** Creates a project from the study's XML; gives what it answers in csv. */
const copyStudy = async (study: KnownStudy): Promise<(content: string) => Promise<string>> => {
  const { post, store } = makeSandbox();
  const data = '[{"project_title":"Copy","purpose":0}]';
  const creation = { token: store.superToken, content: 'project', format: 'json', data };
  const created = await post({ ...creation, odm: study.xml() });
  return async (content) => (await post({ token: created.text, format: 'csv', content })).text;
};

describe('a known study', () => {
  itWith(requirement.recordedProjects, 'exports the arms and events that its own server exported', async () => {
    const study = studyNamed('arm-single-longitudinal');
    const ask = await copyStudy(study);
    const withoutIds = (text: string): string => text.replace(/,\d+$/gm, '');
    expect(await ask('arm')).toBe(study.read('arm.csv'));
    expect(withoutIds(await ask('event'))).toBe(withoutIds(study.read('event.csv')));
  });

  it.each(['glacier', 'greenhouse', 'marathon', 'monastery', 'orchestra'])(
    'exports the schedule that is kept of %s, event ids apart',
    async (name) => {
      const study = studyNamed(name);
      const ask = await copyStudy(study);
      expect(await ask('arm')).toBe(study.read('arms.csv'));
      expect((await ask('event')).replace(/,(event_id|\d+)$/gm, '')).toBe(study.read('events.csv'));
      expect(await ask('formEventMapping')).toBe(study.read('mappings.csv'));
    },
  );

  it.each(['beehives', 'ferry', 'greenhouse', 'marathon', 'monastery', 'orchestra'])(
    'exports the repeating setup that is kept of %s',
    async (name) => {
      const study = studyNamed(name);
      const ask = await copyStudy(study);
      expect(await ask('repeatingFormsEvents')).toBe(study.read('repeating.csv'));
    },
  );
});
