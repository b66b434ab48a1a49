import { describe, expect, it } from 'vitest';

import type { SandboxKit } from './support.ts';
import { makeSandbox, tokens } from './support.ts';

const fill = async (version: string): Promise<SandboxKit> => {
  const kit = makeSandbox({ version });
  const records = { format: 'json', content: 'record' };
  await kit.post({
    ...records,
    token: tokens.classic,
    data: '[{"study_id":"1","sex":"0","race___a":"1","health_complete":"2"}]',
  });
  const row = { record_id: '1', redcap_event_name: 'baseline_arm_1', consented: '1' };
  await kit.post({ ...records, token: tokens.longitudinal, data: JSON.stringify([row]) });
  return kit;
};

const classic = {
  token: tokens.classic,
  content: 'record',
  format: 'csv',
  fields: 'study_id,sex,race,health_complete',
};
const longitudinal = { token: tokens.longitudinal, content: 'record', format: 'csv', fields: 'record_id,consented' };

const upload = async ({ handle }: SandboxKit): Promise<number> => {
  const body = new FormData();
  const sent = { token: tokens.classic, content: 'file', action: 'import', record: '1', field: 'mugshot' };
  for (const [name, value] of Object.entries(sent)) body.append(name, value);
  body.append('file', new File(['x'], 'x.txt'));
  return (await handle(new Request('http://sandbox.test/api/', { method: 'POST', body }))).status;
};

// EVIDENCE.md#before-redcap-6
describe('a server as old as', () => {
  it.each(['4.15.0', '5.12.2'])('REDCap %s exports code and label with rawOrLabel=both', async (version) => {
    const { post } = await fill(version);
    expect((await post({ ...classic, rawOrLabel: 'both' })).text).toBe(
      'study_id,sex,race___1,race___a,race____4,health_complete\n1,"0,Female",,Letter,,"2,Complete"\n',
    );
    expect((await post({ ...classic, rawOrLabel: 'label' })).text).toBe(
      'study_id,sex,race___1,race___a,race____4,health_complete\n1,Female,,Letter,,Complete\n',
    );
  });

  it.each(['6.0.0', '16.1.3'])('REDCap %s refuses rawOrLabel=both', async (version) => {
    const { post } = await fill(version);
    expect((await post({ ...classic, rawOrLabel: 'both' })).status).toBe(400);
    expect((await post({ ...classic, rawOrLabel: 'label' })).text).toContain(
      '\n1,Female,Unchecked,Checked,Unchecked,Complete\n',
    );
  });

  it.each([
    ['5.12.2', 'label', 'raw', 'Baseline'],
    ['5.12.2', 'unique', 'label', 'baseline_arm_1'],
    ['5.12.2', '', 'label', 'Baseline'],
    ['5.12.2', '', 'raw', 'baseline_arm_1'],
    ['6.0.0', 'label', 'raw', 'baseline_arm_1'],
    ['6.0.0', 'unique', 'label', 'Baseline'],
  ])(
    'REDCap %s names an event with eventName=%s and rawOrLabel=%s: %s',
    async (version, eventName, rawOrLabel, name) => {
      const { post } = await fill(version);
      expect((await post({ ...longitudinal, eventName, rawOrLabel })).text.split('\n')[1]).toMatch(`1,${name},`);
      const eav = await post({ ...longitudinal, eventName, rawOrLabel, type: 'eav' });
      expect(eav.text.split('\n')[1]).toMatch(`1,${name},`);
    },
  );

  it.each([
    ['5.12.2', 'study_id,sex'],
    ['6.0.0', 'sex'],
  ])('REDCap %s exports for fields=sex the columns %s', async (version, header) => {
    const { post } = await fill(version);
    expect((await post({ ...classic, fields: 'sex' })).text.split('\n')[0]).toBe(header);
  });

  it.each([
    ['4.15.0', 201],
    ['5.0.0', 200],
    ['16.1.3', 200],
  ])('REDCap %s answers an import of a file with %i', async (version, status) => {
    expect(await upload(await fill(version))).toBe(status);
  });
});
