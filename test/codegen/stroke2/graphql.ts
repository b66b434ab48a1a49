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

/** The events that adverse_events is designated for. */
export type AdverseEvents_Event =
  /**
   * 21 day follow up (Arm 1: Drug A)
   * REDCap: 21_day_follow_up_arm_1
   */
  | '_21_day_follow_up_arm_1'
  /**
   * 21 day follow up (Arm 2: Drug B)
   * REDCap: 21_day_follow_up_arm_2
   */
  | '_21_day_follow_up_arm_2'
  /**
   * 90 day follow up (Arm 1: Drug A)
   * REDCap: 90_day_follow_up_arm_1
   */
  | '_90_day_follow_up_arm_1'
  /**
   * 90 day follow up (Arm 2: Drug B)
   * REDCap: 90_day_follow_up_arm_2
   */
  | '_90_day_follow_up_arm_2'
  /** Baseline (Arm 1: Drug A) */
  | 'baseline_arm_1'
  /** Baseline (Arm 2: Drug B) */
  | 'baseline_arm_2';

/** What one saved adverse_events must be like. All that is given must hold of the same saved adverse_events. */
export type AdverseEvents_Filter = {
  /** Grade (CTCAE) */
  ae_grade?: ChoiceFilter | null | undefined;
  /** Narrative */
  ae_narrative?: TextFilter | null | undefined;
  /** Still going on */
  ae_ongoing?: BooleanFilter | null | undefined;
  /** Onset */
  ae_onset?: DateFilter | null | undefined;
  /** Outcome */
  ae_outcome?: ChoiceFilter | null | undefined;
  /** Report */
  ae_report?: FileFilter | null | undefined;
  /** Serious? */
  ae_serious?: BooleanFilter | null | undefined;
  /** What happened? */
  ae_term?: TextFilter | null | undefined;
  /** All of these. */
  and?: Array<AdverseEvents_Filter> | null | undefined;
  /** With `event`: it may also be of an event of the same name (`event_name`) in another arm. False unless given. */
  anyArm?: boolean | null | undefined;
  /** It is of this event. Only in the outermost filter of the instrument. */
  event?: AdverseEvents_Event | null | undefined;
  /** The opposite of this. */
  not?: AdverseEvents_Filter | null | undefined;
  /** At least one of these. */
  or?: Array<AdverseEvents_Filter> | null | undefined;
  /** How far it is filled in. */
  status?: FormStatusFilter | null | undefined;
};

/** Values of adverse_events. A variable that is left out or null stays as it is. */
export type AdverseEvents_Input = {
  /**
   * Grade (CTCAE)
   * (radio)
   * Choices: 1 = Mild; 2 = Moderate; 3 = Severe; 4 = Life-threatening, urgent; 5 = Death.
   */
  ae_grade?: string | null | undefined;
  /**
   * Narrative
   * (notes)
   * Shown if: [ae_serious] = '1'
   */
  ae_narrative?: string | null | undefined;
  /**
   * Still going on
   * (truefalse)
   * Choices: 1 = True; 0 = False.
   */
  ae_ongoing?: boolean | null | undefined;
  /**
   * Onset
   * (text, date_ymd)
   */
  ae_onset?: string | null | undefined;
  /**
   * Outcome
   * (dropdown)
   * Choices: 1 = Resolved; 2 = Resolved, with sequelae; 3 = Not resolved; 4 = Fatal.
   */
  ae_outcome?: string | null | undefined;
  /**
   * Serious?
   * (yesno)
   * Choices: 1 = Yes; 0 = No.
   */
  ae_serious?: boolean | null | undefined;
  /**
   * What happened?
   * (text)
   */
  ae_term?: string | null | undefined;
};

/** A value matches when all the given operators match. */
export type BooleanFilter = {
  /** Equal to this answer. */
  eq?: boolean | null | undefined;
  /** True: nothing is stored. False: something is. */
  isBlank?: boolean | null | undefined;
  /** This missing data code is stored in place of a value. */
  missingDataCode?: string | null | undefined;
  /** Not equal to this answer. A blank value is not equal to it either. */
  ne?: boolean | null | undefined;
};

/** A value matches when all the given operators match. The values have an order only where all codes are numbers. */
export type ChoiceFilter = {
  /** Equal to this code. */
  eq?: string | null | undefined;
  /** Greater or later than this. A blank value never matches. */
  gt?: string | null | undefined;
  /** Equal to this, greater or later. A blank value never matches. */
  gte?: string | null | undefined;
  /** Equal to one of these values. The list holds at least one code. */
  in?: Array<string> | null | undefined;
  /** True: nothing is stored. False: something is. */
  isBlank?: boolean | null | undefined;
  /** Less or earlier than this. A blank value never matches. */
  lt?: string | null | undefined;
  /** Equal to this, less or earlier. A blank value never matches. */
  lte?: string | null | undefined;
  /** This missing data code is stored in place of a value. */
  missingDataCode?: string | null | undefined;
  /** Not equal to this code. A blank value is not equal to it either. */
  ne?: string | null | undefined;
};

