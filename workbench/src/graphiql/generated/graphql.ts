/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

export type GraphiqlDesignQueryVariables = Exact<{
  project: string;
}>;


export type GraphiqlDesignQuery = { __typename: 'Query', project: { __typename: 'Project', id: string, key: string, recordIdField: { __typename: 'Field', id: string, fieldName: string }, instruments: Array<{ __typename: 'Instrument', id: string, name: string, label: string, fields: Array<{ __typename: 'Field', id: string, fieldName: string, fieldLabel: string, fieldType: FieldType, isIdentifier: boolean }> }>, repeatingInstrumentsAndEvents: Array<{ __typename: 'RepeatingSetup', event: { __typename: 'Event', id: string } | null, instrument: { __typename: 'Instrument', id: string, name: string } | null }> | null } | null };


export const GraphiqlDesignDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GraphiqlDesign"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"recordIdField"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"instruments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}},{"kind":"Field","name":{"kind":"Name","value":"fieldLabel"}},{"kind":"Field","name":{"kind":"Name","value":"fieldType"}},{"kind":"Field","name":{"kind":"Name","value":"isIdentifier"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"repeatingInstrumentsAndEvents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"instrument"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<GraphiqlDesignQuery, GraphiqlDesignQueryVariables>;