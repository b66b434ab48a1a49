/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Why there is no value: the first reason that applies, in the order NOT_EXPORTED, MISSING_DATA_CODE, NOT_DESIGNATED, FORM_NOT_STARTED, HIDDEN, BLANK. */
export type Absence =
  /** Nothing is stored, and no other reason is sure. So it is where the gateway cannot evaluate the branching logic for sure. */
  | 'BLANK'
  /** Nothing of the instrument, or of this instance of it, is saved. */
  | 'FORM_NOT_STARTED'
  /** The branching logic hides the field here, and nothing is stored. A hidden field that holds a value shows it. */
  | 'HIDDEN'
  /** A missing data code is stored: see missingDataCode. */
  | 'MISSING_DATA_CODE'
  /** The instrument of the field is not designated for this event. */
  | 'NOT_DESIGNATED'
  /** Withheld by the export rights of the token's user, or by the policy of the caller. */
  | 'NOT_EXPORTED';

/** What a token may or may not do: REDCap's API methods by their names. */
export type CapabilityName =
  /** Create folders in the file repository. */
  | 'CREATE_FILE_REPOSITORY_FOLDER'
  /** Delete arms. */
  | 'DELETE_ARMS'
  /** Delete data access groups. */
  | 'DELETE_DATA_ACCESS_GROUPS'
  /** Delete events. */
  | 'DELETE_EVENTS'
  /** Delete files of records. */
  | 'DELETE_FILE'
  /** Delete files of the file repository. */
  | 'DELETE_FILE_REPOSITORY_FILE'
  /** Delete records. */
  | 'DELETE_RECORDS'
  /** Remove users. */
  | 'DELETE_USERS'
  /** Delete user roles. */
  | 'DELETE_USER_ROLES'
  /** Read the arms. */
  | 'EXPORT_ARMS'
  /** Read the data access groups. */
  | 'EXPORT_DATA_ACCESS_GROUPS'
  /** Read the events. */
  | 'EXPORT_EVENTS'
  /** Read the columns of exports. */
  | 'EXPORT_FIELD_NAMES'
  /** Download files of records. */
  | 'EXPORT_FILE'
  /** Download files of the file repository. */
  | 'EXPORT_FILE_REPOSITORY_FILE'
  /** Read which instruments are designated for which events. */
  | 'EXPORT_FORM_EVENT_MAPPINGS'
  /** Read the instruments. */
  | 'EXPORT_INSTRUMENTS'
  /** Read the log. */
  | 'EXPORT_LOGGING'
  /** Read the data dictionary. */
  | 'EXPORT_METADATA'
  /** Download instruments as PDF. */
  | 'EXPORT_PDF'
  /** Read the project information. */
  | 'EXPORT_PROJECT'
  /** Download the project as XML. */
  | 'EXPORT_PROJECT_XML'
  /** Read records, as far as the export rights on each instrument let them through. */
  | 'EXPORT_RECORDS'
  /** Read which instruments and events repeat. */
  | 'EXPORT_REPEATING_INSTRUMENTS_AND_EVENTS'
  /** Read reports that the user may see. */
  | 'EXPORT_REPORT'
  /** Ask for the survey access code of a record. */
  | 'EXPORT_SURVEY_ACCESS_CODE'
  /** Ask for the survey link of a record. */
  | 'EXPORT_SURVEY_LINK'
  /** Read the participants of a survey. */
  | 'EXPORT_SURVEY_PARTICIPANTS'
  /** Ask for the survey queue link of a record. */
  | 'EXPORT_SURVEY_QUEUE_LINK'
  /** Ask for the return code of a survey response. */
  | 'EXPORT_SURVEY_RETURN_CODE'
  /** Read users and their rights. */
  | 'EXPORT_USERS'
  /** Read who is in which data access group. */
  | 'EXPORT_USER_DAG_ASSIGNMENTS'
  /** Read user roles. */
  | 'EXPORT_USER_ROLES'
  /** Read who has which role. */
  | 'EXPORT_USER_ROLE_ASSIGNMENTS'
  /** Read the server's version. */
  | 'EXPORT_VERSION'
  /** Ask for REDCap's guess of the next record name. */
  | 'GENERATE_NEXT_RECORD_NAME'
  /** Create and rename arms. */
  | 'IMPORT_ARMS'
  /** Create and rename data access groups. */
  | 'IMPORT_DATA_ACCESS_GROUPS'
  /** Create and change events. */
  | 'IMPORT_EVENTS'
  /** Upload files into records. */
  | 'IMPORT_FILE'
  /** Upload files into the file repository. */
  | 'IMPORT_FILE_REPOSITORY_FILE'
  /** Designate instruments for events. */
  | 'IMPORT_FORM_EVENT_MAPPINGS'
  /** Change the data dictionary. */
  | 'IMPORT_METADATA'
  /** Change the project settings. */
  | 'IMPORT_PROJECT_SETTINGS'
  /** Create and change records. */
  | 'IMPORT_RECORDS'
  /** Say which instruments and events repeat. */
  | 'IMPORT_REPEATING_INSTRUMENTS_AND_EVENTS'
  /** Add users and change their rights. */
  | 'IMPORT_USERS'
  /** Put users into data access groups. */
  | 'IMPORT_USER_DAG_ASSIGNMENTS'
  /** Create and change user roles. */
  | 'IMPORT_USER_ROLES'
  /** Give roles to users. */
  | 'IMPORT_USER_ROLE_ASSIGNMENTS'
  /** List the file repository. */
  | 'LIST_FILE_REPOSITORY'
  /** Randomize a record; it cannot be undone. */
  | 'RANDOMIZE_RECORD'
  /** Rename a record. */
  | 'RENAME_RECORD'
  /** Switch the token's user to another data access group. */
  | 'SWITCH_DATA_ACCESS_GROUP';

/** A choice of a field. */
export type ChoiceInput = {
  /** What REDCap stores. */
  code: string;
  /** What people see; HTML is possible. Cannot hold "|". */
  label: string;
};

/** Where a field stands on the page (`custom_alignment`). */
export type CustomAlignment =
  /** Below the label on the left, choices side by side. */
  | 'LH'
  /** Below the label on the left, choices one below the other. */
  | 'LV'
  /** Right of the label, choices side by side. */
  | 'RH'
  /** Right of the label, choices one below the other: REDCap's default. */
  | 'RV';

/** What happens to a part of a design. */
export type DesignChangeKind =
  /** The part is new. */
  | 'ADD'
  /** The part changes. */
  | 'CHANGE'
  /** The part is removed. */
  | 'REMOVE'
  /** The part gets another place. */
  | 'REORDER';

/** What a mutation's error is about. */
export type ErrorCode =
  /** What is stored is not what the caller expected; nothing was written. Read again and decide anew. */
  | 'CONFLICT'
  /** The REDCap user behind this project lacks a right; see missingRight. REDCap's own refusal. */
  | 'FORBIDDEN_RIGHT'
  /** The idempotency key was used before with another input. Take a new key. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** An earlier write of the gateway, to the same project or file, has not ended. Nothing was sent. Try again in a while. */
  | 'LANE_BUSY'
  /** Something that the input names is not there: a record, a field, an event, a group, an arm. */
  | 'NOT_FOUND'
  /** The project is classic: it has no arms and events. */
  | 'NOT_LONGITUDINAL'
  /** Too many calls wait for REDCap in the gateway. Nothing was sent. Try again later. */
  | 'OVERLOADED'
  /** Some of the input was written and some was not; the rows show which. */
  | 'PARTIAL_WRITE'
  /** The caller has asked for as much as they may in a minute. Nothing was sent. Try again later. */
  | 'RATE_LIMITED'
  /** REDCap refused the call; see redcapMessage for its words. REDCap stored nothing of this call, as far as its API shows. */
  | 'REDCAP_REJECTED'
  /** REDCap could not be reached, or asks to wait, before anything was written. Try again later. */
  | 'REDCAP_UNAVAILABLE'
  /** The change was sent, and whether REDCap made it could not be found out. Read it back before you send it again. */
  | 'UNKNOWN_OUTCOME'
  /** The bytes of the file did not come to their end. Nothing was stored. Send the file again. */
  | 'UPLOAD_INCOMPLETE'
  /** The input contradicts itself or the design of the project. Nothing was sent. */
  | 'VALIDATION'
  /** This would delete data that the input does not say may be deleted. Nothing was sent. */
  | 'WOULD_DELETE_DATA'
  /** Somebody could see or do more than before, and the input does not say that this is meant. Nothing was sent. */
  | 'WOULD_WIDEN_ACCESS'
  /** REDCap allows this only while the project is in another status, mostly Development. */
  | 'WRONG_PROJECT_STATUS';

