import { afterEach, describe, expect, it } from 'vitest';
import { keep } from '../../support/clinic.ts';
import { startStudy, type Loss, type Study, type StudyOptions } from '../../support/study.ts';
import { lifeClinic } from '../life/mutation.ts';
import { isImport, replacing, snapshot } from './support/replacing.ts';

const studies: Study[] = [];

const start = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: lifeClinic, ...options });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const run = async (study: Study, mutation: string) => {
  const { data, errors } = await study.run(`mutation { it: ${mutation} }`);
  expect(errors).toEqual([]);
  return data.it;
};

const restore = (study: Study, backupId: string, more = '', selection = '') =>
  run(
    study,
    `restore(input: { project: "study", backupId: "${backupId}", allowDataLoss: true, allowWidening: true ${more} }) {
      backupId dryRun notRestorable backup { id kind }
      changes { part kind subject } accessChanges { username subject } errors { code path message } ${selection}
    }`,
  );

describe.each(replacing)('a backup of %s', (kind, mutation) => {
  it(`gives back what was there before: ${mutation.slice(0, mutation.indexOf('('))}`, async () => {
    const study = await start();
    const before = await snapshot(study);
    const { backupId, errors } = await run(study, `${mutation} { backupId errors { message } }`);
    expect([errors, backupId]).toEqual([[], expect.any(String)]);
    const replaced = await snapshot(study);
    expect(replaced).not.toEqual(before);
    const dry = await restore(study, backupId, 'dryRun: true');
    expect(dry).toMatchObject({ backupId: null, dryRun: true, backup: { id: backupId, kind }, errors: [] });
    expect([...dry.changes, ...dry.accessChanges]).not.toEqual([]);
    expect(await snapshot(study)).toEqual(replaced);
    const restored = await restore(study, backupId);
    expect(restored.errors).toEqual([]);
    expect([restored.changes, restored.accessChanges, restored.notRestorable]).toEqual([
      dry.changes,
      dry.accessChanges,
      dry.notRestorable,
    ]);
    expect(await snapshot(study)).toEqual(before);
    // What only comes back replaces nothing.
    if (mutation.startsWith('deleteUsers')) {
      expect(restored.backupId).toBeNull();
      return;
    }
    // The restoration has a backup of its own, by which it is taken back.
    const undone = await restore(study, restored.backupId);
    expect(undone.errors).toEqual([]);
    expect(await snapshot(study)).toEqual(replaced);
  });

  it('gives it back although nobody got an answer, and sends nothing where nothing is to be done', async () => {
    let loses = false;
    const study = await start({
      intercept: async (call, answer): Promise<Response | Loss> => {
        if (!loses || !isImport(call)) return answer();
        await answer();
        return 'reset';
      },
    });
    const before = await snapshot(study);
    loses = true;
    await study.run(`mutation { it: ${mutation} { backupId } }`);
    loses = false;
    const { data } = await study.run('{ project(key: "study") { backups(first: 1) { nodes { id kind } } } }');
    const [{ id }] = data.project.backups.nodes;
    expect((await restore(study, id)).errors).toEqual([]);
    expect(await snapshot(study)).toEqual(before);
    study.forget();
    expect(await restore(study, id)).toMatchObject({ backupId: null, changes: [], accessChanges: [], errors: [] });
    expect(study.calls.filter(isImport)).toEqual([]);
  });
});

describe('a restoration', () => {
  const [, mappings] = replacing[0] ?? ['', ''];

  it('is a conflict when somebody has worked on the design since', async () => {
    const study = await start();
    const { backupId, project } = await run(study, `${mappings} { backupId project { designRevision } }`);
    await study.post({
      content: 'arm',
      action: 'import',
      format: 'json',
      override: '0',
      data: '[{"arm_num":"2","name":"By somebody"}]',
    });
    study.forget();
    const { errors } = await restore(study, backupId, `expectedRevision: "${project.designRevision}"`);
    expect(errors).toMatchObject([{ code: 'CONFLICT', path: ['expectedRevision'] }]);
    expect(study.calls.filter(isImport)).toEqual([]);
  });

  it('says what does not come back', async () => {
    const study = await start();
    const { backupId } = await run(
      study,
      'deleteEvents(input: { project: "study", allowDataLoss: true, events: ["unscheduled_arm_1"] }) { backupId }',
    );
    expect((await restore(study, backupId, 'dryRun: true')).notRestorable).toEqual([
      'Data that records held in unscheduled_arm_1, and its survey invitations, do not come back.',
    ]);
  });

  it('asks for consent where what was made since holds data', async () => {
    const study = await start();
    const { backupId } = await run(
      study,
      'addFormEventMappings(input: { project: "study", mappings: [{ event: { uniqueEventName: "baseline_arm_1" }, instrument: "vitals" }] }) { backupId }',
    );
    keep(study.project, '1', 'baseline_arm_1', { pulse: '71', vitals_complete: '2' });
    const { errors } = await run(
      study,
      `restore(input: { project: "study", backupId: "${backupId}" }) { errors { code path } }`,
    );
    expect(errors).toEqual([{ code: 'WOULD_DELETE_DATA', path: ['allowDataLoss'] }]);
  });

  it('asks for consent where somebody gains access', async () => {
    const study = await start();
    const { backupId } = await run(
      study,
      'deleteUsers(input: { project: "study", users: ["nurse"], confirmCount: 1 }) { backupId }',
    );
    const { errors } = await run(
      study,
      `restore(input: { project: "study", backupId: "${backupId}" }) { errors { code path } }`,
    );
    expect(errors).toEqual([{ code: 'WOULD_WIDEN_ACCESS', path: ['allowWidening'] }]);
  });

  it('is refused for a backup that the project does not have', async () => {
    const study = await start();
    expect(await restore(study, 'none')).toMatchObject({
      backup: null,
      errors: [{ code: 'NOT_FOUND', path: ['backupId'] }],
    });
  });

  it('is refused to who may read only', async () => {
    const study = await start({ mayWrite: false });
    const { errors } = await study.run(
      'mutation { restore(input: { project: "study", backupId: "none" }) { dryRun } }',
    );
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});
