/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Why there is no value. */
export type Absence =
  /** Nothing is stored. */
  | 'BLANK'
  /** A missing data code is stored; see missingDataCode. */
  | 'MISSING_DATA_CODE'
  /** Withheld by the export rights of the token's user. */
  | 'NOT_EXPORTED';

/** What a token may or may not do. */
export type CapabilityName =
  /** Delete records. */
  | 'DELETE_RECORDS'
  /** Read the data access groups. */
  | 'EXPORT_DAGS'
  /** Download files of records. */
  | 'EXPORT_FILES'
  /** Read records. */
  | 'EXPORT_RECORDS'
  /** Create, rename and delete arms. */
  | 'IMPORT_ARMS'
  /** Create, change and delete events. */
  | 'IMPORT_EVENTS'
  /** Designate instruments for events. */
  | 'IMPORT_MAPPINGS'
  /** Change the data dictionary. */
  | 'IMPORT_METADATA'
  /** Create and change records and upload files. */
  | 'IMPORT_RECORDS'
  /** Say which instruments and events repeat. */
  | 'IMPORT_REPEATING'
  /** Rename a record. */
  | 'RENAME_RECORD';

/** A choice of a field. */
export type ChoiceInput = {
  /** What REDCap stores. */
  code: string;
  /** What people see. Cannot hold "|". */
  label: string;
};

/** What happens to a part of a design. */
export type DesignChangeKind =
  /** It is new. */
  | 'ADD'
  /** It is changed. */
  | 'CHANGE'
  /** It goes. */
  | 'REMOVE'
  /** It gets another place. */
  | 'REORDER';

/** What a mutation's error is about. */
export type ErrorCode =
  /** What is stored is not what the caller expected; nothing was written. Read again and decide anew. */
  | 'CONFLICT'
  /** The REDCap user behind this project lacks a right; see missingRight. REDCap's own refusal. */
  | 'FORBIDDEN_RIGHT'
  /** The idempotency key was used before with another input. Take a new key. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** Something that the input names is not there: a record, a field, an event, a group, an arm. */
  | 'NOT_FOUND'
  /** The project is classic: it has no arms and events. */
  | 'NOT_LONGITUDINAL'
  /** Some of the input was written and some was not; the rows tell which. */
  | 'PARTIAL_WRITE'
  /** REDCap refused the call; see redcapMessage for its words. Of this call it stored nothing, as far as REDCap's API tells. */
  | 'REDCAP_REJECTED'
  /** REDCap could not be reached, or asks to wait, before anything was written. Try again later. */
  | 'REDCAP_UNAVAILABLE'
  /** The change was sent, and whether REDCap made it could not be found out. Read it back before you send it again. */
  | 'UNKNOWN_OUTCOME'
  /** The input contradicts itself or the design of the project. Nothing was sent. */
  | 'VALIDATION'
  /** This would delete data that the input does not say may be deleted. Nothing was sent. */
  | 'WOULD_DELETE_DATA'
  /** REDCap allows this only while the project is in another status, mostly Development. */
  | 'WRONG_PROJECT_STATUS';

/** A field to add or change. Of a field that is there, what is left out stays as it is. */
export type FieldInput = {
  /** The field behind which it goes; else the end of its instrument. */
  afterField?: string | null | undefined;
  /** When the field is shown. */
  branchingLogic?: string | null | undefined;
  /** Calculation of CALC, in REDCap's logic language. */
  calculation?: string | null | undefined;
  /** Choices of DROPDOWN, RADIO and CHECKBOX, all of them. */
  choices?: Array<ChoiceInput> | null | undefined;
  /** Action tags and notes. */
  fieldAnnotation?: string | null | undefined;
  /** The label that people see; HTML is possible. */
  fieldLabel: string;
  /** Name of the variable. */
  fieldName: string;
  /** Note beside the field. */
  fieldNote?: string | null | undefined;
  /** What kind of field it is. */
  fieldType: FieldType;
  /** Unique name of the instrument; one that is not there is created with the field. */
  instrument: string;
  /** The field identifies people. */
  isIdentifier?: boolean | null | undefined;
  /** People are asked to fill it. */
  isRequired?: boolean | null | undefined;
  /** Heading of the section that begins with this field. */
  sectionHeader?: string | null | undefined;
  /** Largest value accepted without a warning. */
  textValidationMax?: string | null | undefined;
  /** Smallest value accepted without a warning. */
  textValidationMin?: string | null | undefined;
  /** Validation of TEXT, for example `date_ymd` or `number`. */
  textValidationType?: string | null | undefined;
};