/** A value as the caller saw it. Where another one is stored by now, the row is refused with CONFLICT. */
export type ExpectedValueInput = {
  /** Name of the field; of a checkbox without its code. */
  field: string;
  /** The value as REDCap stores it, as `raw` returns it; also a missing data code. For a checkbox, the checked codes joined by commas. Left out, null or blank: the field was empty. */
  raw?: string | null | undefined;
};

/** How much of an instrument's data may be exported, through the API too. */
export type ExportRight =
  /** No identifiers, free text and dates; record names are hashed. */
  | 'DE_IDENTIFIED'
  /** Everything may be exported. */
  | 'FULL_DATA_SET'
  /** Nothing may be exported. */
  | 'NO_ACCESS'
  /** All but the fields that are tagged as identifiers. */
  | 'REMOVE_IDENTIFIERS'
  /** A code that this gateway does not know. It is kept as it is; it cannot be given. */
  | 'UNKNOWN';

/** A field to add or change. Of a field that is there, what is left out stays as it is, and null clears it. Everything that `Field` returns may be sent back, and changes nothing. */
export type FieldInput = {
  /** With MERGE, the field behind which it goes. Left out, a field stays, and a new one goes to the end of its matrix or of its instrument. With REPLACE the order of the list counts. */
  afterField?: string | null | undefined;
  /** When the field is shown (`branching_logic`). */
  branchingLogic?: string | null | undefined;
  /** Equation of CALC, in REDCap's logic. */
  calculation?: string | null | undefined;
  /** Choices of DROPDOWN, RADIO and CHECKBOX, all of them. A new field of these types needs them. */
  choices?: Array<ChoiceInput> | null | undefined;
  /** Where the field stands on the page (`custom_alignment`); null for REDCap's default, which is RV. */
  customAlignment?: CustomAlignment | null | undefined;
  /** Action tags and notes (`field_annotation`). */
  fieldAnnotation?: string | null | undefined;
  /** The label that people see (`field_label`); HTML is possible. A new field needs it. */
  fieldLabel?: string | null | undefined;
  /** Name of the variable (`field_name`). */
  fieldName: string;
  /** Note beside the field (`field_note`); HTML is possible. */
  fieldNote?: string | null | undefined;
  /** What kind of field it is (`field_type`). A new field needs it. */
  fieldType?: FieldType | null | undefined;
  /** In the matrix each choice may be taken once only (`matrix_ranking`). */
  hasMatrixRanking?: boolean | null | undefined;
  /** Unique name of the instrument (`form_name`); one that is not there is created with the field. A new field needs it. */
  instrument?: string | null | undefined;
  /** The field identifies people (`identifier`). */
  isIdentifier?: boolean | null | undefined;
  /** People are asked to fill it (`required_field`). */
  isRequired?: boolean | null | undefined;
  /** Name of the matrix of RADIO or CHECKBOX fields that the field is part of (`matrix_group_name`). The fields of a matrix follow one another and have the same choices. */
  matrixGroupName?: string | null | undefined;
  /** Ontology in which people search for the text of TEXT, for example `BIOPORTAL:HP`. */
  ontology?: string | null | undefined;
  /** Number of the question in a survey that numbers questions by hand (`question_number`). */
  questionNumber?: string | null | undefined;
  /** Heading of the section that begins with this field (`section_header`); HTML is possible. */
  sectionHeader?: string | null | undefined;
  /** The column that choices, calculation, sliderLabels and ontology stand in, as REDCap stores it (`select_choices_or_calculations`). It keeps every blank and sets the query of SQL, which REDCap takes from administrators alone. It may stand beside one of those four: what differs from what is there counts, and where both do, both have to say the same. */
  selectChoicesOrCalculations?: string | null | undefined;
  /** Labels of SLIDER: left, middle, right; `""` for none in a place. Cannot hold "|". */
  sliderLabels?: Array<string> | null | undefined;
  /** Largest value of TEXT accepted without a warning, or right end of SLIDER, a whole number (`text_validation_max`). */
  textValidationMax?: string | null | undefined;
  /** Smallest value of TEXT accepted without a warning, or left end of SLIDER, a whole number (`text_validation_min`). */
  textValidationMin?: string | null | undefined;
  /** Validation of TEXT, for example `date_ymd` or `number`; `number` for a SLIDER that shows its number, `autocomplete` for a DROPDOWN or SQL with a search, `signature` for SIGNATURE (`text_validation_type_or_show_slider_number`). */
  textValidationType?: string | null | undefined;
};

/** What kind of field it is (`field_type`). */
export type FieldType =
  /** REDCap calculates the value. It cannot be imported. */
  | 'CALC'
  /** Any number of choices. */
  | 'CHECKBOX'
  /** Text for people. The field holds no value. */
  | 'DESCRIPTIVE'
  /** One choice from a list. */
  | 'DROPDOWN'
  /** An uploaded file. */
  | 'FILE'
  /** Several lines of text, called Notes Box in REDCap. */
  | 'NOTES'
  /** One choice from buttons. */
  | 'RADIO'
  /** A drawn signature, kept as an image file. */
  | 'SIGNATURE'
  /** A whole number on a scale, 0 to 100 unless the field says otherwise. */
  | 'SLIDER'
  /** A choice from the result of a database query. REDCap's API does not return the query. */
  | 'SQL'
  /** One line of text, a number, a date or a time: see textValidationType. */
  | 'TEXT'
  /** True (1) or False (0). */
  | 'TRUEFALSE'
  /** A type that this gateway does not know. Its values are text. */
  | 'UNKNOWN'
  /** Yes (1) or No (0). */
  | 'YESNO';

/** What may be done with an instrument's data on REDCap's pages. */
export type FormRight =
  /** REDCap hides the instrument. */
  | 'NO_ACCESS'
  /** The user may see the data. */
  | 'READ_ONLY'
  /** A code that this gateway does not know. It is kept as it is; it cannot be given. */
  | 'UNKNOWN'
  /** The user may see and change the data. */
  | 'VIEW_EDIT';

/** How far an instrument is filled in (`<instrument>_complete`). */
export type FormStatus =
  /** Complete: 2, green. */
  | 'COMPLETE'
  /** Incomplete: 0, red. */
  | 'INCOMPLETE'
  /** No status stored: grey. */
  | 'NOT_STARTED'
  /** Unverified: 1, yellow. */
  | 'UNVERIFIED';

/** Rights to one instrument. What is left out stays; for somebody new it is the least. */
export type InstrumentRightsInput = {
  /** Its data may be deleted; needs VIEW_EDIT and REDCap 15.7. */
  canDelete?: boolean | null | undefined;
  /** Responses of surveys may be changed; needs VIEW_EDIT. */
  canEditSurveyResponses?: boolean | null | undefined;
  /** What may be done with its data. Anything below VIEW_EDIT takes canEditSurveyResponses and canDelete with it. */
  dataEntry?: FormRight | null | undefined;
  /** How much of its data may be exported. */
  export?: ExportRight | null | undefined;
  /** Unique name of the instrument. */
  instrument: string;
};

