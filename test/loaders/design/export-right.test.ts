import { afterEach, describe, expect, it } from 'vitest';
import { buildDesign } from '../../../src/graph/design/builder.ts';
import type { ProjectSource } from '../../../src/loaders/project-source.ts';
import { addUser } from '../../../src/sandbox/odm/index.ts';
import type { UserDefinition } from '../../../src/sandbox/state/project.ts';
import { classicClinic, keep } from '../../support/clinic.ts';
import { changeAccess, startPeople, userOf } from '../../support/people.ts';
import { startStudy, type Study, type StudyOptions } from '../../support/study.ts';

const studies: Study[] = [];

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const startDemo = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startPeople(options);
  studies.push(study);
  return study;
};

const startClassic = async (): Promise<Study> => {
  const study = await startStudy({ project: classicClinic });
  studies.push(study);
  return study;
};

/** The study's project as a request of this user has it. */
const sourceOf = async (study: Study, user: UserDefinition): Promise<ProjectSource> => {
  const { context } = await study.run('{ __typename }', {}, user);
  const [source] = context.projects.values();
  if (source === undefined) throw new Error('the request has no project');
  return source;
};

const readWithheld = async (study: Study, user: UserDefinition): Promise<string[]> => {
  const source = await sourceOf(study, user);
  return [...(await source.withheld(await source.design()))];
};

/** What the look at the rights asked for, without what all exports have in common. */
const asked = (study: Study): Record<string, string>[] =>
  study
    .callsOf('record')
    .map(
      ({ type: _type, rawOrLabel: _rawOrLabel, content: _content, format: _format, returnFormat: _form, ...rest }) =>
        rest,
    );

describe('what an export does not bring', () => {
  it('is nothing for a token with all rights, seen by one call', async () => {
    const study = await startDemo();
    expect(await readWithheld(study, study.owner)).toEqual([]);
    expect(asked(study)).toEqual([{ 'records[0]': '1', 'events[0]': 'screening_arm_1' }]);
  });

  it('is identifiers, free text and dates for a token with de-identified rights', async () => {
    const study = await startDemo();
    expect(await readWithheld(study, userOf(study, 'demo_statistician'))).toEqual([
      'screening_date',
      'onset_datetime',
      'symptoms_other',
      'consent_date',
      'consent_signature',
      'consent_pdf',
      'first_name',
      'last_name',
      'dob',
      'sex',
      'email',
      'address',
      'enrol_date',
      'household_note',
      'ineligible_reason',
      'rand_datetime',
      'vitals_date',
      'sample_id',
      'sample_datetime',
      'lab_comment',
      'ae_term',
      'ae_onset',
      'ae_narrative',
      'cm_name',
      'cm_start',
      'qol_words',
      'closeout_date',
      'closeout_note',
    ]);
  });

  it('is whole instruments with their status for a token without a right to them', async () => {
    const study = await startDemo();
    const withheld = await readWithheld(study, userOf(study, 'nurse'));
    expect(withheld.filter((column) => column.endsWith('_complete'))).toEqual([
      'eligibility_complete',
      'adverse_events_complete',
    ]);
    expect(withheld).toContain('ae_grade');
  });

  it('is seen by the first record that there is, where none has the likely name', async () => {
    const study = await startDemo();
    expect(await readWithheld(study, userOf(study, 'demo_coordinator'))).toEqual([]);
    expect(asked(study)).toEqual([
      { 'records[0]': '1', 'events[0]': 'screening_arm_1' },
      { 'fields[0]': 'record_id' },
      { 'records[0]': '5', 'events[0]': 'screening_arm_2' },
    ]);
  });

  it('is looked for without an event in a classic project', async () => {
    const study = await startClassic();
    keep(study.project, 'A-7', 'event_1_arm_1', { first_name: 'Ada' });
    expect(await readWithheld(study, study.owner)).toEqual([]);
    expect(asked(study)).toEqual([{ 'records[0]': '1' }, { 'fields[0]': 'record_id' }, { 'records[0]': 'A-7' }]);
  });

  it('is unknown, and taken for nothing, while there is no record', async () => {
    const study = await startClassic();
    const forms = study.project.instruments.map(({ name }) => name);
    const rights = {
      flags: { api_export: 1 },
      forms: {},
      formsExport: Object.fromEntries(forms.map((form) => [form, 2])),
    };
    const reader = addUser(study.project, study.store, { username: 'reader', rights });
    expect(await readWithheld(study, reader)).toEqual([]);
    expect(asked(study)).toHaveLength(2);
  });

  it('is everything for a token that may export no instrument', async () => {
    const study = await startClassic();
    const forms = study.project.instruments.map(({ name }) => name);
    const rights = {
      flags: { api_export: 1 },
      forms: {},
      formsExport: Object.fromEntries(forms.map((form) => [form, 0])),
    };
    const reader = addUser(study.project, study.store, { username: 'reader', rights });
    const source = await sourceOf(study, reader);
    const design = await source.design();
    const stored = design.fields.filter((field) => field.columns.length > 0).map((field) => field.fieldName);
    expect(stored).toContain('race');
    expect([...(await source.withheld(design))]).toEqual([...stored, ...forms.map((form) => `${form}_complete`)]);
    expect(asked(study)).toHaveLength(1);
  });

  it('is unknown, and taken for nothing, where the record is too much for REDCap', async () => {
    const study = await startDemo({
      intercept: async (call, answer) =>
        call['records[0]'] === undefined
          ? answer()
          : Response.json(
              { error: 'REDCap ran out of server memory. The request cannot be processed.' },
              { status: 400 },
            ),
    });
    expect(await readWithheld(study, userOf(study, 'demo_statistician'))).toEqual([]);
    expect(asked(study)).toHaveLength(1);
  });

  it('is not known where something before REDCap refuses the call', async () => {
    const study = await startDemo({
      intercept: async (call, answer) =>
        call['records[0]'] === undefined ? answer() : new Response('<html>Blocked</html>', { status: 403 }),
    });
    await expect(readWithheld(study, study.owner)).rejects.toThrow('A web page came in the place of data.');
  });
});

