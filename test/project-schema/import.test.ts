import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  buildClientSchema,
  getIntrospectionQuery,
  graphql,
  isEnumType,
  isInputObjectType,
  type GraphQLSchema,
} from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { createDemoProject, demoProjectKey } from '../../src/sandbox/demo/study.ts';
import type { Design } from '../../src/graph/design/design.ts';
import { createProjectSchema } from '../../src/project-schema/index.ts';
import { clinic, everything, keep, stored } from '../support/clinic.ts';
import { root } from '../support/markdown.ts';
import { startStudy, type Answer, type Study, type StudyOptions } from '../support/study.ts';
import { designOfAllKinds, designOfPlacesAndNames, IMPORT, importTyped } from './support/import-study.ts';
import { projectFromExport } from './support/random-study.ts';

const studies: Study[] = [];

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const start = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: clinic, ...options });
  studies.push(study);
  // The design is known, so that calls are those of the operation.
  await study.runTyped('{ __typename }');
  study.forget();
  return study;
};

const startOf = (design: Design): Promise<Study> =>
  start({ project: projectFromExport({ design, columns: [], rows: [] }) });

/** The internal event of a classic project in a sandbox. */
const CLASSIC = 'event_1_arm_1';

const storedKinds = (study: Study, record = '1') => stored(study.project, record, CLASSIC);

/** What was sent to REDCap to be imported. */
const sent = (study: Study): unknown[] =>
  study.calls
    .filter((call) => call['content'] === 'record' && call['data'] !== undefined)
    .map((call) => JSON.parse(call['data'] ?? '') as unknown);

const schemaOf = async (study: Study): Promise<GraphQLSchema> =>
  buildClientSchema((await study.runTyped(getIntrospectionQuery())).data);

/** The names that a type of the schema has: fields of an input, values of an enum; none where there is no such type. */
const namesOf = (schema: GraphQLSchema, name: string): string[] => {
  const type = schema.getType(name);
  if (isInputObjectType(type)) return Object.keys(type.getFields());
  return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
};

const eventTypeOf = (schema: GraphQLSchema, row: string): string => {
  const type = schema.getType(row);
  return isInputObjectType(type) ? String(type.getFields()['event']?.type) : '';
};

const baseline = { record: '1', event: 'baseline_arm_1' };

