import type { Design } from '../../graph/design/design.ts';
import type { DesignPart } from '../../loaders/design/design-part.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { storeBackup } from '../stored-backup.ts';
import type { WriteContext } from '../context.ts';
import { live, standingOf, type ReadBack } from '../life.ts';
import { errorsOf } from '../life-words.ts';
import { runInProjectLane } from '../project-lane.ts';
import type { WriteCall } from '../write-call.ts';
import { userError, type UserErrorShape } from '../user-error.ts';
import { designBackup, partsOf, type DesignBackupKind } from './backup.ts';

/** The parts of a design that can be changed. */
export type ProjectPart =
  'PROJECT_INFO' | 'ARMS' | 'EVENTS' | 'FORM_EVENT_MAPPINGS' | 'REPEATING_INSTRUMENTS_AND_EVENTS' | 'METADATA';

export type DesignChangeKind = 'ADD' | 'CHANGE' | 'REMOVE' | 'REORDER';

/** One difference between the design as it is and as it will be. */
export interface DesignChange {
  readonly part: ProjectPart;
  readonly kind: DesignChangeKind;
  /** What changes: an arm's number, a unique event name, a field name, `event / instrument`. */
  readonly subject: string;
  /** Stored data would be deleted, hidden, or read differently. */
  readonly risksData: boolean;
  readonly detail: string | null;
}

/** What a design mutation would do, worked out against the design as it is. */
export interface DesignPlan {
  readonly changes: readonly DesignChange[];
  /** Reasons not to do it. */
  readonly errors: readonly UserErrorShape[];
  /** The calls that make the changes, in their order; made only when there are changes and no errors. */
  readonly calls: readonly WriteCall<unknown>[];
  /** Whether the design that was read back holds what was sent. */
  readonly isDone: (after: Design) => ReadBack;
  /** What the changes cannot bring back of what was there once; nothing unless given. */
  readonly losses?: readonly string[];
}

/** A plan that is refused. */
export const refusedPlan = (errors: readonly UserErrorShape[]): DesignPlan => ({
  changes: [],
  errors,
  calls: [],
  isDone: () => false,
});

/** What every design mutation takes. */
export interface DesignWriteOptions {
  readonly dryRun: boolean;
  readonly expectedRevision: string | null;
  readonly allowDataLoss: boolean;
  /** What it replaces, to be stored before; null when it replaces nothing. */
  readonly replaces: DesignBackupKind | null;
  /** REDCap allows it in Development only. */
  readonly developmentOnly: boolean;
  readonly longitudinal: boolean;
  /** Parts of the design that the plan is made against: read anew before. */
  readonly reads: readonly DesignPart[];
  /** Parts that the change touches: read anew after, to see whether it is there. */
  readonly touches: readonly DesignPart[];
}

/** What a design mutation did. */
export interface DesignWriteResult {
  readonly source: ProjectSource;
  /** The design before; null when it could not be read. */
  readonly before: Design | null;
  readonly changes: readonly DesignChange[];
  readonly dryRun: boolean;
  /** The backup of what was replaced; null when nothing was sent, or nothing replaced. */
  readonly backupId: string | null;
  readonly losses: readonly string[];
  readonly errors: readonly UserErrorShape[];
}

/** The right that REDCap asks of everybody who changes a design, by the name that User Rights shows. */
const DESIGN_RIGHT = 'Project Design and Setup';

const checkProject = async (
  source: ProjectSource,
  design: Design,
  options: DesignWriteOptions,
): Promise<UserErrorShape[]> => {
  const { project } = design.rows;
  if (options.longitudinal && !design.isLongitudinal) {
    return [
      userError(
        'NOT_LONGITUDINAL',
        ['project'],
        'The project is classic: it has no arms and events. Switch on longitudinal data collection in Project Setup first.',
      ),
    ];
  }
  if (options.developmentOnly && project.in_production) {
    return [
      userError(
        'WRONG_PROJECT_STATUS',
        ['project'],
        'The project is in Production, where REDCap allows this in draft mode on its own pages only. Nothing was sent.',
      ),
    ];
  }
  // REDCap asks for the same right to read the repeating setup as to write a design: this read shows it before the write.
  if ((await source.repeating()) === null) {
    return [
      userError('FORBIDDEN_RIGHT', ['project'], `The token's user lacks the right ${DESIGN_RIGHT}. Nothing was sent.`, {
        missingRight: DESIGN_RIGHT,
      }),
    ];
  }
  return [];
};