describe('what is known of the rights', () => {
  it('is kept between requests, by the token', async () => {
    const study = await startDemo();
    const statistician = userOf(study, 'demo_statistician');
    for (const user of [study.owner, statistician, study.owner, statistician]) await readWithheld(study, user);
    expect(await readWithheld(study, study.owner)).toEqual([]);
    expect(await readWithheld(study, statistician)).toContain('dob');
    expect(asked(study)).toHaveLength(2);
  });

  it('is looked for once by those who ask at the same time', async () => {
    const study = await startDemo();
    const source = await sourceOf(study, study.owner);
    const design = await source.design();
    const found = await Promise.all(Array.from({ length: 100 }, () => source.withheld(design)));
    expect(new Set(found).size).toBe(1);
    expect(asked(study)).toHaveLength(1);
  });

  it('is looked for anew after a failure', async () => {
    let fails = true;
    const study = await startDemo({
      intercept: async (call, answer) =>
        fails && call['records[0]'] !== undefined ? new Response('{"error":"odd"}', { status: 400 }) : answer(),
    });
    await expect(readWithheld(study, study.owner)).rejects.toMatchObject({ code: 'REDCAP_REJECTED' });
    fails = false;
    expect(await readWithheld(study, study.owner)).toEqual([]);
  });

  it('is forgotten when the users change, and with the design', async () => {
    const study = await startDemo();
    await readWithheld(study, study.owner);
    study.forget();
    await changeAccess(study, 'importUsers', { users: [{ username: 'nurse', dataAccessGroup: 'kampala' }] });
    await readWithheld(study, study.owner);
    expect(asked(study)).toHaveLength(1);
    await (await sourceOf(study, study.owner)).forgetDesign();
    await readWithheld(study, study.owner);
    expect(asked(study)).toHaveLength(2);
  });

  it('is kept while the design, which is read again and again, stays the same', async () => {
    const study = await startDemo();
    await readWithheld(study, study.owner);
    study.forget();
    const source = await sourceOf(study, study.owner);
    const known = await source.design();
    const again = buildDesign(known.rows);
    expect(again).not.toBe(known);
    expect([...(await source.withheld(again))]).toEqual([]);
    expect(asked(study)).toEqual([]);
  });

  it('is of the design that it was looked for with: a field of a newer one is not taken for withheld', async () => {
    const study = await startDemo();
    await readWithheld(study, study.owner);
    const source = await sourceOf(study, study.owner);
    const [field] = study.project.fields.slice(-1);
    if (field === undefined) throw new Error('the demo study has no field');
    study.project.fields.push({ ...field, field_name: 'brand_new' });
    await source.forgetDesign(['metadata']);
    const design = await source.design();
    expect(design.field('brand_new')).toBeDefined();
    expect([...(await source.withheld(design))]).toEqual([]);
  });
});
