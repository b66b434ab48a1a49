/** A data access group as `content=dag` gives it; the id since REDCap 13.1. */
export interface DataAccessGroupRow {
  readonly data_access_group_name: string;
  readonly unique_group_name: string;
  readonly data_access_group_id: number | null;
}
