import { describe, expect, it } from 'vitest';

import { makeSandbox, tokens } from '../../support.ts';

const token = tokens.longitudinal;

const importRecords = { content: 'record', format: 'json' };

describe('what happens to data', () => {
  it('goes with its event, and a record that has nothing else with it', async () => {
    const { post, postJson } = makeSandbox();
    const data = JSON.stringify([
      { record_id: '1', redcap_event_name: 'baseline_arm_1', consented: '1' },
      { record_id: '1', redcap_event_name: 'visit_arm_1', redcap_repeat_instance: '1', weight: '70' },
      { record_id: '2', redcap_event_name: 'visit_arm_1', redcap_repeat_instance: '1', weight: '80' },
    ]);
    expect((await post({ ...importRecords, token, data })).text).toBe('{"count": 2}');
    await post({ token, content: 'event', action: 'delete', 'events[0]': 'visit_arm_1' });
    const rows = await postJson({ token, content: 'record', fields: 'record_id' });
    expect(rows).toMatchObject([{ record_id: '1', redcap_event_name: 'baseline_arm_1' }]);
  });

  it('is lost with override of the arms, even of arms that come back', async () => {
    const { post, postJson } = makeSandbox();
    const data = JSON.stringify([{ record_id: '1', redcap_event_name: 'baseline_arm_1', consented: '1' }]);
    await post({ ...importRecords, token, data });
    const arms = await postJson({ token, content: 'arm' });
    const [events, mappings] = [
      (await post({ token, content: 'event', format: 'json' })).text,
      (await post({ token, content: 'formEventMapping', format: 'json' })).text,
    ];
    const again = { token, action: 'import', format: 'json' };
    expect((await post({ ...again, content: 'arm', override: '1', data: JSON.stringify(arms) })).text).toBe('2');
    expect((await post({ ...again, content: 'event', data: events })).text).toBe('3');
    expect((await post({ ...again, content: 'formEventMapping', data: mappings })).text).toBe('4');
    expect(await postJson({ token, content: 'arm' })).toEqual(arms);
    expect((await post({ token, content: 'formEventMapping', format: 'json' })).text).toBe(mappings);
    expect(await postJson({ token, content: 'record' })).toEqual([]);
  });

  it('stays with the first event when a classic project becomes longitudinal', async () => {
    const { post, postJson } = makeSandbox();
    const owner = { token: tokens.classic, format: 'json' };
    await post({ ...owner, content: 'record', data: '[{"study_id":"1","first_name":"Ada"}]' });
    await post({ ...owner, content: 'event', action: 'import', data: '[{"event_name":"Visit 1","arm_num":1}]' });
    await post({ ...owner, content: 'project_settings', data: '{"is_longitudinal":1}' });
    const mapping = '[{"arm_num":1,"unique_event_name":"visit_1_arm_1","form":"demographics"}]';
    expect((await post({ ...owner, content: 'formEventMapping', data: mapping })).text).toBe('1');
    expect(await postJson({ ...owner, content: 'record', fields: 'study_id,first_name' })).toEqual([
      { study_id: '1', redcap_event_name: 'visit_1_arm_1', first_name: 'Ada' },
    ]);
  });
});
