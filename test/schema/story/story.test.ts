import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { root } from '../../support/markdown.ts';
import { createDemoProject, demoProjectKey } from '../../../src/sandbox/demo/study.ts';
import type { UserDefinition } from '../../../src/sandbox/state/project.ts';
import { startStudy, type Answer, type Study } from '../../support/study.ts';

const examples = join(root, 'schema/examples');

const studies: Study[] = [];

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

/** The demo study behind the graph. */
const startDemo = async (): Promise<Study> => {
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
  return study;
};

/** Runs an example as it is shown, with its own variables unless a test changes some. */
const runExample = (
  study: Study,
  name: string,
  changes: Record<string, unknown> = {},
  as?: UserDefinition,
): Promise<Answer> => {
  const variables = JSON.parse(readFileSync(join(examples, `${name}.variables.json`), 'utf8')) as Record<
    string,
    unknown
  >;
  return study.run(readFileSync(join(examples, `${name}.graphql`), 'utf8'), { ...variables, ...changes }, as);
};

const userOf = (study: Study, username: string): UserDefinition => {
  const user = study.project.users.find((candidate) => candidate.username === username);
  if (user === undefined) throw new Error(`the demo study has no ${username}`);
  return user;
};

describe('story 1: a participant page', () => {
  it('is answered by one record export, with codes, labels, missing data codes and files', async () => {
    const study = await startDemo();
    const { data, errors } = await runExample(study, '03-participant-page');
    expect(errors).toEqual([]);
    expect(study.callsOf('record')).toHaveLength(1);
    const { record } = data.project;
    expect(record.dataAccessGroup).toEqual({ uniqueGroupName: 'nashville', dataAccessGroupName: 'Nashville' });
    const events: unknown[][] = record.events.map(
      (event: {
        event: { uniqueEventName: string };
        repeatInstance: number | null;
        instruments: { instrument: { name: string } }[];
      }) => [
        event.event.uniqueEventName,
        event.repeatInstance,
        event.instruments.map(({ instrument }) => instrument.name),
      ],
    );
    expect(events).toEqual([
      ['baseline_arm_1', null, ['demographics', 'vitals']],
      ['unscheduled_arm_1', 1, ['vitals']],
      ['unscheduled_arm_1', 2, ['vitals']],
    ]);
    const vitals: { field: { fieldName: string } }[] = record.events[0].instruments[1].values;
    expect(vitals.find(({ field }) => field.fieldName === 'dbp')).toEqual({
      field: { fieldName: 'dbp', fieldLabel: 'Diastolic blood pressure (mmHg)', isIdentifier: false },
      raw: '-99',
      label: 'Unknown',
      absence: 'MISSING_DATA_CODE',
      missingDataCode: { code: '-99', label: 'Unknown' },
    });
    expect(record.adverseEvents).toMatchObject([
      {
        repeatInstance: 1,
        status: 'COMPLETE',
        term: { raw: 'Headache' },
        grade: { raw: '1', label: 'Mild' },
        report: { file: null },
      },
      { repeatInstance: 2, status: 'UNVERIFIED', report: { file: { fileName: 'fall report.pdf' } } },
      { repeatInstance: 3, status: 'COMPLETE', grade: { raw: '3', label: 'Severe' } },
    ]);
    expect(record.id).not.toContain('1'.padStart(2));
    expect(Buffer.from(record.id, 'base64url').toString('latin1')).not.toContain('Record');
  });

  it('reports what is withheld from a statistician, and asks REDCap no more for it', async () => {
    const study = await startDemo();
    const { data, errors } = await runExample(study, '03-participant-page', {}, userOf(study, 'demo_statistician'));
    expect(errors).toEqual([]);
    const demographics: { field: { fieldName: string }; raw: string | null; absence: string | null }[] =
      data.project.record.events[0].instruments[0].values;
    const absences = Object.fromEntries(demographics.map(({ field, absence }) => [field.fieldName, absence]));
    expect(absences).toMatchObject({ first_name: 'NOT_EXPORTED', dob: 'NOT_EXPORTED', lives_alone: null });
    expect(study.callsOf('record')).toHaveLength(1);
  });

  it('does not show the record of another site to a member of a group', async () => {
    const study = await startDemo();
    const coordinator = userOf(study, 'demo_coordinator');
    const { data, errors } = await runExample(study, '03-participant-page', {}, coordinator);
    expect([data, errors]).toEqual([{ project: { record: null } }, []]);
  });
});

