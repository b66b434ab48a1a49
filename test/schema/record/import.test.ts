import { afterEach, describe, expect, it } from 'vitest';
import { clinic, classicClinic, everything, keep, stored } from '../../support/clinic.ts';
import { startStudy, type Answer, type Study, type StudyOptions } from '../../support/study.ts';

const studies: Study[] = [];

const start = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: clinic, ...options });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const document = `mutation ($input: ImportRecordsInput!) {
  importRecords(input: $input) {
    rows {
      index clientRef record repeatInstance outcome
      changes { name outcome isErased }
      errors { code path message }
    }
    createdCount updatedCount unchangedCount rejectedCount dryRun
    errors { code path message missingRight isRetryable redcapMessage }
  }
}`;

interface Input {
  rows: object[];
  assignRecordNames?: boolean;
  dryRun?: boolean;
  verify?: boolean;
  idempotencyKey?: string;
  reason?: string;
}

const send = (study: Study, input: Input): Promise<Answer> =>
  study.run(document, { input: { project: 'study', ...input } });

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests state the shape that they expect by reading it
const importRows = async (study: Study, rows: object[], more: Partial<Input> = {}): Promise<any> => {
  const { data, errors } = await send(study, { rows, ...more });
  expect(errors).toEqual([]);
  return data.importRecords;
};

/** What was imported, call by call: how blanks are taken, and the rows. */
const imports = (study: Study): { overwrite: string; rows: Record<string, string>[]; numbered: string }[] =>
  study.calls
    .filter((call) => call['content'] === 'record' && call['data'] !== undefined)
    .map((call) => ({
      overwrite: call['overwriteBehavior'] ?? '',
      rows: JSON.parse(call['data'] ?? '') as Record<string, string>[],
      numbered: call['forceAutoNumber'] ?? '',
    }));

const baseline = { record: '1', event: 'baseline_arm_1', instrument: 'demographics' };
const newEvent = { record: '1', event: 'baseline_arm_1', instrument: 'adverse_events', newInstance: true };