/** A value matches when all the given operators match. */
export type DateFilter = {
  /** Equal to this date. */
  eq?: string | null | undefined;
  /** Greater or later than this. A blank value never matches. */
  gt?: string | null | undefined;
  /** Equal to this, greater or later. A blank value never matches. */
  gte?: string | null | undefined;
  /** Equal to one of these values. The list holds at least one date. */
  in?: Array<string> | null | undefined;
  /** True: nothing is stored. False: something is. */
  isBlank?: boolean | null | undefined;
  /** Less or earlier than this. A blank value never matches. */
  lt?: string | null | undefined;
  /** Equal to this, less or earlier. A blank value never matches. */
  lte?: string | null | undefined;
  /** This missing data code is stored in place of a value. */
  missingDataCode?: string | null | undefined;
  /** Not equal to this date. A blank value is not equal to it either. */
  ne?: string | null | undefined;
};

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

/** Whether there is a file. */
export type FileFilter = {
  /** True: nothing is stored. False: something is. */
  isBlank?: boolean | null | undefined;
};

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

/** How far the form is filled in. A status matches when all the given operators match. */
export type FormStatusFilter = {
  /** Equal to this status. */
  eq?: FormStatus | null | undefined;
  /** Equal to one of these values. The list holds at least one status. */
  in?: Array<FormStatus> | null | undefined;
  /** Not equal to this status. A blank value is not equal to it either. */
  ne?: FormStatus | null | undefined;
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

/** A value matches when all the given operators match. */
export type TextFilter = {
  /** Holds this text somewhere, in capitals or not. */
  contains?: string | null | undefined;
  /** Equal to this text. */
  eq?: string | null | undefined;
  /** Equal to one of these values. The list holds at least one text. */
  in?: Array<string> | null | undefined;
  /** True: nothing is stored. False: something is. */
  isBlank?: boolean | null | undefined;
  /** This missing data code is stored in place of a value. */
  missingDataCode?: string | null | undefined;
  /** Not equal to this text. A blank value is not equal to it either. */
  ne?: string | null | undefined;
  /** Begins with this text, in capitals or not. */
  startsWith?: string | null | undefined;
};

/** The events that vitals is designated for. */
export type Vitals_Event =
  /**
   * 21 day follow up (Arm 1: Drug A)
   * REDCap: 21_day_follow_up_arm_1
   */
  | '_21_day_follow_up_arm_1'
  /**
   * 21 day follow up (Arm 2: Drug B)
   * REDCap: 21_day_follow_up_arm_2
   */
  | '_21_day_follow_up_arm_2'
  /**
   * 90 day follow up (Arm 1: Drug A)
   * REDCap: 90_day_follow_up_arm_1
   */
  | '_90_day_follow_up_arm_1'
  /**
   * 90 day follow up (Arm 2: Drug B)
   * REDCap: 90_day_follow_up_arm_2
   */
  | '_90_day_follow_up_arm_2'
  /** Baseline (Arm 1: Drug A) */
  | 'baseline_arm_1'
  /** Baseline (Arm 2: Drug B) */
  | 'baseline_arm_2'
  /**
   * Unscheduled (Arm 1: Drug A)
   * The event repeats.
   */
  | 'unscheduled_arm_1'
  /**
   * Unscheduled (Arm 2: Drug B)
   * The event repeats.
   */
  | 'unscheduled_arm_2';

/** Values of vitals as the caller saw them. Where another one is stored by now, the row is refused with CONFLICT. A variable that is not named is not compared. */
export type Vitals_Expected = {
  /** Variables that held nothing. */
  empty?: Array<Vitals_WritableField> | null | undefined;
  /** Variables that held a missing data code in place of a value. */
  missingDataCodes?: Array<Vitals_MissingDataInput> | null | undefined;
  /** Variables that held these values. */
  values?: Vitals_Input | null | undefined;
};

/** Values of vitals. A variable that is left out or null stays as it is. */
export type Vitals_Input = {
  /**
   * Diastolic blood pressure (mmHg)
   * (text, integer)
   * From 30 to 160.
   */
  dbp?: number | string | null | undefined;
  /**
   * Height (cm)
   * (text, number)
   * From 100 to 230.
   */
  height?: string | null | undefined;
  /**
   * Modified Rankin Scale
   * (dropdown)
   * Choices: 0 = No symptoms; 1 = No significant disability; 2 = Slight disability; 3 = Moderate disability; 4 = Moderately severe disability; 5 = Severe disability; 6 = Dead.
   */
  mrs?: string | null | undefined;
  /**
   * Pulse (per minute)
   * (text, integer)
   * From 30 to 220.
   */
  pulse?: number | string | null | undefined;
  /**
   * Systolic blood pressure (mmHg)
   * (text, integer)
   * From 60 to 260.
   */
  sbp?: number | string | null | undefined;
  /**
   * Temperature (°C)
   * (text, number_1dp)
   * From 34.0 to 42.0.
   */
  temperature?: string | null | undefined;
  /**
   * Date of measurement
   * (text, date_ymd)
   */
  vitals_date?: string | null | undefined;
  /**
   * Weight (kg)
   * (text, number)
   * From 25 to 250.
   */
  weight?: string | null | undefined;
};

/** A missing data code to be stored in place of a value. */
export type Vitals_MissingDataInput = {
  /** One of the project's missing data codes. */
  code: string;
  /** The variable. */
  field: Vitals_WritableField;
};

/** One vitals of one record. */
export type Vitals_Row = {
  /** The caller's own mark, which the result returns. Rows with the same mark go into one new record (assignRecordNames), or into one new instance of a repeating event (newInstance). */
  clientRef?: string | null | undefined;
  /** Unique name of the data access group that the whole record is put into. Without it, the record stays in its group. */
  dataAccessGroup?: string | null | undefined;
  /** Variables whose stored value is erased. There is no other way to erase a value. */
  erase?: Array<Vitals_WritableField> | null | undefined;
  /** The event. */
  event: Vitals_Event;
  /** True: there is no record of this name yet. Where there is one, the row is refused with CONFLICT. */
  expectNew?: boolean | null | undefined;
  /** What the caller saw. It is compared with what is stored just before the row is sent. It costs no call. */
  expected?: Vitals_Expected | null | undefined;
  /** Variables that get a missing data code in place of a value. */
  missingDataCodes?: Array<Vitals_MissingDataInput> | null | undefined;
  /** True: a new instance. REDCap gives its number, and the result returns it. */
  newInstance?: boolean | null | undefined;
  /** Name of the record. REDCap creates the record if there is none. Left out with assignRecordNames. */
  record?: string | null | undefined;
  /** Number of the instance, where the instrument or the event repeats. REDCap creates the instance if there is none. */
  repeatInstance?: number | null | undefined;
  /** The status of the form after the import. Without it, the status stays as it is. NOT_STARTED is refused. */
  status?: FormStatus | null | undefined;
  /** The values. Without values, the row makes sure that the record is there, with that event and instance. */
  values?: Vitals_Input | null | undefined;
};

/** The variables of vitals that an import may write. */
export type Vitals_WritableField =
  /** Diastolic blood pressure (mmHg) */
  | 'dbp'
  /** Height (cm) */
  | 'height'
  /** Modified Rankin Scale */
  | 'mrs'
  /** Pulse (per minute) */
  | 'pulse'
  /** Systolic blood pressure (mmHg) */
  | 'sbp'
  /** Temperature (°C) */
  | 'temperature'
  /** Date of measurement */
  | 'vitals_date'
  /** Weight (kg) */
  | 'weight';

export type ParticipantPageQueryVariables = Exact<{
  record: string;
}>;


export type ParticipantPageQuery = { __typename: 'Query', record: { __typename: 'Record', id: string, name: string, dataAccessGroup: { __typename: 'DataAccessGroup', dataAccessGroupName: string | null } | null, demographics: { __typename: 'Demographics', status: FormStatus | null, dob: { __typename: 'DateValue', value: string | null, absence: Absence | null } | null, sex: { __typename: 'ChoiceValue', code: string | null, label: string | null } | null, age: { __typename: 'NumberValue', value: string | null } | null, email: { __typename: 'TextValue', value: string | null, missingDataCode: { __typename: 'Choice', code: string, label: string } | null } | null } | null, vitals: { __typename: 'Vitals_Connection', totalCount: number, nodes: Array<{ __typename: 'Vitals', repeatInstance: number | null, event: { __typename: 'Event', eventName: string } | null, vitals_date: { __typename: 'DateValue', value: string | null } | null, sbp: { __typename: 'IntegerValue', value: number | null, isInvalid: boolean, raw: string | null } | null, dbp: { __typename: 'IntegerValue', value: number | null } | null, mrs: { __typename: 'ChoiceValue', code: string | null, label: string | null } | null }> }, adverse_events: { __typename: 'AdverseEvents_Connection', totalCount: number, nodes: Array<{ __typename: 'AdverseEvents', repeatInstance: number | null, status: FormStatus | null, ae_term: { __typename: 'TextValue', value: string | null } | null, ae_grade: { __typename: 'ChoiceValue', code: string | null, label: string | null } | null, ae_report: { __typename: 'FileValue', file: { __typename: 'StoredFile', fileName: string, downloadUrl: string } | null } | null }> } } | null };

export type WorklistQueryVariables = Exact<{
  enrolledSince: string;
  after?: string | null | undefined;
}>;


export type WorklistQuery = { __typename: 'Query', records: { __typename: 'RecordConnection', totalCount: number, nodes: Array<{ __typename: 'Record', name: string, dataAccessGroup: { __typename: 'DataAccessGroup', uniqueGroupName: string } | null, demographics: { __typename: 'Demographics', enrol_date: { __typename: 'DateValue', value: string | null } | null } | null, adverse_events: { __typename: 'AdverseEvents_Connection', totalCount: number, nodes: Array<{ __typename: 'AdverseEvents', ae_term: { __typename: 'TextValue', value: string | null } | null, ae_grade: { __typename: 'ChoiceValue', label: string | null } | null }> } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null }, completeness: { __typename: 'Completeness', isComplete: boolean, missingRecords: Array<string>, omittedFields: Array<{ __typename: 'OmittedField', fieldName: string, code: OmissionReason, reason: string }> } } | null };

export type AdverseEventsQueryVariables = Exact<{
  where?: AdverseEvents_Filter | null | undefined;
  after?: string | null | undefined;
}>;


export type AdverseEventsQuery = { __typename: 'Query', instrumentData: { __typename: 'InstrumentTables', adverse_events: { __typename: 'AdverseEvents_Connection', totalCount: number, nodes: Array<{ __typename: 'AdverseEvents', repeatInstance: number | null, status: FormStatus | null, record: { __typename: 'Record', name: string }, event: { __typename: 'Event', uniqueEventName: string } | null, ae_term: { __typename: 'TextValue', value: string | null } | null, ae_grade: { __typename: 'ChoiceValue', code: string | null, label: string | null } | null, ae_onset: { __typename: 'DateValue', value: string | null } | null, ae_narrative: { __typename: 'TextValue', value: string | null, absence: Absence | null } | null }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null }, completeness: { __typename: 'Completeness', isComplete: boolean, missingRecordCount: number } } | null } };

