/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query StudyMap($project: String!) {\n  project(key: $project) {\n    id\n    isLongitudinal\n    arms {\n      armNum\n      name\n      events {\n        id\n        uniqueEventName\n        eventName\n        isRepeating\n        customEventLabel\n        dayOffset\n        offsetMin\n        offsetMax\n      }\n    }\n    instruments {\n      id\n      name\n      label\n      isSurvey\n      fields {\n        id\n      }\n    }\n    formEventMappings {\n      event {\n        id\n      }\n      instrument {\n        id\n      }\n    }\n    repeatingInstrumentsAndEvents {\n      event {\n        id\n      }\n      instrument {\n        id\n      }\n    }\n  }\n}\n\nquery StudyCounts($project: String!) {\n  project(key: $project) {\n    id\n    recordStatusDashboard {\n      recordCount\n      arms {\n        arm {\n          armNum\n        }\n        recordCount\n      }\n      events {\n        event {\n          id\n        }\n        recordCount\n      }\n      cells {\n        event {\n          id\n        }\n        instrument {\n          id\n        }\n        complete\n        unverified\n        incomplete\n        absence\n      }\n      completeness {\n        isComplete\n      }\n    }\n  }\n}": typeof types.StudyMapDocument,
};
const documents: Documents = {
    "query StudyMap($project: String!) {\n  project(key: $project) {\n    id\n    isLongitudinal\n    arms {\n      armNum\n      name\n      events {\n        id\n        uniqueEventName\n        eventName\n        isRepeating\n        customEventLabel\n        dayOffset\n        offsetMin\n        offsetMax\n      }\n    }\n    instruments {\n      id\n      name\n      label\n      isSurvey\n      fields {\n        id\n      }\n    }\n    formEventMappings {\n      event {\n        id\n      }\n      instrument {\n        id\n      }\n    }\n    repeatingInstrumentsAndEvents {\n      event {\n        id\n      }\n      instrument {\n        id\n      }\n    }\n  }\n}\n\nquery StudyCounts($project: String!) {\n  project(key: $project) {\n    id\n    recordStatusDashboard {\n      recordCount\n      arms {\n        arm {\n          armNum\n        }\n        recordCount\n      }\n      events {\n        event {\n          id\n        }\n        recordCount\n      }\n      cells {\n        event {\n          id\n        }\n        instrument {\n          id\n        }\n        complete\n        unverified\n        incomplete\n        absence\n      }\n      completeness {\n        isComplete\n      }\n    }\n  }\n}": types.StudyMapDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query StudyMap($project: String!) {\n  project(key: $project) {\n    id\n    isLongitudinal\n    arms {\n      armNum\n      name\n      events {\n        id\n        uniqueEventName\n        eventName\n        isRepeating\n        customEventLabel\n        dayOffset\n        offsetMin\n        offsetMax\n      }\n    }\n    instruments {\n      id\n      name\n      label\n      isSurvey\n      fields {\n        id\n      }\n    }\n    formEventMappings {\n      event {\n        id\n      }\n      instrument {\n        id\n      }\n    }\n    repeatingInstrumentsAndEvents {\n      event {\n        id\n      }\n      instrument {\n        id\n      }\n    }\n  }\n}\n\nquery StudyCounts($project: String!) {\n  project(key: $project) {\n    id\n    recordStatusDashboard {\n      recordCount\n      arms {\n        arm {\n          armNum\n        }\n        recordCount\n      }\n      events {\n        event {\n          id\n        }\n        recordCount\n      }\n      cells {\n        event {\n          id\n        }\n        instrument {\n          id\n        }\n        complete\n        unverified\n        incomplete\n        absence\n      }\n      completeness {\n        isComplete\n      }\n    }\n  }\n}"): (typeof documents)["query StudyMap($project: String!) {\n  project(key: $project) {\n    id\n    isLongitudinal\n    arms {\n      armNum\n      name\n      events {\n        id\n        uniqueEventName\n        eventName\n        isRepeating\n        customEventLabel\n        dayOffset\n        offsetMin\n        offsetMax\n      }\n    }\n    instruments {\n      id\n      name\n      label\n      isSurvey\n      fields {\n        id\n      }\n    }\n    formEventMappings {\n      event {\n        id\n      }\n      instrument {\n        id\n      }\n    }\n    repeatingInstrumentsAndEvents {\n      event {\n        id\n      }\n      instrument {\n        id\n      }\n    }\n  }\n}\n\nquery StudyCounts($project: String!) {\n  project(key: $project) {\n    id\n    recordStatusDashboard {\n      recordCount\n      arms {\n        arm {\n          armNum\n        }\n        recordCount\n      }\n      events {\n        event {\n          id\n        }\n        recordCount\n      }\n      cells {\n        event {\n          id\n        }\n        instrument {\n          id\n        }\n        complete\n        unverified\n        incomplete\n        absence\n      }\n      completeness {\n        isComplete\n      }\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;