describe('typed rows', () => {
  it('are written by one import of what is set and one of what is erased, between one look before and one after', async () => {
    const study = await start();
    const demographics = [{ ...baseline, values: { weight: '70.1', sex: '0' }, erase: ['dob'], status: 'COMPLETE' }];
    const typed = await importTyped(study, { demographics });
    const { calls } = study;
    expect(typed).toEqual({
      dryRun: false,
      createdCount: 0,
      updatedCount: 1,
      unchangedCount: 0,
      rejectedCount: 0,
      rows: [
        {
          index: 0,
          path: ['demographics', '0'],
          clientRef: null,
          record: '1',
          repeatInstance: null,
          outcome: 'UPDATED',
          changes: [
            { name: 'weight', outcome: 'UPDATED', isErased: false },
            { name: 'dob', outcome: 'UPDATED', isErased: true },
          ],
          errors: [],
        },
      ],
      errors: [],
    });
    expect(calls.map(({ content, data }) => [content, data === undefined ? 'export' : 'import'])).toEqual([
      ['record', 'export'],
      ['record', 'import'],
      ['record', 'import'],
      ['record', 'export'],
    ]);
    expect(sent(study)).toEqual([
      [{ record_id: '1', redcap_event_name: 'baseline_arm_1', weight: '70.1' }],
      [{ record_id: '1', redcap_event_name: 'baseline_arm_1', dob: '' }],
    ]);
    const same = await start();
    await same.run(IMPORT.replace('path clientRef', 'clientRef'), {
      input: {
        project: 'study',
        rows: [
          {
            ...baseline,
            instrument: 'demographics',
            status: 'COMPLETE',
            values: [
              { field: 'sex', raw: '0' },
              { field: 'weight', number: '70.1' },
              { field: 'dob', erase: true },
            ],
          },
        ],
      },
    });
    expect(same.calls).toEqual(calls);
  });

  it('store every kind of value as REDCap does', async () => {
    const study = await startOf(designOfAllKinds());
    const values = {
      word: ' a "quoted", [word] ',
      story: 'two\nlines',
      count: 12,
      weight: '61.5',
      sodium: '140.25',
      day: '2026-01-31',
      moment: '2026-01-31T14:05',
      second: '2026-01-31T14:05:09',
      clock: '9:05',
      agreed: true,
      eligible: false,
      sex: '1',
      site: 'a b',
      race: { checked: ['1', '-4'] },
      pain: 50,
    };
    const payload = await importTyped(study, { kinds: [{ record: '1', values }] });
    expect(payload.errors).toEqual([]);
    expect(storedKinds(study)).toEqual({
      word: ' a "quoted", [word] ',
      story: 'two\nlines',
      count: '12',
      weight: '61.5',
      sodium: '140,25',
      day: '2026-01-31',
      moment: '2026-01-31 14:05',
      second: '2026-01-31 14:05:09',
      clock: '09:05',
      agreed: '1',
      eligible: '0',
      sex: '1',
      site: 'a b',
      'race(1)': '1',
      'race(-4)': '1',
      pain: '50',
      // These REDCap works out itself.
      bmi: '15.375',
      computed: ' a "quoted", [word] ',
    });
    expect(payload.rows[0].changes.map(({ name }: { name: string }) => name)).toEqual(Object.keys(values));
    expect(await importTyped(study, { kinds: [{ record: '1', values }] })).toMatchObject({ unchangedCount: 1 });
    expect(sent(study)).toHaveLength(1);
  });

  it('leave what is null or not named, and erase only what erase names', async () => {
    const study = await startOf(designOfAllKinds());
    const before = { word: 'x', count: '1', day: '2026-01-31', agreed: '1', sex: '0', pain: '5' };
    keep(study.project, '1', CLASSIC, before, { checked: { race: ['1', 'a'] } });
    const nulls = { word: null, count: null, day: null, agreed: null, sex: null, race: null, pain: null };
    expect(await importTyped(study, { kinds: [{ record: '1', values: nulls, erase: null }] })).toMatchObject({
      unchangedCount: 1,
      errors: [],
    });
    expect(sent(study)).toEqual([]);
    const kept = storedKinds(study);
    expect(kept).toEqual({ ...before, 'race(1)': '1', 'race(a)': '1' });

    const erase = ['word', 'count', 'day', 'agreed', 'sex', 'race'];
    const payload = await importTyped(study, { kinds: [{ record: '1', erase }] });
    expect(payload).toMatchObject({ updatedCount: 1, errors: [] });
    expect(payload.rows[0].changes).toEqual(erase.map((name) => ({ name, outcome: 'UPDATED', isErased: true })));
    expect(storedKinds(study)).toEqual({ pain: '5' });
  });

  it('take a checkbox whole', async () => {
    const study = await start();
    const race = (checked: readonly string[]) =>
      importTyped(study, { demographics: [{ ...baseline, values: { race: { checked } } }] });
    expect(await race(['-4', 'a'])).toMatchObject({ errors: [], updatedCount: 1 });
    expect(stored(study.project, '1', 'baseline_arm_1')).toMatchObject({ 'race(-4)': '1', 'race(a)': '1' });
    expect(stored(study.project, '1', 'baseline_arm_1')).not.toHaveProperty('race(1)');
    expect(await race([])).toMatchObject({ errors: [], updatedCount: 1 });
    expect(Object.keys(stored(study.project, '1', 'baseline_arm_1') ?? {})).not.toContain('race(a)');
  });

  it('store a missing data code in any kind of field, alone in a checkbox', async () => {
    const study = await startOf(designOfAllKinds());
    keep(study.project, '1', CLASSIC, { count: '7' }, { checked: { race: ['1'] } });
    const fields = ['word', 'count', 'weight', 'day', 'moment', 'clock', 'agreed', 'sex', 'race'];
    const missingDataCodes = fields.map((field) => ({ field, code: '-99' }));
    const payload = await importTyped(study, { kinds: [{ record: '1', missingDataCodes }] });
    expect(payload).toMatchObject({ updatedCount: 1, errors: [] });
    expect(storedKinds(study)).toEqual({
      ...Object.fromEntries(fields.slice(0, -1).map((field) => [field, '-99'])),
      'race(-99)': '1',
    });
  });

  it('set a status and a group, and make a record of a row that has nothing else', async () => {
    const study = await start();
    const payload = await importTyped(study, {
      demographics: [
        { ...baseline, status: 'UNVERIFIED', dataAccessGroup: 'lyon' },
        { ...baseline, record: '8' },
      ],
    });
    expect(payload).toMatchObject({ createdCount: 1, updatedCount: 1, errors: [] });
    expect(stored(study.project, '1', 'baseline_arm_1')).toMatchObject({ demographics_complete: '1' });
    expect(study.project.records.get('1')?.dagId).toBe(1);
    expect(stored(study.project, '8', 'baseline_arm_1')).toEqual({});
  });

  it('report in a dry run what they would do, and write nothing', async () => {
    const study = await start();
    const before = everything(study.project);
    const input = {
      adverse_events: [{ ...baseline, newInstance: true, values: { ae_term: 'Cough' } }],
      demographics: [{ ...baseline, values: { sex: '1' } }],
    };
    const promised = await importTyped(study, { ...input, dryRun: true });
    expect(everything(study.project)).toEqual(before);
    expect(sent(study)).toEqual([]);
    expect(promised).toMatchObject({
      dryRun: true,
      rows: [
        { path: ['demographics', '0'], outcome: 'UPDATED', changes: [{ name: 'sex', outcome: 'UPDATED' }] },
        { path: ['adverse_events', '0'], outcome: 'CREATED', repeatInstance: 4 },
      ],
    });
    expect(await importTyped(study, input)).toEqual({ ...promised, dryRun: false });
  });

  it('are reported when REDCap stored something else than was sent', async () => {
    const study = await start({
      intercept: async (call, answer) => {
        const response = await answer();
        if (call['data'] !== undefined)
          study.project.records.get('1')?.rows.values().next().value?.values.set('sex', '9');
        return response;
      },
    });
    const payload = await importTyped(study, { demographics: [{ ...baseline, values: { sex: '1' } }] });
    expect(payload.rows).toMatchObject([
      {
        path: ['demographics', '0'],
        outcome: 'UNKNOWN',
        errors: [{ code: 'PARTIAL_WRITE', path: ['demographics', '0'] }],
      },
    ]);
  });
});

