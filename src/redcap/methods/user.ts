/** A project user and their rights as `content=user` gives them; flags as numbers, forms as name to code. */
export interface UserRow {
  readonly username: string;
  readonly data_access_group: string;
  /** Every numeric right by REDCap's own key, for example `api_export`, `design`, `record_delete`. */
  readonly rights: Readonly<Record<string, number>>;
  readonly forms: Readonly<Record<string, number>>;
  readonly forms_export: Readonly<Record<string, number>>;
}
