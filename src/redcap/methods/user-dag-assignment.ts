import type { Method } from '../method.ts';
import { formatSomeData } from './data.ts';
import { readCount, readName, readRows, readText } from './row.ts';

/** Which data access group a user is in now, as `content=userDagMapping` gives it. */
export interface UserDagAssignmentRow {
  readonly username: string;
  /** Unique group name; "" for none, which is access to the records of all groups. */
  readonly redcap_data_access_group: string;
}

/** Export User-DAG Assignments: `content=userDagMapping`. REDCap does not export the groups that a user may switch to. */
export const exportUserDagAssignments: Method<void, readonly UserDagAssignmentRow[]> = {
  name: 'exportUserDagAssignments',
  content: 'userDagMapping',
  kind: 'read',
  body: 'json',
  rights: ['API Export', 'Data Access Groups'],
  form: () => ({}),
  decode: (reply) =>
    readRows(reply).map((row) => ({
      username: readName(row, 'username'),
      redcap_data_access_group: readText(row, 'redcap_data_access_group'),
    })),
};

/** Import User-DAG Assignments: `content=userDagMapping action=import`; "" takes a user out of their group. */
export const importUserDagAssignments: Method<{ readonly rows: readonly UserDagAssignmentRow[] }, number> = {
  name: 'importUserDagAssignments',
  content: 'userDagMapping',
  action: 'import',
  kind: 'write',
  body: 'json',
  rights: ['API Import/Update', 'Data Access Groups'],
  form: ({ rows }) => ({ data: formatSomeData(rows) }),
  decode: readCount,
};