describe('the place of a typed row', () => {
  it('needs no event where the instrument is in one only, and offers just the events that it is in', async () => {
    const study = await startOf(designOfPlacesAndNames());
    const schema = await schemaOf(study);
    expect(namesOf(schema, 'Visit_Event')).toEqual(['plain_arm_1', 'series_arm_1', '_21_day_arm_1']);
    expect(namesOf(schema, 'Papers_Event')).toEqual(['plain_arm_1']);
    expect([eventTypeOf(schema, 'Visit_Row'), eventTypeOf(schema, 'Papers_Row')]).toEqual([
      'Visit_Event!',
      'Papers_Event',
    ]);
    const payload = await importTyped(study, { papers: [{ record: '1', status: 'COMPLETE' }] });
    expect(payload).toMatchObject({ createdCount: 1, errors: [] });
    expect(stored(study.project, '1', 'plain_arm_1')).toEqual({ papers_complete: '2' });
  });

  it('is right for one instrument that is plain in one event, repeats in another, and is in one that repeats', async () => {
    const study = await startOf(designOfPlacesAndNames());
    const visit = [
      { record: '1', event: 'plain_arm_1', values: { pulse: 60 } },
      { record: '1', event: 'series_arm_1', repeatInstance: 3, values: { pulse: 70 } },
      { record: '1', event: 'series_arm_1', newInstance: true, values: { pulse: 80 } },
      { record: '1', event: '_21_day_arm_1', newInstance: true, clientRef: 'a', values: { pulse: 90 } },
    ];
    const rows_instrument = [{ record: '1', newInstance: true, clientRef: 'a', values: { status_field: 'tied' } }];
    const payload = await importTyped(study, { visit, rows_instrument });
    expect(payload.errors).toEqual([]);
    expect(
      payload.rows.map(({ path, repeatInstance }: { path: string[]; repeatInstance: number }) => [
        path.join('.'),
        repeatInstance,
      ]),
    ).toEqual([
      ['visit.0', null],
      ['visit.1', 3],
      ['visit.2', 4],
      ['visit.3', 1],
      ['rows_instrument.0', 1],
    ]);
    expect(stored(study.project, '1', 'plain_arm_1')).toEqual({ pulse: '60' });
    expect(stored(study.project, '1', 'series_arm_1', 'visit', 3)).toEqual({ pulse: '70' });
    expect(stored(study.project, '1', 'series_arm_1', 'visit', 4)).toEqual({ pulse: '80' });
    expect(stored(study.project, '1', '21_day_arm_1', '', 1)).toEqual({ pulse: '90', status: 'tied' });
  });

  it('is refused where it does not fit the event', async () => {
    const study = await startOf(designOfPlacesAndNames());
    const visit = [
      { record: '1', event: 'plain_arm_1', repeatInstance: 1 },
      { record: '1', event: 'plain_arm_1', newInstance: true },
      { record: '1', event: 'series_arm_1' },
      { record: '1', event: '_21_day_arm_1', newInstance: true, repeatInstance: 2 },
    ];
    const payload = await importTyped(study, { visit });
    expect(payload.rows.flatMap(({ errors }: { errors: unknown[] }) => errors)).toEqual([
      {
        code: 'VALIDATION',
        path: ['visit', '0', 'repeatInstance'],
        message: 'visit does not repeat there: leave the instance out.',
      },
      {
        code: 'VALIDATION',
        path: ['visit', '1', 'newInstance'],
        message: 'visit does not repeat there: leave the instance out.',
      },
      {
        code: 'VALIDATION',
        path: ['visit', '2', 'repeatInstance'],
        message: 'visit repeats there: give repeatInstance, or newInstance: true.',
      },
      {
        code: 'VALIDATION',
        path: ['visit', '3', 'newInstance'],
        message: 'The event repeats: give repeatInstance, or newInstance: true, not both.',
      },
    ]);
    expect(study.project.records.size).toBe(0);
    expect(sent(study)).toEqual([]);
  });

  it('has no instance where nothing repeats', async () => {
    const study = await start();
    const schema = await schemaOf(study);
    expect(namesOf(schema, 'Demographics_Row')).toEqual([
      'clientRef',
      'record',
      'event',
      'status',
      'dataAccessGroup',
      'expectNew',
      'values',
      'erase',
      'missingDataCodes',
      'expected',
    ]);
    expect(namesOf(schema, 'Labs_Row')).toContain('newInstance');
  });

  it('is a new record that REDCap names, one for each clientRef over all lists', async () => {
    const study = await start();
    const payload = await importTyped(study, {
      assignRecordNames: true,
      demographics: [
        { event: 'baseline_arm_1', clientRef: 'a', values: { first_name: 'Cy' } },
        { event: 'baseline_arm_1', clientRef: 'b', values: { first_name: 'Di' } },
      ],
      adverse_events: [{ clientRef: 'b', newInstance: true, values: { ae_term: 'Cough' } }],
      vitals: [{ clientRef: 'a', repeatInstance: 1, values: { pulse: 60 } }],
    });
    expect(payload).toMatchObject({ createdCount: 4, errors: [] });
    expect(
      payload.rows.map(({ path, clientRef, record }: { path: string[]; clientRef: string; record: string }) => [
        path.join('.'),
        clientRef,
        record,
      ]),
    ).toEqual([
      ['demographics.0', 'a', '3'],
      ['demographics.1', 'b', '4'],
      ['adverse_events.0', 'b', '4'],
      ['vitals.0', 'a', '3'],
    ]);
    expect(stored(study.project, '3', 'baseline_arm_1')).toEqual({ first_name: 'Cy' });
    expect(stored(study.project, '3', 'unscheduled_arm_1', '', 1)).toEqual({ pulse: '60' });
    expect(stored(study.project, '4', 'baseline_arm_1', 'adverse_events', 1)).toEqual({ ae_term: 'Cough' });
  });
});

