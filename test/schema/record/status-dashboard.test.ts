import { afterEach, describe, expect, it } from 'vitest';
import { addUser } from '../../../src/sandbox/odm/index.ts';
import { startScene } from '../../policy/scene.ts';
import { clinic, keep } from '../../support/clinic.ts';
import { manyRecordsXml } from '../../support/many-records.ts';
import { classicXml, longitudinalXml } from '../../support/project-xml.ts';
import { projectFromXml, startStudy, type Study, type StudyOptions } from '../../support/study.ts';

const studies: Study[] = [];

const start = async (project: StudyOptions['project'], options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project, ...options });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const COUNTS = `recordCount arms { arm { armNum } recordCount } events { event { uniqueEventName } recordCount }
  cells { event { uniqueEventName } instrument { name } incomplete unverified complete absence }
  completeness { isComplete omittedFields { fieldName code } missingRecords }`;

const dashboard = (key = 'study', args = ''): string =>
  `{ project(key: "${key}") { recordStatusDashboard${args} { ${COUNTS} } } }`;

interface Cell {
  readonly event: { readonly uniqueEventName: string } | null;
  readonly instrument: { readonly name: string };
  readonly incomplete: number | null;
  readonly unverified: number | null;
  readonly complete: number | null;
  readonly absence: string | null;
}

/** Each cell as `event instrument incomplete unverified complete`, or with why there is none. */
const cellsOf = (answer: { data: { project: { recordStatusDashboard: { cells: Cell[] } } } }): string[] =>
  answer.data.project.recordStatusDashboard.cells.map(
    ({ event, instrument, incomplete, unverified, complete, absence }) =>
      [
        event?.uniqueEventName ?? '-',
        instrument.name,
        ...(absence === null ? [incomplete, unverified, complete] : [absence]),
      ].join(' '),
  );

/** The clinic with a record of Lyon's group, which has adverse events, and one of Kampala's. */
const visited: StudyOptions['project'] = (store) => {
  const made = clinic(store);
  const [lyon, kampala] = made.project.dags;
  keep(made.project, '1', 'baseline_arm_1', { weight: '61.5', demographics_complete: '2' }).dagId =
    lyon?.groupId ?? null;
  for (const instance of [1, 2, 3]) {
    const values = { ae_term: 'a', adverse_events_complete: instance === 3 ? '0' : '1' };
    keep(made.project, '1', 'baseline_arm_1', values, { repeatInstrument: 'adverse_events', instance });
  }
  keep(made.project, '2', 'baseline_arm_1', { demographics_complete: '0' }).dagId = kampala?.groupId ?? null;
  return made;
};