describe('story 2: an enrolment dashboard', () => {
  it('costs a list of names at first and then one export a page, and pages through every record once', async () => {
    const study = await startDemo();
    await study.run('{ project(key: "stroke2") { designRevision } }');
    const seen: string[] = [];
    const exports: number[] = [];
    let after: string | null = null;
    let total: number;
    do {
      study.forget();
      const answer: Answer = await runExample(study, '04-enrolled', { from: '2024-01-01', after });
      expect(answer.errors).toEqual([]);
      const { nodes, pageInfo, totalCount, completeness } = answer.data.project.records;
      expect(completeness).toEqual({ isComplete: true, missingRecords: [], omittedFields: [] });
      seen.push(...nodes.map(({ name }: { name: string }) => name));
      exports.push(study.callsOf('record').length);
      total = totalCount;
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toHaveLength(total);
    expect(new Set(seen).size).toBe(total);
    expect(exports).toEqual([2, ...exports.slice(1).map(() => 1)]);
    expect(exports.length).toBe(Math.ceil(total / 100));

    const expected = [...study.project.records.values()].filter((record) => {
      const rows = [...record.rows.values()];
      const at = (event: string) =>
        study.project.events.find(({ uniqueEventName }) => uniqueEventName === event)?.eventId;
      const cell = (event: string, field: string) =>
        rows.find((row) => row.eventId === at(event) && row.repeatInstrument === '')?.values.get(field) ?? '';
      return cell('baseline_arm_1', 'enrol_date') >= '2024-01-01' && cell('closeout_arm_1', 'withdrawn') !== '1';
    });
    expect([...seen].sort()).toEqual(expected.map(({ name }) => name).sort());
    expect(expected.length).toBeGreaterThan(100);
  });

  it('opened twenty times at once costs as much as once', async () => {
    const study = await startDemo();
    await study.run('{ project(key: "stroke2") { designRevision dataAccessGroups { uniqueGroupName } } }');
    study.forget();
    const answers = await Promise.all(Array.from({ length: 20 }, () => runExample(study, '04-enrolled')));
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    expect(study.calls).toHaveLength(2);
  });

  it('says that a withheld field makes its filter lie', async () => {
    const study = await startDemo();
    const { data } = await runExample(study, '04-enrolled', {}, userOf(study, 'demo_statistician'));
    const { completeness } = data.project.records;
    expect(completeness.isComplete).toBe(false);
    expect(completeness.omittedFields).toEqual([
      {
        fieldName: 'enrol_date',
        code: 'EXPORT_RIGHTS',
        reason:
          "REDCap did not send it: the export rights of the token's user withhold it. The filter or the order looks at it, so records may be missing from the list, wrongly in it or out of place.",
      },
    ]);
  });
});

describe('story 3: exploring an unknown project', () => {
  it('gives the whole design, and a second look costs no call', async () => {
    const study = await startDemo();
    const first = await runExample(study, '02-design');
    expect(first.errors).toEqual([]);
    const { project } = first.data;
    expect(project.arms.map(({ name }: { name: string }) => name)).toEqual(['Drug A', 'Drug B']);
    expect(project.missingDataCodes).toEqual([
      { code: 'NASK', label: 'Not asked' },
      { code: '-99', label: 'Unknown' },
    ]);
    expect(project.capabilities.filter(({ allowed }: { allowed: boolean }) => !allowed)).toEqual([]);
    expect(study.calls.map((call) => call['content']).sort()).toEqual([
      'arm',
      'event',
      'exportFieldNames',
      'formEventMapping',
      'instrument',
      'metadata',
      'project',
      'repeatingFormsEvents',
      'user',
      'version',
    ]);
    study.forget();
    const second = await runExample(study, '02-design');
    expect(second.data).toEqual(first.data);
    expect(study.calls).toEqual([]);
  });

  it('works with a read-only token and names the rights that are missing', async () => {
    const study = await startDemo();
    const { data, errors } = await runExample(study, '02-design', {}, userOf(study, 'demo_monitor'));
    expect(errors).toEqual([]);
    expect(data.project.repeatingInstrumentsAndEvents).toBeNull();
    const reasons = data.project.capabilities
      .filter(({ allowed }: { allowed: boolean }) => !allowed)
      .map(({ name, reason }: { name: string; reason: string }) => `${name}: ${reason}`);
    expect(reasons).toContain("IMPORT_RECORDS: The token's user lacks the right API Import/Update.");
    expect(reasons).toContain("DELETE_RECORDS: The token's user lacks the right Delete Record.");
  });
});

describe('story 6: a consent app and a ward tablet', () => {
  it('enrols a participant once however often the button is tapped, both rows in one new record', async () => {
    const study = await startDemo();
    const before = study.project.records.size;
    const taps = await Promise.all([runExample(study, '06-enrol'), runExample(study, '06-enrol')]);
    const again = await runExample(study, '06-enrol');
    for (const { data, errors } of [...taps, again]) {
      expect(errors).toEqual([]);
      expect(data.importRecords).toEqual({
        createdCount: 2,
        rows: [
          { clientRef: 'new-participant', record: '1202', outcome: 'CREATED', errors: [] },
          { clientRef: 'new-participant', record: '1202', outcome: 'CREATED', errors: [] },
        ],
        errors: [],
      });
    }
    expect(study.project.records.size).toBe(before + 1);
  });

  it('appends an adverse event once, as the next instance', async () => {
    const study = await startDemo();
    const [first, second] = [
      await runExample(study, '07-add-adverse-event'),
      await runExample(study, '07-add-adverse-event'),
    ];
    expect(first.data.importRecords).toEqual({
      rows: [{ repeatInstance: 4, outcome: 'CREATED', errors: [] }],
      errors: [],
    });
    expect(second.data).toEqual(first.data);
    const page = await runExample(study, '03-participant-page');
    expect(page.data.project.record.adverseEvents).toHaveLength(4);
  });
});

describe('story 7: changing the design in Development', () => {
  it('shows the effect of new fields before anything is sent', async () => {
    const study = await startDemo();
    const { data, errors } = await runExample(study, '09-plan-fields');
    expect(errors).toEqual([]);
    expect(data.importMetadata).toEqual({
      dryRun: true,
      changes: [
        { part: 'METADATA', kind: 'ADD', subject: 'ae_action', risksData: false, detail: 'New on adverse_events.' },
      ],
      errors: [],
    });
    expect(study.calls.filter((call) => call['data'] !== undefined)).toEqual([]);
  });

  it('adds a visit with a repeating instrument and keeps every mapping that was there', async () => {
    const study = await startDemo();
    const before = study.project.mappings.length;
    const { data, errors } = await runExample(study, '10-add-visit');
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      importArms: { changes: [{ kind: 'ADD', subject: '3' }], errors: [] },
      importEvents: {
        project: {
          events: [{ uniqueEventName: '6month_followup_arm_3', eventName: '6-month follow-up', dayOffset: 180 }],
        },
        errors: [],
      },
      addFormEventMappings: {
        changes: [{ kind: 'ADD', subject: '6month_followup_arm_3 / adverse_events' }],
        errors: [],
      },
      importRepeatingInstrumentsAndEvents: {
        changes: [{ kind: 'ADD', subject: '6month_followup_arm_3 / adverse_events' }],
        errors: [],
      },
    });
    expect(study.project.mappings).toHaveLength(before + 1);
    expect(study.calls.filter((call) => call['data'] !== undefined).map((call) => call['content'])).toEqual([
      'arm',
      'event',
      'formEventMapping',
      'repeatingFormsEvents',
    ]);
  });

  it('answers CONFLICT to a plan made for another design, and sends nothing', async () => {
    const study = await startDemo();
    const { data } = await runExample(study, '09-plan-fields', { revision: 'r-000000000000' });
    expect(data.importMetadata.errors[0].code).toBe('CONFLICT');
  });

  it('answers WRONG_PROJECT_STATUS in Production, and sends nothing', async () => {
    const study = await startDemo();
    study.project.status = 'production';
    const { data } = await runExample(study, '10-add-visit');
    expect(data.importArms.errors[0].code).toBe('WRONG_PROJECT_STATUS');
    expect(data.addFormEventMappings.errors[0].code).toBe('WRONG_PROJECT_STATUS');
    expect(study.calls.filter((call) => call['data'] !== undefined)).toEqual([]);
  });
});
