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
    "query Participant($project: String!, $id: ID!) {\n  project(key: $project) {\n    id\n    isLongitudinal\n    recordIdField {\n      fieldLabel\n    }\n    arms {\n      armNum\n      name\n      events {\n        id\n        eventName\n        dayOffset\n        instruments {\n          id\n          label\n        }\n      }\n    }\n    instruments {\n      id\n      label\n    }\n  }\n  node(id: $id) {\n    __typename\n    ... on Record {\n      id\n      name\n      arms {\n        armNum\n      }\n      dataAccessGroup {\n        uniqueGroupName\n        dataAccessGroupName\n      }\n      events {\n        repeatInstance\n        event {\n          id\n        }\n        instruments {\n          id\n          repeatInstance\n          repeatKind\n          status\n          instrument {\n            id\n            label\n          }\n        }\n      }\n    }\n  }\n}\n\nquery ParticipantValues($id: ID!) {\n  node(id: $id) {\n    __typename\n    ... on InstrumentData {\n      id\n      values {\n        __typename\n        raw\n        label\n        absence\n        isInvalid\n        missingDataCode {\n          code\n          label\n        }\n        field {\n          id\n          fieldName\n          fieldLabel\n          fieldType\n          sectionHeader\n        }\n      }\n    }\n  }\n}\n\nquery ParticipantFile($id: ID!, $field: String!) {\n  node(id: $id) {\n    __typename\n    ... on InstrumentData {\n      id\n      value(field: $field) {\n        __typename\n        ... on FileValue {\n          file {\n            fileName\n            downloadUrl\n          }\n        }\n      }\n    }\n  }\n}": typeof types.ParticipantDocument,
};
const documents: Documents = {
    "query Participant($project: String!, $id: ID!) {\n  project(key: $project) {\n    id\n    isLongitudinal\n    recordIdField {\n      fieldLabel\n    }\n    arms {\n      armNum\n      name\n      events {\n        id\n        eventName\n        dayOffset\n        instruments {\n          id\n          label\n        }\n      }\n    }\n    instruments {\n      id\n      label\n    }\n  }\n  node(id: $id) {\n    __typename\n    ... on Record {\n      id\n      name\n      arms {\n        armNum\n      }\n      dataAccessGroup {\n        uniqueGroupName\n        dataAccessGroupName\n      }\n      events {\n        repeatInstance\n        event {\n          id\n        }\n        instruments {\n          id\n          repeatInstance\n          repeatKind\n          status\n          instrument {\n            id\n            label\n          }\n        }\n      }\n    }\n  }\n}\n\nquery ParticipantValues($id: ID!) {\n  node(id: $id) {\n    __typename\n    ... on InstrumentData {\n      id\n      values {\n        __typename\n        raw\n        label\n        absence\n        isInvalid\n        missingDataCode {\n          code\n          label\n        }\n        field {\n          id\n          fieldName\n          fieldLabel\n          fieldType\n          sectionHeader\n        }\n      }\n    }\n  }\n}\n\nquery ParticipantFile($id: ID!, $field: String!) {\n  node(id: $id) {\n    __typename\n    ... on InstrumentData {\n      id\n      value(field: $field) {\n        __typename\n        ... on FileValue {\n          file {\n            fileName\n            downloadUrl\n          }\n        }\n      }\n    }\n  }\n}": types.ParticipantDocument,
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
export function graphql(source: "query Participant($project: String!, $id: ID!) {\n  project(key: $project) {\n    id\n    isLongitudinal\n    recordIdField {\n      fieldLabel\n    }\n    arms {\n      armNum\n      name\n      events {\n        id\n        eventName\n        dayOffset\n        instruments {\n          id\n          label\n        }\n      }\n    }\n    instruments {\n      id\n      label\n    }\n  }\n  node(id: $id) {\n    __typename\n    ... on Record {\n      id\n      name\n      arms {\n        armNum\n      }\n      dataAccessGroup {\n        uniqueGroupName\n        dataAccessGroupName\n      }\n      events {\n        repeatInstance\n        event {\n          id\n        }\n        instruments {\n          id\n          repeatInstance\n          repeatKind\n          status\n          instrument {\n            id\n            label\n          }\n        }\n      }\n    }\n  }\n}\n\nquery ParticipantValues($id: ID!) {\n  node(id: $id) {\n    __typename\n    ... on InstrumentData {\n      id\n      values {\n        __typename\n        raw\n        label\n        absence\n        isInvalid\n        missingDataCode {\n          code\n          label\n        }\n        field {\n          id\n          fieldName\n          fieldLabel\n          fieldType\n          sectionHeader\n        }\n      }\n    }\n  }\n}\n\nquery ParticipantFile($id: ID!, $field: String!) {\n  node(id: $id) {\n    __typename\n    ... on InstrumentData {\n      id\n      value(field: $field) {\n        __typename\n        ... on FileValue {\n          file {\n            fileName\n            downloadUrl\n          }\n        }\n      }\n    }\n  }\n}"): (typeof documents)["query Participant($project: String!, $id: ID!) {\n  project(key: $project) {\n    id\n    isLongitudinal\n    recordIdField {\n      fieldLabel\n    }\n    arms {\n      armNum\n      name\n      events {\n        id\n        eventName\n        dayOffset\n        instruments {\n          id\n          label\n        }\n      }\n    }\n    instruments {\n      id\n      label\n    }\n  }\n  node(id: $id) {\n    __typename\n    ... on Record {\n      id\n      name\n      arms {\n        armNum\n      }\n      dataAccessGroup {\n        uniqueGroupName\n        dataAccessGroupName\n      }\n      events {\n        repeatInstance\n        event {\n          id\n        }\n        instruments {\n          id\n          repeatInstance\n          repeatKind\n          status\n          instrument {\n            id\n            label\n          }\n        }\n      }\n    }\n  }\n}\n\nquery ParticipantValues($id: ID!) {\n  node(id: $id) {\n    __typename\n    ... on InstrumentData {\n      id\n      values {\n        __typename\n        raw\n        label\n        absence\n        isInvalid\n        missingDataCode {\n          code\n          label\n        }\n        field {\n          id\n          fieldName\n          fieldLabel\n          fieldType\n          sectionHeader\n        }\n      }\n    }\n  }\n}\n\nquery ParticipantFile($id: ID!, $field: String!) {\n  node(id: $id) {\n    __typename\n    ... on InstrumentData {\n      id\n      value(field: $field) {\n        __typename\n        ... on FileValue {\n          file {\n            fileName\n            downloadUrl\n          }\n        }\n      }\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;