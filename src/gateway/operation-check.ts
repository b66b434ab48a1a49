import { Kind, OperationTypeNode, getOperationAST } from 'graphql';
import type { ExecutionArgs, OperationDefinitionNode } from 'graphql';
import type { GraphQLParams } from 'graphql-yoga';
import type { Caller } from './caller.ts';
import type { DocumentCache } from './document-cache.ts';
import type { RequestHeaders } from './header-set.ts';
import type { Limits } from './limits.ts';
import { checkNodes } from './nodes.ts';
import type { OpenStreams } from './open-stream.ts';
import type { OperationRun } from './operation-run.ts';
import { chooseParts } from './part/choice.ts';
import { refuse } from './refusal.ts';
import { checkSchemaReader, type SchemaReaders } from './schema-reader.ts';
import { hashDocument } from './request-state.ts';
import type { RequestState } from './request-state.ts';
import type { OperationsUnderWay } from './under-way.ts';

const MAX_OPERATION_NAME = 100;

/** Writes down for the log which operation a request asks for. */
export const noteOperation = (state: RequestState, params: GraphQLParams, documents: DocumentCache): void => {
  const { operationName, query } = params;
  if (typeof operationName === 'string') {
    state.operationName = operationName.replace(/\W/g, '_').slice(0, MAX_OPERATION_NAME);
  }
  if (typeof query === 'string') state.documentHash = documents.get(query)?.hash ?? hashDocument(query);
};

/** The fields of the root that stand in the operation itself. The schema has them all, so that they hold nothing of the caller. */
const rootFieldsOf = ({ selectionSet }: OperationDefinitionNode): readonly string[] =>
  selectionSet.selections.flatMap((selection) => (selection.kind === Kind.FIELD ? selection.name.value : []));

/** Names them when it is asked. The closure holds nothing but the operation: see `docs/decisions/052-closures-that-last.md`. */
const namingRootFields = (operation: OperationDefinitionNode) => (): readonly string[] => rootFieldsOf(operation);

const checkScope = (caller: Caller | undefined, operation: OperationDefinitionNode): void => {
  const scope = operation.operation === OperationTypeNode.MUTATION ? 'write' : 'read';
  if (caller?.scopes.includes(scope) === true) return;
  throw refuse('FORBIDDEN', `A ${operation.operation} needs the scope "${scope}", which your API key does not have.`);
};

/** What an operation's request has to do with how it runs. */
export interface RunRequest {
  readonly state: RequestState;
  readonly headers: RequestHeaders;
}

/** What all operations of a gateway have in common. */
export interface RunRules {
  readonly limits: Limits;
  readonly underWay: OperationsUnderWay;
  readonly streams: OpenStreams;
  readonly schemaReaders: SchemaReaders;
}

/** An operation that its caller may run and that is within the limits; undefined when the document has no such operation. */
export const prepareRun = (
  args: ExecutionArgs,
  { state, headers }: RunRequest,
  { limits, underWay, streams, schemaReaders }: RunRules,
): OperationRun | undefined => {
  const operation = getOperationAST(args.document, args.operationName);
  if (!operation) return undefined;
  state.operationName ??= operation.name?.value.slice(0, MAX_OPERATION_NAME);
  state.operationType = operation.operation;
  state.rootFields = namingRootFields(operation);
  checkScope(state.caller, operation);
  checkSchemaReader(args.document, state.caller, schemaReaders);
  checkNodes(args, operation, limits);
  return {
    args,
    operation,
    state,
    ...chooseParts(args, operation, headers.get('accept')),
    seconds: limits.operationSeconds,
    underWay,
    openStream: (end) => streams.enter({ caller: state.caller, headers, project: state.project }, end),
  };
};
