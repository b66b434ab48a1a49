import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { graphql } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { root } from '../../support/markdown.ts';
import { createContext } from '../../../src/context.ts';
import { systemClock } from '../../../src/redcap/clock.ts';
import { createRedcap } from '../../../src/redcap/client.ts';
import { createTransport } from '../../../src/redcap/transport.ts';
import { createDemoProject, demoProjectKey } from '../../../src/sandbox/demo/study.ts';
import { schema } from '../../../src/schema/index.ts';
import { startStudy, type Answer, type SandboxCall, type Study, type StudyOptions } from '../../support/study.ts';

const examples = join(root, 'schema/examples');

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

const startDemo = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({
    projectKey: demoProjectKey,
    project: (store) => {
      const project = createDemoProject(store);
      const [owner] = project.users;
      if (owner === undefined) throw new Error('the demo study has no users');
      owner.flags['random_perform'] = 1;
      return { project, owner };
    },
    ...options,
  });
  closing.push(() => study.close());
  return study;
};

const readExample = (name: string): { source: string; variables: Record<string, unknown> } => ({
  source: readFileSync(join(examples, `${name}.graphql`), 'utf8'),
  variables: JSON.parse(readFileSync(join(examples, `${name}.variables.json`), 'utf8')) as Record<string, unknown>,
});

/** Runs an example as it is shown, with its own variables unless a test changes some. */
const runExample = (study: Study, name: string, changes: Record<string, unknown> = {}): Promise<Answer> => {
  const { source, variables } = readExample(name);
  return study.run(source, { ...variables, ...changes });
};

const isRandomization = (call: SandboxCall): boolean => call['action'] === 'randomize';

describe('story 5: a randomisation service', () => {
  it('writes the strata, randomizes and reads the group', async () => {
    const study = await startDemo();
    const stratified = await runExample(study, '13-stratify');
    expect(stratified.errors).toEqual([]);
    expect(stratified.data.importRecords).toMatchObject({ rows: [{ outcome: 'CREATED', errors: [] }], errors: [] });
    const { data, errors } = await runExample(study, '14-randomize');
    expect(errors).toEqual([]);
    expect(data.randomizeRecord).toEqual({
      isConcealed: false,
      targetField: '2',
      record: {
        name: '56',
        instances: [{ event: { uniqueEventName: 'baseline_arm_1' }, value: { raw: '2', label: 'Drug B' } }],
      },
      errors: [],
    });
    expect(study.calls.filter(isRandomization)).toHaveLength(1);
  });

  it('distinguishes missing strata, a missing right and a randomized record', async () => {
    const study = await startDemo({ variants: { 'refusal-words': 'sentences' } });
    const codeOf = async (): Promise<unknown> => {
      const { data } = await runExample(study, '14-randomize');
      return data.randomizeRecord.errors.map(({ code }: { code: string }) => code);
    };
    expect(await codeOf()).toEqual(['VALIDATION']);
    await runExample(study, '13-stratify');
    study.owner.flags['random_perform'] = 0;
    expect(await codeOf()).toEqual(['FORBIDDEN_RIGHT']);
    study.owner.flags['random_perform'] = 1;
    expect(await codeOf()).toEqual([]);
    expect(await codeOf()).toEqual(['CONFLICT']);
    const used = study.project.randomizations?.[0]?.table.filter(({ record }) => record !== null);
    expect(used).toMatchObject([{ record: '56', value: '2', strata: { age_group: '2', anticoagulated: '0' } }]);
  });

  it.each([
    ['was done', true, { targetField: '2', errors: [] }],
    ['is not to be seen', false, { targetField: null, errors: [{ code: 'UNKNOWN_OUTCOME', isRetryable: false }] }],
  ])(
    'answers a lost answer with what can be proved when it %s, and sends nothing twice',
    async (_title, isDone, expected) => {
      const study = await startDemo({
        intercept: async (call, answer) => {
          if (!isRandomization(call)) return answer();
          if (isDone) await answer();
          return 'reset';
        },
      });
      await runExample(study, '13-stratify');
      const { data, errors } = await runExample(study, '14-randomize');
      expect([data.randomizeRecord, errors]).toMatchObject([expected, []]);
      expect(study.calls.filter(isRandomization)).toHaveLength(1);
    },
  );

  it('never shows the group of a concealed allocation', async () => {
    const study = await startDemo();
    const [open] = study.project.randomizations ?? [];
    if (open !== undefined) study.project.randomizations = [{ ...open, isConcealed: true }];
    await runExample(study, '13-stratify');
    const { source, variables } = readExample('14-randomize');
    const withAlt = source.replace('isConcealed\n', 'isConcealed\n targetFieldAlt\n');
    const { data } = await study.run(withAlt, variables);
    expect(data.randomizeRecord).toMatchObject({ isConcealed: true, targetFieldAlt: null, errors: [] });
    expect(JSON.stringify(data)).not.toContain('R-0');
  });
});

