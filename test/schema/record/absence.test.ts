import { afterEach, describe, expect, it } from 'vitest';
import { createDemoProject, demoProjectKey } from '../../../src/sandbox/demo/study.ts';
import type { SandboxProject } from '../../../src/sandbox/state/project.ts';
import { clinic, keep } from '../../support/clinic.ts';
import { startStudy, type Answer, type SandboxCall, type Study } from '../../support/study.ts';

const studies: Study[] = [];

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const logics: Readonly<Record<string, string>> = {
  notes: "[sex] = '1'",
  double: "[sex] = '0'",
  weight: "[sex] = '1'",
  first_name: "[user-name] = 'owner'",
  sodium: "[baseline_arm_1][sex] = '1'",
  ae_grade: "[ae_term] = 'Rash'",
  ae_report: "[race(1)] = '0' and [labs_complete] <> '2'",
};

const setBranching = (branchings: Readonly<Record<string, string>>, project: SandboxProject): void => {
  for (const field of project.fields) field.branching_logic = branchings[field.field_name] ?? '';
};

/** The clinic with branching logic; record 1 has labs in its second unscheduled visit too. */
const start = async (): Promise<Study> => {
  const study = await startStudy({
    project: (store) => {
      const made = clinic(store);
      setBranching(logics, made.project);
      keep(made.project, '1', 'unscheduled_arm_1', { panel: '1', labs_complete: '2' }, { instance: 2 });
      return made;
    },
  });
  studies.push(study);
  await study.run('{ project(key: "study") { designRevision } }');
  study.forget();
  return study;
};

/** The elements of an indexed parameter of the only export of records. */
const asked = (study: Study, name: string): string[] => {
  const calls: SandboxCall[] = study.callsOf('record');
  expect(calls).toHaveLength(1);
  return Object.entries(calls[0] ?? {})
    .filter(([key]) => key.startsWith(`${name}[`))
    .map(([, value]) => value);
};

const inRecord = async (study: Study, selection: string, name = '1'): Promise<Answer> =>
  study.run(`{ project(key: "study") { record(name: "${name}") { ${selection} } } }`);

const absences = (values: readonly { field: { fieldName: string }; absence: string | null }[]) =>
  Object.fromEntries(values.map(({ field, absence }) => [field.fieldName, absence]));