/** One instrument of one record, or one instance of it. A row without values makes sure that the record is there, with that event and instance. */
export type InstrumentRowInput = {
  /** The caller's own mark, which comes back in the result. With assignRecordNames rows with one mark go into one new record; with newInstance in a repeating event rows with one mark go into one new instance. */
  clientRef?: string | null | undefined;
  /** Unique name of the data access group into which the whole record is moved. Left out, the record stays in its group. The API has no safe way out of a group. */
  dataAccessGroup?: string | null | undefined;
  /** Unique name of the event; needed in a longitudinal project, refused in a classic. */
  event?: string | null | undefined;
  /** True: there is no record of this name yet. Where there is one, the row is refused with CONFLICT. */
  expectNew?: boolean | null | undefined;
  /** What the caller saw. It is compared with what is stored just before the row is sent. A row of which something has changed since is refused with CONFLICT, and nothing of it is written. A field that REDCap does not show to the token is refused. It costs no call. In the moment between the look and the write, somebody at REDCap can still change a value. */
  expected?: Array<ExpectedValueInput> | null | undefined;
  /** Unique name of the instrument. */
  instrument: string;
  /** True: a new instance. REDCap chooses the number, so two callers who add one at the same moment do not overwrite each other. The result returns the number. A dry run returns the number that it would be. */
  newInstance?: boolean | null | undefined;
  /** Name of the record, made if there is none. Left out with assignRecordNames. */
  record?: string | null | undefined;
  /** Which instance, where the instrument or the event repeats; made if there is none. */
  repeatInstance?: number | null | undefined;
  /** Sets the form status of the instrument. Left out, the status stays as it is, and a new instrument has none. NOT_STARTED is refused. */
  status?: FormStatus | null | undefined;
  /** The values; may be empty. */
  values: Array<ValueInput>;
};

/** Why a field that was asked for did not come. */
export type OmissionReason =
  /** It is `redcap_data_access_group`, and the token's user is in a data access group. REDCap does not return the column to such users. */
  | 'DATA_ACCESS_GROUP'
  /** The export rights of the token's user withhold it. */
  | 'EXPORT_RIGHTS'
  /** Its instrument is designated for none of the events that were asked for, so it can hold nothing there. */
  | 'NOT_DESIGNATED'
  /** The policy that the gateway's operator gave the caller withholds it. */
  | 'POLICY'
  /** REDCap does not have it: the data dictionary has changed, or the project does not use what the column is about. */
  | 'UNKNOWN_ON_SERVER';

/** A part of a design. */
export type ProjectPart =
  /** The arms. */
  | 'ARMS'
  /** The events. */
  | 'EVENTS'
  /** Which instruments are designated for which events. */
  | 'FORM_EVENT_MAPPINGS'
  /** The data dictionary. */
  | 'METADATA'
  /** The settings of the project. */
  | 'PROJECT_INFO'
  /** Which instruments and events repeat. */
  | 'REPEATING_INSTRUMENTS_AND_EVENTS';

/** A right by its key. */
export type RightInput = {
  /** How far it goes. UNKNOWN keeps a code that the gateway does not know. */
  level: RightLevel;
  /** REDCap's key, as `rights` of users and roles lists them. */
  right: string;
};

/** How far a right goes. */
export type RightLevel =
  /** Granted. */
  | 'GRANTED'
  /** Not granted. */
  | 'NONE'
  /** User Rights only: see, not change. */
  | 'READ_ONLY'
  /** A code that this gateway does not know. It is kept as it is; it cannot be given. */
  | 'UNKNOWN'
  /** Record locking only: with e-signature. */
  | 'WITH_ESIGNATURE';

/** What became of a row or of a value. */
export type RowOutcome =
  /** Was not there and is now; in a dry run: would be. */
  | 'CREATED'
  /** Not sent to REDCap, because other rows were refused or REDCap could not take it. */
  | 'NOT_ATTEMPTED'
  /** Refused, by the gateway or by REDCap, and not written. */
  | 'REJECTED'
  /** Was stored like this already; not sent. */
  | 'UNCHANGED'
  /** Sent, but what is stored now is not known or is not what was sent. Read it before you write it again. */
  | 'UNKNOWN'
  /** Was there and is changed now; in a dry run: would be. */
  | 'UPDATED';

/** A user and the data access group that they are to be in. */
export type UserDagAssignmentInput = {
  /** Unique name of the group; empty for none, so that the user sees the records of all groups. */
  uniqueGroupName: string;
  /** A user of the project. */
  username: string;
};

/** A user to add or change. What is left out or null stays as it is. A new user starts with no right at all. E-mail and names cannot be set through the API. */
export type UserInput = {
  /** API Export (`api_export`). */
  apiExport?: boolean | null | undefined;
  /** API Import/Update (`api_import`). */
  apiImport?: boolean | null | undefined;
  /** Takes the user out of all groups, so that the user sees the records of every group. An empty dataAccessGroup does the same. */
  clearDataAccessGroup?: boolean | null | undefined;
  /** Access without an end. */
  clearExpiration?: boolean | null | undefined;
  /** Unique name of the group. Leave it out to keep the group, which REDCap itself would clear. */
  dataAccessGroup?: string | null | undefined;
  /** Project Design and Setup (`design`). */
  design?: boolean | null | undefined;
  /** The day from which on the user has no access. */
  expiration?: string | null | undefined;
  /** Rights to the instruments that are to change; all others stay. */
  instrumentRights?: Array<InstrumentRightsInput> | null | undefined;
  /** Other rights that are to change; all others stay. */
  rights?: Array<RightInput> | null | undefined;
  /** User Rights (`user_rights`). */
  userRights?: RightLevel | null | undefined;
  /** Name with which the user logs in. */
  username: string;
};

/** A user and the role that they are to be in. */
export type UserRoleAssignmentInput = {
  /** Unique name of the role; empty for none. */
  uniqueRoleName: string;
  /** A user of the project. */
  username: string;
};

/** One value to write: the field, and exactly one of the other inputs. A field that is not named keeps its value. Only `erase` erases. */
export type ValueInput = {
  /** Codes of a checkbox that are checked; all others are unchecked. Empty unchecks all. */
  checked?: Array<string> | null | undefined;
  /** For fields that hold a date. */
  date?: string | null | undefined;
  /** For fields that hold a date and time. */
  dateTime?: string | null | undefined;
  /** True: what is stored is erased. The only way to erase a value. */
  erase?: boolean | null | undefined;
  /** Name of the field; of a checkbox without its code. */
  field: string;
  /** Label of a choice, in plain text or in HTML as `label` reads it. The label of two choices or of none is refused, with the codes to choose from. */
  label?: string | null | undefined;
  /** For fields that hold a number; always with a decimal point. */
  number?: string | null | undefined;
  /** The value as REDCap stores it: a code, a text, a date `YYYY-MM-DD`, a missing data code. For a checkbox, the checked codes joined by commas. A blank is refused: see `erase`. */
  raw?: string | null | undefined;
};

export type FirstLookQueryVariables = Exact<{ [key: string]: never; }>;


export type FirstLookQuery = { __typename: 'Query', projects: Array<{ __typename: 'Project', key: string, projectTitle: string, redcapVersion: string, arms: Array<{ __typename: 'Arm', armNum: number, name: string, events: Array<{ __typename: 'Event', uniqueEventName: string, eventName: string, isRepeating: boolean }> }>, records: { __typename: 'RecordConnection', totalCount: number, nodes: Array<{ __typename: 'Record', name: string }> } | null } | null> };

export type DesignQueryVariables = Exact<{
  project: string;
}>;


export type DesignQuery = { __typename: 'Query', project: { __typename: 'Project', projectId: number, projectTitle: string, redcapVersion: string, inProduction: boolean, isLongitudinal: boolean, hasRepeatingInstrumentsOrEvents: boolean, designRevision: string, recordIdField: { __typename: 'Field', fieldName: string }, missingDataCodes: Array<{ __typename: 'Choice', code: string, label: string }>, capabilities: Array<{ __typename: 'Capability', name: CapabilityName, allowed: boolean | null, reason: string | null }>, arms: Array<{ __typename: 'Arm', armNum: number, name: string, events: Array<{ __typename: 'Event', uniqueEventName: string, eventName: string, position: number, isRepeating: boolean, instruments: Array<{ __typename: 'Instrument', name: string, label: string, isSurvey: boolean | null }> }> }>, repeatingInstrumentsAndEvents: Array<{ __typename: 'RepeatingSetup', customLabel: string | null, event: { __typename: 'Event', uniqueEventName: string } | null, instrument: { __typename: 'Instrument', name: string } | null }> | null, metadata: Array<{ __typename: 'Field', fieldName: string, fieldType: FieldType, fieldLabel: string, textValidationType: string | null, isRequired: boolean, isIdentifier: boolean, branchingLogic: string | null, exportFieldNames: Array<string>, choices: Array<{ __typename: 'Choice', code: string, label: string }> | null }> } | null };