/** What kind of field it is (`field_type`). */
export type FieldType =
  /** Calculated by REDCap; cannot be imported. */
  | 'CALC'
  /** Any number of choices. */
  | 'CHECKBOX'
  /** Text for people; holds no value. */
  | 'DESCRIPTIVE'
  /** One choice from a list. */
  | 'DROPDOWN'
  /** An uploaded file. */
  | 'FILE'
  /** Several lines of text. */
  | 'NOTES'
  /** One choice from buttons. */
  | 'RADIO'
  /** A drawn signature, kept as an image file. */
  | 'SIGNATURE'
  /** A whole number on a scale, 0 to 100 unless the field says otherwise. */
  | 'SLIDER'
  /** A choice from the result of a query that REDCap's API does not tell. */
  | 'SQL'
  /** One line of text, a number, a date or a time: see textValidationType. */
  | 'TEXT'
  /** True (1) or False (0). */
  | 'TRUEFALSE'
  /** A type that this gateway does not know; its values are text. */
  | 'UNKNOWN'
  /** Yes (1) or No (0). */
  | 'YESNO';

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

/** One instrument (instance) of one record. Without values it makes sure that the record is there, with that event and instance. */
export type InstrumentRowInput = {
  /** The caller's own mark, which comes back in the result. With assignRecordNames rows with one mark go into one new record; with newInstance in a repeating event rows with one mark go into one new instance. */
  clientRef?: string | null | undefined;
  /** Unique name of the data access group that the whole record is put into. Left out it stays; the API has no safe way out of a group. */
  dataAccessGroup?: string | null | undefined;
  /** Unique name of the event; needed in a longitudinal project, refused in a classic. */
  event?: string | null | undefined;
  /** Unique name of the instrument. */
  instrument: string;
  /** True: a new instance. REDCap gives the number, so that nobody who adds one at the same moment is overwritten, and the result tells it; a dry run tells the number that it would be. */
  newInstance?: boolean | null | undefined;
  /** Name of the record, made if there is none. Left out with assignRecordNames. */
  record?: string | null | undefined;
  /** Which instance, where the instrument or the event repeats; made if there is none. */
  repeatInstance?: number | null | undefined;
  /** Sets the status of the instrument; left out it stays as it is, and a new instrument has none. NOT_STARTED is refused. */
  status?: FormStatus | null | undefined;
  /** The values; may be empty. */
  values: Array<ValueInput>;
};

/** A part of a design. */
export type ProjectPart =
  /** Arms. */
  | 'ARMS'
  /** Events. */
  | 'EVENTS'
  /** Which instruments are designated for which events. */
  | 'FORM_EVENT_MAPPINGS'
  /** The data dictionary. */
  | 'METADATA'
  /** Which instruments and events repeat. */
  | 'REPEATING_INSTRUMENTS_AND_EVENTS';

/** What became of a row or of a value. */
export type RowOutcome =
  /** Was not there and is now; in a dry run: would be. */
  | 'CREATED'
  /** Not written, because other rows were refused or REDCap could not do it. */
  | 'NOT_ATTEMPTED'
  /** Refused, by the gateway or by REDCap, and not written. */
  | 'REJECTED'
  /** Was stored like this already; not sent. */
  | 'UNCHANGED'
  /** Sent, but what is stored now is not known or is not what was sent. Read it before you write it again. */
  | 'UNKNOWN'
  /** Was there and is changed now; in a dry run: would be. */
  | 'UPDATED';

