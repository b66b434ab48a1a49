import type { DataAccessGroupRow } from '../redcap/methods/data-access-group.ts';
import { builder } from './builder.ts';
import { Project } from './project.ts';

/** A group as far as it is known: records tell the unique name only, which needs no right. */
export interface DataAccessGroupShape {
  readonly uniqueGroupName: string;
  readonly row: () => Promise<DataAccessGroupRow | null>;
}

export const DataAccessGroup = builder.objectRef<DataAccessGroupShape>('DataAccessGroup');

DataAccessGroup.implement({
  description:
    'A data access group: its users see only its records. A user in no group sees the records of all. REDCap: Export DAGs.',
  fields: (t) => ({
    uniqueGroupName: t.string({
      description:
        'Name by which records and users refer to the group (`unique_group_name`). Changes when the group is renamed.',
      resolve: ({ uniqueGroupName }) => uniqueGroupName,
    }),
    dataAccessGroupName: t.string({
      nullable: true,
      description: 'The label that people see. Null without the Data Access Groups right.',
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
        uniqueGroupName: row.unique_group_name,
        row: () => Promise.resolve(row),
      })),
  }),
);
