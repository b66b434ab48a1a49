import type { ProjectSource } from '../../loaders/project-source.ts';
import type { UserRoleRow } from '../../redcap/methods/user-role.ts';
import { builder } from '../builder.ts';
import { Project } from '../project/project.ts';
import { addRightFields } from './right.ts';

/** A role with the project that it is of. */
export interface UserRoleShape {
  readonly source: ProjectSource;
  readonly row: UserRoleRow;
}

export const UserRole = builder.objectRef<UserRoleShape>('UserRole');

UserRole.implement({
  description: 'A user role: its users have its rights in place of their own. REDCap: Export User Roles.',
  fields: (t) => ({
    uniqueRoleName: t.string({
      description: 'Name by which the API refers to the role (`unique_role_name`); REDCap chooses it.',
      resolve: ({ row }) => row.unique_role_name,
    }),
    roleLabel: t.string({
      description: 'The label that people see, as REDCap stores it. Several roles may have the same.',
      resolve: ({ row }) => row.role_label,
    }),
  }),
});

addRightFields(UserRole);

/** The role of this unique name; null for "" and for one that is not there. */
export const findUserRole = async (source: ProjectSource, uniqueRoleName: string): Promise<UserRoleShape | null> => {
  if (uniqueRoleName === '') return null;
  const row = (await source.userRoles()).find((role) => role.unique_role_name === uniqueRoleName);
  return row === undefined ? null : { source, row };
};

builder.objectField(Project, 'userRoles', (t) =>
  t.field({
    type: [UserRole],
    nullable: true,
    description: 'The user roles; empty when there are none. FORBIDDEN without the User Rights right.',
    resolve: async ({ source }) => (await source.userRoles()).map((row) => ({ source, row })),
  }),
);

interface UserRoleAssignmentShape {
  readonly source: ProjectSource;
  readonly username: string;
  readonly uniqueRoleName: string;
}

const UserRoleAssignment = builder.objectRef<UserRoleAssignmentShape>('UserRoleAssignment').implement({
  description: 'Which role a user is in. REDCap: Export User-Role Assignments.',
  fields: (t) => ({
    username: t.exposeString('username', { description: 'The user.' }),
    role: t.field({
      type: UserRole,
      nullable: true,
      description: 'The role; null when the user is in none.',
      resolve: ({ source, uniqueRoleName }) => findUserRole(source, uniqueRoleName),
    }),
  }),
});

builder.objectField(Project, 'userRoleAssignments', (t) =>
  t.field({
    type: [UserRoleAssignment],
    nullable: true,
    description: 'The role of every user, of those without one too. FORBIDDEN without the User Rights right.',
    resolve: async ({ source }) =>
      (await source.userRoleAssignments()).map((row) => ({
        source,
        username: row.username,
        uniqueRoleName: row.unique_role_name,
      })),
  }),
);