describe('names that the graph cannot have', () => {
  it('are written under those of REDCap', async () => {
    const study = await startOf(designOfPlacesAndNames());
    const schema = await schemaOf(study);
    const names = namesOf(schema, 'Rows_Input');
    expect(names).toEqual(['status_field', '_21_day', 'constructor_', 'gr_e__59480a', 'true_']);
    const place = { record: '1', repeatInstance: 1 };
    const values = {
      status_field: 'a',
      _21_day: 'b',
      constructor_: { checked: ['2'] },
      gr_e__59480a: true,
      true_: 'c',
    };
    const payload = await importTyped(study, { rows_instrument: [{ ...place, values }] });
    expect(payload.errors).toEqual([]);
    expect(payload.rows[0].changes.map(({ name }: { name: string }) => name)).toEqual([
      'status',
      '21_day',
      'constructor',
      'größe',
      'true',
    ]);
    expect(stored(study.project, '1', '21_day_arm_1', '', 1)).toEqual({
      status: 'a',
      '21_day': 'b',
      'constructor(2)': '1',
      größe: '1',
      true: 'c',
    });

    const again = await importTyped(study, {
      rows_instrument: [
        { ...place, erase: ['status_field', 'constructor_'], missingDataCodes: [{ field: '_21_day', code: 'UNK' }] },
      ],
    });
    expect(again.errors).toEqual([]);
    expect(stored(study.project, '1', '21_day_arm_1', '', 1)).toEqual({ '21_day': 'UNK', größe: '1', true: 'c' });
  });

  it('are those of the places that errors report', async () => {
    const study = await startOf(designOfPlacesAndNames());
    const payload = await importTyped(study, {
      rows_instrument: [
        { record: '1', repeatInstance: 1, values: { status_field: '', _21_day: 'x' }, erase: ['_21_day'] },
      ],
    });
    expect(payload.rows[0].errors).toEqual([
      {
        code: 'VALIDATION',
        path: ['rows_instrument', '0', 'values', 'status_field'],
        message: 'status: a blank writes nothing. To erase the stored value, say so by erase.',
      },
      {
        code: 'VALIDATION',
        path: ['rows_instrument', '0', 'erase', '0'],
        message: '21_day is given twice in this row, first as rows_instrument.0.values._21_day.',
      },
    ]);
  });
});