export type ParticipantPageQueryVariables = Exact<{
  project: string;
  record: string;
}>;


export type ParticipantPageQuery = { __typename: 'Query', project: { __typename: 'Project', record: { __typename: 'Record', id: string, name: string, dataAccessGroup: { __typename: 'DataAccessGroup', uniqueGroupName: string, dataAccessGroupName: string | null } | null, events: Array<{ __typename: 'RecordEvent', repeatInstance: number | null, event: { __typename: 'Event', uniqueEventName: string, eventName: string, arm: { __typename: 'Arm', armNum: number, name: string } } | null, instruments: Array<{ __typename: 'InstrumentData', status: FormStatus | null, instrument: { __typename: 'Instrument', name: string, label: string }, values: Array<
            | { __typename: 'BooleanValue', raw: string | null, label: string | null, absence: Absence | null, field: { __typename: 'Field', fieldName: string, fieldLabel: string, isIdentifier: boolean }, missingDataCode: { __typename: 'Choice', code: string, label: string } | null }
            | { __typename: 'CheckboxValue', formStarted: boolean, raw: string | null, label: string | null, absence: Absence | null, checked: Array<{ __typename: 'Choice', code: string, label: string }>, field: { __typename: 'Field', fieldName: string, fieldLabel: string, isIdentifier: boolean }, missingDataCode: { __typename: 'Choice', code: string, label: string } | null }
            | { __typename: 'ChoiceValue', raw: string | null, label: string | null, absence: Absence | null, choice: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', fieldName: string, fieldLabel: string, isIdentifier: boolean }, missingDataCode: { __typename: 'Choice', code: string, label: string } | null }
            | { __typename: 'DateTimeValue', raw: string | null, label: string | null, absence: Absence | null, field: { __typename: 'Field', fieldName: string, fieldLabel: string, isIdentifier: boolean }, missingDataCode: { __typename: 'Choice', code: string, label: string } | null }
            | { __typename: 'DateValue', raw: string | null, label: string | null, absence: Absence | null, date: string | null, field: { __typename: 'Field', fieldName: string, fieldLabel: string, isIdentifier: boolean }, missingDataCode: { __typename: 'Choice', code: string, label: string } | null }
            | { __typename: 'FileValue', raw: string | null, label: string | null, absence: Absence | null, field: { __typename: 'Field', fieldName: string, fieldLabel: string, isIdentifier: boolean }, missingDataCode: { __typename: 'Choice', code: string, label: string } | null }
            | { __typename: 'IntegerValue', raw: string | null, label: string | null, absence: Absence | null, field: { __typename: 'Field', fieldName: string, fieldLabel: string, isIdentifier: boolean }, missingDataCode: { __typename: 'Choice', code: string, label: string } | null }
            | { __typename: 'NumberValue', value: string | null, isInvalid: boolean, raw: string | null, label: string | null, absence: Absence | null, field: { __typename: 'Field', fieldName: string, fieldLabel: string, isIdentifier: boolean }, missingDataCode: { __typename: 'Choice', code: string, label: string } | null }
            | { __typename: 'TextValue', raw: string | null, label: string | null, absence: Absence | null, field: { __typename: 'Field', fieldName: string, fieldLabel: string, isIdentifier: boolean }, missingDataCode: { __typename: 'Choice', code: string, label: string } | null }
            | { __typename: 'TimeValue', raw: string | null, label: string | null, absence: Absence | null, field: { __typename: 'Field', fieldName: string, fieldLabel: string, isIdentifier: boolean }, missingDataCode: { __typename: 'Choice', code: string, label: string } | null }
          > }> }>, adverseEvents: Array<{ __typename: 'InstrumentData', repeatInstance: number | null, status: FormStatus | null, term:
          | { __typename: 'BooleanValue', raw: string | null }
          | { __typename: 'CheckboxValue', raw: string | null }
          | { __typename: 'ChoiceValue', raw: string | null }
          | { __typename: 'DateTimeValue', raw: string | null }
          | { __typename: 'DateValue', raw: string | null }
          | { __typename: 'FileValue', raw: string | null }
          | { __typename: 'IntegerValue', raw: string | null }
          | { __typename: 'NumberValue', raw: string | null }
          | { __typename: 'TextValue', raw: string | null }
          | { __typename: 'TimeValue', raw: string | null }
         | null, grade:
          | { __typename: 'BooleanValue', raw: string | null, label: string | null }
          | { __typename: 'CheckboxValue', raw: string | null, label: string | null }
          | { __typename: 'ChoiceValue', raw: string | null, label: string | null }
          | { __typename: 'DateTimeValue', raw: string | null, label: string | null }
          | { __typename: 'DateValue', raw: string | null, label: string | null }
          | { __typename: 'FileValue', raw: string | null, label: string | null }
          | { __typename: 'IntegerValue', raw: string | null, label: string | null }
          | { __typename: 'NumberValue', raw: string | null, label: string | null }
          | { __typename: 'TextValue', raw: string | null, label: string | null }
          | { __typename: 'TimeValue', raw: string | null, label: string | null }
         | null, report:
          | { __typename: 'BooleanValue' }
          | { __typename: 'CheckboxValue' }
          | { __typename: 'ChoiceValue' }
          | { __typename: 'DateTimeValue' }
          | { __typename: 'DateValue' }
          | { __typename: 'FileValue', file: { __typename: 'StoredFile', fileName: string, downloadUrl: string } | null }
          | { __typename: 'IntegerValue' }
          | { __typename: 'NumberValue' }
          | { __typename: 'TextValue' }
          | { __typename: 'TimeValue' }
         | null }> } | null } | null };

export type EnrolledQueryVariables = Exact<{
  project: string;
  after?: string | null | undefined;
  from: string;
}>;


export type EnrolledQuery = { __typename: 'Query', project: { __typename: 'Project', dataAccessGroups: Array<{ __typename: 'DataAccessGroup', uniqueGroupName: string, dataAccessGroupName: string | null }> | null, records: { __typename: 'RecordConnection', totalCount: number, nodes: Array<{ __typename: 'Record', name: string, dataAccessGroup: { __typename: 'DataAccessGroup', uniqueGroupName: string } | null, instances: Array<{ __typename: 'InstrumentData', status: FormStatus | null, event: { __typename: 'Event', uniqueEventName: string } | null, value:
            | { __typename: 'BooleanValue', raw: string | null, label: string | null }
            | { __typename: 'CheckboxValue', raw: string | null, label: string | null }
            | { __typename: 'ChoiceValue', raw: string | null, label: string | null }
            | { __typename: 'DateTimeValue', raw: string | null, label: string | null }
            | { __typename: 'DateValue', raw: string | null, label: string | null }
            | { __typename: 'FileValue', raw: string | null, label: string | null }
            | { __typename: 'IntegerValue', raw: string | null, label: string | null }
            | { __typename: 'NumberValue', raw: string | null, label: string | null }
            | { __typename: 'TextValue', raw: string | null, label: string | null }
            | { __typename: 'TimeValue', raw: string | null, label: string | null }
           | null }> }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null }, completeness: { __typename: 'Completeness', isComplete: boolean, missingRecords: Array<string>, omittedFields: Array<{ __typename: 'OmittedField', fieldName: string, code: OmissionReason, reason: string }> } } | null } | null };

export type AdverseEventsQueryVariables = Exact<{
  project: string;
  after?: string | null | undefined;
}>;