describe('recordStatusDashboard', () => {
  it('counts records and form statuses of each event, with one export of names and statuses', async () => {
    const study = await start(projectFromXml(longitudinalXml));
    const answer = await study.run(dashboard());
    expect(answer.errors).toEqual([]);
    const { recordCount, arms, events, completeness } = answer.data.project.recordStatusDashboard;
    expect(recordCount).toBe(2);
    expect(arms).toEqual([
      { arm: { armNum: 1 }, recordCount: 1 },
      { arm: { armNum: 2 }, recordCount: 1 },
    ]);
    expect(events.map((one: { recordCount: number }) => one.recordCount)).toEqual([1, 1, 1, 0]);
    expect(cellsOf(answer)).toEqual([
      'enrollment_arm_1 demographics 0 0 1',
      'enrollment_arm_1 labs 0 0 0',
      'visit_1_arm_1 labs 0 1 0',
      'enrollment_arm_2 demographics 1 0 0',
    ]);
    expect(completeness).toEqual({ isComplete: true, omittedFields: [], missingRecords: [] });
    const calls = study
      .callsOf('record')
      .map((call) => Object.entries(call).filter(([name]) => name.startsWith('fields')));
    expect(calls).toEqual([
      [
        ['fields[0]', 'id'],
        ['fields[1]', 'demographics_complete'],
        ['fields[2]', 'labs_complete'],
      ],
    ]);
  });

  it('counts those of a classic project, which has no events', async () => {
    const study = await start(projectFromXml(classicXml));
    const answer = await study.run(dashboard());
    expect(cellsOf(answer)).toEqual(['- demographics 0 0 1']);
    expect(answer.data.project.recordStatusDashboard).toMatchObject({ recordCount: 1, arms: [], events: [] });
  });

  it('counts each instance of what repeats, and a record once in its event', async () => {
    const study = await start(visited);
    const answer = await study.run(dashboard());
    expect(cellsOf(answer)).toContain('baseline_arm_1 adverse_events 1 2 0');
    expect(cellsOf(answer)).toContain('baseline_arm_1 demographics 1 0 1');
    expect(answer.data.project.recordStatusDashboard.events).toContainEqual({
      event: { uniqueEventName: 'baseline_arm_1' },
      recordCount: 2,
    });
  });

  it('is the same in the graph that is typed by the project', async () => {
    const study = await start(visited);
    expect((await study.runTyped(dashboard())).data).toEqual((await study.run(dashboard())).data);
  });

  it('counts the records of the groups that are named, and to a member of a group its own', async () => {
    const study = await start(visited);
    const [lyon] = study.project.dags;
    const named = await study.run(dashboard('study', '(dataAccessGroups: ["lyon"])'));
    expect(named.data.project.recordStatusDashboard.recordCount).toBe(1);
    const rights = { rights: 'all', dagId: lyon?.groupId ?? 0 } as const;
    const member = addUser(study.project, study.store, { username: 'member', ...rights });
    const own = await study.run(dashboard(), {}, member);
    expect([own.data.project.recordStatusDashboard.recordCount, cellsOf(own)]).toEqual([1, cellsOf(named)]);
    const { errors } = await study.run(dashboard('study', '(dataAccessGroups: [])'));
    expect(errors.map(({ message }) => message)).toEqual([
      'dataAccessGroups is empty: leave it out for all groups, or name at least one.',
    ]);
  });

  it('has null in place of counts that the export rights withhold, and says so', async () => {
    const study = await start(visited);
    study.owner.formsExport['adverse_events'] = 0;
    const answer = await study.run(dashboard());
    expect(answer.errors).toEqual([]);
    expect(cellsOf(answer)).toContain('baseline_arm_1 adverse_events NOT_EXPORTED');
    expect(answer.data.project.recordStatusDashboard.completeness).toEqual({
      isComplete: false,
      omittedFields: [{ fieldName: 'adverse_events_complete', code: 'EXPORT_RIGHTS' }],
      missingRecords: [],
    });
  });

  it('has null in place of counts that the policy of the caller withholds, and says so', async () => {
    const { ask, study } = await startScene();
    const { data, codes } = await ask('vitals', dashboard('clinic'));
    expect(codes).toEqual([]);
    expect(cellsOf({ data })).toContain('baseline_arm_1 adverse_events NOT_EXPORTED');
    const { omittedFields } = data.project.recordStatusDashboard.completeness;
    expect(omittedFields).toContainEqual({ fieldName: 'adverse_events_complete', code: 'POLICY' });
    expect(study.callsOf('record').flatMap((call) => Object.values(call))).not.toContain('adverse_events_complete');
  });

  it('counts the records of the groups alone that the policy of the caller opens', async () => {
    const { ask } = await startScene();
    const { data } = await ask('lyon', dashboard('clinic'));
    expect(data.project.recordStatusDashboard.recordCount).toBe(1);
  });

  it('counts by the design as it is now when rows are of an event that was not there', async () => {
    const study = await start(projectFromXml(longitudinalXml));
    await study.run('{ project(key: "study") { events { id } } }');
    const [event] = study.project.events;
    if (event !== undefined) Object.assign(event, { uniqueEventName: 'entry_arm_1', eventName: 'Entry' });
    const answer = await study.run(dashboard());
    expect(answer.errors).toEqual([]);
    expect(cellsOf(answer)).toContain('entry_arm_1 demographics 0 0 1');
  });

  it('passes over more rows than the gateway holds at once', async () => {
    const study = await start(projectFromXml(manyRecordsXml(60)), { transport: { maxRows: 20 } });
    const answer = await study.run(dashboard());
    expect([answer.errors, cellsOf(answer)]).toEqual([[], ['- base 0 0 60']]);
  });
});
