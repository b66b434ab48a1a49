import type { DesignPart } from '../../loaders/design/design-part.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { RedcapError } from '../../redcap/errors.ts';
import type { UserRoleRow } from '../../redcap/methods/user-role.ts';
import type { UserRow } from '../../redcap/methods/user.ts';
import type { BackupKind, NewBackup } from '../backup.ts';
import { storeBackup } from '../stored-backup.ts';
import type { WriteContext } from '../context.ts';
import { live, standingOf, type ReadBack } from '../life.ts';
import { errorsOf } from '../life-words.ts';
import { runInProjectLane } from '../project-lane.ts';
import type { WriteCall } from '../write-call.ts';
import { userError, userErrorOf, type UserErrorShape } from '../user-error.ts';

/** One difference in what people may see and do. */
export interface AccessChange {
  /** Whom it is about; null when it is about a role or a group. */
  readonly username: string | null;
  /** What changes: a right by REDCap's key, an instrument, `data_access_group`, `role`, or the name of a role or group. */
  readonly subject: string;
  /** Somebody may see or do something that they could not before. */
  readonly widensAccess: boolean;
  /** For people: from what to what. */
  readonly detail: string;
}

/** A user with the role that they were in, "" for none. */
export interface PreviousUser {
  readonly row: UserRow;
  readonly uniqueRoleName: string;
}

/** What was stored of those who change, to put it back if need be. */
export interface AccessPrevious {
  readonly users?: readonly PreviousUser[];
  readonly roles?: readonly UserRoleRow[];
  /** Users with the group that they were in, "" for none. */
  readonly groups?: readonly { readonly username: string; readonly group: string }[];
}

/** What a change of access would do, worked out against what is stored. */
export interface AccessPlan {
  readonly changes: readonly AccessChange[];
  readonly previous?: AccessPrevious;
  /** Reasons not to do it. */
  readonly errors: readonly UserErrorShape[];
  /** Send it, in their order; needed only when there are changes and no errors. */
  readonly calls: readonly WriteCall<unknown>[];
  /** Reads back whether what was sent is there, wholly. */
  readonly isDone: () => Promise<ReadBack>;
  /** What the changes cannot bring back of what was there once; nothing unless given. */
  readonly losses?: readonly string[];
}

/** A kind of backups of what people may see and do. */
export type AccessBackupKind = Extract<BackupKind, `USER${string}`>;

/** What every change of access takes. */
export interface AccessWriteOptions {
  readonly dryRun: boolean;
  readonly allowWidening: boolean;
  /** What it replaces, to be stored before; null when it replaces nothing. */
  readonly replaces: AccessBackupKind | null;
  /** Parts that the plan is made of: read anew before, and after to see whether it is done. */
  readonly reads: readonly DesignPart[];
}

/** What a change of access did. */
export interface AccessWriteResult {
  readonly source: ProjectSource;
  readonly changes: readonly AccessChange[];
  readonly previous: AccessPrevious;
  readonly dryRun: boolean;
  /** The backup of what was replaced; null when nothing was sent, or nothing replaced. */
  readonly backupId: string | null;
  readonly losses: readonly string[];
  readonly errors: readonly UserErrorShape[];
}

/** Users with the roles that they are in, as they were before a change. */
export const previousUsers = (
  users: readonly UserRow[],
  assignments: readonly { readonly username: string; readonly unique_role_name: string }[],
): PreviousUser[] =>
  users.map((row) => ({
    row,
    uniqueRoleName: assignments.find(({ username }) => username === row.username)?.unique_role_name ?? '',
  }));

/** A plan that is refused. */
export const refusedPlan = (errors: readonly UserErrorShape[]): AccessPlan => ({
  changes: [],
  errors,
  calls: [],
  isDone: () => Promise.resolve(false),
});

/** Which right a read proves, by REDCap's method; API Export is there, because the project could be read. */
const readRights: Readonly<Record<string, string>> = {
  exportUsers: 'User Rights',
  exportUserRoles: 'User Rights',
  exportUserRoleAssignments: 'User Rights',
  exportDataAccessGroups: 'Data Access Groups',
  exportUserDagAssignments: 'Data Access Groups',
};

