import { describe, expect, it } from 'vitest';

import { ensureRow } from '../../../../src/sandbox/state/rows.ts';
import type { Randomization } from '../../../../src/sandbox/state/project.ts';
import type { SandboxKit } from '../../support.ts';
import { makeSandbox, tokens } from '../../support.ts';

const allocate = (value: string, number: string, sex: string, dagId: number | null = null) => ({
  value,
  number,
  strata: { sex },
  dagId,
  record: null,
});

const fill = (more: Partial<Randomization> = {}): SandboxKit => {
  const kit = makeSandbox();
  const { classic } = kit;
  classic.settings.randomization_enabled = true;
  classic.randomizations = [
    {
      randomizationId: 7,
      targetField: 'smoker',
      targetEventId: 100,
      strata: [{ field: 'sex', eventId: 100 }],
      byGroup: false,
      isConcealed: false,
      table: [allocate('1', 'R-0001', '0'), allocate('0', 'R-0002', '1', 21), allocate('1', 'R-0003', '1', 20)],
      ...more,
    },
  ];
  for (const [name, sex, dagId] of [
    ['105', '1', 20],
    ['106', '1', 20],
    ['107', '1', 20],
    ['108', '', 20],
    ['109', '0', 21],
  ] as const) {
    const record = { name, dagId, surveyIdentifier: '', rows: new Map() };
    classic.records.set(name, record);
    const row = ensureRow(record, 100, '', null);
    if (sex !== '') row.values.set('sex', sex);
  }
  return kit;
};

const ask = { token: tokens.classic, content: 'record', action: 'randomize', randomization_id: '7', record: '105' };

const errorOf = async (kit: SandboxKit, more: Readonly<Record<string, string>>): Promise<[number, string]> => {
  const { status, text } = await kit.post({ ...ask, format: 'json', ...more });
  return [status, String((JSON.parse(text) as { error?: unknown }).error)];
};

describe('randomizing a record', () => {
  it('gives it the first free allocation of its strata and writes that down', async () => {
    const kit = fill();
    const { text } = await kit.post({ ...ask, format: 'json' });
    expect(text).toBe('{"randomization_id":7,"record":"105","target_field":"0"}');
    expect(kit.classic.records.get('105')?.rows.get('100||')?.values.get('smoker')).toBe('0');
    expect(kit.classic.randomizations?.[0]?.table.map(({ record }) => record)).toEqual([null, '105', null]);
    expect(kit.classic.log).toMatchObject([
      { action: 'Randomize record (API)', details: "smoker = '0'", record: '105' },
    ]);
    const second = await kit.postJson({ ...ask, record: '106' });
    expect(second).toEqual({ randomization_id: 7, record: '106', target_field: '1' });
  });

  it('shows the randomization number when it is asked for, and a star where it is concealed', async () => {
    const alt = { ...ask, returnAlt: 'true' };
    expect(await fill().postJson(alt)).toEqual({
      randomization_id: 7,
      record: '105',
      target_field: '0',
      target_field_alt: 'R-0002',
    });
    expect(await fill({ isConcealed: true }).postJson(alt)).toMatchObject({ target_field_alt: '*' });
    expect((await fill().post({ ...alt, format: 'csv' })).text).toBe(
      'randomization_id,record,target_field,target_field_alt\n7,105,0,R-0002\n',
    );
    expect((await fill().post({ ...alt, format: 'xml' })).text).toBe(
      '<?xml version="1.0" encoding="UTF-8" ?>\n<item><randomization_id>7</randomization_id><record>105</record>' +
        '<target_field>0</target_field><target_field_alt>R-0002</target_field_alt></item>',
    );
  });

  it("takes the allocations of the record's own group where each has some", async () => {
    expect(await fill({ byGroup: true }).postJson(ask)).toMatchObject({ target_field: '1' });
  });

  it('is refused a second time, and changes nothing then', async () => {
    const kit = fill();
    await kit.post(ask);
    expect(await errorOf(kit, {})).toEqual([
      400,
      'The record "105" cannot be randomized because it was randomized before',
    ]);
    expect(kit.classic.randomizations?.[0]?.table.filter(({ record }) => record !== null)).toHaveLength(1);
  });

  it.each<[Record<string, string>, string]>([
    [{ record: '-1' }, 'The record "-1" does not exist'],
    [{ record: '' }, 'The required parameter "record" is missing'],
    [{ record: '109', token: tokens.classicSite }, 'The record "109" does not exist'],
    [{ randomization_id: '' }, 'The required parameter "randomization_id" is missing'],
    [{ randomization_id: '8' }, 'The value of the parameter "randomization_id" is not valid'],
    [{ record: '108' }, 'The record "108" cannot be randomized because its stratification field "sex" has no value'],
  ])('is refused for %j', async (more, error) => {
    expect(await errorOf(fill(), more)).toEqual([400, error]);
  });

  it('is refused where the randomization has no allocation table', async () => {
    expect(await errorOf(fill({ table: [] }), {})).toEqual([
      400,
      'The randomization 7 has no allocation table for a project in Development status',
    ]);
  });

  it('takes the allocations of the table for the status of the project', async () => {
    const kit = fill({
      table: [
        { ...allocate('1', 'D-1', '1'), table: 'development' },
        { ...allocate('0', 'P-1', '1'), table: 'production' },
      ],
    });
    kit.classic.status = 'production';
    expect(await kit.postJson({ ...ask, returnAlt: 'true' })).toMatchObject({ target_field_alt: 'P-1' });
    kit.classic.status = 'development';
    expect(await kit.postJson({ ...ask, record: '106', returnAlt: 'true' })).toMatchObject({ target_field_alt: 'D-1' });
    const only = fill({ table: [{ ...allocate('1', 'D-1', '1'), table: 'development' }] });
    only.classic.status = 'analysis';
    expect(await errorOf(only, {})).toEqual([
      400,
      'The randomization 7 has no allocation table for a project in Production status',
    ]);
  });

  it('is refused when no allocation is left', async () => {
    const kit = fill();
    await kit.post(ask);
    await kit.post({ ...ask, record: '106' });
    expect(await errorOf(kit, { record: '107' })).toEqual([
      400,
      'The record "107" cannot be randomized because the allocation table has no allocation left for it',
    ]);
  });

  it('is refused where it is not enabled, and without the right', async () => {
    const kit = fill();
    kit.classic.settings.randomization_enabled = false;
    expect(await errorOf(kit, {})).toEqual([400, 'Randomization is not enabled in this project']);
    expect(await errorOf(fill(), { token: tokens.classicWriter })).toEqual([
      403,
      'You do not have Randomize privileges',
    ]);
  });
});
