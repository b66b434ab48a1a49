import { afterEach, describe, expect, it } from 'vitest';
import { addUser } from '../../../src/sandbox/odm/index.ts';
import type { SandboxProject, UserDefinition } from '../../../src/sandbox/state/project.ts';
import { clinic, keep } from '../../support/clinic.ts';
import { startStudy, type Study, type StudyOptions } from '../../support/study.ts';

const studies: Study[] = [];

/** The clinic, with the records that a test gives it. */
const start = async (
  fill: (project: SandboxProject) => void = () => undefined,
  options: Partial<StudyOptions> = {},
): Promise<Study> => {
  const study = await startStudy({
    ...options,
    project: (store) => {
      const made = clinic(store);
      made.project.records.clear();
      fill(made.project);
      return made;
    },
  });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

/** A change of the design that can lose data, with a record of which it does, and one of which it does not. */
interface RiskyChange {
  readonly title: string;
  readonly mutation: string;
  readonly input: string;
  readonly touched: (project: SandboxProject) => void;
  readonly untouched: (project: SandboxProject) => void;
  /** What the export that looks for data asks for. */
  readonly fields: string;
  readonly events?: string;
}

const field = (text: string): string => `fields: [{ ${text} }]`;
const keepBaseline = (project: SandboxProject): void => {
  keep(project, '1', 'baseline_arm_1', { first_name: 'Ada' });
};

const changes: readonly RiskyChange[] = [
  {
    title: 'another type of a field',
    mutation: 'importMetadata',
    input: field('fieldName: "weight", fieldType: NOTES'),
    touched: (project) => keep(project, '1', 'baseline_arm_1', { weight: '61.5' }),
    untouched: keepBaseline,
    fields: 'record_id,weight,demographics_complete',
  },
  {
    title: 'a choice that goes',
    mutation: 'importMetadata',
    input: field('fieldName: "sex", choices: [{ code: "1", label: "Male" }]'),
    touched: (project) => keep(project, '1', 'baseline_arm_1', { sex: '0' }),
    untouched: (project) => keep(project, '1', 'baseline_arm_1', { sex: '1' }),
    fields: 'record_id,sex,demographics_complete',
  },
  {
    title: 'an option of a checkbox that goes',
    mutation: 'importMetadata',
    input: field('fieldName: "race", choices: [{ code: "1", label: "Asian" }, { code: "a", label: "Not told" }]'),
    touched: (project) => keep(project, '1', 'baseline_arm_1', {}, { checked: { race: ['-4', '1'] } }),
    untouched: (project) => keep(project, '1', 'baseline_arm_1', {}, { checked: { race: ['1'] } }),
    fields: 'record_id,race,demographics_complete',
  },
  {
    title: 'a choice that means something else',
    mutation: 'importMetadata',
    input: field('fieldName: "sex", choices: [{ code: "0", label: "Unknown" }, { code: "1", label: "Male" }]'),
    touched: (project) => keep(project, '1', 'baseline_arm_1', { sex: '0' }),
    untouched: (project) => keep(project, '1', 'baseline_arm_1', { sex: '1' }),
    fields: 'record_id,sex,demographics_complete',
  },
  {
    title: 'a field that moves to an instrument of other events',
    mutation: 'importMetadata',
    input: field('fieldName: "weight", instrument: "vitals"'),
    touched: (project) => keep(project, '1', 'baseline_arm_1', { weight: '61.5' }),
    untouched: keepBaseline,
    fields: 'record_id,weight,demographics_complete',
  },
  {
    title: 'an instrument that goes with its last field',
    mutation: 'importMetadata',
    input: field('fieldName: "pulse", instrument: "labs"'),
    touched: (project) => keep(project, '1', 'unscheduled_arm_1', { vitals_complete: '2' }, { instance: 1 }),
    untouched: keepBaseline,
    fields: 'record_id,pulse,vitals_complete',
  },
  {
    title: 'an arm that is deleted',
    mutation: 'deleteArms',
    input: 'arms: [1]',
    touched: (project) => keep(project, '1', 'unscheduled_arm_1', { sodium: '140' }, { instance: 1 }),
    untouched: (project) => keep(project, '1', 'baseline_arm_2', { first_name: 'Ada' }),
    fields: 'record_id',
    events: 'baseline_arm_1,unscheduled_arm_1',
  },
  {
    title: 'an arm that is left out of a whole set',
    mutation: 'importArms',
    input: 'arms: [{ armNum: 1, name: "Drug A" }], mode: REPLACE',
    touched: (project) => keep(project, '1', 'baseline_arm_2', { first_name: 'Ada' }),
    untouched: keepBaseline,
    fields: 'record_id',
    events: 'baseline_arm_2',
  },
  {
    title: 'an event that is deleted',
    mutation: 'deleteEvents',
    input: 'events: ["unscheduled_arm_1"]',
    touched: (project) => keep(project, '1', 'unscheduled_arm_1', { sodium: '140' }, { instance: 2 }),
    untouched: keepBaseline,
    fields: 'record_id',
    events: 'unscheduled_arm_1',
  },
  {
    title: 'an event of which nothing but a repeating instrument is stored',
    mutation: 'deleteEvents',
    input: 'events: ["baseline_arm_1"]',
    touched: (project) =>
      keep(project, '1', 'baseline_arm_1', { ae_term: 'Cough' }, { repeatInstrument: 'adverse_events', instance: 2 }),
    untouched: (project) => keep(project, '1', 'baseline_arm_2', { first_name: 'Ada' }),
    fields: 'record_id',
    events: 'baseline_arm_1',
  },
  {
    title: 'an event that is left out of a whole set',
    mutation: 'importEvents',
    input: 'events: [{ eventName: "Baseline", armNum: 1 }, { eventName: "Unscheduled", armNum: 1 }], mode: REPLACE',
    touched: (project) => keep(project, '1', 'baseline_arm_2', { first_name: 'Ada' }),
    untouched: keepBaseline,
    fields: 'record_id',
    events: 'baseline_arm_2',
  },
  {
    title: 'a designation of an instrument that has values and no status',
    mutation: 'removeFormEventMappings',
    input: 'mappings: [{ event: { uniqueEventName: "baseline_arm_1" }, instrument: "labs" }]',
    touched: (project) => keep(project, '1', 'baseline_arm_1', { sodium: '140' }),
    untouched: keepBaseline,
    fields: 'record_id,drawn,sodium,panel,labs_complete',
    events: 'baseline_arm_1',
  },
  {
    title: 'an instrument that repeats no more',
    mutation: 'importRepeatingInstrumentsAndEvents',
    input: 'entries: [{ event: { uniqueEventName: "unscheduled_arm_1" } }], mode: REPLACE',
    touched: (project) =>
      keep(project, '1', 'baseline_arm_1', { ae_term: 'Cough' }, { repeatInstrument: 'adverse_events', instance: 2 }),
    untouched: (project) =>
      keep(project, '1', 'baseline_arm_1', { ae_term: 'Cough' }, { repeatInstrument: 'adverse_events', instance: 1 }),
    fields: 'record_id,adverse_events_complete',
    events: 'baseline_arm_1',
  },
  {
    title: 'an event that repeats no more',
    mutation: 'importRepeatingInstrumentsAndEvents',
    input: 'entries: [{ event: { uniqueEventName: "baseline_arm_1" }, instrument: "adverse_events" }], mode: REPLACE',
    touched: (project) => keep(project, '1', 'unscheduled_arm_1', { sodium: '140' }, { instance: 2 }),
    untouched: (project) => keep(project, '1', 'unscheduled_arm_1', { sodium: '140' }, { instance: 1 }),
    fields: 'record_id',
    events: 'unscheduled_arm_1',
  },
  {
    title: 'a project that is longitudinal no more',
    mutation: 'updateProject',
    input: 'isLongitudinal: false',
    touched: (project) => keep(project, '1', 'baseline_arm_2', { first_name: 'Ada' }),
    untouched: keepBaseline,
    fields: 'record_id',
    events: 'unscheduled_arm_1,baseline_arm_2',
  },
];

const run = async (
  study: Study,
  { mutation, input }: Pick<RiskyChange, 'mutation' | 'input'>,
  options: { readonly more?: string; readonly as?: UserDefinition } = {},
) => {
  const source = `mutation { ${mutation}(input: { project: "study", ${input} ${options.more ?? ''} }) { changes { risksData detail } errors { code message } } }`;
  const { data, errors } = await study.run(source, {}, options.as);
  expect(errors).toEqual([]);
  const { changes: found, errors: refused } = data[mutation];
  return {
    risks: found.filter(({ risksData }: { risksData: boolean }) => risksData).length,
    details: found.map(({ detail }: { detail: string }) => detail).join(' '),
    codes: refused.map(({ code }: { code: string }) => code),
  };
};

/** What exports of records asked for. */
const exportsOf = (study: Study): (readonly [string, string])[] =>
  study.callsOf('record').map((call) => {
    const list = (name: string): string =>
      Object.entries(call)
        .filter(([key]) => key === name || key.startsWith(`${name}[`))
        .map(([, value]) => value)
        .join(',');
    return [list('fields'), list('events')];
  });

describe('a change of the design that can lose data', () => {
  it.each(changes)('needs consent where it does: $title', async ({ touched, fields, events = '', ...change }) => {
    const study = await start(touched);
    expect(await run(study, change)).toMatchObject({ codes: ['WOULD_DELETE_DATA'] });
    expect(exportsOf(study)).toEqual([[fields, events]]);
    const planned = await run(study, change, { more: ', dryRun: true' });
    expect(planned).toMatchObject({ risks: 1, codes: [] });
    expect(planned.details).toContain('1 record holds data');
    expect(await run(study, change, { more: ', allowDataLoss: true' })).toMatchObject({ codes: [] });
  });

  it.each(changes)('needs none where records hold other data alone: $title', async ({ untouched, ...change }) => {
    const study = await start(untouched);
    expect(await run(study, change)).toMatchObject({ risks: 0, codes: [] });
  });

  it.each(changes)('needs none in an empty project: $title', async (change) => {
    const study = await start();
    expect(await run(study, change)).toMatchObject({ risks: 0, codes: [] });
  });

  it.each(changes)(
    'needs consent where the user of a group does not see the data of others: $title',
    async ({ touched, ...change }) => {
      const study = await start(touched);
      const member = addUser(study.project, study.store, { username: 'member', rights: 'all' });
      member.dagId = study.project.dags[0]?.groupId ?? null;
      const answer = await run(study, change, { as: member });
      expect(answer).toMatchObject({ risks: 1, codes: ['WOULD_DELETE_DATA'] });
      expect(answer.details).toContain('REDCap does not show this user whether records hold data');
    },
  );

  it.each(changes)(
    'looks at every record of a study that is longer than what is taken at once: $title',
    async ({ touched, fields, events = '', ...change }) => {
      const fill = (project: SandboxProject): void => {
        for (let record = 2; record <= 60; record += 1) {
          keep(project, String(record), 'baseline_arm_1', { first_name: 'Ada' });
          keep(project, String(record), 'unscheduled_arm_1', { pulse: '60' }, { instance: 1 });
        }
        touched(project);
      };
      const study = await start(fill, { transport: { maxRows: 50 } });
      expect(await run(study, change)).toMatchObject({ codes: ['WOULD_DELETE_DATA'] });
      expect(exportsOf(study)).toEqual([[fields, events]]);
    },
  );

  it('counts each record of a study once, in however many rows and pieces it comes', async () => {
    const study = await start(
      (project) => {
        for (let record = 1; record <= 60; record += 1) {
          for (const event of ['baseline_arm_1', 'baseline_arm_2']) {
            keep(project, String(record), event, {
              first_name: 'Ada',
              ...(record % 2 === 0 ? { weight: '61.5' } : {}),
            });
          }
          keep(project, String(record), 'unscheduled_arm_1', { pulse: '60' }, { instance: 1 });
        }
      },
      { transport: { maxRows: 50 } },
    );
    const inputs = ['fieldName: "weight", fieldType: NOTES', 'fieldName: "first_name", fieldType: CALC'];
    const details = [];
    for (const input of inputs) {
      details.push(
        (await run(study, { mutation: 'importMetadata', input: field(input) }, { more: ', dryRun: true' })).details,
      );
    }
    expect(details.map((detail) => /\d+ records hold data/.exec(detail)?.[0])).toEqual([
      '30 records hold data',
      '60 records hold data',
    ]);
  });

  it('needs consent where the user may not export the field that changes', async () => {
    const study = await start((project) => keep(project, '1', 'baseline_arm_1', { weight: '61.5' }));
    study.owner.formsExport['demographics'] = 0;
    expect(
      await run(study, { mutation: 'importMetadata', input: field('fieldName: "weight", fieldType: NOTES') }),
    ).toEqual({
      risks: 1,
      details:
        'Changes field_type, text_validation_type_or_show_slider_number. Its type changes: stored values may no longer fit. REDCap does not show this user whether records hold data there.',
      codes: ['WOULD_DELETE_DATA'],
    });
  });

  it('needs no consent for labels that read as before', async () => {
    const study = await start((project) => keep(project, '1', 'baseline_arm_1', { sex: '0' }));
    const choices = 'choices: [{ code: "0", label: "<b>Female</b>" }, { code: "1", label: "Male" }]';
    expect(
      await run(study, { mutation: 'importMetadata', input: field(`fieldName: "sex", ${choices}`) }),
    ).toMatchObject({
      risks: 0,
      codes: [],
    });
  });
});