describe('what an import cannot write', () => {
  it('has no input: the record id, what REDCap calculates, files, signatures and words', async () => {
    const schema = await schemaOf(await startOf(designOfAllKinds()));
    const names = [
      ...['word', 'story', 'count', 'weight', 'sodium', 'day', 'moment', 'second', 'clock', 'agreed', 'eligible'],
      ...['sex', 'site', 'race', 'pain'],
    ];
    expect(namesOf(schema, 'Kinds_Input')).toEqual(names);
    expect(namesOf(schema, 'Kinds_WritableField')).toEqual(names);
    expect(namesOf(schema, 'Kinds_Row')).not.toContain('event');
  });

  it('leaves an instrument of files with a status alone', async () => {
    const schema = await schemaOf(await start());
    expect(namesOf(schema, 'Consent_Row')).toEqual([
      ...['clientRef', 'record', 'event', 'repeatInstance', 'newInstance', 'status', 'dataAccessGroup', 'expectNew'],
    ]);
    expect(schema.getType('Consent_Input')).toBeUndefined();
    expect(schema.getType('Consent_WritableField')).toBeUndefined();
  });

  it('has no missing data codes where the project has none', async () => {
    const study = await start({
      project: (store) => {
        const made = clinic(store);
        made.project.settings.missing_data_codes = '';
        return made;
      },
    });
    expect(namesOf(await schemaOf(study), 'Demographics_Row')).not.toContain('missingDataCodes');
  });

  it.each([
    ['an integer that JSON does not hold exactly', { count: 9_007_199_254_740_992 }],
    ['an integer with a fraction', { count: 1.5 }],
    ['a number as JSON has it', { weight: 61.5 }],
    ['a date that does not exist', { day: '2026-02-30' }],
    ['a code for yes', { agreed: '1' }],
    ['a code of a checkbox without its list', { race: '1' }],
    ['a calculated field', { bmi: '20' }],
    ['the record id', { id: '2' }],
    ['a field that is not there', { wrod: 'x' }],
  ])('is refused before REDCap is asked: %s', async (_what, values) => {
    const study = await startOf(designOfAllKinds());
    const { data, errors } = await study.runTyped(IMPORT, { input: { kinds: [{ record: '1', values }] } });
    expect(data).toBeNull();
    expect(errors).toHaveLength(1);
    expect(study.calls).toEqual([]);
  });

  it.each([9_434_765_919, '12345678901234567890', '-9007199254740993'])(
    'is an integer of any size, whose digits all arrive: %s',
    async (count) => {
      const study = await startOf(designOfAllKinds());
      const kinds = [{ record: '1', values: { count } }];
      expect(await importTyped(study, { kinds })).toMatchObject({ createdCount: 1, errors: [] });
      expect(storedKinds(study)).toEqual({ count: String(count) });
    },
  );

  it.each([
    [
      'a blank',
      { values: { word: '' } },
      ['values', 'word'],
      'word: a blank writes nothing. To erase the stored value, say so by erase.',
    ],
    [
      'a label',
      { values: { sex: 'Female' } },
      ['values', 'sex'],
      'sex (radio) takes one of the codes 0, 1, not a label.',
    ],
    [
      'a code that is none',
      { values: { site: '7' } },
      ['values', 'site'],
      'site (dropdown) takes one of the codes -1, a b, not a label.',
    ],
    [
      'a code of a checkbox that is none',
      { values: { race: { checked: ['1', '2'] } } },
      ['values', 'race'],
      'race (checkbox) takes the codes 1, -4, a, not labels or others.',
    ],
    [
      'a digit more than the field has',
      { values: { weight: '61.55' } },
      ['values', 'weight'],
      'weight (text, number_1dp) takes a decimal number with at most 1 decimal, with a decimal point, such as 22.0.',
    ],
    [
      'a time that is none',
      { values: { clock: '25:00' } },
      ['values', 'clock'],
      'clock (text, time) takes a time as HH:MM.',
    ],
    [
      'seconds in a field without',
      { values: { moment: '2026-01-31T14:05:09' } },
      ['values', 'moment'],
      'moment (text, datetime_dmy) takes a date and time that exist, as YYYY-MM-DDTHH:MM, without seconds.',
    ],
    [
      'a number that is a missing data code',
      { values: { count: -99 } },
      ['values', 'count'],
      'count (text, integer) would store a missing data code by that value: if it is meant, give it in missingDataCodes.',
    ],
    [
      'a missing data code that is none',
      { missingDataCodes: [{ field: 'word', code: 'x' }] },
      ['missingDataCodes', '0'],
      'word (text) takes one of the missing data codes UNK, -99.',
    ],
    [
      'a variable in values and in erase',
      { values: { word: 'x', sex: '1' }, erase: ['count', 'sex'] },
      ['erase', '1'],
      'sex is given twice in this row, first as kinds.1.values.sex.',
    ],
    [
      'a variable twice in erase',
      { erase: ['race', 'race'] },
      ['erase', '1'],
      'race is given twice in this row, first as kinds.1.erase.0.',
    ],
    [
      'a variable in erase and in missingDataCodes',
      {
        erase: ['sex'],
        missingDataCodes: [
          { field: 'day', code: 'UNK' },
          { field: 'sex', code: 'UNK' },
        ],
      },
      ['missingDataCodes', '1'],
      'sex is given twice in this row, first as kinds.1.erase.0.',
    ],
    [
      'a status that takes back',
      { status: 'NOT_STARTED' },
      ['status'],
      'A status cannot be taken back by an import; deleteRecords with `instrument` removes saved data.',
    ],
    [
      'no record',
      { record: null },
      ['record'],
      'Name the record, or let REDCap name new ones with assignRecordNames: true.',
    ],
  ])('is refused with its place in the input: %s', async (_what, row, path, message) => {
    const study = await startOf(designOfAllKinds());
    const kinds = [
      { record: '1', values: { word: 'fine' } },
      { record: '2', ...row },
    ];
    const payload = await importTyped(study, { kinds });
    expect(payload.rows).toMatchObject([
      { path: ['kinds', '0'], outcome: 'NOT_ATTEMPTED', errors: [] },
      { path: ['kinds', '1'], outcome: 'REJECTED' },
    ]);
    expect(payload.rows[1].errors).toEqual([{ code: 'VALIDATION', path: ['kinds', '1', ...path], message }]);
    expect(payload.errors).toEqual([
      {
        code: 'VALIDATION',
        path: [],
        message: '1 of the rows cannot be written, and so nothing was sent: see their errors.',
      },
    ]);
    expect(study.project.records.size).toBe(0);
    expect(sent(study)).toEqual([]);
  });
});

