import { describe, expect, it } from 'vitest';
import { narrowRedcap } from '../../src/policy/client.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { Redcap } from '../../src/redcap/client.ts';
import type { Method } from '../../src/redcap/method.ts';
import { exportMetadata, metadataColumns } from '../../src/redcap/methods/metadata.ts';
import { exportRecordCells, cellsOf } from '../../src/redcap/methods/record-cell.ts';
import { exportRecordSummary } from '../../src/redcap/methods/record-summary.ts';
import { deleteRecords, exportRecords, importRecords, type RecordRow } from '../../src/redcap/methods/record.ts';
import { exportReportRows } from '../../src/redcap/methods/report.ts';
import { exportUsers } from '../../src/redcap/methods/user.ts';

const field = (name: string, form = 'demographics', identifier = ''): object => ({
  ...Object.fromEntries(metadataColumns.map((column) => [column, ''])),
  field_name: name,
  form_name: form,
  field_type: 'text',
  identifier,
});

/** What a REDCap that hides nothing would answer. */
const rows: readonly RecordRow[] = [
  { record_id: '1', redcap_data_access_group: 'lyon', name: 'CANARY', age: '40', sodium: '140' },
  { record_id: '2', redcap_data_access_group: 'kampala', name: 'CANARY', age: '50', sodium: '141' },
  { record_id: '1', redcap_data_access_group: 'lyon', redcap_repeat_instrument: 'labs', sodium: '150' },
];

const createScene = (changes: Partial<Policy> = {}) => {
  const asked: (readonly [name: string, args: unknown])[] = [];
  const dictionary = [field('record_id'), field('name', 'demographics', 'y'), field('age'), field('sodium', 'labs')];
  let now = 0;
  let isAway = false;
  const answer = (name: string, args: unknown): unknown => {
    if (name === 'exportMetadata') return [...dictionary];
    if (name === 'exportRecordCells') return cellsOf(rows);
    if (name === 'exportReportRows') {
      return (async function* () {
        yield rows;
      })();
    }
    if (name !== 'exportRecordSummary') return rows;
    // It is the method's own argument.
    const { start } = args as {
      start: () => { take: (some: readonly RecordRow[]) => Promise<void>; end: () => unknown };
    };
    const summary = start();
    void summary.take(rows);
    return summary.end();
  };
  const redcap: Redcap = {
    fingerprint: 'token',
    call: async <Args, Result>({ name }: Method<Args, Result>, args: Args): Promise<Result> => {
      asked.push([name, args]);
      if (isAway) throw new Error('away');
      // The answer of each method has its form.
      return answer(name, args) as Result;
    },
  };
  const policy: Policy = {
    name: 'p',
    projects: 'all',
    allow: ['read'],
    instruments: 'all',
    identifiers: false,
    groups: 'all',
    serviceToken: true,
    ...changes,
  };
  const narrowed = narrowRedcap(redcap, { policy, clock: { now: () => now }, maxAgeMs: 1000 });
  return {
    narrowed,
    asked,
    dictionary,
    wait: (milliseconds: number) => (now += milliseconds),
    setAway: (away: boolean) => (isAway = away),
    names: () => asked.map(([name]) => name),
  };
};

const refusal = { code: 'FORBIDDEN', notSent: true };