describe('importRecords', () => {
  it('sends keys and changed columns only, once, and reads them back', async () => {
    const study = await start();
    await study.run('{ project(key: "study") { designRevision } }');
    study.forget();
    const payload = await importRows(study, [
      {
        ...baseline,
        status: 'COMPLETE',
        values: [
          { field: 'first_name', raw: 'Ada' },
          { field: 'weight', number: '62' },
        ],
      },
    ]);
    expect(payload).toEqual({
      rows: [
        {
          index: 0,
          clientRef: null,
          record: '1',
          repeatInstance: null,
          outcome: 'UPDATED',
          changes: [{ name: 'weight', outcome: 'UPDATED', isErased: false }],
          errors: [],
        },
      ],
      createdCount: 0,
      updatedCount: 1,
      unchangedCount: 0,
      rejectedCount: 0,
      dryRun: false,
      errors: [],
    });
    expect(imports(study)).toEqual([
      {
        overwrite: 'normal',
        rows: [{ record_id: '1', redcap_event_name: 'baseline_arm_1', weight: '62.0' }],
        numbered: 'false',
      },
    ]);
    expect(study.calls.map((call) => [call['content'], call['data'] === undefined ? 'export' : 'import'])).toEqual([
      ['record', 'export'],
      ['record', 'import'],
      ['record', 'export'],
    ]);
    expect(stored(study.project, '1', 'baseline_arm_1')?.['weight']).toBe('62.0');
  });

  it('sends nothing for rows that are stored already', async () => {
    const study = await start();
    const payload = await importRows(study, [
      {
        ...baseline,
        status: 'COMPLETE',
        values: [
          { field: 'sex', label: 'Female' },
          { field: 'race', checked: ['1'] },
          { field: 'dob', date: '1980-01-31' },
          { field: 'notes', erase: true },
        ],
      },
    ]);
    expect(payload).toMatchObject({ unchangedCount: 1, errors: [], rows: [{ outcome: 'UNCHANGED', changes: [] }] });
    expect(imports(study)).toEqual([]);
  });

  it('erases only what the input names, in an import of those columns alone', async () => {
    const study = await start();
    const payload = await importRows(study, [
      {
        ...baseline,
        values: [
          { field: 'dob', erase: true },
          { field: 'sex', raw: '1' },
        ],
      },
      {
        ...baseline,
        record: '2',
        values: [{ field: 'first_name', erase: true }],
      },
    ]);
    expect(payload.errors).toEqual([]);
    expect(payload.rows[0].changes).toEqual([
      { name: 'dob', outcome: 'UPDATED', isErased: true },
      { name: 'sex', outcome: 'UPDATED', isErased: false },
    ]);
    expect(imports(study)).toEqual([
      {
        overwrite: 'normal',
        rows: [{ record_id: '1', redcap_event_name: 'baseline_arm_1', sex: '1' }],
        numbered: 'false',
      },
      {
        overwrite: 'overwrite',
        rows: [{ record_id: '1', redcap_event_name: 'baseline_arm_1', dob: '' }],
        numbered: 'false',
      },
      {
        overwrite: 'overwrite',
        rows: [{ record_id: '2', redcap_event_name: 'baseline_arm_1', first_name: '' }],
        numbered: 'false',
      },
    ]);
    expect(stored(study.project, '1', 'baseline_arm_1')).toEqual({
      first_name: 'Ada',
      sex: '1',
      weight: '61.5',
      demographics_complete: '2',
      'race(1)': '1',
    });
    expect(stored(study.project, '2', 'baseline_arm_1')).toEqual({ demographics_complete: '0' });
  });

  it('unchecks what is not among the checked codes', async () => {
    const study = await start();
    await importRows(study, [{ ...baseline, values: [{ field: 'race', checked: ['-4', 'a'] }] }]);
    expect(imports(study)[0]?.rows).toEqual([
      { record_id: '1', redcap_event_name: 'baseline_arm_1', race___1: '0', race____4: '1', race___a: '1' },
    ]);
    expect(stored(study.project, '1', 'baseline_arm_1')).toMatchObject({ 'race(-4)': '1', 'race(a)': '1' });
    expect(stored(study.project, '1', 'baseline_arm_1')).not.toHaveProperty('race(1)');
  });

  it('puts the rows of one place into one row', async () => {
    const study = await start();
    await importRows(study, [
      { ...baseline, record: '9', values: [{ field: 'first_name', raw: 'Cy' }] },
      {
        ...baseline,
        record: '9',
        instrument: 'labs',
        values: [
          { field: 'sodium', number: '1.54' },
          { field: 'drawn', dateTime: '2026-03-31T14:05:00' },
        ],
      },
    ]);
    expect(imports(study)[0]?.rows).toEqual([
      {
        record_id: '9',
        redcap_event_name: 'baseline_arm_1',
        first_name: 'Cy',
        sodium: '1,54',
        drawn: '2026-03-31 14:05',
      },
    ]);
  });

  it('makes a record that has nothing but its name when a row without values asks for it', async () => {
    const study = await start();
    const row = { record: '8', event: 'baseline_arm_1', instrument: 'demographics', values: [] };
    expect(await importRows(study, [row])).toMatchObject({ createdCount: 1, errors: [] });
    expect(stored(study.project, '8', 'baseline_arm_1')).toEqual({});
    expect(await importRows(study, [row])).toMatchObject({ unchangedCount: 1, errors: [] });
    expect(imports(study)).toHaveLength(1);
  });

  it('puts a record into a data access group', async () => {
    const study = await start();
    const row = { ...baseline, dataAccessGroup: 'lyon', values: [] };
    expect(await importRows(study, [row])).toMatchObject({
      updatedCount: 1,
      rows: [{ changes: [{ name: 'redcap_data_access_group', outcome: 'CREATED' }] }],
    });
    expect(study.project.records.get('1')?.dagId).toBe(1);
    expect(await importRows(study, [row])).toMatchObject({ unchangedCount: 1 });
  });

  it('writes nothing in a dry run and reports what would change', async () => {
    const study = await start();
    const before = everything(study.project);
    const payload = await importRows(
      study,
      [
        { ...baseline, values: [{ field: 'weight', number: '70.1' }] },
        { ...newEvent, values: [{ field: 'ae_term', raw: 'Cough' }] },
      ],
      { dryRun: true },
    );
    expect(payload).toMatchObject({
      dryRun: true,
      createdCount: 1,
      updatedCount: 1,
      rows: [{ outcome: 'UPDATED' }, { outcome: 'CREATED', repeatInstance: 4 }],
    });
    expect(imports(study)).toEqual([]);
    expect(everything(study.project)).toEqual(before);
  });
});

