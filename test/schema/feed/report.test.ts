import { afterEach, describe, expect, it } from 'vitest';
import type { SandboxProject, UserDefinition } from '../../../src/sandbox/state/project.ts';
import type { SandboxStore } from '../../../src/sandbox/state/store.ts';
import { clinic, keep } from '../../support/clinic.ts';
import { startStudy, type Study, type StudyOptions } from '../../support/study.ts';

/** The clinic with report 3 of these columns. */
const withReport =
  (fields: string, more: Record<string, string> = {}) =>
  (store: SandboxStore): { project: SandboxProject; owner: UserDefinition } => {
    const made = clinic(store);
    made.project.reports = [{ reportId: 3, attributes: { redcap_reports_fields: fields, ...more } }];
    return made;
  };

const studies: Study[] = [];

const start = async (project: StudyOptions['project'], options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project, ...options });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const document = `query ($reportId: Int = 3, $first: Int! = 50, $after: String) {
  project(key: "study") {
    report(reportId: $reportId, first: $first, after: $after) {
      totalCount
      columns { name field { fieldName } choice { code label } }
      nodes { record event { uniqueEventName } repeatInstrument { name } repeatInstance values { column raw label } }
      pageInfo { hasNextPage hasPreviousPage endCursor }
    }
  }
}`;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests state the shape that they expect by reading it
const ask = async (study: Study, variables: object = {}): Promise<any> => {
  const { data, errors } = await study.run(document, { ...variables });
  expect(errors).toEqual([]);
  return data.project.report;
};

