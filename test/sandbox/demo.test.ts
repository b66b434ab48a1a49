import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { prepareRecalculation } from '../../src/sandbox/calculation/calculation.ts';
import { demoUsers } from '../../src/sandbox/demo/access.ts';
import { createDemoProject } from '../../src/sandbox/demo/study.ts';
import { choicesOf, listEvents } from '../../src/sandbox/state/design.ts';
import { readProjectXml, writeProjectXml } from '../../src/sandbox/odm/index.ts';
import type { SandboxProject, StoredRow } from '../../src/sandbox/state/project.ts';
import { rowKey } from '../../src/sandbox/state/project.ts';
import { listRecords, readLayout } from '../../src/sandbox/state/rows.ts';
import { createStore, defaultSuperToken } from '../../src/sandbox/state/store.ts';
import { readText } from '../../src/sandbox/validation/text.ts';

const makeDemo = (): SandboxProject =>
  createDemoProject(createStore({ now: () => new Date(2025, 0, 1), seed: 'demo' }));
const demo = makeDemo();

const eventId = (name: string): number =>
  listEvents(demo).find((event) => event.uniqueEventName === name)?.eventId ?? 0;

const rowOf = (record: string, event: string, form = '', instance: number | null = null): StoredRow | undefined =>
  demo.records.get(record)?.rows.get(rowKey(eventId(event), form, instance));

const allRows = [...demo.records.values()].flatMap((record) => [...record.rows.values()]);

/** Every stored value with its field, missing data codes left out. */
const storedTexts = allRows.flatMap((row) =>
  [...row.values].filter(([, value]) => value !== 'NASK' && value !== '-99').map(([name, value]) => ({ name, value })),
);

const digest = (project: SandboxProject): string =>
  createHash('sha256')
    .update(writeProjectXml(project, { exportFiles: true, now: new Date(0) }))
    .digest('hex');

