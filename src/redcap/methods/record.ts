/** A flat row of `content=record`: column to text. Every value is a string, `redcap_repeat_instance` too ("" when none). */
export type RecordRow = Readonly<Record<string, string>>;

/** Arguments of Export Records; what is left out is not restricted. Empty arrays are refused: REDCap reads them as "all". */
export interface ExportRecordsArgs {
  readonly records?: readonly string[] | undefined;
  readonly fields?: readonly string[] | undefined;
  readonly forms?: readonly string[] | undefined;
  readonly events?: readonly string[] | undefined;
  readonly filterLogic?: string | undefined;
  /** `YYYY-MM-DD HH:MM:SS`, server time, exclusive. */
  readonly dateRangeBegin?: string | undefined;
  readonly dateRangeEnd?: string | undefined;
  readonly rawOrLabel?: 'raw' | 'label' | undefined;
  readonly exportSurveyFields?: boolean | undefined;
  readonly exportDataAccessGroups?: boolean | undefined;
  /** True: the status of an untouched (grey) form is "" and not "0". */
  readonly exportBlankForGrayFormStatus?: boolean | undefined;
}

/** Arguments of Import Records; `rows` are flat and hold keys and changed columns only. */
export interface ImportRecordsArgs {
  readonly rows: readonly Readonly<Record<string, string | number>>[];
  /** `normal` ignores blanks, `overwrite` erases with them. */
  readonly overwriteBehavior: 'normal' | 'overwrite';
  readonly forceAutoNumber: boolean;
}

/** What Import Records did: the names of the records touched, or with forceAutoNumber which name each provided one became. */
export interface ImportRecordsResult {
  readonly ids: readonly string[];
  readonly autoIds: readonly { readonly record: string; readonly provided: string }[];
}
