import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMortal, type Mortal } from '../../support/mortal-state.ts';
import { createPlainState } from '../../support/state.ts';
import { startStudy, type Study } from '../../support/study.ts';
import { lifeClinic } from '../life/mutation.ts';
import { isImport, replacing, snapshot } from './support/replacing.ts';

const studies: Study[] = [];

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const never = (): Promise<never> => new Promise(() => undefined);

const BACKUPS = '{ project(key: "study") { backups { nodes { id kind } } } }';

/** Runs a mutation on a gateway that dies after so many steps, and what another one over the same state can do then. */
const killAndRestore = async (mutation: string, last: number) => {
  let mortal: Mortal | null = null;
  const study = await startStudy({
    project: lifeClinic,
    intercept: async (call, answer) => {
      if (mortal === null || !isImport(call)) return answer();
      if (mortal.isDead()) return 'reset';
      const response = await answer();
      return mortal.step('done by REDCap') ? 'reset' : response;
    },
  });
  studies.push(study);
  const before = await snapshot(study);
  const state = createPlainState({ now: study.clock.gateway.now });
  const dying = createMortal(state, last);
  mortal = dying;
  const store: typeof state.backups.store = async (space, backup, maxAgeMs) => {
    if (dying.isDead()) return never();
    await state.backups.store(space, backup, maxAgeMs);
    return dying.step('backup') ? never() : undefined;
  };
  study.restart({ ...dying.state, backups: { ...state.backups, store } });
  const run = study.run(`mutation { it: ${mutation} { backupId } }`);
  let isOver = false;
  void run.then(() => (isOver = true));
  await vi.waitFor(() => expect(isOver || dying.isDead()).toBe(true), { interval: 5 });

  study.restart(state);
  study.clock.skip(31_000);
  mortal = null;
  const replaced = await snapshot(study);
  const { data } = await study.run(BACKUPS);
  const [backup = null] = data.project.backups.nodes as { id: string; kind: string }[];
  if (backup !== null) {
    const input = `{ project: "study", backupId: "${backup.id}", allowDataLoss: true, allowWidening: true }`;
    const restored = await study.run(`mutation { restore(input: ${input}) { errors { message } } }`);
    expect(restored.data.restore.errors).toEqual([]);
  }
  const isReplaced = JSON.stringify(replaced) !== JSON.stringify(before);
  dying.bury();
  return {
    steps: dying.steps,
    isReplaced,
    backup,
    isBack: JSON.stringify(await snapshot(study)) === JSON.stringify(before),
  };
};

describe.each(replacing.filter(([kind]) => ['FORM_EVENT_MAPPINGS', 'METADATA', 'USER_ROLES'].includes(kind)))(
  '%s that a killed gateway was replacing',
  (kind, mutation) => {
    it('is stored before anything is sent, and comes back whenever the gateway dies', { timeout: 60_000 }, async () => {
      const whole = await killAndRestore(mutation, Number.POSITIVE_INFINITY);
      const steps = whole.steps.filter((step) => step !== 'live');
      expect(steps).toEqual(['backup', 'begin', 'note sent', 'done by REDCap', 'note ended']);
      expect(whole).toMatchObject({ isReplaced: true, backup: { kind }, isBack: true });
      for (let last = 1; last <= whole.steps.length; last += 1) {
        const { isReplaced, backup, isBack, steps: done } = await killAndRestore(mutation, last);
        expect(isBack, done.join(', ')).toBe(true);
        expect(backup !== null, done.join(', ')).toBe(done.includes('backup'));
        if (isReplaced) expect(backup).toMatchObject({ kind });
      }
    });
  },
);
