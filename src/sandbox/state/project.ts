import type { KeptPatch, KeptXml } from './kept-xml.ts';

/**
 * A project inside the sandbox: the state that a REDCap server keeps for it. It is plain data, so that it can be saved
 * as JSON and copied with `structuredClone`. Behaviour lives in `contents/`.
 */
export interface SandboxProject {
  readonly projectId: number;
  settings: ProjectSettings;
  status: ProjectStatus;
  /** `YYYY-MM-DD HH:MM:SS`, server time. */
  creationTime: string;
  /** "" in Development. */
  productionTime: string;
  /** The data dictionary in order; the first field is the record id field. */
  fields: FieldDefinition[];
  /** In project order. */
  instruments: InstrumentDefinition[];
  /** An arm without events is kept here but not exported. */
  arms: ArmDefinition[];
  /** In project order (by arm, then as added). A classic project has the one internal event `event_1_arm_1`. */
  events: EventDefinition[];
  /**
   * Which of `events` is the internal event of a project without events of its own. Null when there is none.
   * Absent: the only event of a project is internal when its longitudinal flag is unset. `design.ts` answers questions
   * about it.
   */
  internalEventId?: number | null;
  /** Instrument names designated for each event id; in a classic project all instruments belong to the internal event. */
  mappings: { eventId: number; form: string }[];
  repeating: RepeatingDefinition[];
  dags: DagDefinition[];
  users: UserDefinition[];
  /** By user name, the group that a user has switched to where a switch is no assignment; absent before any. */
  switchedGroups?: Map<string, number | null>;
  roles: RoleDefinition[];
  /**
   * Instruments that are surveys, with all attributes that the project XML gave. The attributes are kept to be written
   * again.
   */
  surveys: { form: string; attributes: Record<string, string> }[];
  /** What the project XML had besides. It is written again. Absent where there is nothing. */
  kept?: KeptXml;
  records: Map<string, StoredRecord>;
  files: Map<number, StoredFile>;
  nextDocId: number;
  log: LogEntry[];
  /** Absent while nothing was ever put into it. */
  fileRepository?: FileRepository;
  /** In project order. Absent in projects that never had one. */
  reports?: ReportDefinition[];
  /** Everyone who was put on a survey's list, or got a link or a code. Absent while there is none. */
  surveyParticipants?: SurveyParticipant[];
  /** Absent in projects that never had one. */
  randomizations?: Randomization[];
}

export type ProjectStatus = 'development' | 'production' | 'analysis' | 'completed';

/** What `project` exports and `project_settings` changes. Flags are booleans; unset texts are "". */
export interface ProjectSettings {
  project_title: string;
  project_language: string;
  purpose: number;
  purpose_other: string;
  project_notes: string;
  custom_record_label: string;
  secondary_unique_field: string;
  /** The flag as it was set; the exported one is effective only with events (EVIDENCE.md#effective-longitudinal-flag). */
  is_longitudinal: boolean;
  surveys_enabled: boolean;
  scheduling_enabled: boolean;
  record_autonumbering_enabled: boolean;
  randomization_enabled: boolean;
  project_irb_number: string;
  project_grant_number: string;
  project_pi_firstname: string;
  project_pi_lastname: string;
  project_pi_email: string;
  display_today_now_button: boolean;
  missing_data_codes: string;
  bypass_branching_erase_field_prompt: boolean;
}

/** One row of the data dictionary under the API's own column names. */
export interface FieldDefinition {
  field_name: string;
  form_name: string;
  section_header: string;
  field_type: string;
  field_label: string;
  select_choices_or_calculations: string;
  field_note: string;
  text_validation_type_or_show_slider_number: string;
  text_validation_min: string;
  text_validation_max: string;
  identifier: string;
  branching_logic: string;
  required_field: string;
  custom_alignment: string;
  question_number: string;
  matrix_group_name: string;
  matrix_ranking: string;
  field_annotation: string;
}

export interface InstrumentDefinition {
  name: string;
  label: string;
}

export interface ArmDefinition {
  armNum: number;
  name: string;
}

export interface EventDefinition {
  readonly eventId: number;
  armNum: number;
  eventName: string;
  uniqueEventName: string;
  /** Null until a label is given. A project XML gives a label that may be blank. */
  customEventLabel: string | null;
  dayOffset: number;
  offsetMin: number;
  offsetMax: number;
}

export interface RepeatingDefinition {
  eventId: number;
  /** "" when the whole event repeats. */
  form: string;
  customLabel: string;
}

export interface DagDefinition {
  readonly groupId: number;
  name: string;
  uniqueName: string;
}

/** Rights by the API's own keys (`api_export`, `design`, …) with REDCap's numbers; forms as name to code. */
export interface Rights {
  flags: Record<string, number>;
  /**
   * Data entry right: 0 none, 1 view and edit, 2 read-only, 3 edit survey responses too. Or 128 and bits, as REDCap 15.6
   * and later spell it: 1 read-only, 2 view and edit, 8 edit survey responses too, 16 delete.
   */
  forms: Record<string, number>;
  /** Data export right: 0 none, 1 full, 2 de-identified, 3 remove identifiers. */
  formsExport: Record<string, number>;
}