export type LabsToReviewQueryVariables = Exact<{
  inr: string;
  creatinine: string;
}>;


export type LabsToReviewQuery = { __typename: 'Query', instrumentData: { __typename: 'InstrumentTables', labs: { __typename: 'Labs_Connection', totalCount: number, nodes: Array<{ __typename: 'Labs', repeatInstance: number | null, record: { __typename: 'Record', name: string, dataAccessGroup: { __typename: 'DataAccessGroup', dataAccessGroupName: string | null } | null }, event: { __typename: 'Event', eventName: string } | null, sample_id: { __typename: 'TextValue', value: string | null } | null, sample_datetime: { __typename: 'DateTimeValue', value: string | null } | null, inr: { __typename: 'NumberValue', value: string | null, isInvalid: boolean } | null, creatinine: { __typename: 'NumberValue', value: string | null } | null }>, completeness: { __typename: 'Completeness', isComplete: boolean } } | null } };

export type ImportVitalsMutationVariables = Exact<{
  rows: Array<Vitals_Row> | Vitals_Row;
  dryRun: boolean;
}>;


export type ImportVitalsMutation = { __typename: 'Mutation', importRecords: { __typename: 'ImportRecordsPayload', dryRun: boolean, rows: Array<{ __typename: 'RowResult', path: Array<string>, record: string | null, repeatInstance: number | null, outcome: RowOutcome, changes: Array<{ __typename: 'ValueChange', name: string, outcome: RowOutcome, isErased: boolean }>, errors: Array<{ __typename: 'UserError', code: ErrorCode, path: Array<string>, message: string }> }>, errors: Array<{ __typename: 'UserError', code: ErrorCode, message: string }> } | null };

