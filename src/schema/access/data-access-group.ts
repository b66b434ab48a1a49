import type { ProjectSource } from '../../loaders/project-source.ts';
import type { DataAccessGroupRow } from '../../redcap/methods/data-access-group.ts';
import { readAtOnce } from '../../plan/mark.ts';
import { builder } from '../builder.ts';
import { Node, nodeId, projectOfNode, registerNode } from '../node.ts';
import { Project } from '../project/project.ts';

/** A group as far as it is known. A record shows the unique name of its group alone, and that needs no right. */
export interface DataAccessGroupShape {
  readonly typeName: 'DataAccessGroup';
  readonly source: ProjectSource;
  readonly uniqueGroupName: string;
  readonly row: () => Promise<DataAccessGroupRow | null>;
}

/** A group of which the unique name is known; all else is null where the token's user may not read the groups. */
export const dataAccessGroupShape = (source: ProjectSource, uniqueGroupName: string): DataAccessGroupShape => ({
  typeName: 'DataAccessGroup',
  source,
  uniqueGroupName,
  row: async () => (await source.groups())?.find((row) => row.unique_group_name === uniqueGroupName) ?? null,
});

export const DataAccessGroup = builder.objectRef<DataAccessGroupShape>('DataAccessGroup');

DataAccessGroup.implement({
  description:
    'A data access group: its users see only its records. A user in no group sees the records of all. REDCap: Export DAGs.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque id of the group; another one after the group was renamed.',
      extensions: readAtOnce,
      resolve: ({ source, uniqueGroupName }, _args, context) =>
        nodeId(context, 'DataAccessGroup', [source.key, uniqueGroupName]),
    }),
    uniqueGroupName: t.string({
      extensions: readAtOnce,
      description:
        'Name by which records and users refer to the group (`unique_group_name`). Changes when the group is renamed.',
      resolve: ({ uniqueGroupName }) => uniqueGroupName,
    }),
    dataAccessGroupName: t.string({
      nullable: true,
      description: 'The label that people see, as REDCap stores it. Null without the Data Access Groups right.',
      resolve: async ({ row }) => (await row())?.data_access_group_name ?? null,
    }),
    dataAccessGroupId: t.int({
      nullable: true,
      description:
        "REDCap's number of the group, the one thing that stays when it is renamed. Null without the Data Access Groups right and before REDCap 13.1.",
      resolve: async ({ row }) => (await row())?.data_access_group_id ?? null,
    }),
  }),
});

builder.objectField(Project, 'dataAccessGroups', (t) =>
  t.field({
    type: [DataAccessGroup],
    nullable: true,
    description:
      'The groups of the project; empty when there are none. FORBIDDEN without the Data Access Groups right.',
    resolve: async ({ source }) =>
      (await source.dataAccessGroups()).map((row) => ({
        ...dataAccessGroupShape(source, row.unique_group_name),
        row: () => Promise.resolve(row),
      })),
  }),
);

interface UserDagAssignmentShape {
  readonly source: ProjectSource;
  readonly username: string;
  readonly uniqueGroupName: string;
}

const UserDagAssignment = builder.objectRef<UserDagAssignmentShape>('UserDagAssignment').implement({
  description: 'Which group a user is in now. REDCap: Export User-DAG Assignments.',
  fields: (t) => ({
    username: t.exposeString('username', { description: 'The user.' }),
    dataAccessGroup: t.field({
      type: DataAccessGroup,
      nullable: true,
      description: 'The group; null when the user is in none and so sees the records of all.',
      resolve: ({ source, uniqueGroupName }) =>
        uniqueGroupName === '' ? null : dataAccessGroupShape(source, uniqueGroupName),
    }),
    seesAllGroups: t.boolean({
      description: 'The user is in no group: the records of all groups are in reach.',
      resolve: ({ uniqueGroupName }) => uniqueGroupName === '',
    }),
  }),
});

builder.objectField(Project, 'userDataAccessGroupAssignments', (t) =>
  t.field({
    type: [UserDagAssignment],
    nullable: true,
    description:
      'The data access group of every user, also of users who are in no group. REDCap does not list the groups that a user may switch to. FORBIDDEN without the Data Access Groups right.',
    resolve: async ({ source }) =>
      (await source.userDagAssignments()).map((row) => ({
        source,
        username: row.username,
        uniqueGroupName: row.redcap_data_access_group,
      })),
  }),
);

/** Where REDCap withholds the groups, nobody can say that one is gone. */
registerNode('DataAccessGroup', async ([key, name], context) => {
  const source = projectOfNode(context, key);
  if (source === undefined || typeof name !== 'string') return null;
  const groups = await source.groups();
  const isGone = groups !== null && groups.every((row) => row.unique_group_name !== name);
  return isGone ? null : dataAccessGroupShape(source, name);
});
