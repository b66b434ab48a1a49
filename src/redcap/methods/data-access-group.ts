import type { Method } from '../method.ts';
import { readName, readOptionalInteger, readRows, readText } from './row.ts';

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