describe('the demo study', () => {
  it('is the same every time it is made', () => {
    expect(digest(makeDemo())).toBe(digest(demo));
  });

  it('is among the projects of its store', () => {
    const store = createStore();
    const project = createDemoProject(store);
    expect([...store.projects]).toEqual([[project.projectId, project]]);
  });

  it('has 1,200 records, one of them renamed and one deleted', () => {
    expect(demo.records.size).toBe(1200);
    expect(demo.records.has('13')).toBe(false);
    expect(demo.records.has('417')).toBe(false);
    expect(demo.records.get('417-R')?.name).toBe('417-R');
    expect(demo.log.slice(-2).map((entry) => [entry.action, entry.record])).toEqual([
      ['Delete record 13', '13'],
      ['Update record 417-R', '417-R'],
    ]);
  });

  it('has two arms with six events each, named as the stories name them', () => {
    const names = ['screening', 'baseline', '21_day_follow_up', '90_day_follow_up', 'unscheduled', 'closeout'];
    expect(demo.arms).toEqual([
      { armNum: 1, name: 'Drug A' },
      { armNum: 2, name: 'Drug B' },
    ]);
    expect(listEvents(demo).map((event) => event.uniqueEventName)).toEqual([
      ...names.map((name) => `${name}_arm_1`),
      ...names.map((name) => `${name}_arm_2`),
    ]);
  });

  it('repeats the unscheduled event as a whole and two instruments by themselves at other events', () => {
    const layout = readLayout(demo);
    expect(layout.places.get(eventId('unscheduled_arm_1'))?.repeats).toBe(true);
    expect([...(layout.places.get(eventId('baseline_arm_1'))?.repeatingForms.keys() ?? [])]).toEqual([
      'adverse_events',
      'concomitant_medications',
    ]);
    expect([...layout.places.values()].some((place) => place.repeats && place.repeatingForms.size > 0)).toBe(false);
  });

  it('designates every instrument for the events where the stories use it', () => {
    const designated = (form: string, event: string): boolean =>
      demo.mappings.some((mapping) => mapping.form === form && mapping.eventId === eventId(event));
    expect(designated('consent', 'screening_arm_1')).toBe(true);
    expect(designated('eligibility', 'baseline_arm_1')).toBe(true);
    expect(designated('adverse_events', 'baseline_arm_1')).toBe(true);
    expect(designated('vitals', '21_day_follow_up_arm_1')).toBe(true);
    expect(designated('vitals', 'unscheduled_arm_1')).toBe(true);
    expect(designated('closeout', 'closeout_arm_2')).toBe(true);
    expect(demo.instruments.every(({ name }) => demo.mappings.some((mapping) => mapping.form === name))).toBe(true);
  });

  it('has the fields that the stories name', () => {
    const types = new Map(demo.fields.map((field) => [field.field_name, [field.form_name, field.field_type]]));
    expect(demo.fields[0]?.field_name).toBe('record_id');
    expect(Object.fromEntries(types)).toMatchObject({
      dob: ['demographics', 'text'],
      sex: ['demographics', 'radio'],
      enrol_date: ['demographics', 'text'],
      eligible: ['eligibility', 'yesno'],
      rand_group: ['randomization', 'radio'],
      sbp: ['vitals', 'text'],
      sample_id: ['labs', 'text'],
      ae_term: ['adverse_events', 'text'],
      ae_grade: ['adverse_events', 'radio'],
      ae_report: ['adverse_events', 'file'],
      consent_pdf: ['consent', 'file'],
      withdrawn: ['closeout', 'yesno'],
    });
  });

  it('has one participant in both arms', () => {
    const armsOf = (name: string): number[] => {
      const ids = new Set([...(demo.records.get(name)?.rows.values() ?? [])].map((row) => row.eventId));
      return [...new Set(demo.events.filter((event) => ids.has(event.eventId)).map((event) => event.armNum))];
    };
    expect([...demo.records.keys()].filter((name) => armsOf(name).length > 1)).toEqual(['42']);
  });

  it('has three sites with records, and a few records without a site', () => {
    expect(demo.dags.map((dag) => [dag.name, dag.uniqueName])).toEqual([
      ['Nashville', 'nashville'],
      ['Lyon', 'lyon'],
      ['Kampala', 'kampala'],
    ]);
    const sizes = demo.dags.map((dag) => listRecords(demo, dag.groupId).length);
    expect(Math.min(...sizes)).toBeGreaterThan(300);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1200);
  });

  it('gives its owner all rights, and each role what its name promises', () => {
    const roleOf = (label: string) => demo.roles.find((role) => role.roleLabel === label);
    expect(demo.users[0]).toMatchObject({
      username: 'demo_owner',
      role: null,
      token: 'DE300000000000000000000000000001',
    });
    expect(demo.users[0]?.flags).toMatchObject({ design: 1, user_rights: 1, api_import: 1, record_delete: 1 });
    expect(roleOf('Monitor')?.flags).toMatchObject({ api_export: 1, api_import: 0, record_delete: 0 });
    expect(roleOf('Statistician')?.formsExport['demographics']).toBe(2);
    expect(roleOf('App')?.flags).toMatchObject({ api_export: 1, api_import: 1, record_create: 1, record_delete: 0 });
    const coordinator = demo.users.find((user) => user.username === 'demo_coordinator');
    expect(demo.dags.find((dag) => dag.groupId === coordinator?.dagId)?.uniqueName).toBe('lyon');
  });

  it('has users with the tokens that the documentation prints', () => {
    expect(demo.users.map((user) => [user.username, user.token])).toEqual(
      demoUsers.map((user) => [user.username, user.token]),
    );
    expect(demoUsers.every((user) => /^[0-9A-F]{32}$/.test(user.token))).toBe(true);
    const readme = readFileSync(new URL('../../src/sandbox/README.md', import.meta.url), 'utf8').replaceAll(/ +/g, ' ');
    const lines = demoUsers.map((user) => `| \`${user.username}\` | \`${user.token}\` |`);
    expect(lines.filter((line) => !readme.includes(line))).toEqual([]);
    expect(readme).toContain(defaultSuperToken);
  });

  it('has checkbox codes, labels and texts that a careless reader breaks', () => {
    const symptoms = demo.fields.find((field) => field.field_name === 'symptoms');
    expect(symptoms === undefined ? [] : choicesOf(symptoms).map((choice) => choice.code)).toEqual([
      '1',
      '2',
      '3',
      '4',
      'a',
      '-1',
    ]);
    const checked = new Set(allRows.flatMap((row) => [...(row.checked.get('symptoms') ?? [])]));
    expect(checked).toEqual(new Set(['1', '2', '3', '4', 'a', '-1', 'NASK']));
    expect(demo.fields.some((field) => field.field_label.includes('<b>'))).toBe(true);
    expect(storedTexts.some(({ value }) => value.includes('👍🏽'))).toBe(true);
    expect(storedTexts.some(({ value }) => value.includes('Œdème'))).toBe(true);
    expect(storedTexts.some(({ value }) => value.includes('Omulwadde'))).toBe(true);
    expect(storedTexts.some(({ value }) => value.includes('\n'))).toBe(true);
  });

  it('has missing data codes in dates, numbers, choices, yes/no and file fields', () => {
    const fields = new Set(
      allRows.flatMap((row) =>
        [...row.values].filter(([, value]) => value === 'NASK' || value === '-99').map(([name]) => name),
      ),
    );
    expect([...fields]).toEqual(expect.arrayContaining(['dob', 'sbp', 'sex', 'lives_alone', 'consent_pdf']));
  });

  it('stores values that fit their validation, but for the three that are meant not to', () => {
    const validations = new Map(
      demo.fields
        .filter((field) => field.field_type === 'text')
        .map((field) => [field.field_name, field.text_validation_type_or_show_slider_number]),
    );
    const codes = new Map(
      demo.fields.map((field) => [field.field_name, choicesOf(field).map((choice) => choice.code)]),
    );
    const broken = storedTexts.filter(({ name, value }) => {
      const validation = validations.get(name) ?? '';
      if (validation !== '') return readText(validation, value, 'YMD') !== value;
      const choices = codes.get(name) ?? [];
      return choices.length > 0 && !choices.includes(value);
    });
    expect(broken).toEqual([
      { name: 'creatinine', value: '<0.10' },
      { name: 'sbp', value: '18O' },
      { name: 'referral', value: '9' },
    ]);
  });

  it('stores of every calculated field what calculating it again gives', () => {
    const project = makeDemo();
    const recalculate = prepareRecalculation(project, { now: () => new Date(2025, 0, 1) });
    const changes = [...project.records.values()].flatMap((record) =>
      [...record.rows.values()].flatMap((row) => recalculate(record, row).map((field) => [record.name, field])),
    );
    expect(changes).toEqual([]);
    expect(storedTexts.filter(({ name }) => name === 'age').length).toBeGreaterThan(900);
  });

  it('shows its first participant with adverse events, a report and two unscheduled visits', () => {
    expect(rowOf('1', 'baseline_arm_1')?.values.get('dob')).toBe('1948-03-21');
    expect(rowOf('1', 'baseline_arm_1', 'adverse_events', 2)?.values.get('ae_term')).toBe('Chute à domicile');
    const docId = Number(rowOf('1', 'baseline_arm_1', 'adverse_events', 2)?.values.get('ae_report'));
    expect(demo.files.get(docId)?.name).toBe('fall report.pdf');
    expect(Buffer.from(demo.files.get(docId)?.bytes ?? []).toString('latin1')).toMatch(/^%PDF-1\.4[^]*%%EOF\n$/);
    expect(rowOf('1', 'unscheduled_arm_1', '', 1)?.values.get('sbp')).toBe('168');
    expect(rowOf('1', 'unscheduled_arm_1', '', 2)?.values.get('sbp')).toBe('NASK');
  });

  it('has surveys that were finished and surveys that were broken off', () => {
    const timestamps = allRows.flatMap((row) => [...row.timestamps.values()]);
    expect(timestamps).toContain('[not completed]');
    expect(timestamps.some((timestamp) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(timestamp))).toBe(true);
  });

  it('comes out of its XML as it went in', () => {
    const options = { exportFiles: true, exportSurveyFields: true, exportDataAccessGroups: true, now: new Date(0) };
    const xml = writeProjectXml(demo, options);
    const read = readProjectXml(xml, createStore());
    expect(read.fields).toEqual(demo.fields);
    expect(read.events).toEqual(demo.events);
    expect(read.mappings).toEqual(demo.mappings);
    expect(read.repeating).toEqual(demo.repeating);
    expect(read.roles).toEqual(demo.roles);
    expect(read.dags).toEqual(demo.dags);
    expect(read.surveys).toEqual(demo.surveys);
    // No XML has allocation tables.
    expect(read.randomizations).toEqual(demo.randomizations?.map((one) => ({ ...one, table: [] })));
    expect(new Set(read.records.keys())).toEqual(new Set(demo.records.keys()));
    expect(writeProjectXml(read, options)).toBe(xml);
  });
});