describe('typed rows beside rows as data', () => {
  it('are one import, with the rows as data first and then the instruments in their order', async () => {
    const study = await start();
    const payload = await importTyped(study, {
      project: 'study',
      vitals: [{ ...baseline, event: 'unscheduled_arm_1', repeatInstance: 1, values: { pulse: 60 } }],
      demographics: [{ ...baseline, values: { weight: '70.1' } }],
      rows: [{ ...baseline, instrument: 'labs', values: [{ field: 'panel', raw: '1' }] }],
    });
    expect(payload.errors).toEqual([]);
    expect(
      payload.rows.map(({ index, path, outcome }: { index: number; path: string[]; outcome: string }) => [
        index,
        path,
        outcome,
      ]),
    ).toEqual([
      [0, ['rows', '0'], 'CREATED'],
      [1, ['demographics', '0'], 'UPDATED'],
      [2, ['vitals', '0'], 'CREATED'],
    ]);
    expect(sent(study)).toHaveLength(1);
  });

  it('are reported by their own names where two of them contradict each other', async () => {
    const study = await start();
    const payload = await importTyped(study, {
      rows: [
        { ...baseline, instrument: 'labs', dataAccessGroup: 'lyon', values: [{ field: 'panel', raw: '9' }] },
        { ...baseline, instrument: 'demographics', values: [] },
      ],
      demographics: [{ ...baseline, dataAccessGroup: 'kampala' }],
      labs: [{ ...baseline, record: 'b', values: { panel: '1' } }],
      vitals: [{ record: 'B', event: null, repeatInstance: 1 }],
    });
    expect(
      payload.rows.map(({ path, errors }: { path: string[]; errors: { path: string[]; message: string }[] }) => [
        path.join('.'),
        ...errors.map((error) => [error.path.join('.'), error.message]),
      ]),
    ).toEqual([
      ['rows.0', ['rows.0.values.0', 'panel (dropdown) takes one of the codes 1, 2, 3.']],
      ['rows.1'],
      [
        'demographics.0',
        ['demographics.0', 'rows.1 is for the same record, event, instrument and instance: make them one row.'],
        ['demographics.0.dataAccessGroup', 'A record is in one group: rows.0 puts this record into another.'],
      ],
      ['labs.0'],
      [
        'vitals.0',
        [
          'vitals.0.record',
          'The name differs from that of labs.0 by upper and lower case alone, which REDCap may take for one record.',
        ],
      ],
    ]);
  });

  it('name a typed row that another contradicts', async () => {
    const study = await start();
    const payload = await importTyped(study, {
      demographics: [
        { ...baseline, values: { sex: '1' } },
        { ...baseline, values: { sex: '0' } },
      ],
    });
    expect(payload.rows[1].errors).toEqual([
      {
        code: 'VALIDATION',
        path: ['demographics', '1'],
        message: 'demographics.0 is for the same record, event, instrument and instance: make them one row.',
      },
    ]);
  });

  it("have REDCap's complaint about a value at its place", async () => {
    const study = await start({
      intercept: (call, answer) =>
        call['data'] === undefined
          ? answer()
          : Promise.resolve(Response.json({ error: '"1","ae_grade","2","It is out of range."' }, { status: 400 })),
    });
    const payload = await importTyped(study, {
      demographics: [{ ...baseline, values: { sex: '1' } }],
      adverse_events: [{ ...baseline, repeatInstance: 1, values: { ae_term: 'Ache', ae_grade: '2' } }],
    });
    expect(payload.rows[1].errors).toEqual([
      {
        code: 'REDCAP_REJECTED',
        path: ['adverse_events', '0', 'values', 'ae_grade'],
        message: 'REDCap refused this value; its words are in redcapMessage of the payload.',
      },
    ]);
    expect(payload.errors).toMatchObject([{ code: 'REDCAP_REJECTED' }]);
  });

  it.each([
    ['nothing', {}, []],
    ['an empty typed list', { vitals: [] }, []],
    ['no rows as data, as every project tells it', { rows: [] }, ['rows']],
  ])('are missed where there is %s', async (_what, input, path) => {
    const study = await start();
    expect((await importTyped(study, input)).errors).toEqual([
      { code: 'VALIDATION', path, message: 'Give at least one row.' },
    ]);
  });

  it('are at most as many together as one import takes', async () => {
    const study = await start();
    const rows = Array.from({ length: 100_000 }, (_, index) => ({
      ...baseline,
      record: String(index),
      instrument: 'demographics',
      values: [],
    }));
    const payload = await importTyped(study, { rows, demographics: [{ ...baseline, record: 'one more' }] });
    expect(payload.errors).toEqual([
      {
        code: 'VALIDATION',
        path: [],
        message: 'Give at most 100000 rows at once; send the rest in further imports.',
      },
    ]);
    expect(sent(study)).toEqual([]);
  });
});