describe("an event's own row", () => {
  it('reports for every field why there is no value, be its form saved or not', async () => {
    const study = await start();
    const fields = '["pulse", "sodium", "notes", "record_id", "weight", "first_name", "double", "panel", "race"]';
    const { data, errors } = await inRecord(
      study,
      `events(uniqueEventNames: ["baseline_arm_1"]) { values(fields: ${fields}) { field { fieldName } raw absence } }`,
    );
    expect(errors).toEqual([]);
    const [{ values }] = data.project.record.events;
    expect(values.map(({ field }: { field: { fieldName: string } }) => field.fieldName)).toEqual([
      'record_id',
      'first_name',
      'race',
      'weight',
      'notes',
      'double',
      'sodium',
      'panel',
      'pulse',
    ]);
    expect(absences(values)).toEqual({
      record_id: null,
      first_name: null,
      race: null,
      // Hidden, and holds a value.
      weight: null,
      notes: 'HIDDEN',
      double: 'BLANK',
      sodium: 'FORM_NOT_STARTED',
      panel: 'FORM_NOT_STARTED',
      pulse: 'NOT_DESIGNATED',
    });
    expect(values[0]).toMatchObject({ raw: '1' });
  });

  it('reads each instance of a repeating event by itself', async () => {
    const study = await start();
    const { data } = await inRecord(
      study,
      'events(uniqueEventNames: ["unscheduled_arm_1"]) { repeatInstance panel: value(field: "panel") { raw absence ... on ChoiceValue { code } } pulse: value(field: "pulse") { absence } }',
    );
    expect(data.project.record.events).toEqual([
      { repeatInstance: 2, panel: { raw: '1', absence: null, code: '1' }, pulse: { absence: 'FORM_NOT_STARTED' } },
    ]);
  });

  it('asks REDCap for the fields that are selected, with the status of their forms', async () => {
    const study = await start();
    await inRecord(
      study,
      'events(uniqueEventNames: ["baseline_arm_1"]) { value(field: "notes") { raw } values(fields: ["panel"]) { label } }',
    );
    expect(asked(study, 'fields')).toEqual(['record_id', 'notes', 'demographics_complete', 'panel', 'labs_complete']);
    expect(asked(study, 'events')).toEqual(['baseline_arm_1']);
  });

  it('has no value of a descriptive field', async () => {
    const study = await start();
    const { data } = await inRecord(
      study,
      'events { value(field: "welcome") { raw } values(fields: ["welcome", "sex", "sex"]) { raw } }',
      '2',
    );
    expect(data.project.record.events).toEqual([{ value: null, values: [{ raw: null }] }]);
  });

  it('refuses a field of an instrument that repeats by itself there, and says where it is', async () => {
    const study = await start();
    const { errors } = await inRecord(
      study,
      'events(uniqueEventNames: ["baseline_arm_1"]) { value(field: "ae_term") { raw } }',
    );
    expect(errors.map(({ message, extensions }) => [extensions['code'], extensions['argument'], message])).toEqual([
      [
        'BAD_USER_INPUT',
        'field',
        'ae_term is on adverse_events, which repeats in this event: the event\'s own row does not hold it. Take instruments(names: ["adverse_events"]) of the event, or instances of the record.',
      ],
    ]);
    const elsewhere = await inRecord(
      study,
      'events(uniqueEventNames: ["unscheduled_arm_1"]) { value(field: "ae_term") { absence } }',
    );
    expect(elsewhere.data.project.record.events).toEqual([{ value: { absence: 'NOT_DESIGNATED' } }]);
  });

  it.each(['value(field: "age") { raw }', 'values(fields: ["sex", "age"]) { raw }'])(
    'refuses a field that is not there before any record is asked for: %s',
    async (selection) => {
      const study = await start();
      const { errors } = await inRecord(study, `events { ${selection} }`);
      expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
      expect(study.callsOf('record')).toEqual([]);
    },
  );
});