describe('a narrowed client', () => {
  it('has a name of its own, and that of the token', () => {
    const [one, other] = [createScene().narrowed, createScene({ identifiers: true }).narrowed];
    expect(one.fingerprint).not.toBe(other.fingerprint);
    expect(one.fingerprint).toMatch(/^token\.[\w-]{12}$/);
    expect([one.tokenFingerprint, other.tokenFingerprint]).toEqual(['token', 'token']);
    expect(createScene({ name: 'q', projects: ['x'] }).narrowed.fingerprint).toBe(one.fingerprint);
  });

  it('takes columns out of rows, even where REDCap sends more than it was asked for', async () => {
    const { narrowed } = createScene();
    const came = await narrowed.call(exportRecords, { fields: ['record_id', 'name', 'age'] });
    expect(JSON.stringify(came)).not.toContain('CANARY');
    expect(came[0]).toEqual({ record_id: '1', redcap_data_access_group: 'lyon', age: '40', sodium: '140' });
  });

  it('asks for no field that is kept back, and for the names where nothing is left', async () => {
    const { narrowed, asked } = createScene();
    await narrowed.call(exportRecords, { fields: ['name', 'age'] });
    await narrowed.call(exportRecords, { fields: ['name'] });
    expect(asked.map(([, args]) => args)).toEqual([
      {},
      { fields: ['age'], forms: undefined },
      { fields: ['record_id'], forms: undefined },
    ]);
  });

  it('takes them out of cells, summaries and reports', async () => {
    const { narrowed } = createScene();
    const cells = await narrowed.call(exportRecordCells, {});
    expect(cells[0]?.columns.names).toEqual(['record_id', 'redcap_data_access_group', 'age', 'sodium']);
    const kept: RecordRow[] = [];
    const start = () => ({
      take: (some: readonly RecordRow[]) => {
        kept.push(...some);
        return Promise.resolve();
      },
      end: () => kept,
    });
    const summary = await narrowed.call(exportRecordSummary, { kept: 'k', start });
    const batches: unknown[] = [];
    for await (const batch of await narrowed.call(exportReportRows, { reportId: 1 })) batches.push(batch);
    expect(JSON.stringify([summary, batches])).not.toContain('CANARY');
    expect(JSON.stringify([summary, batches])).toContain('140');
  });

  it('leaves out rows of instruments and groups that the policy does not open', async () => {
    const namesOf = async (changes: Partial<Policy>): Promise<unknown> =>
      (await createScene(changes).narrowed.call(exportRecords, { exportDataAccessGroups: true })).map(
        (row) => `${row['record_id'] ?? ''} ${row['redcap_repeat_instrument'] ?? ''}`,
      );
    expect(await namesOf({})).toEqual(['1 ', '2 ', '1 labs']);
    expect(await namesOf({ instruments: ['demographics'] })).toEqual(['1 ', '2 ']);
    expect(await namesOf({ groups: ['lyon'] })).toEqual(['1 ', '1 labs']);
  });

  it('refuses before it asks anything', async () => {
    const { narrowed, names } = createScene();
    const rowsToWrite = { rows: [], overwriteBehavior: 'normal', forceAutoNumber: false } as const;
    await expect(narrowed.call(exportUsers, undefined)).rejects.toMatchObject(refusal);
    await expect(narrowed.call(importRecords, rowsToWrite)).rejects.toMatchObject(refusal);
    expect(names()).toEqual([]);
    await expect(narrowed.call(exportRecords, { filterLogic: "[name] = 'x'" })).rejects.toMatchObject(refusal);
    await expect(narrowed.call(exportRecords, { rawOrLabel: 'label' })).rejects.toMatchObject(refusal);
    expect(names()).toEqual(['exportMetadata']);
  });

  it('refuses a method that no rule knows', async () => {
    const { narrowed, names } = createScene({ identifiers: true });
    const unheard = { ...exportRecords, name: 'exportSecrets' };
    await expect(narrowed.call(unheard, {})).rejects.toMatchObject(refusal);
    expect(names()).toEqual([]);
  });
});

describe('what is known of the dictionary', () => {
  it('is asked for once in its time, also by many at once', async () => {
    const { narrowed, names, wait } = createScene();
    const ask = () => narrowed.call(exportRecords, { fields: ['age'] });
    await Promise.all([ask(), ask(), ask()]);
    wait(999);
    await ask();
    expect(names().filter((name) => name === 'exportMetadata')).toHaveLength(1);
    wait(1);
    await ask();
    expect(names().filter((name) => name === 'exportMetadata')).toHaveLength(2);
  });

  it('lets nobody delete by names that are withheld, also of an open instrument alone', async () => {
    const { narrowed, dictionary, names } = createScene({ allow: ['read', 'write'] });
    dictionary[0] = field('record_id', 'demographics', 'y');
    const remove = narrowed.call(deleteRecords, { records: ['1'], instrument: 'labs' });
    await expect(remove).rejects.toMatchObject(refusal);
    expect(names()).toEqual(['exportMetadata']);
  });

  it('is learned from a dictionary that passes, but not from a part of one', async () => {
    const { narrowed, names } = createScene();
    await narrowed.call(exportMetadata, { fields: ['age'] });
    await narrowed.call(exportMetadata, {});
    await narrowed.call(exportRecords, { fields: ['age'] });
    expect(names()).toEqual(['exportMetadata', 'exportMetadata', 'exportRecords']);
  });

  it('follows REDCap: a new mark counts after its time, a new field is kept back until then', async () => {
    const { narrowed, dictionary, wait, asked } = createScene();
    await narrowed.call(exportRecords, { fields: ['age'] });
    dictionary[2] = field('age', 'demographics', 'y');
    dictionary.push(field('weight'));
    await narrowed.call(exportRecords, { fields: ['weight', 'age'] });
    expect(asked.at(-1)?.[1]).toMatchObject({ fields: ['age'] });
    wait(1000);
    await narrowed.call(exportRecords, { fields: ['weight', 'age'] });
    expect(asked.at(-1)?.[1]).toMatchObject({ fields: ['weight'] });
  });

  it('lets nothing through while it cannot be had, and is asked for again', async () => {
    const { narrowed, setAway, names } = createScene();
    setAway(true);
    await expect(narrowed.call(exportRecords, {})).rejects.toThrow('away');
    expect(names()).toEqual(['exportMetadata']);
    setAway(false);
    expect(await narrowed.call(exportRecords, {})).toHaveLength(3);
  });
});
