import { afterEach, describe, expect, it } from 'vitest';
import { createProjectFinder } from '../../../src/start/project-finder.ts';
import { methods } from '../../../src/redcap/methods/index.ts';
import type { State } from '../../../src/state/state.ts';
import { methodsWithLook } from '../../../src/writers/operation/look/index.ts';
import type { OperationNote } from '../../../src/writers/operation/note.ts';
import { resolveOpen, type Resolved } from '../../../src/writers/operation/resolution.ts';
import { createMortal, type Mortal } from '../../support/mortal-state.ts';
import { isLong } from '../../support/runs.ts';
import { createPlainState } from '../../support/state.ts';
import { startStudy, type Study } from '../../support/study.ts';
import { isWrite, storedIn } from '../../support/study-write.ts';
import { inputTypeOf, lifeClinic, mutationCases, type MutationCase } from '../life/mutation.ts';

/** When REDCap does what it was sent: before the gateway dies, while the journal is resolved, or never. */
type Commit = 'at once' | 'later' | 'never';

const studies: Study[] = [];

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

/** What is true, and what the journal says of it. */
interface Truth {
  readonly steps: readonly string[];
  readonly isStored: boolean;
  /** What the first round of looks has found out, and what all of them have. */
  readonly first: readonly Resolved['outcome'][];
  readonly all: readonly Resolved['outcome'][];
  /** The stages of all entries, which must have ended. */
  readonly unended: number;
  readonly writes: number;
}

/** Runs a mutation on a gateway that dies after its step `last`, and lets another gateway find out what became of it. */
const kill = async ({ name, input }: MutationCase, last: number, commits: Commit): Promise<Truth> => {
  let mortal: Mortal | null = null;
  let writes = 0;
  let late: () => Promise<unknown> = () => Promise.resolve();
  const study = await startStudy({
    project: lifeClinic,
    mayCreateProjects: true,
    intercept: async (call, answer) => {
      if (mortal === null || !isWrite(call)) return answer();
      writes += 1;
      if (mortal.isDead()) return 'reset';
      if (commits === 'later') late = answer;
      if (commits !== 'at once') return mortal.step('sent') ? 'reset' : answer();
      const response = await answer();
      return mortal.step('done by REDCap') ? 'reset' : response;
    },
  });
  studies.push(study);
  const state = createPlainState({ now: study.clock.gateway.now });
  study.restart(state);
  const prepared = typeof input === 'function' ? await input(study) : input;
  const before = storedIn(study);
  const dying = createMortal(state, last);
  mortal = dying;
  study.restart(dying.state);
  const project = name === 'createProject' ? {} : { project: 'study' };
  const source = `mutation ($input: ${inputTypeOf(name)}) { ${name}(input: $input) { errors { code } } }`;
  const run = study.run(source, { input: { ...project, ...prepared } });
  await Promise.race([run, dying.died]);

  study.restart(state);
  // The dead gateway's last sign of life, and its leases, are over.
  study.clock.skip(31_000);
  const connection = study.contextOf({}).projects.get('study')?.connection;
  if (connection === undefined) throw new Error('the study has no project');
  const { operations } = study.shared;
  const clock = study.clock.gateway;
  const findProject = createProjectFinder(study.shared, () => [connection]);
  const resolve = async (): Promise<Resolved['outcome'][]> =>
    (await resolveOpen({ operations, findProject, clock })).map(({ outcome }) => outcome);
  const first = await resolve();
  await late();
  const second = await resolve();
  study.clock.skip(11 * 60_000);
  const all = [...first, ...second, ...(await resolve())];
  dying.bury();
  await run;
  return {
    steps: dying.steps,
    isStored: storedIn(study) !== before,
    first,
    all,
    unended: await state.journal.unended(),
    writes,
  };
};

const titleOf = ({ name, title }: MutationCase): string => (title === undefined ? name : `${name} ${title}`);

/** One of each noun, and of what cannot be shown; the long run has all. */
const SHORT = ['deleteRecords', 'importMetadata', 'importUsers', 'deleteFile', 'createProject', 'renameRecord'];
const cases = mutationCases
  .filter(({ name }) => isLong || SHORT.includes(name))
  .map((mutation) => [titleOf(mutation), mutation] as const);

/** What no look can show when the gateway and REDCap's answer are gone, by the reason. */
const isUnshown = ({ name, title, isHidden }: MutationCase): boolean =>
  isHidden === true ||
  (name === 'importRecords' && ['that adds an instance', 'that makes a record'].includes(title ?? ''));

describe.each(cases)('%s', (_title, mutation) => {
  it('is in the journal as it is in truth, at whichever step its gateway dies', async () => {
    const { steps } = await kill(mutation, Number.POSITIVE_INFINITY, 'at once');
    expect(steps).toEqual(['live', 'begin', 'note sent', 'done by REDCap', 'note ended']);
    for (let last = 0; last <= steps.length; last += 1) {
      const truth = await kill(mutation, last, 'at once');
      const died = steps[last - 1] ?? 'nothing';
      expect([died, truth.unended, truth.writes <= 1]).toEqual([died, 0, true]);
      const isDone = last >= 4;
      expect([died, truth.isStored]).toEqual([died, isDone]);
      const known = isUnshown(mutation) ? ['unknown'] : ['done'];
      const outcomes = {
        nothing: [],
        live: [],
        begin: ['not sent'],
        'note sent': ['unknown'],
        'done by REDCap': known,
        'note ended': [],
      }[died];
      expect([died, truth.all]).toEqual([died, outcomes]);
    }
  });

  it('that REDCap does after its gateway has died is found all the same', async () => {
    const truth = await kill(mutation, 4, 'later');
    expect(truth.steps).toEqual(['live', 'begin', 'note sent', 'sent']);
    expect([truth.isStored, truth.first, truth.unended]).toEqual([true, [], 0]);
    expect(truth.all).toEqual(isUnshown(mutation) ? ['unknown'] : ['done']);
  });
});

describe('every method that writes', () => {
  it('has a look, but for new projects, which no read lists, and links, which are the same each time', () => {
    const writing = methods.filter(({ kind }) => kind !== 'read').map(({ name }) => name);
    expect(writing.filter((name) => !methodsWithLook.includes(name))).toEqual([
      'createProject',
      'exportSurveyLink',
      'exportSurveyAccessCode',
    ]);
  });
});

describe('an entry of the journal', () => {
  it('is about no participant and nobody by name, beside what is sealed', async () => {
    const mutation = mutationCases.find(({ name }) => name === 'renameRecord');
    if (mutation === undefined) throw new Error('there is no case');
    const study = await startStudy({ project: lifeClinic });
    studies.push(study);
    const state = createPlainState({ now: study.clock.gateway.now });
    const notes: OperationNote[] = [];
    const begin: State['journal']['begin'] = (entry, maxAgeMs) => {
      notes.push(entry.open as OperationNote);
      return state.journal.begin(entry, maxAgeMs);
    };
    study.restart({ ...state, journal: { ...state.journal, begin } });
    const { data } = await study.run(
      'mutation { renameRecord(input: { project: "study", record: "2", newName: "Ophelia" }) { errors { code } } }',
    );
    expect(data.renameRecord.errors).toEqual([]);
    expect(notes).toMatchObject([{ mutation: 'renameRecord', current: { methods: ['renameRecord'], sent: 0 } }]);
    expect(JSON.stringify(notes)).not.toMatch(/Ophelia|owner"/);
  });
});
