/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

export type CodebookQueryVariables = Exact<{
  project: string;
  fields?: Array<string> | string | null | undefined;
}>;


export type CodebookQuery = { __typename: 'Query', project: { __typename: 'Project', id: string, recordIdField: { __typename: 'Field', id: string, fieldName: string }, instruments: Array<{ __typename: 'Instrument', id: string, name: string, label: string, events: Array<{ __typename: 'Event', id: string, eventName: string, arm: { __typename: 'Arm', armNum: number } }> }>, missingDataCodes: Array<{ __typename: 'Choice', code: string, label: string }>, metadata: Array<{ __typename: 'Field', id: string, fieldName: string, sectionHeader: string | null, fieldType: FieldType, fieldLabel: string, selectChoicesOrCalculations: string | null, calculation: string | null, sliderLabels: Array<string> | null, fieldNote: string | null, textValidationType: string | null, textValidationMin: string | null, textValidationMax: string | null, isIdentifier: boolean, branchingLogic: string | null, isRequired: boolean, customAlignment: CustomAlignment | null, questionNumber: string | null, matrixGroupName: string | null, hasMatrixRanking: boolean, fieldAnnotation: string | null, sectionHeaderHtml: string | null, fieldLabelHtml: string, fieldNoteHtml: string | null, instrument: { __typename: 'Instrument', id: string, name: string } | null, choices: Array<{ __typename: 'Choice', code: string, label: string }> | null }> } | null };


export const CodebookDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Codebook"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"fields"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"recordIdField"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"instruments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"events"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}},{"kind":"Field","name":{"kind":"Name","value":"arm"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"armNum"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"missingDataCodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"metadata"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"fields"},"value":{"kind":"Variable","name":{"kind":"Name","value":"fields"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}},{"kind":"Field","name":{"kind":"Name","value":"instrument"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sectionHeader"}},{"kind":"Field","alias":{"kind":"Name","value":"sectionHeaderHtml"},"name":{"kind":"Name","value":"sectionHeader"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"format"},"value":{"kind":"EnumValue","value":"HTML"}}]},{"kind":"Field","name":{"kind":"Name","value":"fieldType"}},{"kind":"Field","name":{"kind":"Name","value":"fieldLabel"}},{"kind":"Field","alias":{"kind":"Name","value":"fieldLabelHtml"},"name":{"kind":"Name","value":"fieldLabel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"format"},"value":{"kind":"EnumValue","value":"HTML"}}]},{"kind":"Field","name":{"kind":"Name","value":"choices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"selectChoicesOrCalculations"}},{"kind":"Field","name":{"kind":"Name","value":"calculation"}},{"kind":"Field","name":{"kind":"Name","value":"sliderLabels"}},{"kind":"Field","name":{"kind":"Name","value":"fieldNote"}},{"kind":"Field","alias":{"kind":"Name","value":"fieldNoteHtml"},"name":{"kind":"Name","value":"fieldNote"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"format"},"value":{"kind":"EnumValue","value":"HTML"}}]},{"kind":"Field","name":{"kind":"Name","value":"textValidationType"}},{"kind":"Field","name":{"kind":"Name","value":"textValidationMin"}},{"kind":"Field","name":{"kind":"Name","value":"textValidationMax"}},{"kind":"Field","name":{"kind":"Name","value":"isIdentifier"}},{"kind":"Field","name":{"kind":"Name","value":"branchingLogic"}},{"kind":"Field","name":{"kind":"Name","value":"isRequired"}},{"kind":"Field","name":{"kind":"Name","value":"customAlignment"}},{"kind":"Field","name":{"kind":"Name","value":"questionNumber"}},{"kind":"Field","name":{"kind":"Name","value":"matrixGroupName"}},{"kind":"Field","name":{"kind":"Name","value":"hasMatrixRanking"}},{"kind":"Field","name":{"kind":"Name","value":"fieldAnnotation"}}]}}]}}]}}]} as unknown as DocumentNode<CodebookQuery, CodebookQueryVariables>;