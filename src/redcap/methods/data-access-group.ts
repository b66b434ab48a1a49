import type { Method } from '../method.ts';
import { formatSomeData } from './data.ts';
import { readCount, readName, readOne, readOptionalInteger, readRows, readText } from './row.ts';

/** A data access group as `content=dag` gives it; the id since REDCap 13.1. */
export interface DataAccessGroupRow {
  readonly data_access_group_name: string;
  readonly unique_group_name: string;
  readonly data_access_group_id: number | null;
}

/** Export DAGs: `content=dag`; an empty list when the project has none. */
export const exportDataAccessGroups: Method<void, readonly DataAccessGroupRow[]> = {
  name: 'exportDataAccessGroups',
  content: 'dag',
  kind: 'read',
  body: 'json',
  rights: ['API Export', 'Data Access Groups'],
  form: () => ({}),
  decode: (reply) =>
    readRows(reply).map((row) => ({
      data_access_group_name: readText(row, 'data_access_group_name'),
      unique_group_name: readName(row, 'unique_group_name'),
      data_access_group_id: readOptionalInteger(row, 'data_access_group_id'),
    })),
};

/** A group to create, with a blank unique name, or to rename. */
export interface ImportDataAccessGroupRow {
  readonly data_access_group_name: string;
  readonly unique_group_name: string;
}

/** Import DAGs: `content=dag action=import`. REDCap makes the unique name of the name, anew when a group is renamed. */
export const importDataAccessGroups: Method<{ readonly rows: readonly ImportDataAccessGroupRow[] }, number> = {
  name: 'importDataAccessGroups',
  content: 'dag',
  action: 'import',
  // A row without a unique name makes another group each time.
  kind: 'once',
  body: 'json',
  rights: ['API Import/Update', 'Data Access Groups'],
  form: ({ rows }) => ({ data: formatSomeData(rows) }),
  decode: readCount,
};

/** Delete DAGs: `content=dag action=delete`, by unique name. Their users see all records afterwards. */
export const deleteDataAccessGroups: Method<{ readonly dags: readonly string[] }, number> = {
  name: 'deleteDataAccessGroups',
  content: 'dag',
  action: 'delete',
  kind: 'once',
  body: 'json',
  rights: ['API Import/Update', 'Data Access Groups'],
  form: ({ dags }) => ({ dags }),
  decode: readCount,
};

/**
 * Switch DAG: `content=dag action=switch`. It changes the token's user for everyone, until it is switched again: nothing else
 * may be asked with the same token meanwhile. "" leaves all groups.
 */
export const switchDataAccessGroup: Method<{ readonly dag: string }, number> = {
  name: 'switchDataAccessGroup',
  content: 'dag',
  action: 'switch',
  kind: 'write',
  body: 'json',
  rights: ['API Import/Update'],
  form: ({ dag }) => ({ dag }),
  decode: readOne,
};
