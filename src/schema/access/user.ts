import type { ProjectSource } from '../../loaders/project-source.ts';
import type { UserRow } from '../../redcap/methods/user.ts';
import { builder } from '../builder.ts';
import { DataAccessGroup, dataAccessGroupShape } from './data-access-group.ts';
import { Project } from '../project/project.ts';
import { addRightFields } from './right.ts';
import { findUserRole, UserRole } from './user-role.ts';

/** A user with the project that they are of. */
export interface UserShape {
  readonly source: ProjectSource;
  readonly row: UserRow;
  /** The role of a user as they were before a change, "" for none; asked for where it is not given. */
  readonly uniqueRoleName?: string;
}

export const User = builder.objectRef<UserShape>('User');

User.implement({
  description: 'A user of the project with the rights in effect, those of their role included. REDCap: Export Users.',
  fields: (t) => ({
    username: t.string({ description: 'Name with which the user logs in.', resolve: ({ row }) => row.username }),
    email: t.string({
      nullable: true,
      description: 'E-mail address; null when REDCap has none.',
      resolve: ({ row }) => row.email || null,
    }),
    firstName: t.string({
      nullable: true,
      description: 'First name (`firstname`).',
      resolve: ({ row }) => row.firstname || null,
    }),
    lastName: t.string({
      nullable: true,
      description: 'Last name (`lastname`).',
      resolve: ({ row }) => row.lastname || null,
    }),
    expiration: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day from which on the user has no access; null without an end.',
      resolve: ({ row }) => row.expiration || null,
    }),
    role: t.field({
      type: UserRole,
      nullable: true,
      description: 'The role that the user is in; null without one.',
      resolve: async ({ source, row, uniqueRoleName }) => {
        if (uniqueRoleName !== undefined) return findUserRole(source, uniqueRoleName);
        const assignment = (await source.userRoleAssignments()).find(({ username }) => username === row.username);
        return findUserRole(source, assignment?.unique_role_name ?? '');
      },
    }),
    dataAccessGroup: t.field({
      type: DataAccessGroup,
      nullable: true,
      description: 'The group that the user is in now; null in none: see `seesAllGroups`.',
      resolve: ({ source, row }) =>
        row.data_access_group === '' ? null : dataAccessGroupShape(source, row.data_access_group),
    }),
    seesAllGroups: t.boolean({
      description:
        'The user is in no group: the records of all groups are in reach, as far as the rights to instruments go.',
      resolve: ({ row }) => row.data_access_group === '',
    }),
  }),
});

addRightFields(User);

builder.objectField(Project, 'users', (t) =>
  t.field({
    type: [User],
    nullable: true,
    description: 'The users of the project, those whose access has ended too. FORBIDDEN without the User Rights right.',
    resolve: async ({ source }) => (await source.users()).map((row) => ({ source, row })),
  }),
);
