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

/** What of it repeats, in this event. */
export type RepeatKind =
  /** The whole event has instances. */
  | 'EVENT'
  /** The instrument has instances of its own. */
  | 'INSTRUMENT'
  /** Nothing. */
  | 'NONE';

export type ParticipantQueryVariables = Exact<{
  project: string;
  shareId: string | number;
}>;


export type ParticipantQuery = { __typename: 'Query', project: { __typename: 'Project', id: string, isLongitudinal: boolean, recordIdField: { __typename: 'Field', fieldLabel: string }, arms: Array<{ __typename: 'Arm', armNum: number, name: string, events: Array<{ __typename: 'Event', id: string, uniqueEventName: string, eventName: string, dayOffset: number | null, instruments: Array<{ __typename: 'Instrument', id: string, name: string, label: string }> }> }>, instruments: Array<{ __typename: 'Instrument', id: string, name: string, label: string }>, recordByShareId: { __typename: 'Record', id: string, name: string, arms: Array<{ __typename: 'Arm', armNum: number }>, dataAccessGroup: { __typename: 'DataAccessGroup', uniqueGroupName: string, dataAccessGroupName: string | null } | null, events: Array<{ __typename: 'RecordEvent', repeatInstance: number | null, event: { __typename: 'Event', id: string } | null, instruments: Array<{ __typename: 'InstrumentData', id: string, repeatInstance: number | null, repeatKind: RepeatKind, status: FormStatus | null, instrument: { __typename: 'Instrument', id: string, name: string, label: string } }> }> } | null } | null };

export type ParticipantValuesQueryVariables = Exact<{
  id: string | number;
}>;