describe('a hidden field', () => {
  it('is reported in each instance by what that instance holds', async () => {
    const study = await start();
    keep(
      study.project,
      '1',
      'baseline_arm_1',
      { ae_term: 'Rash' },
      { repeatInstrument: 'adverse_events', instance: 4 },
    );
    const { data } = await inRecord(
      study,
      'instances(instrument: "adverse_events") { repeatInstance grade: value(field: "ae_grade") { absence } report: value(field: "ae_report") { absence } }',
    );
    expect(data.project.record.instances).toEqual([
      { repeatInstance: 1, grade: { absence: null }, report: { absence: 'HIDDEN' } },
      { repeatInstance: 3, grade: { absence: 'HIDDEN' }, report: { absence: 'HIDDEN' } },
      { repeatInstance: 4, grade: { absence: 'BLANK' }, report: { absence: 'HIDDEN' } },
    ]);
    expect(asked(study, 'fields')).toEqual([
      'record_id',
      'race',
      'demographics_complete',
      'labs_complete',
      'ae_term',
      'ae_grade',
      'ae_report',
      'adverse_events_complete',
    ]);
  });

  it('asks for the events that its logic names, and shows no more of them', async () => {
    const study = await start();
    const { data } = await inRecord(
      study,
      'instances(instrument: "labs", events: ["unscheduled_arm_1"]) { value(field: "sodium") { absence } }',
    );
    expect(data.project.record.instances).toEqual([{ value: { absence: 'HIDDEN' } }]);
    expect(asked(study, 'fields')).toEqual(['record_id', 'sex', 'demographics_complete', 'sodium', 'labs_complete']);
    expect(asked(study, 'events')).toEqual(['unscheduled_arm_1', 'baseline_arm_1']);
  });

  it('asks for nothing more where its absence is not selected', async () => {
    const study = await start();
    await inRecord(
      study,
      'instances(instrument: "labs", events: ["unscheduled_arm_1"]) { value(field: "sodium") { raw label } panel: value(field: "panel") { absence } }',
    );
    expect(asked(study, 'fields')).toEqual(['record_id', 'sodium', 'panel', 'labs_complete']);
    expect(asked(study, 'events')).toEqual(['unscheduled_arm_1']);
  });

  it('asks for nothing more where its logic cannot be evaluated, and is blank', async () => {
    const study = await start();
    const { data } = await inRecord(
      study,
      'instances(instrument: "demographics") { value(field: "first_name") { absence } }',
    );
    expect(data.project.record.instances).toEqual([{ value: { absence: null } }]);
    expect(asked(study, 'fields')).toEqual(['record_id', 'first_name', 'demographics_complete']);
  });

  it('is reported in a table, through aliases and fragments, at the price of a page', async () => {
    const study = await start();
    const { data } = await study.run(`
      { project(key: "study") { instrumentData(instrument: "labs", events: ["unscheduled_arm_1"]) {
          edges { node { all: values { field { fieldName } ...Why } } } totalCount } } }
      fragment Why on FieldValue { ... on FieldValue { absence } }`);
    const [{ node }] = data.project.instrumentData.edges;
    expect(absences(node.all)).toEqual({ drawn: 'BLANK', sodium: 'HIDDEN', panel: null });
    const [list, page, ...more] = study.callsOf('record');
    expect(more).toEqual([]);
    expect(JSON.stringify(list)).not.toContain('baseline_arm_1');
    expect(JSON.stringify(list)).not.toContain('"sex"');
    expect(Object.values(page ?? {})).toEqual(expect.arrayContaining(['baseline_arm_1', 'sex']));
  });

  it('is blank where the field that hides it is withheld', async () => {
    const study = await start();
    const sex = study.project.fields.find(({ field_name }) => field_name === 'sex');
    Object.assign(sex ?? {}, { identifier: 'y' });
    study.owner.formsExport['demographics'] = 3;
    const { data } = await inRecord(
      study,
      'events(uniqueEventNames: ["baseline_arm_1"]) { values(fields: ["notes", "sex"]) { field { fieldName } absence } }',
    );
    expect(absences(data.project.record.events[0].values)).toEqual({ sex: 'NOT_EXPORTED', notes: 'BLANK' });
  });
});

describe('the demo study', () => {
  it('hides the narrative of events that are not serious, and no other', async () => {
    const study = await startStudy({
      projectKey: demoProjectKey,
      project: (store) => {
        const project = createDemoProject(store);
        const [owner] = project.users;
        if (owner === undefined) throw new Error('the demo study has no users');
        return { project, owner };
      },
    });
    studies.push(study);
    const { data } = await study.run(
      `{ project(key: "${demoProjectKey}") { instrumentData(instrument: "adverse_events", first: 100) { nodes { serious: value(field: "ae_serious") { raw } narrative: value(field: "ae_narrative") { raw absence } } } } }`,
    );
    const nodes: { serious: { raw: string | null }; narrative: { raw: string | null; absence: string | null } }[] =
      data.project.instrumentData.nodes;
    const blank = nodes.filter(({ narrative }) => narrative.raw === null);
    expect(new Set(blank.map(({ serious, narrative }) => `${serious.raw ?? ''} ${narrative.absence ?? ''}`))).toEqual(
      new Set(['0 HIDDEN']),
    );
    expect(nodes.filter(({ narrative }) => narrative.raw !== null && narrative.absence !== null)).toEqual([]);
    expect(blank.length).toBeGreaterThan(0);
  });
});