const checkRevision = (design: Design, expected: string | null): UserErrorShape[] =>
  expected === null || expected === design.revision
    ? []
    : [
        userError(
          'CONFLICT',
          ['expectedRevision'],
          `The design has changed since: it is now at revision ${design.revision}. Look at it again, then send the change with that revision. Nothing was sent.`,
        ),
      ];

const checkDataLoss = (changes: readonly DesignChange[], options: DesignWriteOptions): UserErrorShape[] => {
  const risky = changes.filter(({ risksData }) => risksData);
  if (risky.length === 0 || options.allowDataLoss || options.dryRun) return [];
  return [
    userError(
      'WOULD_DELETE_DATA',
      ['allowDataLoss'],
      `This risks stored data (${risky.map(({ subject }) => subject).join('; ')}). See changes with dryRun: true; if it is meant, set allowDataLoss: true. Nothing was sent.`,
    ),
  ];
};

const words = {
  done: 'the design was changed',
  undone: 'the design that the gateway read back is not the one that it sent',
  advice: 'Compare `project` with `previous`',
} as const;

/** Sends the plan and judges it by what the design is afterwards, never by REDCap's number alone. */
const carryOut = async (
  context: WriteContext,
  source: ProjectSource,
  plan: DesignPlan,
  touches: readonly DesignPart[],
  backupId: string | null,
): Promise<UserErrorShape[]> => {
  const ending = await live(context, {
    source,
    backupId,
    calls: plan.calls,
    proof: () => 'open',
    look: async () => {
      await source.forgetDesign(touches);
      return source.design();
    },
    standing: (after) => standingOf(plan.isDone(after)),
  });
  return errorsOf(ending, words);
};

/**
 * Runs a design mutation in the project's lane: read the design anew, refuse what can be refused, work out the
 * difference. Then it stores what it replaces, sends it once, reads back and compares. Nothing is sent for a dry run, nor when
 * nothing would change.
 */
export const writeDesign = async (
  context: WriteContext,
  source: ProjectSource,
  options: DesignWriteOptions,
  plan: (design: Design) => Promise<DesignPlan>,
): Promise<DesignWriteResult> => {
  return runInProjectLane(context, source, async () => {
    // A revision is of the whole design, so to compare it all parts are read anew.
    await source.forgetDesign(
      options.expectedRevision === null ? [...options.reads, ...partsOf(options.replaces)] : undefined,
    );
    const before = await source.design();
    const result = (
      { changes, losses = [] }: Pick<DesignPlan, 'changes' | 'losses'>,
      errors: readonly UserErrorShape[],
      backupId: string | null = null,
    ): DesignWriteResult => ({ source, before, changes, losses, dryRun: options.dryRun, backupId, errors });
    const refusals = [
      ...checkRevision(before, options.expectedRevision),
      ...(await checkProject(source, before, options)),
    ];
    if (refusals.length > 0) return result({ changes: [] }, refusals);
    const made = await plan(before);
    const all = [...made.errors, ...checkDataLoss(made.changes, options)];
    if (all.length > 0) return result(made.errors.length > 0 ? { changes: [] } : made, all);
    if (options.dryRun || made.changes.length === 0) return result(made, []);
    const stored = await storeBackup(context, source, designBackup(options.replaces, before));
    if ('error' in stored) return result(made, [stored.error]);
    const { backupId } = stored;
    return result(made, await carryOut(context, source, made, options.touches, backupId), backupId);
  });
};