describe('importRecords refuses before anything is sent', () => {
  const value = (input: object): object => ({ ...baseline, values: [input] });
  const cases: [title: string, rows: object[], path: string[], message: string][] = [
    [
      'a blank',
      [value({ field: 'first_name', raw: '' })],
      ['rows', '0', 'values', '0'],
      'first_name: a blank writes nothing. To erase the stored value, say so by erase.',
    ],
    [
      'half of a surrogate pair',
      [value({ field: 'first_name', raw: 'A\ud83d' })],
      ['rows', '0', 'values', '0'],
      'first_name: the text holds half of a surrogate pair. Give well-formed Unicode text.',
    ],
    [
      'a label where a code belongs',
      [value({ field: 'sex', raw: 'Female' })],
      ['rows', '0', 'values', '0'],
      'sex (radio) raw takes the code of a choice, not its label: give the label in `label`, or one of the codes 0, 1.',
    ],
    [
      'a label of two choices',
      [{ ...baseline, instrument: 'labs', values: [{ field: 'panel', label: 'Full' }] }],
      ['rows', '0', 'values', '0'],
      'panel (dropdown) has more than one choice with that label: give one of the codes 2, 3 in `raw`.',
    ],
    [
      'an unknown field',
      [value({ field: 'middle_name', raw: 'x' })],
      ['rows', '0', 'values', '0'],
      'There is no field with this name. Project.metadata lists those there are.',
    ],
    [
      "a checkbox's column",
      [value({ field: 'race___1', raw: '1' })],
      ['rows', '0', 'values', '0'],
      'There is no field with this name. It is a column of the checkbox race: give that name, and the codes in `checked`.',
    ],
    [
      'a field of another instrument',
      [value({ field: 'pulse', number: '60' })],
      ['rows', '0', 'values', '0'],
      'pulse is on the instrument vitals: give it in a row of that instrument.',
    ],
    [
      'a calculated field',
      [value({ field: 'double', number: '2' })],
      ['rows', '0', 'values', '0'],
      'double (calc) is calculated by REDCap: write the fields that it is calculated from.',
    ],
    [
      'a descriptive field',
      [value({ field: 'welcome', raw: 'x' })],
      ['rows', '0', 'values', '0'],
      'welcome (descriptive) is descriptive and never holds a value.',
    ],
    [
      'a file field',
      [{ ...baseline, instrument: 'consent', values: [{ field: 'consent_pdf', raw: 'x' }] }],
      ['rows', '0', 'values', '0'],
      'consent_pdf (file) holds a file: upload it by importFile.',
    ],
    [
      'the record id among the values',
      [value({ field: 'record_id', raw: '5' })],
      ['rows', '0', 'values', '0'],
      'record_id (text) is the record id: name the record by `record`, rename it by renameRecord.',
    ],
    [
      'two ways to give one value',
      [value({ field: 'sex', raw: '1', label: 'Male' })],
      ['rows', '0', 'values', '0'],
      'sex (radio) needs exactly one of raw, label or erase.',
    ],
    [
      'one field twice',
      [
        {
          ...baseline,
          values: [
            { field: 'sex', raw: '1' },
            { field: 'sex', raw: '0' },
          ],
        },
      ],
      ['rows', '0', 'values', '1'],
      'sex is given twice in this row, first as rows.0.values.0.',
    ],
    [
      'the label of an event',
      [{ ...baseline, event: 'Unscheduled', values: [] }],
      ['rows', '0', 'event'],
      'There is no event with this unique name. This is the label of unscheduled_arm_1.',
    ],
    [
      'no event',
      [{ ...baseline, event: null, values: [] }],
      ['rows', '0', 'event'],
      'The project is longitudinal: say in which event demographics is. It is designated for baseline_arm_1, baseline_arm_2.',
    ],
    [
      'an event that the instrument is not designated for',
      [{ ...baseline, event: 'unscheduled_arm_1', values: [] }],
      ['rows', '0', 'event'],
      'demographics is not designated for unscheduled_arm_1. It is designated for baseline_arm_1, baseline_arm_2.',
    ],
    [
      'the label of an instrument',
      [{ ...baseline, instrument: 'The labs', values: [] }],
      ['rows', '0', 'instrument'],
      'There is no instrument with this unique name. This is the label of labs.',
    ],
    [
      'an instance where nothing repeats',
      [{ ...baseline, repeatInstance: 2, values: [] }],
      ['rows', '0', 'repeatInstance'],
      'demographics does not repeat there: leave the instance out.',
    ],
    [
      'a new instance where nothing repeats',
      [{ ...baseline, newInstance: true, values: [] }],
      ['rows', '0', 'newInstance'],
      'demographics does not repeat there: leave the instance out.',
    ],
    [
      'no instance where something repeats',
      [{ ...newEvent, newInstance: false, values: [] }],
      ['rows', '0', 'repeatInstance'],
      'adverse_events repeats there: give repeatInstance, or newInstance: true.',
    ],
    [
      'instance 0',
      [{ ...newEvent, newInstance: false, repeatInstance: 0, values: [] }],
      ['rows', '0', 'repeatInstance'],
      'Instances are numbered from 1 to 32767.',
    ],
    [
      'a group that is not there',
      [{ ...baseline, dataAccessGroup: 'Lyon', values: [] }],
      ['rows', '0', 'dataAccessGroup'],
      'There is no data access group with this unique name; Project.dataAccessGroups lists those there are.',
    ],
    [
      'the status that only REDCap gives',
      [{ ...baseline, status: 'NOT_STARTED', values: [] }],
      ['rows', '0', 'status'],
      'A status cannot be taken back by an import; deleteRecords with `instrument` removes saved data.',
    ],
    [
      'no record',
      [{ ...baseline, record: null, values: [] }],
      ['rows', '0', 'record'],
      'Name the record, or let REDCap name new ones with assignRecordNames: true.',
    ],
    [
      'two rows for one place',
      [
        { ...baseline, values: [] },
        { ...baseline, values: [] },
      ],
      ['rows', '1'],
      'rows.0 is for the same record, event, instrument and instance: make them one row.',
    ],
    [
      'names that differ by case alone',
      [
        { ...baseline, record: 'a1', values: [] },
        { ...baseline, record: 'A1', values: [] },
      ],
      ['rows', '1', 'record'],
      'The name differs from that of rows.0 by upper and lower case alone, which REDCap may take for one record.',
    ],
    [
      'one record in two groups',
      [
        { ...baseline, dataAccessGroup: 'lyon', values: [] },
        { ...newEvent, dataAccessGroup: 'kampala', values: [] },
      ],
      ['rows', '1', 'dataAccessGroup'],
      'A record is in one group: rows.0 puts this record into another.',
    ],
  ];

  it.each(cases)('%s', async (_title, rows, path, message) => {
    const study = await start();
    const before = everything(study.project);
    const good = { ...baseline, record: '2', values: [{ field: 'first_name', raw: 'Changed' }] };
    const payload = await importRows(study, [...rows, good]);
    const index = Number(path[1]);
    expect(payload.rows[index]).toMatchObject({ outcome: 'REJECTED', changes: [] });
    expect(payload.rows[index].errors).toContainEqual(expect.objectContaining({ path, message }));
    expect(payload.rows[rows.length]).toMatchObject({ outcome: 'NOT_ATTEMPTED', errors: [] });
    expect(payload.errors).toMatchObject([
      { path: ['rows'], message: '1 of the rows cannot be written, and so nothing was sent: see their errors.' },
    ]);
    expect(study.callsOf('record')).toEqual([]);
    expect(everything(study.project)).toEqual(before);
  });

  it('an event in a classic project', async () => {
    const study = await start({ project: classicClinic });
    const payload = await importRows(study, [{ ...baseline, values: [] }]);
    expect(payload.rows[0].errors).toMatchObject([{ code: 'NOT_LONGITUDINAL', path: ['rows', '0', 'event'] }]);
  });

  it('a name that REDCap has in other upper and lower case', async () => {
    const study = await start({
      intercept: async (call, answer) =>
        call['records[0]'] === 'ADA'
          ? Response.json([{ record_id: 'ada', redcap_event_name: 'baseline_arm_1' }])
          : answer(),
    });
    const payload = await importRows(study, [{ ...baseline, record: 'ADA', values: [{ field: 'sex', raw: '1' }] }]);
    expect(payload.rows[0].errors).toMatchObject([{ code: 'CONFLICT', path: ['rows', '0', 'record'] }]);
    expect(imports(study)).toEqual([]);
  });

  it('everything of a caller that may read only, and an unknown project', async () => {
    const reader = await start({ mayWrite: false });
    const { errors } = await send(reader, { rows: [{ ...baseline, values: [] }] });
    expect(errors[0]?.extensions['code']).toBe('FORBIDDEN');
    expect(reader.calls).toEqual([]);
    const study = await start();
    const answer = await study.run(document, { input: { project: 'other', rows: [] } });
    expect(answer.errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  it('an import without rows', async () => {
    const study = await start();
    expect(await importRows(study, [])).toMatchObject({ errors: [{ code: 'VALIDATION', path: ['rows'] }] });
  });
});

describe('importRecords with new instances', () => {
  it('numbers them after the highest that is stored, one after another', async () => {
    const study = await start();
    const payload = await importRows(study, [
      { ...newEvent, values: [{ field: 'ae_term', raw: 'Cough' }] },
      { ...newEvent, status: 'UNVERIFIED', values: [{ field: 'ae_term', raw: 'Ache' }] },
      { ...newEvent, record: '2', values: [{ field: 'ae_term', raw: 'Itch' }] },
    ]);
    expect(payload.rows.map((row: { repeatInstance: number }) => row.repeatInstance)).toEqual([4, 5, 1]);
    expect(payload).toMatchObject({ createdCount: 3, errors: [] });
    expect(imports(study)[0]?.rows[1]).toEqual({
      record_id: '1',
      redcap_event_name: 'baseline_arm_1',
      redcap_repeat_instrument: 'adverse_events',
      redcap_repeat_instance: 'new',
      ae_term: 'Ache',
      adverse_events_complete: '1',
    });
    expect(stored(study.project, '1', 'baseline_arm_1', 'adverse_events', 3)).toEqual({ ae_term: 'Fever' });
  });

  it.each([1, 3])('keeps them apart from instance %i, which the same import makes by its number', async (named) => {
    const study = await start();
    const newOf2 = { record: '2', event: 'baseline_arm_1', instrument: 'adverse_events' };
    const payload = await importRows(study, [
      { ...newOf2, newInstance: true, values: [{ field: 'ae_term', raw: 'Cough' }] },
      { ...newOf2, repeatInstance: named, values: [{ field: 'ae_term', raw: 'Ache' }] },
    ]);
    expect(payload).toMatchObject({
      errors: [],
      rows: [
        { outcome: 'CREATED', repeatInstance: named + 1 },
        { outcome: 'CREATED', repeatInstance: named },
      ],
    });
    // REDCap numbers new ones after what is stored when a call arrives.
    expect(imports(study).map(({ rows }) => rows.map((row) => row['redcap_repeat_instance']))).toEqual([
      [String(named)],
      ['new'],
    ]);
    expect(stored(study.project, '2', 'baseline_arm_1', 'adverse_events', named)).toEqual({ ae_term: 'Ache' });
    expect(stored(study.project, '2', 'baseline_arm_1', 'adverse_events', named + 1)).toEqual({ ae_term: 'Cough' });
  });

  it('makes one even where all that is said of it is to be blank, but none that has a number', async () => {
    const study = await start();
    const row = { ...newEvent, values: [{ field: 'ae_term', erase: true }] };
    const numbered = { ...row, newInstance: false, repeatInstance: 9 };
    const promised = await importRows(study, [row, numbered], { dryRun: true });
    expect(promised).toMatchObject({
      errors: [],
      rows: [
        { outcome: 'CREATED', repeatInstance: 4, changes: [] },
        { outcome: 'UNCHANGED', repeatInstance: 9, changes: [] },
      ],
    });
    expect(await importRows(study, [row, numbered])).toEqual({ ...promised, dryRun: false });
    expect(stored(study.project, '1', 'baseline_arm_1', 'adverse_events', 4)).toEqual({});
    expect(stored(study.project, '1', 'baseline_arm_1', 'adverse_events', 9)).toBeUndefined();
  });

  it('makes a new record even where all that is said of it is to be blank', async () => {
    const study = await start();
    const row = { event: 'baseline_arm_1', instrument: 'demographics' };
    const payload = await importRows(
      study,
      [
        { ...row, values: [{ field: 'sex', erase: true }] },
        { ...row, values: [{ field: 'sex', raw: '1' }] },
      ],
      { assignRecordNames: true },
    );
    expect(payload).toMatchObject({ createdCount: 2, errors: [], rows: [{ record: '3' }, { record: '4' }] });
    expect(stored(study.project, '3', 'baseline_arm_1')).toEqual({});
    expect(stored(study.project, '4', 'baseline_arm_1')).toEqual({ sex: '1' });
  });

  it('puts rows of one clientRef into one new instance of a repeating event', async () => {
    const study = await start();
    keep(study.project, '1', 'unscheduled_arm_1', { pulse: '60' }, { instance: 1 });
    const visit = { record: '1', event: 'unscheduled_arm_1', newInstance: true };
    const payload = await importRows(study, [
      { ...visit, clientRef: 'a', instrument: 'vitals', values: [{ field: 'pulse', number: '70' }] },
      { ...visit, clientRef: 'a', instrument: 'labs', values: [{ field: 'panel', raw: '1' }] },
      { ...visit, clientRef: 'b', instrument: 'vitals', values: [{ field: 'pulse', number: '80' }] },
    ]);
    expect(payload.rows.map((row: { repeatInstance: number }) => row.repeatInstance)).toEqual([2, 2, 3]);
    expect(stored(study.project, '1', 'unscheduled_arm_1', '', 2)).toEqual({ pulse: '70', panel: '1' });
  });

  it('gives two imports at the same time different instances', async () => {
    const study = await start();
    const taps = ['Cough', 'Ache', 'Itch'].map((raw) =>
      importRows(study, [{ ...newEvent, values: [{ field: 'ae_term', raw }] }]),
    );
    const instances = (await Promise.all(taps)).map((payload) => payload.rows[0].repeatInstance as number);
    expect(instances).toEqual([4, 5, 6]);
  });

  it('overwrites nobody who adds an instance at the same moment', async () => {
    const study = await start({
      intercept: (call, answer) => {
        if (call['content'] === 'record' && call['data'] !== undefined) {
          const place = { repeatInstrument: 'adverse_events', instance: 4 };
          keep(study.project, '1', 'baseline_arm_1', { ae_term: 'Theirs' }, place);
        }
        return answer();
      },
    });
    const payload = await importRows(study, [{ ...newEvent, values: [{ field: 'ae_term', raw: 'Ours' }] }]);
    expect(payload).toMatchObject({ errors: [], rows: [{ outcome: 'CREATED', repeatInstance: 5 }] });
    expect(stored(study.project, '1', 'baseline_arm_1', 'adverse_events', 4)).toEqual({ ae_term: 'Theirs' });
    expect(stored(study.project, '1', 'baseline_arm_1', 'adverse_events', 5)).toEqual({ ae_term: 'Ours' });
  });

  it('reads what repeats of the project XML where the token may not read the setup', async () => {
    const study = await start({ variants: { 'project-xml-right': 'export' } });
    study.owner.flags['design'] = 0;
    const payload = await importRows(study, [
      { ...newEvent, values: [{ field: 'ae_term', raw: 'Cough' }] },
      {
        record: '1',
        event: 'unscheduled_arm_1',
        instrument: 'vitals',
        repeatInstance: 1,
        values: [{ field: 'pulse', number: '61' }],
      },
    ]);
    expect(payload).toMatchObject({
      errors: [],
      createdCount: 2,
      rows: [{ repeatInstance: 4 }, { repeatInstance: 1 }],
    });
    expect(stored(study.project, '1', 'unscheduled_arm_1', '', 1)).toEqual({ pulse: '61' });
  });
});

describe('importRecords with names that REDCap gives', () => {
  const enrol = [
    {
      clientRef: 'p',
      event: 'baseline_arm_1',
      instrument: 'demographics',
      values: [{ field: 'first_name', raw: 'Cy' }],
    },
    {
      clientRef: 'q',
      event: 'baseline_arm_1',
      instrument: 'demographics',
      values: [{ field: 'first_name', raw: 'Di' }],
    },
    {
      clientRef: 'p',
      event: 'baseline_arm_1',
      instrument: 'adverse_events',
      newInstance: true,
      values: [{ field: 'ae_term', raw: 'Rash' }],
    },
  ];

  it('lands rows of one clientRef in one new record and returns its name', async () => {
    const study = await start();
    const payload = await importRows(study, enrol, { assignRecordNames: true });
    expect(payload).toMatchObject({
      createdCount: 3,
      errors: [],
      rows: [
        { clientRef: 'p', record: '3', outcome: 'CREATED', repeatInstance: null },
        { clientRef: 'q', record: '4', outcome: 'CREATED' },
        { clientRef: 'p', record: '3', outcome: 'CREATED', repeatInstance: 1 },
      ],
    });
    expect(imports(study)).toMatchObject([{ numbered: 'true', overwrite: 'normal' }]);
    expect(stored(study.project, '3', 'baseline_arm_1')).toEqual({ first_name: 'Cy' });
    expect(stored(study.project, '3', 'baseline_arm_1', 'adverse_events', 1)).toEqual({ ae_term: 'Rash' });
    expect(stored(study.project, '4', 'baseline_arm_1')).toEqual({ first_name: 'Di' });
  });

  it('is refused where auto-numbering is off, and for rows that name their record', async () => {
    const study = await start();
    const named = await importRows(study, [{ ...enrol[0], record: '1' }], { assignRecordNames: true });
    expect(named.rows[0].errors).toMatchObject([{ code: 'VALIDATION', path: ['rows', '0', 'record'] }]);
    const other = await start();
    other.project.settings.record_autonumbering_enabled = false;
    const payload = await importRows(other, enrol, { assignRecordNames: true });
    expect(payload.errors).toMatchObject([{ code: 'VALIDATION', path: ['assignRecordNames'] }]);
    expect(imports(other)).toEqual([]);
  });

  it('is refused when auto-numbering was switched off in the meantime, so that nobody is overwritten', async () => {
    const study = await start();
    await study.run('{ project(key: "study") { designRevision } }');
    study.project.settings.record_autonumbering_enabled = false;
    const before = everything(study.project);
    const payload = await importRows(study, enrol, { assignRecordNames: true });
    expect(payload.errors).toMatchObject([{ code: 'VALIDATION', path: ['assignRecordNames'] }]);
    expect(imports(study)).toEqual([]);
    expect(everything(study.project)).toEqual(before);
  });

  it('asks for the names of no other events than those that are written', async () => {
    const study = await start();
    await importRows(study, enrol, { assignRecordNames: true });
    const [names] = study.callsOf('record').filter((call) => call['records[0]'] === undefined);
    expect(names).toMatchObject({ 'fields[0]': 'record_id', 'events[0]': 'baseline_arm_1' });
    expect(names).not.toHaveProperty('events[1]');
  });

  it('names no record in a dry run', async () => {
    const study = await start();
    const payload = await importRows(study, enrol, { assignRecordNames: true, dryRun: true });
    expect(payload.rows.map((row: { record: null }) => row.record)).toEqual([null, null, null]);
    expect(study.project.records.size).toBe(2);
  });
});

describe('importRecords with an idempotency key', () => {
  it('gives the first result again to a double tap, and one record is there', async () => {
    const study = await start();
    const tap = (): Promise<unknown> =>
      importRows(study, [{ ...newEvent, values: [{ field: 'ae_term', raw: 'Cough' }] }], { idempotencyKey: 'tap-1' });
    const [first, second] = await Promise.all([tap(), tap()]);
    expect(second).toEqual(first);
    expect(await tap()).toEqual(first);
    expect(imports(study)).toHaveLength(1);
    expect(stored(study.project, '1', 'baseline_arm_1', 'adverse_events', 5)).toBeUndefined();
  });

  it('refuses the key for another input', async () => {
    const study = await start();
    const values = [{ field: 'ae_term', raw: 'Cough' }];
    await importRows(study, [{ ...newEvent, values }], { idempotencyKey: 'k' });
    const payload = await importRows(study, [{ ...newEvent, record: '2', values }], { idempotencyKey: 'k' });
    expect(payload).toMatchObject({
      errors: [{ code: 'IDEMPOTENCY_KEY_REUSED', path: ['idempotencyKey'] }],
      rows: [{ outcome: 'NOT_ATTEMPTED' }],
    });
    expect(imports(study)).toHaveLength(1);
  });

  it('leaves the key free after a refusal and after a dry run', async () => {
    const study = await start();
    const good = [{ ...newEvent, values: [{ field: 'ae_term', raw: 'Cough' }] }];
    await importRows(study, [{ ...newEvent, values: [{ field: 'nothing', raw: 'x' }] }], { idempotencyKey: 'k' });
    await importRows(study, good, { idempotencyKey: 'k', dryRun: true });
    expect(await importRows(study, good, { idempotencyKey: 'k' })).toMatchObject({ createdCount: 1 });
  });

  it('refuses a key that is none', async () => {
    const study = await start();
    const payload = await importRows(study, [{ ...baseline, values: [] }], { idempotencyKey: 'a b' });
    expect(payload.errors).toMatchObject([{ code: 'VALIDATION', path: ['idempotencyKey'] }]);
  });
});
