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
    "mutation AddAdverseEvent($record: RecordName!, $event: AdverseEvents_Event!, $values: AdverseEvents_Input!, $key: String!) {\n  importRecords(\n    input: {adverse_events: [{record: $record, event: $event, newInstance: true, status: UNVERIFIED, values: $values}], idempotencyKey: $key}\n  ) {\n    rows {\n      index\n      outcome\n      savedNode {\n        id\n        ...AdverseEventRow\n      }\n      errors {\n        code\n        path\n        message\n      }\n    }\n    errors {\n      code\n      path\n      message\n    }\n  }\n}": typeof types.AddAdverseEventDocument,
    "fragment AdverseEventRow on AdverseEvents {\n  id\n  repeatInstance\n  status\n  event {\n    id\n    eventName\n  }\n  ae_term {\n    value\n  }\n  ae_grade {\n    code\n    label\n  }\n  ae_onset {\n    value\n  }\n  ae_ongoing {\n    value\n  }\n  ae_serious {\n    value\n  }\n  ae_outcome {\n    code\n    label\n  }\n  ae_narrative {\n    value\n  }\n}": typeof types.AdverseEventRowFragmentDoc,
    "query ConsentDownload($id: ID!) {\n  node(id: $id) {\n    id\n    ... on Consent {\n      consent_pdf {\n        file {\n          fileName\n          downloadUrl\n        }\n      }\n    }\n  }\n}": typeof types.ConsentDownloadDocument,
    "query Dictionary {\n  project {\n    id\n    projectTitle\n    dataAccessGroups {\n      uniqueGroupName\n      dataAccessGroupName\n    }\n    metadata(instruments: [\"adverse_events\", \"demographics\"]) {\n      ...FormField\n    }\n    instrument(name: \"adverse_events\") {\n      id\n      label\n      events {\n        id\n        uniqueEventName\n        eventName\n        arm {\n          armNum\n          name\n        }\n      }\n    }\n  }\n}": typeof types.DictionaryDocument,
    "fragment FormField on Field {\n  id\n  instrument {\n    id\n    name\n  }\n  fieldName\n  fieldLabel\n  fieldNote\n  fieldType\n  isRequired\n  choices {\n    code\n    label\n  }\n  textValidationType\n  textValidationMin\n  textValidationMax\n  branchingLogic\n}": typeof types.FormFieldFragmentDoc,
    "fragment ParticipantDetail on Record {\n  id\n  arms {\n    armNum\n    name\n  }\n  vitals(first: 100) {\n    totalCount\n    nodes {\n      id\n      repeatInstance\n      event {\n        id\n        eventName\n      }\n      vitals_date {\n        value\n      }\n      sbp {\n        value\n        label\n      }\n      dbp {\n        value\n        label\n      }\n    }\n  }\n  consentList {\n    id\n    consent_pdf {\n      file {\n        fileName\n      }\n    }\n  }\n}": typeof types.ParticipantDetailFragmentDoc,
    "query Participant($id: ID!) {\n  node(id: $id) {\n    id\n    ...WorklistRow\n    ...ParticipantDetail\n  }\n}": typeof types.ParticipantDocument,
    "subscription RecordChanges($after: String) {\n  recordChanges(after: $after) {\n    cursor\n    namesChecked\n    change {\n      kind\n      record {\n        id\n        ...WorklistRow\n        ...ParticipantDetail\n      }\n    }\n  }\n}": typeof types.RecordChangesDocument,
    "mutation SignedConsent($record: RecordName!, $event: String!, $file: Upload!, $sha256: String) {\n  importFile(\n    input: {record: $record, event: $event, field: \"consent_pdf\", file: $file, sha256: $sha256}\n  ) {\n    file {\n      fileName\n    }\n    errors {\n      code\n      path\n      message\n    }\n  }\n}": typeof types.SignedConsentDocument,
    "fragment WorklistRow on Record {\n  id\n  name\n  dataAccessGroup {\n    uniqueGroupName\n    dataAccessGroupName\n  }\n  demographicsList {\n    id\n    sex {\n      code\n      label\n    }\n    age {\n      value\n    }\n    enrol_date {\n      value\n    }\n  }\n  adverse_events(first: 100) {\n    totalCount\n    nodes {\n      ...AdverseEventRow\n    }\n  }\n}": typeof types.WorklistRowFragmentDoc,
    "query Worklist($first: Int!, $after: String, $where: RecordWhere) {\n  records(first: $first, after: $after, where: $where) {\n    totalCount\n    nodes {\n      ...WorklistRow\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    completeness {\n      isComplete\n      missingRecordCount\n      omittedFields {\n        fieldName\n        reason\n      }\n    }\n  }\n}": typeof types.WorklistDocument,
};
const documents: Documents = {
    "mutation AddAdverseEvent($record: RecordName!, $event: AdverseEvents_Event!, $values: AdverseEvents_Input!, $key: String!) {\n  importRecords(\n    input: {adverse_events: [{record: $record, event: $event, newInstance: true, status: UNVERIFIED, values: $values}], idempotencyKey: $key}\n  ) {\n    rows {\n      index\n      outcome\n      savedNode {\n        id\n        ...AdverseEventRow\n      }\n      errors {\n        code\n        path\n        message\n      }\n    }\n    errors {\n      code\n      path\n      message\n    }\n  }\n}": types.AddAdverseEventDocument,
    "fragment AdverseEventRow on AdverseEvents {\n  id\n  repeatInstance\n  status\n  event {\n    id\n    eventName\n  }\n  ae_term {\n    value\n  }\n  ae_grade {\n    code\n    label\n  }\n  ae_onset {\n    value\n  }\n  ae_ongoing {\n    value\n  }\n  ae_serious {\n    value\n  }\n  ae_outcome {\n    code\n    label\n  }\n  ae_narrative {\n    value\n  }\n}": types.AdverseEventRowFragmentDoc,
    "query ConsentDownload($id: ID!) {\n  node(id: $id) {\n    id\n    ... on Consent {\n      consent_pdf {\n        file {\n          fileName\n          downloadUrl\n        }\n      }\n    }\n  }\n}": types.ConsentDownloadDocument,
    "query Dictionary {\n  project {\n    id\n    projectTitle\n    dataAccessGroups {\n      uniqueGroupName\n      dataAccessGroupName\n    }\n    metadata(instruments: [\"adverse_events\", \"demographics\"]) {\n      ...FormField\n    }\n    instrument(name: \"adverse_events\") {\n      id\n      label\n      events {\n        id\n        uniqueEventName\n        eventName\n        arm {\n          armNum\n          name\n        }\n      }\n    }\n  }\n}": types.DictionaryDocument,
    "fragment FormField on Field {\n  id\n  instrument {\n    id\n    name\n  }\n  fieldName\n  fieldLabel\n  fieldNote\n  fieldType\n  isRequired\n  choices {\n    code\n    label\n  }\n  textValidationType\n  textValidationMin\n  textValidationMax\n  branchingLogic\n}": types.FormFieldFragmentDoc,
    "fragment ParticipantDetail on Record {\n  id\n  arms {\n    armNum\n    name\n  }\n  vitals(first: 100) {\n    totalCount\n    nodes {\n      id\n      repeatInstance\n      event {\n        id\n        eventName\n      }\n      vitals_date {\n        value\n      }\n      sbp {\n        value\n        label\n      }\n      dbp {\n        value\n        label\n      }\n    }\n  }\n  consentList {\n    id\n    consent_pdf {\n      file {\n        fileName\n      }\n    }\n  }\n}": types.ParticipantDetailFragmentDoc,
    "query Participant($id: ID!) {\n  node(id: $id) {\n    id\n    ...WorklistRow\n    ...ParticipantDetail\n  }\n}": types.ParticipantDocument,
    "subscription RecordChanges($after: String) {\n  recordChanges(after: $after) {\n    cursor\n    namesChecked\n    change {\n      kind\n      record {\n        id\n        ...WorklistRow\n        ...ParticipantDetail\n      }\n    }\n  }\n}": types.RecordChangesDocument,
    "mutation SignedConsent($record: RecordName!, $event: String!, $file: Upload!, $sha256: String) {\n  importFile(\n    input: {record: $record, event: $event, field: \"consent_pdf\", file: $file, sha256: $sha256}\n  ) {\n    file {\n      fileName\n    }\n    errors {\n      code\n      path\n      message\n    }\n  }\n}": types.SignedConsentDocument,
    "fragment WorklistRow on Record {\n  id\n  name\n  dataAccessGroup {\n    uniqueGroupName\n    dataAccessGroupName\n  }\n  demographicsList {\n    id\n    sex {\n      code\n      label\n    }\n    age {\n      value\n    }\n    enrol_date {\n      value\n    }\n  }\n  adverse_events(first: 100) {\n    totalCount\n    nodes {\n      ...AdverseEventRow\n    }\n  }\n}": types.WorklistRowFragmentDoc,
    "query Worklist($first: Int!, $after: String, $where: RecordWhere) {\n  records(first: $first, after: $after, where: $where) {\n    totalCount\n    nodes {\n      ...WorklistRow\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    completeness {\n      isComplete\n      missingRecordCount\n      omittedFields {\n        fieldName\n        reason\n      }\n    }\n  }\n}": types.WorklistDocument,
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
export function graphql(source: "mutation AddAdverseEvent($record: RecordName!, $event: AdverseEvents_Event!, $values: AdverseEvents_Input!, $key: String!) {\n  importRecords(\n    input: {adverse_events: [{record: $record, event: $event, newInstance: true, status: UNVERIFIED, values: $values}], idempotencyKey: $key}\n  ) {\n    rows {\n      index\n      outcome\n      savedNode {\n        id\n        ...AdverseEventRow\n      }\n      errors {\n        code\n        path\n        message\n      }\n    }\n    errors {\n      code\n      path\n      message\n    }\n  }\n}"): (typeof documents)["mutation AddAdverseEvent($record: RecordName!, $event: AdverseEvents_Event!, $values: AdverseEvents_Input!, $key: String!) {\n  importRecords(\n    input: {adverse_events: [{record: $record, event: $event, newInstance: true, status: UNVERIFIED, values: $values}], idempotencyKey: $key}\n  ) {\n    rows {\n      index\n      outcome\n      savedNode {\n        id\n        ...AdverseEventRow\n      }\n      errors {\n        code\n        path\n        message\n      }\n    }\n    errors {\n      code\n      path\n      message\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment AdverseEventRow on AdverseEvents {\n  id\n  repeatInstance\n  status\n  event {\n    id\n    eventName\n  }\n  ae_term {\n    value\n  }\n  ae_grade {\n    code\n    label\n  }\n  ae_onset {\n    value\n  }\n  ae_ongoing {\n    value\n  }\n  ae_serious {\n    value\n  }\n  ae_outcome {\n    code\n    label\n  }\n  ae_narrative {\n    value\n  }\n}"): (typeof documents)["fragment AdverseEventRow on AdverseEvents {\n  id\n  repeatInstance\n  status\n  event {\n    id\n    eventName\n  }\n  ae_term {\n    value\n  }\n  ae_grade {\n    code\n    label\n  }\n  ae_onset {\n    value\n  }\n  ae_ongoing {\n    value\n  }\n  ae_serious {\n    value\n  }\n  ae_outcome {\n    code\n    label\n  }\n  ae_narrative {\n    value\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ConsentDownload($id: ID!) {\n  node(id: $id) {\n    id\n    ... on Consent {\n      consent_pdf {\n        file {\n          fileName\n          downloadUrl\n        }\n      }\n    }\n  }\n}"): (typeof documents)["query ConsentDownload($id: ID!) {\n  node(id: $id) {\n    id\n    ... on Consent {\n      consent_pdf {\n        file {\n          fileName\n          downloadUrl\n        }\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Dictionary {\n  project {\n    id\n    projectTitle\n    dataAccessGroups {\n      uniqueGroupName\n      dataAccessGroupName\n    }\n    metadata(instruments: [\"adverse_events\", \"demographics\"]) {\n      ...FormField\n    }\n    instrument(name: \"adverse_events\") {\n      id\n      label\n      events {\n        id\n        uniqueEventName\n        eventName\n        arm {\n          armNum\n          name\n        }\n      }\n    }\n  }\n}"): (typeof documents)["query Dictionary {\n  project {\n    id\n    projectTitle\n    dataAccessGroups {\n      uniqueGroupName\n      dataAccessGroupName\n    }\n    metadata(instruments: [\"adverse_events\", \"demographics\"]) {\n      ...FormField\n    }\n    instrument(name: \"adverse_events\") {\n      id\n      label\n      events {\n        id\n        uniqueEventName\n        eventName\n        arm {\n          armNum\n          name\n        }\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment FormField on Field {\n  id\n  instrument {\n    id\n    name\n  }\n  fieldName\n  fieldLabel\n  fieldNote\n  fieldType\n  isRequired\n  choices {\n    code\n    label\n  }\n  textValidationType\n  textValidationMin\n  textValidationMax\n  branchingLogic\n}"): (typeof documents)["fragment FormField on Field {\n  id\n  instrument {\n    id\n    name\n  }\n  fieldName\n  fieldLabel\n  fieldNote\n  fieldType\n  isRequired\n  choices {\n    code\n    label\n  }\n  textValidationType\n  textValidationMin\n  textValidationMax\n  branchingLogic\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment ParticipantDetail on Record {\n  id\n  arms {\n    armNum\n    name\n  }\n  vitals(first: 100) {\n    totalCount\n    nodes {\n      id\n      repeatInstance\n      event {\n        id\n        eventName\n      }\n      vitals_date {\n        value\n      }\n      sbp {\n        value\n        label\n      }\n      dbp {\n        value\n        label\n      }\n    }\n  }\n  consentList {\n    id\n    consent_pdf {\n      file {\n        fileName\n      }\n    }\n  }\n}"): (typeof documents)["fragment ParticipantDetail on Record {\n  id\n  arms {\n    armNum\n    name\n  }\n  vitals(first: 100) {\n    totalCount\n    nodes {\n      id\n      repeatInstance\n      event {\n        id\n        eventName\n      }\n      vitals_date {\n        value\n      }\n      sbp {\n        value\n        label\n      }\n      dbp {\n        value\n        label\n      }\n    }\n  }\n  consentList {\n    id\n    consent_pdf {\n      file {\n        fileName\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Participant($id: ID!) {\n  node(id: $id) {\n    id\n    ...WorklistRow\n    ...ParticipantDetail\n  }\n}"): (typeof documents)["query Participant($id: ID!) {\n  node(id: $id) {\n    id\n    ...WorklistRow\n    ...ParticipantDetail\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription RecordChanges($after: String) {\n  recordChanges(after: $after) {\n    cursor\n    namesChecked\n    change {\n      kind\n      record {\n        id\n        ...WorklistRow\n        ...ParticipantDetail\n      }\n    }\n  }\n}"): (typeof documents)["subscription RecordChanges($after: String) {\n  recordChanges(after: $after) {\n    cursor\n    namesChecked\n    change {\n      kind\n      record {\n        id\n        ...WorklistRow\n        ...ParticipantDetail\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SignedConsent($record: RecordName!, $event: String!, $file: Upload!, $sha256: String) {\n  importFile(\n    input: {record: $record, event: $event, field: \"consent_pdf\", file: $file, sha256: $sha256}\n  ) {\n    file {\n      fileName\n    }\n    errors {\n      code\n      path\n      message\n    }\n  }\n}"): (typeof documents)["mutation SignedConsent($record: RecordName!, $event: String!, $file: Upload!, $sha256: String) {\n  importFile(\n    input: {record: $record, event: $event, field: \"consent_pdf\", file: $file, sha256: $sha256}\n  ) {\n    file {\n      fileName\n    }\n    errors {\n      code\n      path\n      message\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment WorklistRow on Record {\n  id\n  name\n  dataAccessGroup {\n    uniqueGroupName\n    dataAccessGroupName\n  }\n  demographicsList {\n    id\n    sex {\n      code\n      label\n    }\n    age {\n      value\n    }\n    enrol_date {\n      value\n    }\n  }\n  adverse_events(first: 100) {\n    totalCount\n    nodes {\n      ...AdverseEventRow\n    }\n  }\n}"): (typeof documents)["fragment WorklistRow on Record {\n  id\n  name\n  dataAccessGroup {\n    uniqueGroupName\n    dataAccessGroupName\n  }\n  demographicsList {\n    id\n    sex {\n      code\n      label\n    }\n    age {\n      value\n    }\n    enrol_date {\n      value\n    }\n  }\n  adverse_events(first: 100) {\n    totalCount\n    nodes {\n      ...AdverseEventRow\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Worklist($first: Int!, $after: String, $where: RecordWhere) {\n  records(first: $first, after: $after, where: $where) {\n    totalCount\n    nodes {\n      ...WorklistRow\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    completeness {\n      isComplete\n      missingRecordCount\n      omittedFields {\n        fieldName\n        reason\n      }\n    }\n  }\n}"): (typeof documents)["query Worklist($first: Int!, $after: String, $where: RecordWhere) {\n  records(first: $first, after: $after, where: $where) {\n    totalCount\n    nodes {\n      ...WorklistRow\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    completeness {\n      isComplete\n      missingRecordCount\n      omittedFields {\n        fieldName\n        reason\n      }\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;