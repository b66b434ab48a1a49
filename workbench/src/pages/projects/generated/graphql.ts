/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

export type ProjectCardQueryVariables = Exact<{
  project: string;
}>;


export type ProjectCardQuery = { __typename: 'Query', project: { __typename: 'Project', id: string, key: string, projectTitle: string, inProduction: boolean, redcapVersion: string, isLongitudinal: boolean, hasRepeatingInstrumentsOrEvents: boolean } | null };

export type ProjectCapabilitiesQueryVariables = Exact<{
  project: string;
}>;


export type ProjectCapabilitiesQuery = { __typename: 'Query', project: { __typename: 'Project', id: string, capabilities: Array<{ __typename: 'Capability', name: CapabilityName, allowed: boolean | null, missingRight: string | null, reason: string | null }> } | null };


export const ProjectCardDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ProjectCard"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"projectTitle"}},{"kind":"Field","name":{"kind":"Name","value":"inProduction"}},{"kind":"Field","name":{"kind":"Name","value":"redcapVersion"}},{"kind":"Field","name":{"kind":"Name","value":"isLongitudinal"}},{"kind":"Field","name":{"kind":"Name","value":"hasRepeatingInstrumentsOrEvents"}}]}}]}}]} as unknown as DocumentNode<ProjectCardQuery, ProjectCardQueryVariables>;
export const ProjectCapabilitiesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ProjectCapabilities"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"capabilities"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"missingRight"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}}]} as unknown as DocumentNode<ProjectCapabilitiesQuery, ProjectCapabilitiesQueryVariables>;