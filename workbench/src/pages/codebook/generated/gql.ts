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
    "query Codebook($project: String!) {\n  project(key: $project) {\n    id\n    instruments {\n      id\n      name\n      label\n      events {\n        id\n        eventName\n        arm {\n          armNum\n        }\n      }\n    }\n    missingDataCodes {\n      code\n      label\n    }\n    metadata {\n      id\n      fieldName\n      instrument {\n        id\n        name\n      }\n      sectionHeader\n      sectionHeaderHtml: sectionHeader(format: HTML)\n      fieldType\n      fieldLabel\n      fieldLabelHtml: fieldLabel(format: HTML)\n      choices {\n        code\n        label\n      }\n      selectChoicesOrCalculations\n      calculation\n      sliderLabels\n      fieldNote\n      fieldNoteHtml: fieldNote(format: HTML)\n      textValidationType\n      textValidationMin\n      textValidationMax\n      isIdentifier\n      branchingLogic\n      isRequired\n      customAlignment\n      questionNumber\n      matrixGroupName\n      hasMatrixRanking\n      fieldAnnotation\n    }\n  }\n}": typeof types.CodebookDocument,
};
const documents: Documents = {
    "query Codebook($project: String!) {\n  project(key: $project) {\n    id\n    instruments {\n      id\n      name\n      label\n      events {\n        id\n        eventName\n        arm {\n          armNum\n        }\n      }\n    }\n    missingDataCodes {\n      code\n      label\n    }\n    metadata {\n      id\n      fieldName\n      instrument {\n        id\n        name\n      }\n      sectionHeader\n      sectionHeaderHtml: sectionHeader(format: HTML)\n      fieldType\n      fieldLabel\n      fieldLabelHtml: fieldLabel(format: HTML)\n      choices {\n        code\n        label\n      }\n      selectChoicesOrCalculations\n      calculation\n      sliderLabels\n      fieldNote\n      fieldNoteHtml: fieldNote(format: HTML)\n      textValidationType\n      textValidationMin\n      textValidationMax\n      isIdentifier\n      branchingLogic\n      isRequired\n      customAlignment\n      questionNumber\n      matrixGroupName\n      hasMatrixRanking\n      fieldAnnotation\n    }\n  }\n}": types.CodebookDocument,
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
export function graphql(source: "query Codebook($project: String!) {\n  project(key: $project) {\n    id\n    instruments {\n      id\n      name\n      label\n      events {\n        id\n        eventName\n        arm {\n          armNum\n        }\n      }\n    }\n    missingDataCodes {\n      code\n      label\n    }\n    metadata {\n      id\n      fieldName\n      instrument {\n        id\n        name\n      }\n      sectionHeader\n      sectionHeaderHtml: sectionHeader(format: HTML)\n      fieldType\n      fieldLabel\n      fieldLabelHtml: fieldLabel(format: HTML)\n      choices {\n        code\n        label\n      }\n      selectChoicesOrCalculations\n      calculation\n      sliderLabels\n      fieldNote\n      fieldNoteHtml: fieldNote(format: HTML)\n      textValidationType\n      textValidationMin\n      textValidationMax\n      isIdentifier\n      branchingLogic\n      isRequired\n      customAlignment\n      questionNumber\n      matrixGroupName\n      hasMatrixRanking\n      fieldAnnotation\n    }\n  }\n}"): (typeof documents)["query Codebook($project: String!) {\n  project(key: $project) {\n    id\n    instruments {\n      id\n      name\n      label\n      events {\n        id\n        eventName\n        arm {\n          armNum\n        }\n      }\n    }\n    missingDataCodes {\n      code\n      label\n    }\n    metadata {\n      id\n      fieldName\n      instrument {\n        id\n        name\n      }\n      sectionHeader\n      sectionHeaderHtml: sectionHeader(format: HTML)\n      fieldType\n      fieldLabel\n      fieldLabelHtml: fieldLabel(format: HTML)\n      choices {\n        code\n        label\n      }\n      selectChoicesOrCalculations\n      calculation\n      sliderLabels\n      fieldNote\n      fieldNoteHtml: fieldNote(format: HTML)\n      textValidationType\n      textValidationMin\n      textValidationMax\n      isIdentifier\n      branchingLogic\n      isRequired\n      customAlignment\n      questionNumber\n      matrixGroupName\n      hasMatrixRanking\n      fieldAnnotation\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;