describe('a schema that is older than the design', () => {
  /** Imports by the schema of the design as it was, into the project as it is. */
  const importByOld = async (study: Study, change: () => void, input: object) => {
    const design = async (): Promise<Design> => {
      const [source] = (await study.run('{ __typename }')).context.projects.values();
      if (source === undefined) throw new Error('the study has no project');
      return source.design();
    };
    const schema = createProjectSchema(await design(), new Set());
    change();
    study.restart();
    const { context: contextValue } = await study.run('{ __typename }');
    const result = await graphql({ schema, source: IMPORT, variableValues: { input }, contextValue });
    expect(result.errors).toBeUndefined();
    return result.data?.['importRecords'] as Answer['data'];
  };

  it('has what is gone refused at its place', async () => {
    const study = await start();
    const { project } = study;
    const gone = (): void => {
      project.fields = project.fields.filter(
        ({ field_name, form_name }) => field_name !== 'dob' && form_name !== 'vitals',
      );
      project.instruments = project.instruments.filter(({ name }) => name !== 'vitals');
      project.mappings = project.mappings.filter(({ form }) => form !== 'vitals');
    };
    const payload = await importByOld(study, gone, {
      demographics: [{ ...baseline, values: { sex: '1', dob: '2000-01-01' } }],
      vitals: [{ record: '1', repeatInstance: 1, values: { pulse: 60 } }],
    });
    expect(payload.rows.map(({ errors }: { errors: unknown[] }) => errors)).toEqual([
      [
        {
          code: 'NOT_FOUND',
          path: ['demographics', '0', 'values', 'dob'],
          message: 'There is no field with this name. Project.metadata lists those there are.',
        },
      ],
      [
        {
          code: 'NOT_FOUND',
          path: ['vitals', '0'],
          message: 'There is no instrument with this unique name. Project.instruments lists those there are.',
        },
      ],
    ]);
    expect(sent(study)).toEqual([]);
  });

  it('writes a value as its field is by now, or not at all', async () => {
    const study = await start();
    const turn = (field: string, type: string): void => {
      const found = study.project.fields.find(({ field_name }) => field_name === field);
      Object.assign(found ?? {}, { field_type: type, text_validation_type_or_show_slider_number: '' });
    };
    const payload = await importByOld(
      study,
      () => {
        turn('weight', 'notes');
        turn('race', 'radio');
      },
      {
        demographics: [
          { ...baseline, values: { weight: '61.5' } },
          { ...baseline, record: '2', values: { race: { checked: ['1'] } } },
        ],
      },
    );
    expect(payload.rows.map(({ errors }: { errors: unknown[] }) => errors)).toEqual([
      [],
      [
        {
          code: 'VALIDATION',
          path: ['demographics', '1', 'values', 'race'],
          message: 'race (radio) does not take checked: give raw or label.',
        },
      ],
    ]);
    expect(sent(study)).toEqual([]);
  });
});