describe('Project.report', () => {
  it('keeps the design when REDCap does not know the report', async () => {
    const study = await start(withReport('record_id'));
    const DESIGN = '{ project(key: "study") { instruments { name } } }';
    expect((await study.run(DESIGN)).errors).toEqual([]);
    expect((await study.run(document, { reportId: 99 })).errors).toHaveLength(1);
    study.forget();
    expect((await study.run(DESIGN)).errors).toEqual([]);
    expect(study.calls).toEqual([]);
  });

  it("gives the report's own columns with codes and labels", async () => {
    const study = await start(
      withReport('record_id,sex,race,demographics_complete', { advanced_logic: "[sex] = '0'" }),
    );
    expect(await ask(study)).toEqual({
      totalCount: 1,
      columns: [
        { name: 'record_id', field: { fieldName: 'record_id' }, choice: null },
        { name: 'sex', field: { fieldName: 'sex' }, choice: null },
        { name: 'race___1', field: { fieldName: 'race' }, choice: { code: '1', label: 'Asian' } },
        { name: 'race____4', field: { fieldName: 'race' }, choice: { code: '-4', label: 'Other' } },
        { name: 'race___a', field: { fieldName: 'race' }, choice: { code: 'a', label: 'Not told' } },
        { name: 'demographics_complete', field: null, choice: null },
      ],
      nodes: [
        {
          record: '1',
          event: { uniqueEventName: 'baseline_arm_1' },
          repeatInstrument: null,
          repeatInstance: null,
          values: [
            { column: 'record_id', raw: '1', label: '1' },
            { column: 'sex', raw: '0', label: 'Female' },
            { column: 'race___1', raw: '1', label: 'Checked' },
            { column: 'race____4', raw: '0', label: 'Unchecked' },
            { column: 'race___a', raw: '0', label: 'Unchecked' },
            { column: 'demographics_complete', raw: '2', label: 'Complete' },
          ],
        },
      ],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, endCursor: expect.any(String) as string },
    });
    expect(study.callsOf('report')).toHaveLength(1);
  });

  it('does not know the record where the report does not have it', async () => {
    const study = await start(withReport('ae_term', { advanced_logic: "[ae_term] <> ''" }));
    const { nodes, columns } = await ask(study);
    expect(columns.map(({ name }: { name: string }) => name)).toEqual(['ae_term']);
    const unplaced = { record: null, event: null, repeatInstrument: null, repeatInstance: null };
    expect(nodes).toEqual([
      { ...unplaced, values: [{ column: 'ae_term', raw: 'Rash', label: 'Rash' }] },
      { ...unplaced, values: [{ column: 'ae_term', raw: 'Fever', label: 'Fever' }] },
    ]);
  });

  it('reports the instances of a repeating instrument', async () => {
    const study = await start(withReport('record_id,ae_term', { advanced_logic: "[ae_term] <> ''" }));
    const { nodes } = await ask(study);
    const place = {
      record: '1',
      event: { uniqueEventName: 'baseline_arm_1' },
      repeatInstrument: { name: 'adverse_events' },
    };
    expect(nodes).toMatchObject([
      { ...place, repeatInstance: 1 },
      { ...place, repeatInstance: 3 },
    ]);
  });

  it('reads a checkbox whose options the report combines', async () => {
    const study = await start(withReport('race', { combine_checkbox_values: '1', advanced_logic: "[sex] = '0'" }), {
      intercept: async (call, answer) => {
        if (call['content'] !== 'report') return answer();
        return Response.json([{ redcap_event_name: 'baseline_arm_1', race: '1,-4' }, { race: 'Asian, Martian' }]);
      },
    });
    const { nodes, columns } = await ask(study);
    expect(columns).toEqual([{ name: 'race', field: { fieldName: 'race' }, choice: null }]);
    expect(nodes.map(({ values }: { values: unknown[] }) => values[0])).toEqual([
      { column: 'race', raw: '1,-4', label: 'Asian, Other' },
      { column: 'race', raw: 'Asian, Martian', label: 'Asian, Martian' },
    ]);
  });

  it('pages through every row once', async () => {
    const study = await start(withReport('record_id,first_name'));
    for (let number = 10; number < 35; number += 1) {
      keep(study.project, String(number), 'baseline_arm_1', { first_name: `N${String(number)}` });
    }
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const page = await ask(study, { first: 10, after });
      seen.push(...page.nodes.map(({ values }: { values: { raw: string }[] }) => values[1]?.raw ?? ''));
      if (page.pageInfo.hasNextPage !== true) break;
      after = page.pageInfo.endCursor as string;
    }
    const all = await ask(study, { first: 100 });
    expect(seen).toHaveLength(all.totalCount);
    expect(seen.filter((name) => /^N\d\d$/.test(name)).sort()).toEqual(
      Array.from({ length: 25 }, (_, index) => `N${String(index + 10)}`),
    );
  });

  it('does not go on in a report that has changed', async () => {
    const study = await start(withReport('record_id,first_name'));
    const { pageInfo } = await ask(study, { first: 1 });
    keep(study.project, '1', 'baseline_arm_1', { first_name: 'Eve' });
    const { data, errors } = await study.run(document, { first: 1, after: pageInfo.endCursor });
    expect(data.project.report).toBeNull();
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
    expect(errors[0]?.message).toContain('has changed');
  });

  it('is empty when REDCap says that it is', async () => {
    const study = await start(withReport('record_id', { advanced_logic: "[first_name] = 'nobody'" }));
    expect(await ask(study)).toEqual({
      totalCount: 0,
      columns: [],
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, endCursor: null },
    });
  });

  it.each([
    ['a page that is too large', { first: 101 }, 'first'],
    ['a number that is none', { reportId: 0 }, 'reportId'],
    ['a cursor of something else', { after: 'abc' }, 'after'],
  ])('refuses %s before it asks REDCap', async (_title, variables, argument) => {
    const study = await start(withReport('record_id'));
    const { errors } = await study.run(document, variables);
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
    expect(study.callsOf('report')).toEqual([]);
  });

  it('refuses a cursor of another report, and says that REDCap refuses a report that is not there', async () => {
    const study = await start(withReport('record_id'));
    const { pageInfo } = await ask(study, { first: 1 });
    const other = await study.run(document, { reportId: 4, after: pageInfo.endCursor });
    expect(other.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
    const missing = await study.run(document, { reportId: 4 });
    expect(missing.errors[0]?.extensions).toMatchObject({ code: 'REDCAP_REJECTED', redcapMethod: 'exportReport' });
  });
});
