import type { SandboxProject, UserDefinition } from '../../state/project.ts';
import { invalidRow } from '../../call/refusal.ts';

/** The user of this name, whatever its case. */
export const findUser = (project: SandboxProject, username: string): UserDefinition | undefined =>
  project.users.find((user) => user.username.toLowerCase() === username.trim().toLowerCase());

/** The users by name, as a server lists them. */
export const listUsers = (project: SandboxProject): UserDefinition[] =>
  project.users.toSorted((a, b) => {
    const [first, second] = [a.username.toLowerCase(), b.username.toLowerCase()];
    return first < second ? -1 : first > second ? 1 : 0;
  });

/** The user that a cell `username` names. Throws for a user who is not in the project. */
export const readUserCell = (project: SandboxProject, text: string | undefined, row: number): UserDefinition => {
  const user = findUser(project, text ?? '');
  if (user === undefined) throw invalidRow(row, 'the column "username" must be the name of a user of the project');
  return user;
};