describe('an idempotency key', () => {
  it('gives the first result again for an equal input and writes once', async () => {
    const study = await start();
    const adverse_events = [{ ...baseline, newInstance: true, values: { ae_term: 'Cough', ae_grade: null } }];
    const first = await importTyped(study, { adverse_events, idempotencyKey: 'tap-1' });
    expect(first).toMatchObject({ createdCount: 1, rows: [{ path: ['adverse_events', '0'], repeatInstance: 4 }] });
    const [{ event, ...unnamed }] = adverse_events as [(typeof adverse_events)[number]];
    expect(event).toBe('baseline_arm_1');
    // The same said otherwise: the only event is not named, and what is null is left out.
    const said = [{ ...unnamed, values: { ae_term: 'Cough' } }];
    expect(await importTyped(study, { adverse_events: said, idempotencyKey: 'tap-1' })).toEqual(first);
    expect(sent(study)).toHaveLength(1);
  });

  it('is refused for another input', async () => {
    const study = await start();
    const tap = (ae_term: string) =>
      importTyped(study, {
        adverse_events: [{ ...baseline, newInstance: true, values: { ae_term } }],
        idempotencyKey: 'tap-1',
      });
    await tap('Cough');
    expect(await tap('Ache')).toMatchObject({
      errors: [{ code: 'IDEMPOTENCY_KEY_REUSED', path: ['idempotencyKey'] }],
      rows: [{ path: ['adverse_events', '0'], outcome: 'NOT_ATTEMPTED' }],
    });
    expect(sent(study)).toHaveLength(1);
  });
});

describe('who may import', () => {
  it('is not a caller without the scope to write, of whom REDCap hears nothing', async () => {
    const study = await start({ mayWrite: false });
    const { data, errors } = await study.runTyped(IMPORT, {
      input: { demographics: [{ ...baseline, values: { sex: '1' } }], dryRun: true },
    });
    expect(data).toEqual({ importRecords: null });
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
    expect(study.calls).toEqual([]);
  });

  it('imports into the project of the address, and no other', async () => {
    const study = await start();
    const demographics = [{ ...baseline, values: { sex: '1' } }];
    const { data, errors } = await study.runTyped(IMPORT, { input: { project: 'other', demographics } });
    expect(data).toEqual({ importRecords: null });
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
    expect(sent(study)).toEqual([]);
    expect(await importTyped(study, { project: null, demographics })).toMatchObject({ updatedCount: 1 });
  });
});

describe('a document for the schema of all projects', () => {
  const folder = join(root, 'schema', 'examples');
  const mutations = readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => ({ file, source: readFileSync(join(folder, file), 'utf8') }))
    .filter(({ source }) => source.includes('mutation'));

  const startDemo = (): Promise<Study> =>
    start({
      projectKey: demoProjectKey,
      project: (store) => {
        const project = createDemoProject(store);
        const [owner] = project.users;
        if (owner === undefined) throw new Error('the demo study has no users');
        return { project, owner };
      },
    });

  /** What an example is run with. A file cannot be written down in JSON; it lies beside the example. */
  const variablesOf = (file: string): Record<string, unknown> => {
    const path = join(folder, file.replace('.graphql', '.variables.json'));
    const variables = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    if (!('file' in variables)) return variables;
    const content = readFileSync(join(folder, file.replace('.graphql', '.pdf')));
    const upload = {
      filename: 'consent.pdf',
      mimetype: 'application/pdf',
      createReadStream: () => Readable.from([content]),
    };
    return { ...variables, file: { promise: Promise.resolve(upload) } };
  };

  it.each(mutations)("does the same in the project's own: $file", async ({ file, source }) => {
    const untyped = await startDemo();
    const typed = await startDemo();
    const expected = await untyped.run(source, variablesOf(file));
    const answer = await typed.runTyped(source, variablesOf(file));
    expect(expected.data).not.toBeNull();
    expect(answer.data).toEqual(expected.data);
    expect(answer.errors).toEqual(expected.errors);
    expect(typed.calls).toEqual(untyped.calls);
    expect(everything(typed.project)).toEqual(everything(untyped.project));
  });

  it('is there for all mutations that the examples have', () => {
    expect(mutations.map(({ file }) => file)).toEqual([
      '06-enrol.graphql',
      '07-add-adverse-event.graphql',
      '08-signed-consent.graphql',
      '09-plan-fields.graphql',
      '10-add-visit.graphql',
      '11-open-site.graphql',
      '13-stratify.graphql',
      '14-randomize.graphql',
      '16-remove-test-records.graphql',
    ]);
  });
});
