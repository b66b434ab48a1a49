import type { ProjectSource } from '../../loaders/project-source.ts';
import { deleteUsers as deleteUsersMethod } from '../../redcap/methods/user.ts';
import { previousUsers, refusedPlan, writeAccess, type AccessPlan, type AccessWriteResult } from './change.ts';
import type { WriteContext } from '../context.ts';
import { findOwnUser, findUser, isSameUser } from '../../loaders/access/own-user.ts';
import { checkOwnRights, ownUserRefusal } from './own-user.ts';
import { userError, type UserErrorShape } from '../user-error.ts';
import { writeCall } from '../write-call.ts';

export interface DeleteUsersInput {
  readonly users: readonly string[];
  readonly confirmCount: number;
  readonly dryRun?: boolean | null | undefined;
}

const checkInput = ({ users, confirmCount }: DeleteUsersInput): UserErrorShape[] => {
  if (users.length === 0) return [userError('VALIDATION', ['users'], 'Name at least one user.')];
  const twice = users.flatMap((name, index) =>
    users.findIndex((other) => isSameUser(other, name)) < index
      ? [userError('VALIDATION', ['users', String(index)], 'This user is named twice.')]
      : [],
  );
  if (twice.length > 0 || confirmCount === users.length) return twice;
  const message = `confirmCount is not the number of users named, which is ${String(users.length)}. Nothing was deleted.`;
  return [userError('VALIDATION', ['confirmCount'], message)];
};

const planDelete = async (source: ProjectSource, input: DeleteUsersInput): Promise<AccessPlan> => {
  const errors = checkInput(input);
  if (errors.length > 0) return refusedPlan(errors);
  const [users, assignments] = await Promise.all([source.users(), source.userRoleAssignments()]);
  const own = findOwnUser(source, users);
  const found = input.users.map((name) => findUser(users, name));
  const problems = found.flatMap((row, index) => {
    const path = ['users', String(index)];
    if (row === undefined) return [userError('NOT_FOUND', path, 'There is no user with this name in the project.')];
    return row === own ? [ownUserRefusal('It would lose all access.', path)] : [];
  });
  if (problems.length > 0) return refusedPlan(problems);
  const gone = found.flatMap((row) => row ?? []);
  const names = gone.map(({ username }) => username);
  return {
    changes: names.map((username) => ({
      username,
      subject: 'user',
      widensAccess: false,
      detail: 'Loses all access to the project.',
    })),
    previous: { users: previousUsers(gone, assignments) },
    errors: checkOwnRights(source, users),
    calls: [writeCall(source, deleteUsersMethod, { users: names }, { changes: ['users'] })],
    isDone: async () => {
      const after = await source.users();
      return names.every((name) => findUser(after, name) === undefined);
    },
  };
};

/** Takes users out of the project. All of them must be there, and their number confirmed. REDCap: Delete Users. */
export const deleteUsers = (
  context: WriteContext,
  source: ProjectSource,
  input: DeleteUsersInput,
): Promise<AccessWriteResult> =>
  writeAccess(
    context,
    source,
    {
      dryRun: input.dryRun ?? false,
      allowWidening: false,
      replaces: 'USERS',
      reads: ['users', 'userRoleAssignments', 'userDagAssignments'],
    },
    () => planDelete(source, input),
  );
