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

/** The order of rows: by their own values of one field, or by record, event and instance when no field is given. Rows without a value come last, as those with a missing data code or with a text that does not fit the field. Rows with the same value stand in the order of records, events and instances. */
export type InstrumentDataOrder = {
  /** Which end comes first. */
  direction?: OrderDirection | null | undefined;
  /** Name of a field of the instrument, or its form status (`<instrument>_complete`). Not a checkbox and not a file, which hold no single value. */
  field?: string | null | undefined;
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

/** Which end comes first. */
export type OrderDirection =
  /** The smallest, the earliest, the first of the alphabet. */
  | 'ASC'
  /** The largest, the latest, the last of the alphabet. */
  | 'DESC';

/** Which rows to select: one field with one operator, or `and`, `or`, `not` of others. A blank value never satisfies an ordering. REDCap evaluates it where its logic can say exactly this, else the gateway does; the answer is the same. */
export type RecordFilter = {
  /** All of these. */
  and?: Array<RecordFilter> | null | undefined;
  /** This code of a checkbox is checked. */
  checked?: string | null | undefined;
  /** Holds this text somewhere, in capitals or not; fields that hold text. */
  contains?: string | null | undefined;
  /** Equal to this code, number, date or text. */
  eq?: string | null | undefined;
  /** Unique name of the event whose value is looked at. Left out: the event (and instance) of the row that is being tested. */
  event?: string | null | undefined;
  /** Name of the field that is looked at; of a checkbox without its code. */
  field?: string | null | undefined;
  /** Greater than this number or later than this date. */
  gt?: string | null | undefined;
  /** At least this number or this date. */
  gte?: string | null | undefined;
  /** True: nothing is stored. False: something is. */
  isBlank?: boolean | null | undefined;
  /** Less than this number or earlier than this date. */
  lt?: string | null | undefined;
  /** At most this number or this date. */
  lte?: string | null | undefined;
  /** Not equal to this. A blank value is not equal to anything but "". */
  ne?: string | null | undefined;
  /** The opposite of this. */
  not?: RecordFilter | null | undefined;
  /** At least one of these. */
  or?: Array<RecordFilter> | null | undefined;
  /** Begins with this text, in capitals or not; fields that hold text. */
  startsWith?: string | null | undefined;
};

/** How a table is written. */
export type TableFormat =
  /** Comma-separated values in UTF-8, the names of the columns in the first line. Blank values are empty. */
  | 'CSV'
  /** One JSON object a line. Values are texts as REDCap stores them, and blank ones are null. */
  | 'NDJSON'
  /** Apache Parquet, typed by the data dictionary. A text that does not fit its type stands in the column `untyped_values`. */
  | 'PARQUET';

/** What stands for a choice in a table. */
export type TableValues =
  /** The code, and beside it a column with the label, named after the first with `__label` behind it. */
  | 'BOTH'
  /** The label in plain text, and `Checked` or `Unchecked` for an option of a checkbox. */
  | 'LABELS'
  /** The code, as REDCap stores it. */
  | 'RAW';

export type DataDesignQueryVariables = Exact<{
  project: string;
}>;


export type DataDesignQuery = { __typename: 'Query', project: { __typename: 'Project', id: string, isLongitudinal: boolean, recordIdField: { __typename: 'Field', fieldName: string, fieldLabel: string }, missingDataCodes: Array<{ __typename: 'Choice', code: string, label: string }>, arms: Array<{ __typename: 'Arm', armNum: number, name: string }>, instruments: Array<{ __typename: 'Instrument', id: string, name: string, label: string, events: Array<{ __typename: 'Event', id: string, uniqueEventName: string, eventName: string, arm: { __typename: 'Arm', armNum: number, name: string } }>, fields: Array<{ __typename: 'Field', id: string, fieldName: string, fieldLabel: string, fieldType: FieldType, textValidationType: string | null, isIdentifier: boolean, choices: Array<{ __typename: 'Choice', code: string, label: string }> | null }> }> } | null };

export type DataTableQueryVariables = Exact<{
  project: string;
  instrument: string;
  events?: Array<string> | string | null | undefined;
  where?: RecordFilter | null | undefined;
  orderBy?: InstrumentDataOrder | null | undefined;
  fields: Array<string> | string;
  first: number;
  after?: string | null | undefined;
}>;


export type DataTableQuery = { __typename: 'Query', project: { __typename: 'Project', id: string, instrumentData: { __typename: 'InstrumentDataConnection', totalCount: number, completeness: { __typename: 'Completeness', isComplete: boolean, missingRecordCount: number, omittedFields: Array<{ __typename: 'OmittedField', fieldName: string, code: OmissionReason, reason: string }> }, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ __typename: 'InstrumentData', id: string, repeatInstance: number | null, status: FormStatus | null, event: { __typename: 'Event', id: string, eventName: string, arm: { __typename: 'Arm', armNum: number, name: string } } | null, record: { __typename: 'Record', id: string, name: string, shareId: string }, values: Array<
          | { __typename: 'BooleanValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldType: FieldType } }
          | { __typename: 'CheckboxValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldType: FieldType } }
          | { __typename: 'ChoiceValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldType: FieldType } }
          | { __typename: 'DateTimeValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldType: FieldType } }
          | { __typename: 'DateValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldType: FieldType } }
          | { __typename: 'FileValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldType: FieldType } }
          | { __typename: 'IntegerValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldType: FieldType } }
          | { __typename: 'NumberValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldType: FieldType } }
          | { __typename: 'TextValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldType: FieldType } }
          | { __typename: 'TimeValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldType: FieldType } }
        > }> } | null } | null };

type CellValue_BooleanValue_Fragment = { __typename: 'BooleanValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldType: FieldType } };

type CellValue_CheckboxValue_Fragment = { __typename: 'CheckboxValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldType: FieldType } };

type CellValue_ChoiceValue_Fragment = { __typename: 'ChoiceValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldType: FieldType } };

type CellValue_DateTimeValue_Fragment = { __typename: 'DateTimeValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldType: FieldType } };

type CellValue_DateValue_Fragment = { __typename: 'DateValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldType: FieldType } };

type CellValue_FileValue_Fragment = { __typename: 'FileValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldType: FieldType } };

type CellValue_IntegerValue_Fragment = { __typename: 'IntegerValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldType: FieldType } };

type CellValue_NumberValue_Fragment = { __typename: 'NumberValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldType: FieldType } };

type CellValue_TextValue_Fragment = { __typename: 'TextValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldType: FieldType } };

type CellValue_TimeValue_Fragment = { __typename: 'TimeValue', raw: string | null, label: string | null, absence: Absence | null, isInvalid: boolean, missingDataCode: { __typename: 'Choice', code: string, label: string } | null, field: { __typename: 'Field', id: string, fieldName: string, fieldType: FieldType } };

export type CellValueFragment =
  | CellValue_BooleanValue_Fragment
  | CellValue_CheckboxValue_Fragment
  | CellValue_ChoiceValue_Fragment
  | CellValue_DateTimeValue_Fragment
  | CellValue_DateValue_Fragment
  | CellValue_FileValue_Fragment
  | CellValue_IntegerValue_Fragment
  | CellValue_NumberValue_Fragment
  | CellValue_TextValue_Fragment
  | CellValue_TimeValue_Fragment
;

export type DataFileQueryVariables = Exact<{
  project: string;
  instrument: string;
  events?: Array<string> | string | null | undefined;
  where?: RecordFilter | null | undefined;
  fields: Array<string> | string;
  format: TableFormat;
  values: TableValues;
  excelSafe: boolean;
}>;


export type DataFileQuery = { __typename: 'Query', project: { __typename: 'Project', id: string, tableDownload: { __typename: 'Download', fileName: string, downloadUrl: string } | null } | null };

export type RecordByNameQueryVariables = Exact<{
  project: string;
  name: string;
}>;


export type RecordByNameQuery = { __typename: 'Query', project: { __typename: 'Project', id: string, record: { __typename: 'Record', id: string, shareId: string } | null } | null };

export const CellValueFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CellValue"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FieldValue"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"absence"}},{"kind":"Field","name":{"kind":"Name","value":"isInvalid"}},{"kind":"Field","name":{"kind":"Name","value":"missingDataCode"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"field"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}},{"kind":"Field","name":{"kind":"Name","value":"fieldType"}}]}}]}}]} as unknown as DocumentNode<CellValueFragment, unknown>;
export const DataDesignDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DataDesign"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"isLongitudinal"}},{"kind":"Field","name":{"kind":"Name","value":"recordIdField"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}},{"kind":"Field","name":{"kind":"Name","value":"fieldLabel"}}]}},{"kind":"Field","name":{"kind":"Name","value":"missingDataCodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"arms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"armNum"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"instruments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"events"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueEventName"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}},{"kind":"Field","name":{"kind":"Name","value":"arm"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"armNum"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}},{"kind":"Field","name":{"kind":"Name","value":"fieldLabel"}},{"kind":"Field","name":{"kind":"Name","value":"fieldType"}},{"kind":"Field","name":{"kind":"Name","value":"textValidationType"}},{"kind":"Field","name":{"kind":"Name","value":"isIdentifier"}},{"kind":"Field","name":{"kind":"Name","value":"choices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<DataDesignQuery, DataDesignQueryVariables>;
export const DataTableDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DataTable"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"instrument"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"events"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"where"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InstrumentDataOrder"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"fields"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"instrumentData"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"instrument"},"value":{"kind":"Variable","name":{"kind":"Name","value":"instrument"}}},{"kind":"Argument","name":{"kind":"Name","value":"events"},"value":{"kind":"Variable","name":{"kind":"Name","value":"events"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}},{"kind":"Field","name":{"kind":"Name","value":"missingRecordCount"}},{"kind":"Field","name":{"kind":"Name","value":"omittedFields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}},{"kind":"Field","name":{"kind":"Name","value":"arm"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"armNum"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"shareId"}}]}},{"kind":"Field","name":{"kind":"Name","value":"values"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"fields"},"value":{"kind":"Variable","name":{"kind":"Name","value":"fields"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CellValue"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CellValue"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FieldValue"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"absence"}},{"kind":"Field","name":{"kind":"Name","value":"isInvalid"}},{"kind":"Field","name":{"kind":"Name","value":"missingDataCode"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"field"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}},{"kind":"Field","name":{"kind":"Name","value":"fieldType"}}]}}]}}]} as unknown as DocumentNode<DataTableQuery, DataTableQueryVariables>;
export const DataFileDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DataFile"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"instrument"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"events"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"where"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"fields"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"format"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TableFormat"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"values"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TableValues"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"excelSafe"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"tableDownload"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"instrument"},"value":{"kind":"Variable","name":{"kind":"Name","value":"instrument"}}},{"kind":"Argument","name":{"kind":"Name","value":"events"},"value":{"kind":"Variable","name":{"kind":"Name","value":"events"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}},{"kind":"Argument","name":{"kind":"Name","value":"fields"},"value":{"kind":"Variable","name":{"kind":"Name","value":"fields"}}},{"kind":"Argument","name":{"kind":"Name","value":"format"},"value":{"kind":"Variable","name":{"kind":"Name","value":"format"}}},{"kind":"Argument","name":{"kind":"Name","value":"values"},"value":{"kind":"Variable","name":{"kind":"Name","value":"values"}}},{"kind":"Argument","name":{"kind":"Name","value":"excelSafe"},"value":{"kind":"Variable","name":{"kind":"Name","value":"excelSafe"}}},{"kind":"Argument","name":{"kind":"Name","value":"columns"},"value":{"kind":"EnumValue","value":"TIDY"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"downloadUrl"}}]}}]}}]}}]} as unknown as DocumentNode<DataFileQuery, DataFileQueryVariables>;
export const RecordByNameDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RecordByName"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordName"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"shareId"}}]}}]}}]}}]} as unknown as DocumentNode<RecordByNameQuery, RecordByNameQueryVariables>;