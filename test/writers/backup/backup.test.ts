import { afterEach, describe, expect, it } from 'vitest';
import { clinic } from '../../support/clinic.ts';
import { startStudy, type SandboxCall, type Study, type StudyOptions } from '../../support/study.ts';
import { lifeClinic } from '../life/mutation.ts';

const studies: Study[] = [];

const start = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: clinic, ...options });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const MAPPINGS = `mutation ($dryRun: Boolean!) { replaceFormEventMappings(input: {
  project: "study", dryRun: $dryRun, allowDataLoss: true,
  mappings: [{ event: { uniqueEventName: "baseline_arm_1" }, instrument: "demographics" }]
}) { backupId changes { kind } errors { code message isRetryable retryAfterSeconds } } }`;

const BACKUPS = `{ project(key: "study") { backups {
  totalCount nodes { id kind createdAt by rows operationId } pageInfo { hasNextPage }
} } }`;

const replaceMappings = async (study: Study, dryRun = false) =>
  (await study.run(MAPPINGS, { dryRun })).data.replaceFormEventMappings;

const isImport = (call: SandboxCall): boolean => call['data'] !== undefined && call['content'] !== 'record';

describe('a mutation that replaces something', () => {
  it('stores what is there before it sends anything, and names the backup', async () => {
    const stored: number[] = [];
    const study: Study = await start({
      intercept: async (call, answer) => {
        if (isImport(call)) stored.push((await study.run(BACKUPS)).data.project.backups.totalCount);
        return answer();
      },
    });
    const before = study.project.mappings.length;
    const { backupId, errors } = await replaceMappings(study);
    expect(errors).toEqual([]);
    expect(stored).toEqual([1]);
    const { totalCount, nodes } = (await study.run(BACKUPS)).data.project.backups;
    expect(totalCount).toBe(1);
    expect(nodes).toEqual([
      {
        id: backupId,
        kind: 'FORM_EVENT_MAPPINGS',
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        by: 'owner',
        rows: before,
        operationId: expect.any(String),
      },
    ]);
  });

  it('names its backup where the answer was lost, too', async () => {
    const study = await start({ intercept: async (call, answer) => (isImport(call) ? 'reset' : answer()) });
    const { backupId, errors } = await replaceMappings(study);
    expect(errors).toMatchObject([{ code: 'UNKNOWN_OUTCOME' }]);
    expect((await study.run(BACKUPS)).data.project.backups.nodes).toMatchObject([{ id: backupId }]);
  });

  it.each(['a dry run', 'what is so already'])('stores nothing for %s', async (which) => {
    const study = await start();
    if (which !== 'a dry run') await replaceMappings(study);
    const { totalCount } = (await study.run(BACKUPS)).data.project.backups;
    expect((await replaceMappings(study, which === 'a dry run')).backupId).toBeNull();
    expect((await study.run(BACKUPS)).data.project.backups.totalCount).toBe(totalCount);
  });

  it('is refused, and sends nothing, where the backup cannot be stored', async () => {
    const study = await start();
    const { backups } = study.shared;
    Object.assign(backups, { add: () => Promise.reject(new Error('The disk is full.')) });
    study.forget();
    expect(await replaceMappings(study)).toEqual({
      backupId: null,
      changes: expect.any(Array),
      errors: [
        {
          code: 'OVERLOADED',
          message:
            'The gateway could not store what this replaces, so that nothing could give it back. Nothing was sent. Try again later.',
          isRetryable: true,
          retryAfterSeconds: 30,
        },
      ],
    });
    expect(study.calls.filter(isImport)).toEqual([]);
  });

  it('lets its witnesses know of the backup', async () => {
    const study = await start();
    const heard: (string | null)[] = [];
    Object.assign(study.shared, {
      witnesses: [
        {
          begin: ({ backupId }: { backupId: string | null }) => {
            heard.push(backupId);
            return Promise.resolve({ sending: () => Promise.resolve(), end: () => Promise.resolve() });
          },
        },
      ],
    });
    expect(heard).toEqual([]);
    const { backupId } = await replaceMappings(study);
    expect(heard).toEqual([backupId]);
  });
});

describe('the backups of a project', () => {
  const stored = async (study: Study) =>
    (await study.run(BACKUPS)).data.project.backups.nodes.map(({ kind, rows }: { kind: string; rows: number }) => [
      kind,
      rows,
    ]);

  it.each([
    ['importArms(input: { project: "study", arms: [{ armNum: 2, name: "Drug C" }] })', 'ARMS', 2],
    ['importEvents(input: { project: "study", events: [{ eventName: "Close", armNum: 1 }] })', 'EVENTS', 3],
    [
      'importRepeatingInstrumentsAndEvents(input: { project: "study", entries: [{ event: { uniqueEventName: "baseline_arm_1" }, instrument: "labs" }] })',
      'REPEATING_INSTRUMENTS_AND_EVENTS',
      2,
    ],
    [
      'importUsers(input: { project: "study", users: [{ username: "nurse", apiImport: true }], allowWidening: true })',
      'USERS',
      1,
    ],
    ['deleteUsers(input: { project: "study", users: ["nurse"], confirmCount: 1 })', 'USERS', 1],
    ['deleteUserRoles(input: { project: "study", roles: ["U-1"] })', 'USER_ROLES', 1],
    [
      'importUserRoleAssignments(input: { project: "study", assignments: [{ username: "nurse", uniqueRoleName: "U-1" }], allowWidening: true })',
      'USER_ROLE_ASSIGNMENTS',
      1,
    ],
    [
      'importUserDataAccessGroupAssignments(input: { project: "study", assignments: [{ username: "nurse", uniqueGroupName: "kampala" }], allowWidening: true })',
      'USER_DATA_ACCESS_GROUP_ASSIGNMENTS',
      1,
    ],
  ])('are of the kind of what is replaced: %s', async (mutation, kind, rows) => {
    const study = await start({ project: lifeClinic });
    const { data } = await study.run(`mutation { it: ${mutation} { backupId errors { message } } }`);
    expect(data.it).toEqual({ backupId: expect.any(String), errors: [] });
    expect(await stored(study)).toEqual([[kind, rows]]);
  });

  it('come in pages, the latest first', async () => {
    const study = await start();
    for (const name of ['C', 'D', 'E']) {
      await study.run(
        `mutation { importArms(input: { project: "study", arms: [{ armNum: 2, name: "${name}" }] }) { backupId } }`,
      );
    }
    const page = (after: string | null) =>
      `{ project(key: "study") { backups(first: 2, after: ${JSON.stringify(after)}) { nodes { id } pageInfo { hasNextPage endCursor } } } }`;
    const all = (await study.run(BACKUPS)).data.project.backups.nodes.map(({ id }: { id: string }) => id);
    const first = (await study.run(page(null))).data.project.backups;
    const second = (await study.run(page(first.pageInfo.endCursor))).data.project.backups;
    expect([...first.nodes, ...second.nodes].map(({ id }: { id: string }) => id)).toEqual(all);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  it('are refused to who may read only', async () => {
    const study = await start({ mayWrite: false });
    const { errors } = await study.run(BACKUPS);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('go after the days that the operator has set', async () => {
    const study = await start();
    await replaceMappings(study);
    study.clock.skip(30 * 86_400_000 - 60_000);
    expect(await stored(study)).toHaveLength(1);
    study.clock.skip(60_000);
    expect(await stored(study)).toEqual([]);
  });
});
