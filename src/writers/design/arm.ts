import type { Design } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { deleteArms, importArms } from '../../redcap/methods/arm.ts';
import { refusedPlan, type DesignChange, type DesignPlan } from './change.ts';
import { countStored, dataRisk, isOfEvent, type DataTest } from './stored-data.ts';
import { userError, type UserErrorShape } from '../user-error.ts';
import { mapAnswer, writeCall, type WriteCall } from '../write-call.ts';

export interface ArmInput {
  readonly armNum: number;
  readonly name: string;
}

const checkArms = (arms: readonly ArmInput[]): UserErrorShape[] =>
  arms.flatMap(({ armNum, name }, index) => {
    const path = ['arms', String(index)];
    if (armNum < 1) return [userError('VALIDATION', [...path, 'armNum'], 'Arms are numbered from 1.')];
    if (name.trim() === '') return [userError('VALIDATION', [...path, 'name'], 'An arm needs a name.')];
    const isTwice = arms.findIndex((other) => other.armNum === armNum) < index;
    return isTwice ? [userError('VALIDATION', [...path, 'armNum'], 'The same arm is given twice.')] : [];
  });

const eventsOfArm = (design: Design, armNum: number): string[] =>
  design.events.filter((event) => event.armNum === armNum).map(({ uniqueEventName }) => uniqueEventName);

/** What goes with arms that are deleted. */
export const armRemovals = async (
  source: ProjectSource,
  design: Design,
  arms: readonly number[],
): Promise<DesignChange[]> => {
  const all = arms.flatMap((armNum) => eventsOfArm(design, armNum));
  const tests = arms.map((armNum): DataTest => {
    const events = eventsOfArm(design, armNum);
    return { holdsData: (row) => events.some((event) => isOfEvent(row, event)) };
  });
  const counts = await countStored(source, design, { fields: [], events: all }, tests);
  return arms.map((armNum, index) => {
    const events = eventsOfArm(design, armNum);
    const { risksData, detail } = dataRisk(counts[index] ?? null);
    const gone = `Its events go with it: ${events.join(', ')}.`;
    return {
      part: 'ARMS',
      kind: 'REMOVE',
      subject: String(armNum),
      risksData,
      detail: `${gone} ${detail ?? 'No record holds data there.'}`,
    };
  });
};

/** The call that creates and renames arms. */
export const sendArms = (source: ProjectSource, design: Design, arms: readonly ArmInput[]): WriteCall<unknown> => {
  const rows = arms.map(({ armNum, name }) => ({ arm_num: armNum, name: name.trim() }));
  return mapAnswer(writeCall(source, importArms, { rows, override: false }), async () => {
    for (const { armNum, name } of arms) if (!design.arm(armNum)) await source.rememberArm(armNum, name.trim());
  });
};

/**
 * Arms to create or rename; with `replace` those not named are deleted. Never sends `override=1`, which deletes all arms
 * with all their events and data, those in the payload too. REDCap: Import Arms, Delete Arms.
 */
export const planImportArms = async (
  source: ProjectSource,
  design: Design,
  arms: readonly ArmInput[],
  replace: boolean,
): Promise<DesignPlan> => {
  const errors = checkArms(arms);
  const unlisted = await source.unlistedArms();
  const known = (armNum: number): string | undefined => design.arm(armNum)?.name ?? unlisted.get(armNum);
  const changed = arms.filter(({ armNum, name }) => known(armNum) !== name.trim());
  const extra = replace ? design.arms.filter(({ armNum }) => !arms.some((arm) => arm.armNum === armNum)) : [];
  const changes: DesignChange[] = changed.map(({ armNum, name }) => ({
    part: 'ARMS',
    kind: known(armNum) === undefined ? 'ADD' : 'CHANGE',
    subject: String(armNum),
    risksData: false,
    detail:
      known(armNum) === undefined
        ? `New arm "${name.trim()}". REDCap lists it once it has an event.`
        : `Renamed from "${known(armNum) ?? ''}" to "${name.trim()}".`,
  }));
  if (errors.length > 0) return refusedPlan(errors);
  return {
    changes: [
      ...changes,
      ...(await armRemovals(
        source,
        design,
        extra.map(({ armNum }) => armNum),
      )),
    ],
    errors,
    calls: [
      ...(changed.length > 0 ? [sendArms(source, design, changed)] : []),
      ...(extra.length > 0 ? [writeCall(source, deleteArms, { arms: extra.map(({ armNum }) => armNum) })] : []),
    ],
    isDone: (after) => {
      if (extra.some(({ armNum }) => after.arm(armNum) !== undefined)) return false;
      const isStored = ({ armNum, name }: ArmInput): boolean => after.arm(armNum)?.name === name.trim();
      const missing = changed.filter((arm) => !isStored(arm));
      if (missing.length === 0) return true;
      // REDCap does not list an arm without events, so that no read can show that it is there.
      return missing.every(({ armNum }) => after.arm(armNum) === undefined) ? 'unseen' : false;
    },
  };
};

/** Arms to delete, with their events and data. REDCap: Delete Arms. */
export const planDeleteArms = async (
  source: ProjectSource,
  design: Design,
  arms: readonly number[],
): Promise<DesignPlan> => {
  const errors = arms.flatMap((armNum, index) =>
    design.arm(armNum) === undefined
      ? [
          userError(
            'NOT_FOUND',
            ['arms', String(index)],
            `There is no arm ${String(armNum)} with events in the project.`,
          ),
        ]
      : [],
  );
  if (arms.length === 0) errors.push(userError('VALIDATION', ['arms'], 'Name at least one arm.'));
  if (errors.length > 0) return refusedPlan(errors);
  const numbers = [...new Set(arms)];
  return {
    changes: await armRemovals(source, design, numbers),
    errors,
    calls: [writeCall(source, deleteArms, { arms: numbers })],
    isDone: (after) => numbers.every((armNum) => after.arm(armNum) === undefined),
  };
};
