/** The studies that PyCap's suite is run on, and what is known of them. */
export interface PyCapCast {
  /** A classic study with a calculated `bmi`, a group and a role. */
  readonly simple: string;
  readonly idField: string;
  readonly records: number;
  /** Values in EAV but for calculated ones, in all records and in record 1. */
  readonly lines: number;
  readonly linesOfFirst: number;
  /** What becomes of the `bmi` of record 1 when its `height` is imported as 150. */
  readonly bmi: string;
  readonly calculatedRecords: number;
  readonly instruments: number;
  readonly exportNames: number;
  /** A text field of it. */
  readonly textField: string;
  /** Unique names of its groups, the one that is used first. */
  readonly groups: readonly string[];
  readonly role: string;
  /** One arm and several events; the first of them, and a form of it that has the record id. */
  readonly longitudinal: string;
  readonly longitudinalIdField: string;
  readonly event: string;
  readonly form: string;
  readonly eventLabels: readonly string[];
  readonly mappings: number;
  /** A classic study with a file in record 1, and one to be replaced in record 2. */
  readonly withFile: string;
  readonly fileField: string;
  readonly fileType: string;
}

/** The project that PyCap's suite creates, and others of its kinds. */
export const ownProjects: PyCapCast = {
  simple: 'pycap-simple',
  idField: 'record_id',
  records: 3,
  lines: 30,
  linesOfFirst: 13,
  bmi: '44.4',
  calculatedRecords: 2,
  instruments: 1,
  exportNames: 16,
  textField: 'first_name',
  groups: ['test_dag'],
  role: 'Example Role',
  longitudinal: 'arm-single-longitudinal',
  longitudinalIdField: 'record_id',
  event: 'intake_arm_1',
  form: 'collection',
  eventLabels: ['', '', ''],
  mappings: 3,
  withFile: 'simple',
  fileField: 'mugshot',
  fileType: 'image/jpeg; name="mugshot-1.jpg"',
};

/** Invented studies of the same kinds. */
export const inventedProjects: PyCapCast = {
  simple: 'lighthouse',
  idField: 'keeper_id',
  records: 4,
  lines: 43,
  linesOfFirst: 18,
  bmi: '28.4',
  calculatedRecords: 2,
  instruments: 3,
  exportNames: 19,
  textField: 'name',
  groups: ['north_coast', 'islands'],
  role: 'Harbour master',
  longitudinal: 'glacier',
  longitudinalIdField: 'walker_id',
  event: 'base_camp_arm_1',
  form: 'walker',
  eventLabels: ['[alias]', '', '', '', ''],
  mappings: 7,
  withFile: 'lighthouse',
  fileField: 'portrait',
  fileType: 'text/plain; name="ada.txt";charset=UTF-8',
};