/** The demo study twice, as a trial and a biobank, behind one caller. */
const startTwo = async (mayReadLogDetails = true) => {
  const study = await startDemo();
  const biobank = createDemoProject(study.store);
  const transport = createTransport({
    url: study.url,
    clock: systemClock,
    callsPerMinute: 1_000_000,
    callsPerFiveSeconds: 100_000,
  });
  closing.push(() => transport.close(15_000));
  // The tokens of the demo study are the same every time, and a second study needs others.
  for (const user of biobank.users) user.token = study.store.newToken();
  const [owner] = biobank.users;
  const connection = (key: string, token: string | null | undefined) => ({
    key,
    host: study.url,
    redcap: createRedcap({ transport, token: token ?? '' }),
  });
  const connections = [connection('trial', study.owner.token), connection('biobank', owner?.token)];
  const run = (changes: Record<string, unknown> = {}) => {
    const { source, variables } = readExample('15-cross-check');
    const caller = { subject: 'owner', mayWrite: false, mayReadLogDetails, connections };
    return graphql({
      schema,
      source,
      variableValues: { ...variables, trial: 'trial', biobank: 'biobank', ...changes },
      contextValue: createContext(study.shared, caller, {}),
    });
  };
  return { study, owner, run };
};

describe('story 10: monitoring, audit and clean-up', () => {
  it('joins two projects in one request', async () => {
    const { run } = await startTwo();
    const { data, errors } = await run();
    expect(errors).toBeUndefined();
    expect(data?.['trial']).toMatchObject({
      record: {
        name: '1',
        instances: [{ event: { uniqueEventName: 'baseline_arm_1' }, value: { raw: '035535959' } }, {}, {}, {}],
      },
      logging: {
        nodes: [
          {
            timestamp: '2023-10-01T16:01',
            username: 'demo_owner',
            action: 'Create record 1',
            details: "record_id = '1'",
          },
        ],
        searchedFrom: '2023-10-01T00:00',
        pageInfo: { hasNextPage: false },
      },
    });
    expect(data?.['biobank']).toMatchObject({
      instrumentData: {
        nodes: [{ record: { name: '1' }, status: 'COMPLETE' }],
        completeness: { isComplete: true, omittedFields: [] },
      },
    });
  });

  it("leaves one project's data when the other fails", async () => {
    const { run, owner } = await startTwo();
    if (owner !== undefined) owner.token = null;
    const { data, errors } = await run();
    expect(data?.['trial']).toMatchObject({ record: { name: '1' }, logging: { nodes: [{}] } });
    expect(data?.['biobank']).toEqual({ instrumentData: null });
    expect(errors?.map(({ path }) => path)).toEqual([['biobank', 'instrumentData']]);
  });

  it('keeps the details of the log from a key without the scope for them', async () => {
    const { run } = await startTwo(false);
    const { data, errors } = await run();
    expect(data?.['trial']).toMatchObject({ record: { name: '1' }, logging: null });
    expect(errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['trial', 'logging'], 'FORBIDDEN'],
    ]);
  });

  it('deletes the test records of one arm, when the arm is said and the count is right', async () => {
    const study = await startDemo();
    const before = study.project.records.size;
    const miscounted = await runExample(study, '16-remove-test-records', { count: 3 });
    expect(miscounted.data.deleteRecords).toMatchObject({ deletedCount: 0, errors: [{ code: 'WOULD_DELETE_DATA' }] });
    const { source, variables } = readExample('16-remove-test-records');
    const withoutArm = await study.run(source.replace('arm: 1, ', ''), variables);
    expect(withoutArm.data.deleteRecords.errors).toMatchObject([{ code: 'WOULD_DELETE_DATA', path: ['arm'] }]);
    expect(study.project.records.size).toBe(before);
    const { data, errors } = await runExample(study, '16-remove-test-records');
    expect([data.deleteRecords, errors]).toEqual([{ deletedCount: 2, errors: [] }, []]);
    expect([study.project.records.has('2'), study.project.records.size]).toEqual([false, before - 2]);
  });

  it('reads the whole dictionary, which a change of the dictionary takes back', async () => {
    const study = await startDemo();
    const { data } = await runExample(study, '17-dictionary');
    const fields = data.project.metadata.map(({ instrument, ...field }: { instrument: { name: string } }) => ({
      ...field,
      instrument: instrument.name,
    }));
    expect(fields).toHaveLength(study.project.fields.length);
    const planned = await runExample(study, '09-plan-fields', { fields });
    expect([planned.data.importMetadata, planned.errors]).toEqual([{ dryRun: true, changes: [], errors: [] }, []]);
  });
});