/** One value to write: the field, and exactly one of the others. What is not named stays as it is; only `erase` erases. */
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
  /** Label of a choice, where it is the label of one choice only. */
  label?: string | null | undefined;
  /** For fields that hold a number; always with a decimal point. */
  number?: string | null | undefined;
  /** As REDCap stores it: a code, a text, a date `YYYY-MM-DD`, a missing data code; of a checkbox the checked codes joined by commas. A blank is refused: see `erase`. */
  raw?: string | null | undefined;
};

export type FirstLookQueryVariables = Exact<{ [key: string]: never; }>;


export type FirstLookQuery = { __typename: 'Query', projects: Array<{ __typename: 'Project', key: string, projectTitle: string, redcapVersion: string, arms: Array<{ __typename: 'Arm', armNum: number, name: string, events: Array<{ __typename: 'Event', uniqueEventName: string, eventName: string, isRepeating: boolean }> }>, records: { __typename: 'RecordConnection', totalCount: number, nodes: Array<{ __typename: 'Record', name: string }> } | null }> };

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
           | null }> }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null }, completeness: { __typename: 'Completeness', isComplete: boolean, missingRecordCount: number, omittedFields: Array<{ __typename: 'OmittedField', fieldName: string, reason: string }> } } | null } | null };

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


export const FirstLookDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FirstLook"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"projects"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"projectTitle"}},{"kind":"Field","name":{"kind":"Name","value":"redcapVersion"}},{"kind":"Field","name":{"kind":"Name","value":"arms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"armNum"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"events"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueEventName"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}},{"kind":"Field","name":{"kind":"Name","value":"isRepeating"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"records"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<FirstLookQuery, FirstLookQueryVariables>;
export const DesignDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Design"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"projectId"}},{"kind":"Field","name":{"kind":"Name","value":"projectTitle"}},{"kind":"Field","name":{"kind":"Name","value":"redcapVersion"}},{"kind":"Field","name":{"kind":"Name","value":"inProduction"}},{"kind":"Field","name":{"kind":"Name","value":"isLongitudinal"}},{"kind":"Field","name":{"kind":"Name","value":"hasRepeatingInstrumentsOrEvents"}},{"kind":"Field","name":{"kind":"Name","value":"designRevision"}},{"kind":"Field","name":{"kind":"Name","value":"recordIdField"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"missingDataCodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"capabilities"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"arms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"armNum"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"events"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueEventName"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"isRepeating"}},{"kind":"Field","name":{"kind":"Name","value":"instruments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"isSurvey"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"repeatingInstrumentsAndEvents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueEventName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"instrument"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customLabel"}}]}},{"kind":"Field","name":{"kind":"Name","value":"metadata"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"instruments"},"value":{"kind":"ListValue","values":[{"kind":"StringValue","value":"adverse_events","block":false}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}},{"kind":"Field","name":{"kind":"Name","value":"fieldType"}},{"kind":"Field","name":{"kind":"Name","value":"fieldLabel"}},{"kind":"Field","name":{"kind":"Name","value":"textValidationType"}},{"kind":"Field","name":{"kind":"Name","value":"isRequired"}},{"kind":"Field","name":{"kind":"Name","value":"isIdentifier"}},{"kind":"Field","name":{"kind":"Name","value":"branchingLogic"}},{"kind":"Field","name":{"kind":"Name","value":"choices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"exportFieldNames"}}]}}]}}]}}]} as unknown as DocumentNode<DesignQuery, DesignQueryVariables>;
export const ParticipantPageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ParticipantPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"record"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordName"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"record"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueGroupName"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroupName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"uniqueEventNames"},"value":{"kind":"ListValue","values":[{"kind":"StringValue","value":"baseline_arm_1","block":false},{"kind":"StringValue","value":"unscheduled_arm_1","block":false}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueEventName"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}},{"kind":"Field","name":{"kind":"Name","value":"arm"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"armNum"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"instruments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"names"},"value":{"kind":"ListValue","values":[{"kind":"StringValue","value":"demographics","block":false},{"kind":"StringValue","value":"vitals","block":false}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"instrument"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"field"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}},{"kind":"Field","name":{"kind":"Name","value":"fieldLabel"}},{"kind":"Field","name":{"kind":"Name","value":"isIdentifier"}}]}},{"kind":"Field","name":{"kind":"Name","value":"raw"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"absence"}},{"kind":"Field","name":{"kind":"Name","value":"missingDataCode"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NumberValue"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"isInvalid"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DateValue"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","alias":{"kind":"Name","value":"date"},"name":{"kind":"Name","value":"value"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ChoiceValue"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"choice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CheckboxValue"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"checked"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"formStarted"}}]}}]}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"adverseEvents"},"name":{"kind":"Name","value":"instances"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"instrument"},"value":{"kind":"StringValue","value":"adverse_events","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","alias":{"kind":"Name","value":"term"},"name":{"kind":"Name","value":"value"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"ae_term","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"grade"},"name":{"kind":"Name","value":"value"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"ae_grade","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"report"},"name":{"kind":"Name","value":"value"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"ae_report","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FileValue"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"downloadUrl"}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ParticipantPageQuery, ParticipantPageQueryVariables>;
export const EnrolledDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Enrolled"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueGroupName"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroupName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"records"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"and"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"enrol_date","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"event"},"value":{"kind":"StringValue","value":"baseline_arm_1","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"gte"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}}]},{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"not"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"withdrawn","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"event"},"value":{"kind":"StringValue","value":"closeout_arm_1","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"StringValue","value":"1","block":false}}]}}]}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueGroupName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"instances"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"instrument"},"value":{"kind":"StringValue","value":"eligibility","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueEventName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"value"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"eligible","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}},{"kind":"Field","name":{"kind":"Name","value":"missingRecordCount"}},{"kind":"Field","name":{"kind":"Name","value":"omittedFields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<EnrolledQuery, EnrolledQueryVariables>;
export const AdverseEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AdverseEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"instrumentData"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"instrument"},"value":{"kind":"StringValue","value":"adverse_events","block":false}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"ae_grade","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"gte"},"value":{"kind":"StringValue","value":"3","block":false}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","alias":{"kind":"Name","value":"term"},"name":{"kind":"Name","value":"value"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"ae_term","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"grade"},"name":{"kind":"Name","value":"value"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"ae_grade","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]} as unknown as DocumentNode<AdverseEventsQuery, AdverseEventsQueryVariables>;
export const EnrolDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Enrol"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"rows"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InstrumentRowInput"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"importRecords"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"rows"},"value":{"kind":"Variable","name":{"kind":"Name","value":"rows"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"assignRecordNames"},"value":{"kind":"BooleanValue","value":true}},{"kind":"ObjectField","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"verify"},"value":{"kind":"BooleanValue","value":true}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"createdCount"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"clientRef"}},{"kind":"Field","name":{"kind":"Name","value":"record"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"isRetryable"}}]}}]}}]}}]} as unknown as DocumentNode<EnrolMutation, EnrolMutationVariables>;
export const AddAdverseEventDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddAdverseEvent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"record"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordName"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"values"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ValueInput"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"importRecords"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"rows"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"record"},"value":{"kind":"Variable","name":{"kind":"Name","value":"record"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"event"},"value":{"kind":"StringValue","value":"baseline_arm_1","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"instrument"},"value":{"kind":"StringValue","value":"adverse_events","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"newInstance"},"value":{"kind":"BooleanValue","value":true}},{"kind":"ObjectField","name":{"kind":"Name","value":"status"},"value":{"kind":"EnumValue","value":"UNVERIFIED"}},{"kind":"ObjectField","name":{"kind":"Name","value":"values"},"value":{"kind":"Variable","name":{"kind":"Name","value":"values"}}}]}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"isRetryable"}}]}}]}}]}}]} as unknown as DocumentNode<AddAdverseEventMutation, AddAdverseEventMutationVariables>;
export const SignedConsentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignedConsent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"record"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordName"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"file"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Upload"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"sha256"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"importFile"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"record"},"value":{"kind":"Variable","name":{"kind":"Name","value":"record"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"event"},"value":{"kind":"StringValue","value":"screening_arm_1","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"consent_pdf","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"file"},"value":{"kind":"Variable","name":{"kind":"Name","value":"file"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"sha256"},"value":{"kind":"Variable","name":{"kind":"Name","value":"sha256"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<SignedConsentMutation, SignedConsentMutationVariables>;
export const PlanFieldsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PlanFields"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"fields"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FieldInput"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"revision"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"importMetadata"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"fields"},"value":{"kind":"Variable","name":{"kind":"Name","value":"fields"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"mode"},"value":{"kind":"EnumValue","value":"MERGE"}},{"kind":"ObjectField","name":{"kind":"Name","value":"dryRun"},"value":{"kind":"BooleanValue","value":true}},{"kind":"ObjectField","name":{"kind":"Name","value":"expectedRevision"},"value":{"kind":"Variable","name":{"kind":"Name","value":"revision"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"part"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"risksData"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"missingRight"}}]}}]}}]}}]} as unknown as DocumentNode<PlanFieldsMutation, PlanFieldsMutationVariables>;
export const AddVisitDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddVisit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"revision"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"importArms"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"arms"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"armNum"},"value":{"kind":"IntValue","value":"3"}},{"kind":"ObjectField","name":{"kind":"Name","value":"name"},"value":{"kind":"StringValue","value":"Drug C","block":false}}]}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"mode"},"value":{"kind":"EnumValue","value":"MERGE"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"importEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"events"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eventName"},"value":{"kind":"StringValue","value":"6-month follow-up","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"armNum"},"value":{"kind":"IntValue","value":"3"}},{"kind":"ObjectField","name":{"kind":"Name","value":"dayOffset"},"value":{"kind":"IntValue","value":"180"}},{"kind":"ObjectField","name":{"kind":"Name","value":"offsetMin"},"value":{"kind":"IntValue","value":"14"}},{"kind":"ObjectField","name":{"kind":"Name","value":"offsetMax"},"value":{"kind":"IntValue","value":"14"}}]}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"mode"},"value":{"kind":"EnumValue","value":"MERGE"}},{"kind":"ObjectField","name":{"kind":"Name","value":"expectedRevision"},"value":{"kind":"Variable","name":{"kind":"Name","value":"revision"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"designRevision"}},{"kind":"Field","name":{"kind":"Name","value":"events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"arms"},"value":{"kind":"ListValue","values":[{"kind":"IntValue","value":"3"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueEventName"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}},{"kind":"Field","name":{"kind":"Name","value":"dayOffset"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"missingRight"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"addFormEventMappings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"mappings"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"event"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"armNum"},"value":{"kind":"IntValue","value":"3"}},{"kind":"ObjectField","name":{"kind":"Name","value":"eventName"},"value":{"kind":"StringValue","value":"6-month follow-up","block":false}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"instrument"},"value":{"kind":"StringValue","value":"adverse_events","block":false}}]}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"importRepeatingInstrumentsAndEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"entries"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"event"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"armNum"},"value":{"kind":"IntValue","value":"3"}},{"kind":"ObjectField","name":{"kind":"Name","value":"eventName"},"value":{"kind":"StringValue","value":"6-month follow-up","block":false}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"instrument"},"value":{"kind":"StringValue","value":"adverse_events","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"customLabel"},"value":{"kind":"StringValue","value":"[ae_term]","block":false}}]}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"mode"},"value":{"kind":"EnumValue","value":"MERGE"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<AddVisitMutation, AddVisitMutationVariables>;