export type AdverseEventsQuery = { __typename: 'Query', project: { __typename: 'Project', instrumentData: { __typename: 'InstrumentDataConnection', totalCount: number, nodes: Array<{ __typename: 'InstrumentData', repeatInstance: number | null, status: FormStatus | null, record: { __typename: 'Record', name: string }, event: { __typename: 'Event', eventName: string } | null, term:
          | { __typename: 'BooleanValue', raw: string | null }
          | { __typename: 'CheckboxValue', raw: string | null }
          | { __typename: 'ChoiceValue', raw: string | null }
          | { __typename: 'DateTimeValue', raw: string | null }
          | { __typename: 'DateValue', raw: string | null }
          | { __typename: 'FileValue', raw: string | null }
          | { __typename: 'IntegerValue', raw: string | null }
          | { __typename: 'NumberValue', raw: string | null }
          | { __typename: 'TextValue', raw: string | null }
          | { __typename: 'TimeValue', raw: string | null }
         | null, grade:
          | { __typename: 'BooleanValue', label: string | null }
          | { __typename: 'CheckboxValue', label: string | null }
          | { __typename: 'ChoiceValue', label: string | null }
          | { __typename: 'DateTimeValue', label: string | null }
          | { __typename: 'DateValue', label: string | null }
          | { __typename: 'FileValue', label: string | null }
          | { __typename: 'IntegerValue', label: string | null }
          | { __typename: 'NumberValue', label: string | null }
          | { __typename: 'TextValue', label: string | null }
          | { __typename: 'TimeValue', label: string | null }
         | null }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type EnrolMutationVariables = Exact<{
  project: string;
  rows: Array<InstrumentRowInput> | InstrumentRowInput;
  key: string;
}>;


export type EnrolMutation = { __typename: 'Mutation', importRecords: { __typename: 'ImportRecordsPayload', createdCount: number, rows: Array<{ __typename: 'RowResult', clientRef: string | null, record: string | null, outcome: RowOutcome, errors: Array<{ __typename: 'UserError', code: ErrorCode, path: Array<string>, message: string }> }>, errors: Array<{ __typename: 'UserError', code: ErrorCode, message: string, isRetryable: boolean }> } | null };

export type AddAdverseEventMutationVariables = Exact<{
  project: string;
  record: string;
  values: Array<ValueInput> | ValueInput;
  key: string;
}>;


export type AddAdverseEventMutation = { __typename: 'Mutation', importRecords: { __typename: 'ImportRecordsPayload', rows: Array<{ __typename: 'RowResult', repeatInstance: number | null, outcome: RowOutcome, errors: Array<{ __typename: 'UserError', code: ErrorCode, path: Array<string>, message: string }> }>, errors: Array<{ __typename: 'UserError', code: ErrorCode, message: string, isRetryable: boolean }> } | null };

export type SignedConsentMutationVariables = Exact<{
  project: string;
  record: string;
  file: File;
  sha256: string;
}>;


export type SignedConsentMutation = { __typename: 'Mutation', importFile: { __typename: 'ImportFilePayload', file: { __typename: 'StoredFile', fileName: string, contentType: string | null } | null, errors: Array<{ __typename: 'UserError', code: ErrorCode, path: Array<string>, message: string }> } | null };

export type PlanFieldsMutationVariables = Exact<{
  project: string;
  fields: Array<FieldInput> | FieldInput;
  revision?: string | null | undefined;
}>;


export type PlanFieldsMutation = { __typename: 'Mutation', importMetadata: { __typename: 'MetadataPayload', dryRun: boolean, changes: Array<{ __typename: 'DesignChange', part: ProjectPart, kind: DesignChangeKind, subject: string, risksData: boolean, detail: string | null }>, errors: Array<{ __typename: 'UserError', code: ErrorCode, path: Array<string>, message: string, missingRight: string | null }> } | null };

export type AddVisitMutationVariables = Exact<{
  project: string;
  revision?: string | null | undefined;
}>;


export type AddVisitMutation = { __typename: 'Mutation', importArms: { __typename: 'ArmsPayload', changes: Array<{ __typename: 'DesignChange', kind: DesignChangeKind, subject: string }>, errors: Array<{ __typename: 'UserError', code: ErrorCode, message: string }> } | null, importEvents: { __typename: 'EventsPayload', project: { __typename: 'Project', designRevision: string, events: Array<{ __typename: 'Event', uniqueEventName: string, eventName: string, dayOffset: number | null }> } | null, errors: Array<{ __typename: 'UserError', code: ErrorCode, message: string, missingRight: string | null }> } | null, addFormEventMappings: { __typename: 'FormEventMappingsPayload', changes: Array<{ __typename: 'DesignChange', kind: DesignChangeKind, subject: string }>, errors: Array<{ __typename: 'UserError', code: ErrorCode, message: string }> } | null, importRepeatingInstrumentsAndEvents: { __typename: 'RepeatingPayload', changes: Array<{ __typename: 'DesignChange', kind: DesignChangeKind, subject: string }>, errors: Array<{ __typename: 'UserError', code: ErrorCode, message: string }> } | null };

export type OpenSiteMutationVariables = Exact<{
  project: string;
  users: Array<UserInput> | UserInput;
  roles: Array<UserRoleAssignmentInput> | UserRoleAssignmentInput;
  groups: Array<UserDagAssignmentInput> | UserDagAssignmentInput;
}>;


export type OpenSiteMutation = { __typename: 'Mutation', importDataAccessGroups: { __typename: 'AccessPayload', changes: Array<{ __typename: 'AccessChange', subject: string, widensAccess: boolean, detail: string }>, errors: Array<{ __typename: 'UserError', code: ErrorCode, message: string, missingRight: string | null }> } | null, importUsers: { __typename: 'AccessPayload', changes: Array<{ __typename: 'AccessChange', username: string | null, subject: string, widensAccess: boolean, detail: string }>, errors: Array<{ __typename: 'UserError', code: ErrorCode, path: Array<string>, message: string, missingRight: string | null }> } | null, importUserRoleAssignments: { __typename: 'AccessPayload', changes: Array<{ __typename: 'AccessChange', username: string | null, widensAccess: boolean, detail: string }>, errors: Array<{ __typename: 'UserError', code: ErrorCode, message: string }> } | null, importUserDataAccessGroupAssignments: { __typename: 'AccessPayload', changes: Array<{ __typename: 'AccessChange', username: string | null, widensAccess: boolean, detail: string }>, errors: Array<{ __typename: 'UserError', code: ErrorCode, message: string }> } | null };

export type WhoCanSeeWhatQueryVariables = Exact<{
  project: string;
}>;


export type WhoCanSeeWhatQuery = { __typename: 'Query', project: { __typename: 'Project', users: Array<{ __typename: 'User', username: string, expiration: string | null, seesAllGroups: boolean, apiExport: boolean, apiImport: boolean, userRights: RightLevel, role: { __typename: 'UserRole', roleLabel: string } | null, dataAccessGroup: { __typename: 'DataAccessGroup', uniqueGroupName: string } | null, instrumentRights: Array<{ __typename: 'InstrumentRights', dataEntry: FormRight, canEditSurveyResponses: boolean, canDelete: boolean, export: ExportRight, instrument: { __typename: 'Instrument', name: string } }> }> | null } | null };

export type StratifyMutationVariables = Exact<{
  project: string;
  record: string;
  values: Array<ValueInput> | ValueInput;
  key: string;
}>;


export type StratifyMutation = { __typename: 'Mutation', importRecords: { __typename: 'ImportRecordsPayload', rows: Array<{ __typename: 'RowResult', outcome: RowOutcome, changes: Array<{ __typename: 'ValueChange', outcome: RowOutcome, field: { __typename: 'Field', fieldName: string } | null }>, errors: Array<{ __typename: 'UserError', code: ErrorCode, path: Array<string>, message: string }> }>, errors: Array<{ __typename: 'UserError', code: ErrorCode, message: string, isRetryable: boolean }> } | null };

export type RandomizeMutationVariables = Exact<{
  project: string;
  record: string;
  randomizationId: number;
}>;


export type RandomizeMutation = { __typename: 'Mutation', randomizeRecord: { __typename: 'RandomizeRecordPayload', isConcealed: boolean | null, targetField: string | null, record: { __typename: 'Record', name: string, instances: Array<{ __typename: 'InstrumentData', event: { __typename: 'Event', uniqueEventName: string } | null, value:
          | { __typename: 'BooleanValue', raw: string | null, label: string | null }
          | { __typename: 'CheckboxValue', raw: string | null, label: string | null }
          | { __typename: 'ChoiceValue', raw: string | null, label: string | null }
          | { __typename: 'DateTimeValue', raw: string | null, label: string | null }
          | { __typename: 'DateValue', raw: string | null, label: string | null }
          | { __typename: 'FileValue', raw: string | null, label: string | null }
          | { __typename: 'IntegerValue', raw: string | null, label: string | null }
          | { __typename: 'NumberValue', raw: string | null, label: string | null }
          | { __typename: 'TextValue', raw: string | null, label: string | null }
          | { __typename: 'TimeValue', raw: string | null, label: string | null }
         | null }> } | null, errors: Array<{ __typename: 'UserError', code: ErrorCode, path: Array<string>, message: string, missingRight: string | null, isRetryable: boolean }> } | null };

export type CrossCheckQueryVariables = Exact<{
  trial: string;
  biobank: string;
  record: string;
  sample: string;
  begin: string;
  after?: string | null | undefined;
}>;


export type CrossCheckQuery = { __typename: 'Query', trial: { __typename: 'Project', record: { __typename: 'Record', name: string, instances: Array<{ __typename: 'InstrumentData', event: { __typename: 'Event', uniqueEventName: string } | null, value:
          | { __typename: 'BooleanValue', raw: string | null }
          | { __typename: 'CheckboxValue', raw: string | null }
          | { __typename: 'ChoiceValue', raw: string | null }
          | { __typename: 'DateTimeValue', raw: string | null }
          | { __typename: 'DateValue', raw: string | null }
          | { __typename: 'FileValue', raw: string | null }
          | { __typename: 'IntegerValue', raw: string | null }
          | { __typename: 'NumberValue', raw: string | null }
          | { __typename: 'TextValue', raw: string | null }
          | { __typename: 'TimeValue', raw: string | null }
         | null }> } | null, logging: { __typename: 'LogConnection', searchedFrom: string, nodes: Array<{ __typename: 'LogEntry', timestamp: string, username: string, action: string, details: string }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null } | null, biobank: { __typename: 'Project', instrumentData: { __typename: 'InstrumentDataConnection', nodes: Array<{ __typename: 'InstrumentData', status: FormStatus | null, record: { __typename: 'Record', name: string }, value:
          | { __typename: 'BooleanValue', raw: string | null, label: string | null }
          | { __typename: 'CheckboxValue', raw: string | null, label: string | null }
          | { __typename: 'ChoiceValue', raw: string | null, label: string | null }
          | { __typename: 'DateTimeValue', raw: string | null, label: string | null }
          | { __typename: 'DateValue', raw: string | null, label: string | null }
          | { __typename: 'FileValue', raw: string | null, label: string | null }
          | { __typename: 'IntegerValue', raw: string | null, label: string | null }
          | { __typename: 'NumberValue', raw: string | null, label: string | null }
          | { __typename: 'TextValue', raw: string | null, label: string | null }
          | { __typename: 'TimeValue', raw: string | null, label: string | null }
         | null }>, completeness: { __typename: 'Completeness', isComplete: boolean, omittedFields: Array<{ __typename: 'OmittedField', fieldName: string, reason: string }> } } | null } | null };

export type RemoveTestRecordsMutationVariables = Exact<{
  project: string;
  records: Array<string> | string;
  count: number;
}>;


export type RemoveTestRecordsMutation = { __typename: 'Mutation', deleteRecords: { __typename: 'DeleteRecordsPayload', deletedCount: number, errors: Array<{ __typename: 'UserError', code: ErrorCode, path: Array<string>, message: string, missingRight: string | null }> } | null };

export type DictionaryQueryVariables = Exact<{
  project: string;
}>;


export type DictionaryQuery = { __typename: 'Query', project: { __typename: 'Project', designRevision: string, metadata: Array<{ __typename: 'Field', fieldName: string, sectionHeader: string | null, fieldType: FieldType, fieldLabel: string, selectChoicesOrCalculations: string | null, calculation: string | null, sliderLabels: Array<string> | null, ontology: string | null, fieldNote: string | null, textValidationType: string | null, textValidationMin: string | null, textValidationMax: string | null, isIdentifier: boolean, branchingLogic: string | null, isRequired: boolean, customAlignment: CustomAlignment | null, questionNumber: string | null, matrixGroupName: string | null, hasMatrixRanking: boolean, fieldAnnotation: string | null, instrument: { __typename: 'Instrument', name: string } | null, choices: Array<{ __typename: 'Choice', code: string, label: string }> | null }> } | null };

export type TableQueryVariables = Exact<{
  project: string;
  instrument: string;
}>;


export type TableQuery = { __typename: 'Query', project: { __typename: 'Project', tableDownload: { __typename: 'Download', fileName: string, downloadUrl: string } | null } | null };

export type RecordStatusQueryVariables = Exact<{
  project: string;
}>;


export type RecordStatusQuery = { __typename: 'Query', project: { __typename: 'Project', recordStatusDashboard: { __typename: 'RecordStatusDashboard', recordCount: number, events: Array<{ __typename: 'EventRecordCount', recordCount: number, event: { __typename: 'Event', uniqueEventName: string, eventName: string } }>, cells: Array<{ __typename: 'RecordStatusCell', incomplete: number | null, unverified: number | null, complete: number | null, absence: Absence | null, event: { __typename: 'Event', uniqueEventName: string } | null, instrument: { __typename: 'Instrument', name: string } }>, completeness: { __typename: 'Completeness', isComplete: boolean, omittedFields: Array<{ __typename: 'OmittedField', fieldName: string, reason: string }> } } | null } | null };


export const FirstLookDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FirstLook"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"projects"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"projectTitle"}},{"kind":"Field","name":{"kind":"Name","value":"redcapVersion"}},{"kind":"Field","name":{"kind":"Name","value":"arms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"armNum"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"events"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueEventName"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}},{"kind":"Field","name":{"kind":"Name","value":"isRepeating"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"records"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<FirstLookQuery, FirstLookQueryVariables>;
export const DesignDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Design"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"projectId"}},{"kind":"Field","name":{"kind":"Name","value":"projectTitle"}},{"kind":"Field","name":{"kind":"Name","value":"redcapVersion"}},{"kind":"Field","name":{"kind":"Name","value":"inProduction"}},{"kind":"Field","name":{"kind":"Name","value":"isLongitudinal"}},{"kind":"Field","name":{"kind":"Name","value":"hasRepeatingInstrumentsOrEvents"}},{"kind":"Field","name":{"kind":"Name","value":"designRevision"}},{"kind":"Field","name":{"kind":"Name","value":"recordIdField"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"missingDataCodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"capabilities"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"arms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"armNum"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"events"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueEventName"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"isRepeating"}},{"kind":"Field","name":{"kind":"Name","value":"instruments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"isSurvey"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"repeatingInstrumentsAndEvents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueEventName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"instrument"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customLabel"}}]}},{"kind":"Field","name":{"kind":"Name","value":"metadata"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"instruments"},"value":{"kind":"ListValue","values":[{"kind":"StringValue","value":"adverse_events","block":false}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}},{"kind":"Field","name":{"kind":"Name","value":"fieldType"}},{"kind":"Field","name":{"kind":"Name","value":"fieldLabel"}},{"kind":"Field","name":{"kind":"Name","value":"textValidationType"}},{"kind":"Field","name":{"kind":"Name","value":"isRequired"}},{"kind":"Field","name":{"kind":"Name","value":"isIdentifier"}},{"kind":"Field","name":{"kind":"Name","value":"branchingLogic"}},{"kind":"Field","name":{"kind":"Name","value":"choices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"exportFieldNames"}}]}}]}}]}}]} as unknown as DocumentNode<DesignQuery, DesignQueryVariables>;
export const ParticipantPageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ParticipantPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"record"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordName"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"record"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueGroupName"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroupName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"uniqueEventNames"},"value":{"kind":"ListValue","values":[{"kind":"StringValue","value":"baseline_arm_1","block":false},{"kind":"StringValue","value":"unscheduled_arm_1","block":false}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueEventName"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}},{"kind":"Field","name":{"kind":"Name","value":"arm"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"armNum"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"instruments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"names"},"value":{"kind":"ListValue","values":[{"kind":"StringValue","value":"demographics","block":false},{"kind":"StringValue","value":"vitals","block":false}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"instrument"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"field"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}},{"kind":"Field","name":{"kind":"Name","value":"fieldLabel"}},{"kind":"Field","name":{"kind":"Name","value":"isIdentifier"}}]}},{"kind":"Field","name":{"kind":"Name","value":"raw"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"absence"}},{"kind":"Field","name":{"kind":"Name","value":"missingDataCode"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NumberValue"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"isInvalid"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DateValue"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","alias":{"kind":"Name","value":"date"},"name":{"kind":"Name","value":"value"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ChoiceValue"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"choice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CheckboxValue"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"checked"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"formStarted"}}]}}]}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"adverseEvents"},"name":{"kind":"Name","value":"instances"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"instrument"},"value":{"kind":"StringValue","value":"adverse_events","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","alias":{"kind":"Name","value":"term"},"name":{"kind":"Name","value":"value"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"ae_term","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"grade"},"name":{"kind":"Name","value":"value"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"ae_grade","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"report"},"name":{"kind":"Name","value":"value"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"ae_report","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FileValue"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"downloadUrl"}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ParticipantPageQuery, ParticipantPageQueryVariables>;
export const EnrolledDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Enrolled"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueGroupName"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroupName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"records"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"and"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"enrol_date","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"event"},"value":{"kind":"StringValue","value":"baseline_arm_1","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"gte"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}}]},{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"not"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"withdrawn","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"event"},"value":{"kind":"StringValue","value":"closeout_arm_1","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"StringValue","value":"1","block":false}}]}}]}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueGroupName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"instances"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"instrument"},"value":{"kind":"StringValue","value":"eligibility","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueEventName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"value"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"eligible","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}},{"kind":"Field","name":{"kind":"Name","value":"missingRecords"}},{"kind":"Field","name":{"kind":"Name","value":"omittedFields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<EnrolledQuery, EnrolledQueryVariables>;
export const AdverseEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AdverseEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"instrumentData"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"instrument"},"value":{"kind":"StringValue","value":"adverse_events","block":false}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"ae_grade","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"gte"},"value":{"kind":"StringValue","value":"3","block":false}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","alias":{"kind":"Name","value":"term"},"name":{"kind":"Name","value":"value"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"ae_term","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"grade"},"name":{"kind":"Name","value":"value"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"ae_grade","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]} as unknown as DocumentNode<AdverseEventsQuery, AdverseEventsQueryVariables>;
export const EnrolDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Enrol"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"rows"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InstrumentRowInput"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"importRecords"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"rows"},"value":{"kind":"Variable","name":{"kind":"Name","value":"rows"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"assignRecordNames"},"value":{"kind":"BooleanValue","value":true}},{"kind":"ObjectField","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"verify"},"value":{"kind":"BooleanValue","value":true}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"createdCount"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"clientRef"}},{"kind":"Field","name":{"kind":"Name","value":"record"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"isRetryable"}}]}}]}}]}}]} as unknown as DocumentNode<EnrolMutation, EnrolMutationVariables>;
export const AddAdverseEventDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddAdverseEvent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"record"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordName"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"values"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ValueInput"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"importRecords"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"rows"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"record"},"value":{"kind":"Variable","name":{"kind":"Name","value":"record"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"event"},"value":{"kind":"StringValue","value":"baseline_arm_1","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"instrument"},"value":{"kind":"StringValue","value":"adverse_events","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"newInstance"},"value":{"kind":"BooleanValue","value":true}},{"kind":"ObjectField","name":{"kind":"Name","value":"status"},"value":{"kind":"EnumValue","value":"UNVERIFIED"}},{"kind":"ObjectField","name":{"kind":"Name","value":"values"},"value":{"kind":"Variable","name":{"kind":"Name","value":"values"}}}]}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"isRetryable"}}]}}]}}]}}]} as unknown as DocumentNode<AddAdverseEventMutation, AddAdverseEventMutationVariables>;
export const SignedConsentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignedConsent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"record"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordName"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"file"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Upload"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"sha256"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"importFile"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"record"},"value":{"kind":"Variable","name":{"kind":"Name","value":"record"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"event"},"value":{"kind":"StringValue","value":"screening_arm_1","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"consent_pdf","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"file"},"value":{"kind":"Variable","name":{"kind":"Name","value":"file"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"sha256"},"value":{"kind":"Variable","name":{"kind":"Name","value":"sha256"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<SignedConsentMutation, SignedConsentMutationVariables>;
export const PlanFieldsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PlanFields"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"fields"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FieldInput"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"revision"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"importMetadata"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"fields"},"value":{"kind":"Variable","name":{"kind":"Name","value":"fields"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"mode"},"value":{"kind":"EnumValue","value":"MERGE"}},{"kind":"ObjectField","name":{"kind":"Name","value":"dryRun"},"value":{"kind":"BooleanValue","value":true}},{"kind":"ObjectField","name":{"kind":"Name","value":"expectedRevision"},"value":{"kind":"Variable","name":{"kind":"Name","value":"revision"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"part"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"risksData"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"missingRight"}}]}}]}}]}}]} as unknown as DocumentNode<PlanFieldsMutation, PlanFieldsMutationVariables>;
export const AddVisitDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddVisit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"revision"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"importArms"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"arms"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"armNum"},"value":{"kind":"IntValue","value":"3"}},{"kind":"ObjectField","name":{"kind":"Name","value":"name"},"value":{"kind":"StringValue","value":"Drug C","block":false}}]}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"mode"},"value":{"kind":"EnumValue","value":"MERGE"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"importEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"events"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eventName"},"value":{"kind":"StringValue","value":"6-month follow-up","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"armNum"},"value":{"kind":"IntValue","value":"3"}},{"kind":"ObjectField","name":{"kind":"Name","value":"dayOffset"},"value":{"kind":"IntValue","value":"180"}},{"kind":"ObjectField","name":{"kind":"Name","value":"offsetMin"},"value":{"kind":"IntValue","value":"14"}},{"kind":"ObjectField","name":{"kind":"Name","value":"offsetMax"},"value":{"kind":"IntValue","value":"14"}}]}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"mode"},"value":{"kind":"EnumValue","value":"MERGE"}},{"kind":"ObjectField","name":{"kind":"Name","value":"expectedRevision"},"value":{"kind":"Variable","name":{"kind":"Name","value":"revision"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"designRevision"}},{"kind":"Field","name":{"kind":"Name","value":"events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"arms"},"value":{"kind":"ListValue","values":[{"kind":"IntValue","value":"3"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueEventName"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}},{"kind":"Field","name":{"kind":"Name","value":"dayOffset"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"missingRight"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"addFormEventMappings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"mappings"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"event"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"armNum"},"value":{"kind":"IntValue","value":"3"}},{"kind":"ObjectField","name":{"kind":"Name","value":"eventName"},"value":{"kind":"StringValue","value":"6-month follow-up","block":false}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"instrument"},"value":{"kind":"StringValue","value":"adverse_events","block":false}}]}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"importRepeatingInstrumentsAndEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"entries"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"event"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"armNum"},"value":{"kind":"IntValue","value":"3"}},{"kind":"ObjectField","name":{"kind":"Name","value":"eventName"},"value":{"kind":"StringValue","value":"6-month follow-up","block":false}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"instrument"},"value":{"kind":"StringValue","value":"adverse_events","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"customLabel"},"value":{"kind":"StringValue","value":"[ae_term]","block":false}}]}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"mode"},"value":{"kind":"EnumValue","value":"MERGE"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<AddVisitMutation, AddVisitMutationVariables>;
export const OpenSiteDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"OpenSite"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"users"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UserInput"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"roles"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UserRoleAssignmentInput"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"groups"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UserDagAssignmentInput"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"importDataAccessGroups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"groups"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"dataAccessGroupName"},"value":{"kind":"StringValue","value":"Gulu","block":false}}]}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"widensAccess"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"missingRight"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"importUsers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"users"},"value":{"kind":"Variable","name":{"kind":"Name","value":"users"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"widensAccess"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"missingRight"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"importUserRoleAssignments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"assignments"},"value":{"kind":"Variable","name":{"kind":"Name","value":"roles"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"allowWidening"},"value":{"kind":"BooleanValue","value":true}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"widensAccess"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"importUserDataAccessGroupAssignments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"assignments"},"value":{"kind":"Variable","name":{"kind":"Name","value":"groups"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"widensAccess"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<OpenSiteMutation, OpenSiteMutationVariables>;
export const WhoCanSeeWhatDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WhoCanSeeWhat"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"users"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"expiration"}},{"kind":"Field","name":{"kind":"Name","value":"seesAllGroups"}},{"kind":"Field","name":{"kind":"Name","value":"role"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"roleLabel"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueGroupName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"apiExport"}},{"kind":"Field","name":{"kind":"Name","value":"apiImport"}},{"kind":"Field","name":{"kind":"Name","value":"userRights"}},{"kind":"Field","name":{"kind":"Name","value":"instrumentRights"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"instrument"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dataEntry"}},{"kind":"Field","name":{"kind":"Name","value":"canEditSurveyResponses"}},{"kind":"Field","name":{"kind":"Name","value":"canDelete"}},{"kind":"Field","name":{"kind":"Name","value":"export"}}]}}]}}]}}]}}]} as unknown as DocumentNode<WhoCanSeeWhatQuery, WhoCanSeeWhatQueryVariables>;
export const StratifyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Stratify"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"record"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordName"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"values"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ValueInput"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"importRecords"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"rows"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"record"},"value":{"kind":"Variable","name":{"kind":"Name","value":"record"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"event"},"value":{"kind":"StringValue","value":"baseline_arm_1","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"instrument"},"value":{"kind":"StringValue","value":"eligibility","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"status"},"value":{"kind":"EnumValue","value":"COMPLETE"}},{"kind":"ObjectField","name":{"kind":"Name","value":"values"},"value":{"kind":"Variable","name":{"kind":"Name","value":"values"}}}]}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"reason"},"value":{"kind":"StringValue","value":"Eligibility confirmed","block":false}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"field"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"isRetryable"}}]}}]}}]}}]} as unknown as DocumentNode<StratifyMutation, StratifyMutationVariables>;
export const RandomizeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Randomize"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"record"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordName"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"randomizationId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"randomizeRecord"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"record"},"value":{"kind":"Variable","name":{"kind":"Name","value":"record"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"randomizationId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"randomizationId"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"targetField"},"value":{"kind":"StringValue","value":"rand_group","block":false}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"isConcealed"}},{"kind":"Field","name":{"kind":"Name","value":"targetField"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"instances"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"instrument"},"value":{"kind":"StringValue","value":"randomization","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueEventName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"value"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"rand_group","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"missingRight"}},{"kind":"Field","name":{"kind":"Name","value":"isRetryable"}}]}}]}}]}}]} as unknown as DocumentNode<RandomizeMutation, RandomizeMutationVariables>;
export const CrossCheckDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CrossCheck"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"trial"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"biobank"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"record"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordName"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"sample"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"begin"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LocalDateTime"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","alias":{"kind":"Name","value":"trial"},"name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"trial"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"record"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"instances"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"instrument"},"value":{"kind":"StringValue","value":"labs","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueEventName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"value"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"sample_id","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"logging"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"beginTime"},"value":{"kind":"Variable","name":{"kind":"Name","value":"begin"}}},{"kind":"Argument","name":{"kind":"Name","value":"logtype"},"value":{"kind":"EnumValue","value":"RECORD"}},{"kind":"Argument","name":{"kind":"Name","value":"record"},"value":{"kind":"Variable","name":{"kind":"Name","value":"record"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"timestamp"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"details"}}]}},{"kind":"Field","name":{"kind":"Name","value":"searchedFrom"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"biobank"},"name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"biobank"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"instrumentData"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"instrument"},"value":{"kind":"StringValue","value":"labs","block":false}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"sample_id","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"sample"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"value"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"haemoglobin","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}},{"kind":"Field","name":{"kind":"Name","value":"omittedFields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<CrossCheckQuery, CrossCheckQueryVariables>;
export const RemoveTestRecordsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveTestRecords"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"records"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordName"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"count"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"deleteRecords"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"records"},"value":{"kind":"Variable","name":{"kind":"Name","value":"records"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"arm"},"value":{"kind":"IntValue","value":"1"}},{"kind":"ObjectField","name":{"kind":"Name","value":"confirmCount"},"value":{"kind":"Variable","name":{"kind":"Name","value":"count"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"reason"},"value":{"kind":"StringValue","value":"Test data before go-live","block":false}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"deletedCount"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"missingRight"}}]}}]}}]}}]} as unknown as DocumentNode<RemoveTestRecordsMutation, RemoveTestRecordsMutationVariables>;
export const DictionaryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Dictionary"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"designRevision"}},{"kind":"Field","name":{"kind":"Name","value":"metadata"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}},{"kind":"Field","name":{"kind":"Name","value":"instrument"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sectionHeader"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"format"},"value":{"kind":"EnumValue","value":"HTML"}}]},{"kind":"Field","name":{"kind":"Name","value":"fieldType"}},{"kind":"Field","name":{"kind":"Name","value":"fieldLabel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"format"},"value":{"kind":"EnumValue","value":"HTML"}}]},{"kind":"Field","name":{"kind":"Name","value":"selectChoicesOrCalculations"}},{"kind":"Field","name":{"kind":"Name","value":"choices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"format"},"value":{"kind":"EnumValue","value":"HTML"}}]}]}},{"kind":"Field","name":{"kind":"Name","value":"calculation"}},{"kind":"Field","name":{"kind":"Name","value":"sliderLabels"}},{"kind":"Field","name":{"kind":"Name","value":"ontology"}},{"kind":"Field","name":{"kind":"Name","value":"fieldNote"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"format"},"value":{"kind":"EnumValue","value":"HTML"}}]},{"kind":"Field","name":{"kind":"Name","value":"textValidationType"}},{"kind":"Field","name":{"kind":"Name","value":"textValidationMin"}},{"kind":"Field","name":{"kind":"Name","value":"textValidationMax"}},{"kind":"Field","name":{"kind":"Name","value":"isIdentifier"}},{"kind":"Field","name":{"kind":"Name","value":"branchingLogic"}},{"kind":"Field","name":{"kind":"Name","value":"isRequired"}},{"kind":"Field","name":{"kind":"Name","value":"customAlignment"}},{"kind":"Field","name":{"kind":"Name","value":"questionNumber"}},{"kind":"Field","name":{"kind":"Name","value":"matrixGroupName"}},{"kind":"Field","name":{"kind":"Name","value":"hasMatrixRanking"}},{"kind":"Field","name":{"kind":"Name","value":"fieldAnnotation"}}]}}]}}]}}]} as unknown as DocumentNode<DictionaryQuery, DictionaryQueryVariables>;
export const TableDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Table"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"instrument"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"tableDownload"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"instrument"},"value":{"kind":"Variable","name":{"kind":"Name","value":"instrument"}}},{"kind":"Argument","name":{"kind":"Name","value":"format"},"value":{"kind":"EnumValue","value":"CSV"}},{"kind":"Argument","name":{"kind":"Name","value":"values"},"value":{"kind":"EnumValue","value":"BOTH"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"downloadUrl"}}]}}]}}]}}]} as unknown as DocumentNode<TableQuery, TableQueryVariables>;
export const RecordStatusDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RecordStatus"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"recordStatusDashboard"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"recordCount"}},{"kind":"Field","name":{"kind":"Name","value":"events"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueEventName"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"recordCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cells"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueEventName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"instrument"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"incomplete"}},{"kind":"Field","name":{"kind":"Name","value":"unverified"}},{"kind":"Field","name":{"kind":"Name","value":"complete"}},{"kind":"Field","name":{"kind":"Name","value":"absence"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}},{"kind":"Field","name":{"kind":"Name","value":"omittedFields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<RecordStatusQuery, RecordStatusQueryVariables>;