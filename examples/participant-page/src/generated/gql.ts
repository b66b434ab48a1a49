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
    "mutation AddAdverseEvent($record: RecordName!, $values: AdverseEvents_Input!, $key: String!) {\n  importRecords(\n    input: {adverse_events: [{record: $record, event: baseline_arm_1, newInstance: true, values: $values}], idempotencyKey: $key}\n  ) {\n    rows {\n      outcome\n      repeatInstance\n      errors {\n        path\n        message\n      }\n    }\n    errors {\n      message\n    }\n  }\n}": typeof types.AddAdverseEventDocument,
    "fragment AdverseEventLine on AdverseEvents {\n  id\n  repeatInstance\n  ae_term {\n    value\n  }\n  ae_grade {\n    code\n    label\n  }\n  ae_onset {\n    value\n  }\n}": typeof types.AdverseEventLineFragmentDoc,
    "query AdverseEventsOfGrade($where: AdverseEvents_Filter!, $after: String) {\n  instrumentData {\n    adverse_events(first: 20, after: $after, where: $where) {\n      totalCount\n      nodes {\n        ...AdverseEventLine\n        record {\n          id\n          name\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      completeness {\n        isComplete\n      }\n    }\n  }\n}": typeof types.AdverseEventsOfGradeDocument,
    "query ParticipantPage($record: RecordName!) {\n  record(name: $record) {\n    id\n    name\n    demographics(event: baseline_arm_1) {\n      id\n      dob {\n        value\n        absence\n      }\n      sex {\n        label\n      }\n    }\n    vitals(first: 20) {\n      nodes {\n        id\n        event {\n          id\n          eventName\n        }\n        repeatInstance\n        sbp {\n          value\n          isInvalid\n        }\n        dbp {\n          value\n        }\n      }\n    }\n    adverse_events(first: 20) {\n      totalCount\n      nodes {\n        ...AdverseEventLine\n      }\n    }\n  }\n}": typeof types.ParticipantPageDocument,
};
const documents: Documents = {
    "mutation AddAdverseEvent($record: RecordName!, $values: AdverseEvents_Input!, $key: String!) {\n  importRecords(\n    input: {adverse_events: [{record: $record, event: baseline_arm_1, newInstance: true, values: $values}], idempotencyKey: $key}\n  ) {\n    rows {\n      outcome\n      repeatInstance\n      errors {\n        path\n        message\n      }\n    }\n    errors {\n      message\n    }\n  }\n}": types.AddAdverseEventDocument,
    "fragment AdverseEventLine on AdverseEvents {\n  id\n  repeatInstance\n  ae_term {\n    value\n  }\n  ae_grade {\n    code\n    label\n  }\n  ae_onset {\n    value\n  }\n}": types.AdverseEventLineFragmentDoc,
    "query AdverseEventsOfGrade($where: AdverseEvents_Filter!, $after: String) {\n  instrumentData {\n    adverse_events(first: 20, after: $after, where: $where) {\n      totalCount\n      nodes {\n        ...AdverseEventLine\n        record {\n          id\n          name\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      completeness {\n        isComplete\n      }\n    }\n  }\n}": types.AdverseEventsOfGradeDocument,
    "query ParticipantPage($record: RecordName!) {\n  record(name: $record) {\n    id\n    name\n    demographics(event: baseline_arm_1) {\n      id\n      dob {\n        value\n        absence\n      }\n      sex {\n        label\n      }\n    }\n    vitals(first: 20) {\n      nodes {\n        id\n        event {\n          id\n          eventName\n        }\n        repeatInstance\n        sbp {\n          value\n          isInvalid\n        }\n        dbp {\n          value\n        }\n      }\n    }\n    adverse_events(first: 20) {\n      totalCount\n      nodes {\n        ...AdverseEventLine\n      }\n    }\n  }\n}": types.ParticipantPageDocument,
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
export function graphql(source: "mutation AddAdverseEvent($record: RecordName!, $values: AdverseEvents_Input!, $key: String!) {\n  importRecords(\n    input: {adverse_events: [{record: $record, event: baseline_arm_1, newInstance: true, values: $values}], idempotencyKey: $key}\n  ) {\n    rows {\n      outcome\n      repeatInstance\n      errors {\n        path\n        message\n      }\n    }\n    errors {\n      message\n    }\n  }\n}"): (typeof documents)["mutation AddAdverseEvent($record: RecordName!, $values: AdverseEvents_Input!, $key: String!) {\n  importRecords(\n    input: {adverse_events: [{record: $record, event: baseline_arm_1, newInstance: true, values: $values}], idempotencyKey: $key}\n  ) {\n    rows {\n      outcome\n      repeatInstance\n      errors {\n        path\n        message\n      }\n    }\n    errors {\n      message\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment AdverseEventLine on AdverseEvents {\n  id\n  repeatInstance\n  ae_term {\n    value\n  }\n  ae_grade {\n    code\n    label\n  }\n  ae_onset {\n    value\n  }\n}"): (typeof documents)["fragment AdverseEventLine on AdverseEvents {\n  id\n  repeatInstance\n  ae_term {\n    value\n  }\n  ae_grade {\n    code\n    label\n  }\n  ae_onset {\n    value\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AdverseEventsOfGrade($where: AdverseEvents_Filter!, $after: String) {\n  instrumentData {\n    adverse_events(first: 20, after: $after, where: $where) {\n      totalCount\n      nodes {\n        ...AdverseEventLine\n        record {\n          id\n          name\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      completeness {\n        isComplete\n      }\n    }\n  }\n}"): (typeof documents)["query AdverseEventsOfGrade($where: AdverseEvents_Filter!, $after: String) {\n  instrumentData {\n    adverse_events(first: 20, after: $after, where: $where) {\n      totalCount\n      nodes {\n        ...AdverseEventLine\n        record {\n          id\n          name\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      completeness {\n        isComplete\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ParticipantPage($record: RecordName!) {\n  record(name: $record) {\n    id\n    name\n    demographics(event: baseline_arm_1) {\n      id\n      dob {\n        value\n        absence\n      }\n      sex {\n        label\n      }\n    }\n    vitals(first: 20) {\n      nodes {\n        id\n        event {\n          id\n          eventName\n        }\n        repeatInstance\n        sbp {\n          value\n          isInvalid\n        }\n        dbp {\n          value\n        }\n      }\n    }\n    adverse_events(first: 20) {\n      totalCount\n      nodes {\n        ...AdverseEventLine\n      }\n    }\n  }\n}"): (typeof documents)["query ParticipantPage($record: RecordName!) {\n  record(name: $record) {\n    id\n    name\n    demographics(event: baseline_arm_1) {\n      id\n      dob {\n        value\n        absence\n      }\n      sex {\n        label\n      }\n    }\n    vitals(first: 20) {\n      nodes {\n        id\n        event {\n          id\n          eventName\n        }\n        repeatInstance\n        sbp {\n          value\n          isInvalid\n        }\n        dbp {\n          value\n        }\n      }\n    }\n    adverse_events(first: 20) {\n      totalCount\n      nodes {\n        ...AdverseEventLine\n      }\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;