export interface UserDefinition extends Rights {
  username: string;
  email: string;
  firstname: string;
  lastname: string;
  expiration: string;
  /** Group id, or null. */
  dagId: number | null;
  /** `unique_role_name`, or null; the role's rights then count. */
  role: string | null;
  /** 32 hex digits, or null without API access. */
  token: string | null;
}

export interface RoleDefinition extends Rights {
  readonly uniqueRoleName: string;
  roleLabel: string;
}

/** One record: its group, and a row for each place where data were saved. */
export interface StoredRecord {
  name: string;
  dagId: number | null;
  surveyIdentifier: string;
  /** Key: `rowKey(eventId, repeatInstrument, instance)`. */
  rows: Map<string, StoredRow>;
  /** What the record's SubjectData in the project XML had besides. It is written again. Absent where there is nothing. */
  kept?: readonly KeptPatch[];
}

/** What is stored for one event, or one instance of a repeating instrument or event. */
export interface StoredRow {
  readonly eventId: number;
  /** "" for the base row and for repeating events. */
  readonly repeatInstrument: string;
  /** Null for the base row. */
  readonly instance: number | null;
  /** Field to stored text, blanks absent. `<form>_complete` is here when a status is stored. File fields hold the doc id. */
  values: Map<string, string>;
  /** Checkbox field to its checked codes (real codes, not the column spelling). */
  checked: Map<string, Set<string>>;
  /** Survey instrument to its timestamp (`YYYY-MM-DD HH:MM:SS` or `[not completed]`). */
  timestamps: Map<string, string>;
}

export interface StoredFile {
  readonly docId: number;
  name: string;
  mimeType: string;
  bytes: Uint8Array;
}

/** The project's File Repository. The bytes of its files are among the project's `files`. */
export interface FileRepository {
  folders: RepositoryFolder[];
  /** Doc ids and the folder that each is in, null for the top level. */
  files: { docId: number; folderId: number | null }[];
  nextFolderId: number;
}

export interface RepositoryFolder {
  readonly folderId: number;
  readonly name: string;
  /** Null at the top level. */
  readonly parentId: number | null;
  /** The group that alone sees it, besides users of no group. */
  readonly dagId: number | null;
  /** `unique_role_name` of the role that alone sees it, besides users of no role. */
  readonly role: string | null;
}

/** A report, with the attributes that the project XML has for it: its columns, filter, order and options. */
export interface ReportDefinition {
  /** The number that the API knows it by; no project XML has it. */
  readonly reportId: number;
  attributes: Record<string, string>;
}

/** A place on the list of a survey's participants. The records show who has answered. */
export interface SurveyParticipant {
  readonly form: string;
  readonly eventId: number;
  /** 1 where neither the form nor the event repeats. */
  readonly instance: number;
  /** "" of a participant whose answers are not linked to a record. */
  readonly record: string;
  readonly email: string;
  readonly identifier: string;
  /** `YYYY-MM-DD HH:MM:SS` when the invitation was sent, "" when it was not. */
  readonly invitationTime: string;
}

/** One randomization of a project, as it is set up on REDCap's pages. A project XML has all of it but the table. */
export interface Randomization {
  /** The number that the API knows it by. */
  readonly randomizationId: number;
  /** The field that an allocation is written to. */
  readonly targetField: string;
  readonly targetEventId: number;
  /** Fields whose values decide which allocations a record may have. */
  readonly strata: readonly { readonly field: string; readonly eventId: number }[];
  /** Whether each data access group has allocations of its own. */
  readonly byGroup: boolean;
  /** Whether the randomization number is kept from those who randomize. */
  readonly isConcealed: boolean;
  /** In the order in which they are used. */
  readonly table: Allocation[];
}

export type AllocationTable = 'development' | 'production';

export interface Allocation {
  /** What the target field gets. */
  readonly value: string;
  /** The randomization number. */
  readonly number: string;
  /** Field to value, for each of the strata. */
  readonly strata: Readonly<Record<string, string>>;
  readonly dagId: number | null;
  /**
   * Which of the two tables it is in: the one for projects in Development, or the one for all other statuses. Absent: in
   * both.
   */
  readonly table?: AllocationTable;
  /** The record that has the allocation. Null while it is free. */
  record: string | null;
}

export interface LogEntry {
  /** `YYYY-MM-DD HH:MM:SS`; exported without the seconds. */
  timestamp: string;
  username: string;
  action: string;
  details: string;
  record: string;
}

/** Where a row of a record is kept. */
export const rowKey = (eventId: number, repeatInstrument: string, instance: number | null): string =>
  `${String(eventId)}|${repeatInstrument}|${instance === null ? '' : String(instance)}`;