/** The refusal of a write for want of a right that is known before anything is sent. */
export const missingRight = (right: string): UserErrorShape =>
  userError('FORBIDDEN_RIGHT', ['project'], `The token's user lacks the right ${right}. Nothing was sent.`, {
    missingRight: right,
  });

/** A failed look before the write, as an error of the payload. */
const refusedLook = (error: unknown): UserErrorShape => {
  const right = error instanceof RedcapError && error.code === 'FORBIDDEN' ? readRights[error.method ?? ''] : undefined;
  return right === undefined ? userErrorOf(error, []) : missingRight(right);
};

const nameSubject = ({ username, subject }: AccessChange): string =>
  username === null ? subject : `${username}: ${subject}`;

const checkWidening = (changes: readonly AccessChange[], options: AccessWriteOptions): UserErrorShape[] => {
  const wide = changes.filter(({ widensAccess }) => widensAccess);
  if (wide.length === 0 || options.allowWidening || options.dryRun) return [];
  const named = wide.slice(0, 10).map(nameSubject).join('; ');
  const more = wide.length > 10 ? `; and ${String(wide.length - 10)} more` : '';
  return [
    userError(
      'WOULD_WIDEN_ACCESS',
      ['allowWidening'],
      `This widens access (${named}${more}). See changes with dryRun: true; if it is meant, set allowWidening: true. Nothing was sent.`,
    ),
  ];
};

const words = {
  done: 'it was done',
  undone: 'what the gateway read back is not what it sent',
  advice: 'Compare `changes` with what is there now',
} as const;

/** What a change of access is about to replace; null where it only adds. */
const accessBackup = (kind: AccessBackupKind | null, { previous = {} }: AccessPlan): NewBackup | null => {
  const { users = [], roles = [], groups = [] } = previous;
  const rows = users.length + roles.length + groups.length;
  return kind === null || rows === 0 ? null : { kind, rows, content: previous };
};

/** Sends the plan and finds out what became of it; what its parts are made of is read anew by every look. */
const carryOut = async (
  context: WriteContext,
  source: ProjectSource,
  plan: AccessPlan,
  reads: readonly DesignPart[],
  backupId: string | null,
): Promise<UserErrorShape[]> => {
  const ending = await live(context, {
    source,
    backupId,
    calls: plan.calls,
    proof: () => 'open',
    look: async () => {
      await source.forgetDesign(reads);
      return plan.isDone();
    },
    standing: standingOf,
  });
  await source.forgetDesign(reads);
  return errorsOf(ending, words);
};

/**
 * Runs a change of access in the project's lane. It reads what is stored anew, refuses what can be refused, works out who
 * gains what, stores what it replaces, sends it once, and reads it back. Nothing is sent for a dry run, when nothing would
 * change, and when somebody would gain access without `allowWidening`.
 */
export const writeAccess = async (
  context: WriteContext,
  source: ProjectSource,
  options: AccessWriteOptions,
  plan: () => Promise<AccessPlan>,
): Promise<AccessWriteResult> =>
  runInProjectLane(context, source, async () => {
    const result = (
      { changes, previous = {}, losses = [] }: Pick<AccessPlan, 'changes' | 'previous' | 'losses'>,
      errors: readonly UserErrorShape[],
      backupId: string | null = null,
    ): AccessWriteResult => ({ source, changes, previous, losses, dryRun: options.dryRun, backupId, errors });
    await source.forgetDesign(options.reads);
    let made: AccessPlan;
    try {
      made = await plan();
    } catch (error) {
      return result({ changes: [] }, [refusedLook(error)]);
    }
    const { changes } = made;
    if (made.errors.length > 0) return result(made, made.errors);
    const refusals = checkWidening(changes, options);
    if (refusals.length > 0 || options.dryRun || changes.length === 0) return result(made, refusals);
    const stored = await storeBackup(context, source, accessBackup(options.replaces, made));
    if ('error' in stored) return result(made, [stored.error]);
    const { backupId } = stored;
    return result(made, await carryOut(context, source, made, options.reads, backupId), backupId);
  });