export type AddAdverseEventMutationVariables = Exact<{
  record: string;
  values: AdverseEvents_Input;
  key: string;
}>;


export type AddAdverseEventMutation = { __typename: 'Mutation', importRecords: { __typename: 'ImportRecordsPayload', rows: Array<{ __typename: 'RowResult', repeatInstance: number | null, outcome: RowOutcome, errors: Array<{ __typename: 'UserError', code: ErrorCode, path: Array<string>, message: string }> }>, errors: Array<{ __typename: 'UserError', code: ErrorCode, message: string, isRetryable: boolean }> } | null };


export const ParticipantPageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ParticipantPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"record"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordName"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"record"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroupName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"demographics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"event"},"value":{"kind":"EnumValue","value":"baseline_arm_1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"dob"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"absence"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sex"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"age"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"email"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"missingDataCode"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"vitals"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"vitals_date"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sbp"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"isInvalid"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dbp"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"mrs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"adverse_events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"ae_term"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_grade"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_report"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"downloadUrl"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ParticipantPageQuery, ParticipantPageQueryVariables>;
export const WorklistDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Worklist"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"enrolledSince"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"records"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"25"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"demographics"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"event"},"value":{"kind":"EnumValue","value":"baseline_arm_1"}},{"kind":"ObjectField","name":{"kind":"Name","value":"enrol_date"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"gte"},"value":{"kind":"Variable","name":{"kind":"Name","value":"enrolledSince"}}}]}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"adverse_events"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"ae_grade"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"in"},"value":{"kind":"ListValue","values":[{"kind":"StringValue","value":"3","block":false},{"kind":"StringValue","value":"4","block":false}]}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"ae_ongoing"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"BooleanValue","value":true}}]}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"not"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"closeout"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"status"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"EnumValue","value":"COMPLETE"}}]}}]}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"demographics"},"value":{"kind":"EnumValue","value":"enrol_date"}},{"kind":"ObjectField","name":{"kind":"Name","value":"event"},"value":{"kind":"EnumValue","value":"baseline_arm_1"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"DESC"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueGroupName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"demographics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"event"},"value":{"kind":"EnumValue","value":"baseline_arm_1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"enrol_date"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"adverse_events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"ae_term"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_grade"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}},{"kind":"Field","name":{"kind":"Name","value":"missingRecords"}},{"kind":"Field","name":{"kind":"Name","value":"omittedFields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}}]}}]} as unknown as DocumentNode<WorklistQuery, WorklistQueryVariables>;
export const AdverseEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AdverseEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"where"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AdverseEvents_Filter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"instrumentData"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"adverse_events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueEventName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"ae_term"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_grade"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_onset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_narrative"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"absence"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}},{"kind":"Field","name":{"kind":"Name","value":"missingRecordCount"}}]}}]}}]}}]}}]} as unknown as DocumentNode<AdverseEventsQuery, AdverseEventsQueryVariables>;
export const LabsToReviewDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LabsToReview"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"inr"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Decimal"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"creatinine"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Decimal"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"instrumentData"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"labs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"or"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"inr"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"gte"},"value":{"kind":"Variable","name":{"kind":"Name","value":"inr"}}}]}}]},{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"creatinine"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"gte"},"value":{"kind":"Variable","name":{"kind":"Name","value":"creatinine"}}}]}}]}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"sample_datetime"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"isBlank"},"value":{"kind":"BooleanValue","value":false}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"sample_datetime"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"DESC"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroupName"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"sample_id"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sample_datetime"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"inr"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"isInvalid"}}]}},{"kind":"Field","name":{"kind":"Name","value":"creatinine"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}}]}}]}}]}}]}}]} as unknown as DocumentNode<LabsToReviewQuery, LabsToReviewQueryVariables>;
export const ImportVitalsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ImportVitals"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"rows"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Vitals_Row"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"dryRun"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"importRecords"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"vitals"},"value":{"kind":"Variable","name":{"kind":"Name","value":"rows"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"dryRun"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dryRun"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"record"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<ImportVitalsMutation, ImportVitalsMutationVariables>;
export const AddAdverseEventDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddAdverseEvent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"record"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordName"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"values"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AdverseEvents_Input"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"importRecords"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"adverse_events"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"record"},"value":{"kind":"Variable","name":{"kind":"Name","value":"record"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"event"},"value":{"kind":"EnumValue","value":"baseline_arm_1"}},{"kind":"ObjectField","name":{"kind":"Name","value":"newInstance"},"value":{"kind":"BooleanValue","value":true}},{"kind":"ObjectField","name":{"kind":"Name","value":"status"},"value":{"kind":"EnumValue","value":"UNVERIFIED"}},{"kind":"ObjectField","name":{"kind":"Name","value":"values"},"value":{"kind":"Variable","name":{"kind":"Name","value":"values"}}}]}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"isRetryable"}}]}}]}}]}}]} as unknown as DocumentNode<AddAdverseEventMutation, AddAdverseEventMutationVariables>;