export type ParticipantValuesQuery = { __typename: 'Query', node:
    | { __typename: 'Arm' }
    | { __typename: 'Choice' }
    | { __typename: 'DataAccessGroup' }
    | { __typename: 'Event' }
    | { __typename: 'Field' }
    | { __typename: 'Instrument' }
    | { __typename: 'InstrumentData', id: string, values: Array<
        | { __typename: 'BooleanValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldLabel: string, fieldType: FieldType, sectionHeader: string | null } }
        | { __typename: 'CheckboxValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldLabel: string, fieldType: FieldType, sectionHeader: string | null } }
        | { __typename: 'ChoiceValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldLabel: string, fieldType: FieldType, sectionHeader: string | null } }
        | { __typename: 'DateTimeValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldLabel: string, fieldType: FieldType, sectionHeader: string | null } }
        | { __typename: 'DateValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldLabel: string, fieldType: FieldType, sectionHeader: string | null } }
        | { __typename: 'FileValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldLabel: string, fieldType: FieldType, sectionHeader: string | null } }
        | { __typename: 'IntegerValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldLabel: string, fieldType: FieldType, sectionHeader: string | null } }
        | { __typename: 'NumberValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldLabel: string, fieldType: FieldType, sectionHeader: string | null } }
        | { __typename: 'TextValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldLabel: string, fieldType: FieldType, sectionHeader: string | null } }
        | { __typename: 'TimeValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldLabel: string, fieldType: FieldType, sectionHeader: string | null } }
      > }
    | { __typename: 'Project' }
    | { __typename: 'Record' }
   | null };

export type ParticipantFileQueryVariables = Exact<{
  id: string | number;
  field: string;
}>;


export type ParticipantFileQuery = { __typename: 'Query', node:
    | { __typename: 'Arm' }
    | { __typename: 'Choice' }
    | { __typename: 'DataAccessGroup' }
    | { __typename: 'Event' }
    | { __typename: 'Field' }
    | { __typename: 'Instrument' }
    | { __typename: 'InstrumentData', id: string, value:
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
       | null }
    | { __typename: 'Project' }
    | { __typename: 'Record' }
   | null };

export type ParticipantByNameQueryVariables = Exact<{
  project: string;
  record: string;
}>;


export type ParticipantByNameQuery = { __typename: 'Query', project: { __typename: 'Project', record: { __typename: 'Record', name: string, arms: Array<{ __typename: 'Arm', armNum: number, name: string }>, dataAccessGroup: { __typename: 'DataAccessGroup', uniqueGroupName: string, dataAccessGroupName: string | null } | null, events: Array<{ __typename: 'RecordEvent', repeatInstance: number | null, event: { __typename: 'Event', uniqueEventName: string, eventName: string, dayOffset: number | null } | null, instruments: Array<{ __typename: 'InstrumentData', repeatInstance: number | null, status: FormStatus | null, instrument: { __typename: 'Instrument', name: string, label: string }, values: Array<
            | { __typename: 'BooleanValue', raw: string | null, label: string | null, absence: Absence | null, field: { __typename: 'Field', fieldName: string, fieldLabel: string } }
            | { __typename: 'CheckboxValue', raw: string | null, label: string | null, absence: Absence | null, field: { __typename: 'Field', fieldName: string, fieldLabel: string } }
            | { __typename: 'ChoiceValue', raw: string | null, label: string | null, absence: Absence | null, field: { __typename: 'Field', fieldName: string, fieldLabel: string } }
            | { __typename: 'DateTimeValue', raw: string | null, label: string | null, absence: Absence | null, field: { __typename: 'Field', fieldName: string, fieldLabel: string } }
            | { __typename: 'DateValue', raw: string | null, label: string | null, absence: Absence | null, field: { __typename: 'Field', fieldName: string, fieldLabel: string } }
            | { __typename: 'FileValue', raw: string | null, label: string | null, absence: Absence | null, field: { __typename: 'Field', fieldName: string, fieldLabel: string } }
            | { __typename: 'IntegerValue', raw: string | null, label: string | null, absence: Absence | null, field: { __typename: 'Field', fieldName: string, fieldLabel: string } }
            | { __typename: 'NumberValue', raw: string | null, label: string | null, absence: Absence | null, field: { __typename: 'Field', fieldName: string, fieldLabel: string } }
            | { __typename: 'TextValue', raw: string | null, label: string | null, absence: Absence | null, field: { __typename: 'Field', fieldName: string, fieldLabel: string } }
            | { __typename: 'TimeValue', raw: string | null, label: string | null, absence: Absence | null, field: { __typename: 'Field', fieldName: string, fieldLabel: string } }
          > }> }> } | null } | null };


export const ParticipantDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Participant"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"shareId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"isLongitudinal"}},{"kind":"Field","name":{"kind":"Name","value":"recordIdField"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fieldLabel"}}]}},{"kind":"Field","name":{"kind":"Name","value":"arms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"armNum"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"events"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueEventName"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}},{"kind":"Field","name":{"kind":"Name","value":"dayOffset"}},{"kind":"Field","name":{"kind":"Name","value":"instruments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"instruments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"recordByShareId"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"shareId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"shareId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"arms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"armNum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueGroupName"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroupName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"events"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"instruments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"repeatKind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"instrument"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ParticipantQuery, ParticipantQueryVariables>;
export const ParticipantValuesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ParticipantValues"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InstrumentData"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"absence"}},{"kind":"Field","name":{"kind":"Name","value":"isInvalid"}},{"kind":"Field","name":{"kind":"Name","value":"missingDataCode"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"field"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}},{"kind":"Field","name":{"kind":"Name","value":"fieldLabel"}},{"kind":"Field","name":{"kind":"Name","value":"fieldType"}},{"kind":"Field","name":{"kind":"Name","value":"sectionHeader"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ParticipantValuesQuery, ParticipantValuesQueryVariables>;
export const ParticipantFileDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ParticipantFile"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"field"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InstrumentData"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"value"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"field"},"value":{"kind":"Variable","name":{"kind":"Name","value":"field"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FileValue"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"downloadUrl"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ParticipantFileQuery, ParticipantFileQueryVariables>;
export const ParticipantByNameDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ParticipantByName"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"record"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordName"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"record"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"arms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"armNum"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueGroupName"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroupName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"events"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueEventName"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}},{"kind":"Field","name":{"kind":"Name","value":"dayOffset"}}]}},{"kind":"Field","name":{"kind":"Name","value":"instruments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"instrument"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"absence"}},{"kind":"Field","name":{"kind":"Name","value":"field"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}},{"kind":"Field","name":{"kind":"Name","value":"fieldLabel"}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ParticipantByNameQuery, ParticipantByNameQueryVariables>;