import type { IncomingMessage, ServerResponse } from 'node:http';
import { normalizedExecutor } from '@graphql-tools/executor';
import { OperationTypeNode, getOperationAST } from 'graphql';
import type { DocumentNode, ExecutionArgs } from 'graphql';
import { isAsyncIterable } from 'graphql-yoga';
import type { CallerPolicy } from '../caller.ts';
import type { FindClientAddress } from '../client-address.ts';
import type { GatewayClock } from '../clock.ts';
import type { PackPermission } from '../compression.ts';
import type { DocumentCache } from '../document-cache.ts';
import type { ChooseSchema } from '../endpoint.ts';
import type { Handover } from '../handover.ts';
import type { ProblemRules } from '../input/problem.ts';
import type { MemoryGuard } from '../memory-guard.ts';
import { noteOperation, prepareRun } from '../operation-check.ts';
import type { RunRules } from '../operation-check.ts';
import { createFinish, withTexts } from '../operation-result.ts';
import type { OperationAnswer, OperationResult } from '../operation-run.ts';
import { runOperation } from '../operation.ts';
import type { Execute } from '../operation.ts';
import { readParameters } from '../parameters.ts';
import type { ParameterRules } from '../parameters.ts';
import { readParts } from '../part/directive.ts';
import { createRequestState, leave } from '../request-state.ts';
import { writeAnswer } from './answer.ts';
import type { AnswerParts } from './answer.ts';
import { readHotRequest } from './request.ts';
import type { HotRequest } from './request.ts';

/** What the hot form shares with yoga's plugins. */
export interface HotFormParts extends AnswerParts, RunRules, ParameterRules {
  readonly callers: CallerPolicy;
  readonly memoryGuard: Pick<MemoryGuard, 'isShort'>;
  readonly clock: GatewayClock;
  readonly addressOf: FindClientAddress;
  readonly documents: DocumentCache;
  readonly rules: ProblemRules;
  readonly chooseSchema: ChooseSchema;
  readonly mayPack: PackPermission;
}

/** Answers a request by yoga, which gets what was done of it before. */
export type AnswerByYoga = (request: IncomingMessage, response: ServerResponse, handed?: Handover) => void;

/** Whether a document has the operation, and it is one that answers at once. */
const isAnsweredAtOnce = (document: DocumentNode, operationName: string | undefined): boolean => {
  const operation = getOperationAST(document, operationName);
  return operation != null && operation.operation !== OperationTypeNode.SUBSCRIPTION && readParts(document) === null;
};

const isPlain = (answer: OperationAnswer): answer is OperationResult =>
  !isAsyncIterable(answer) && answer.data !== undefined && answer.errors === undefined;

/** The executor that yoga has too. Its types call a schema, a document and a context by other names. */
const execute = normalizedExecutor as Execute;

/** Executes an operation whose document is known, and notes each step. Undefined for one that is not of the hot form. */
const runKnown = async (
  body: IncomingMessage,
  { headers }: HotRequest,
  handed: Handover,
  parts: HotFormParts,
): Promise<OperationResult | undefined> => {
  const { state } = handed;
  const { documents, rules } = parts;
  handed.parameters = readParameters({ bytes: body, announced: headers.get('content-length') }, parts, state);
  const params = await handed.parameters;
  const { query = '', operationName, variables } = params;
  const known = documents.get(query);
  if (known === undefined || !isAnsweredAtOnce(known.document, operationName)) return undefined;
  handed.schema = parts.chooseSchema(state, headers);
  const schema = await handed.schema;
  if (!known.validFor.has(schema)) return undefined;
  noteOperation(state, params, documents);
  const args: ExecutionArgs = {
    schema,
    document: known.document,
    contextValue: state.context,
    variableValues: variables,
    operationName,
  };
  const run = prepareRun(args, { state, headers }, parts);
  if (run === undefined) return undefined;
  state.mayPack = parts.mayPack(args);
  handed.answer = runOperation(run, execute, rules);
  const answer = await handed.answer;
  return isPlain(answer) ? withTexts(state, createFinish(run)(answer)) : undefined;
};

/** The head of a request of the hot form. A head that cannot be read is yoga's to answer. */
const readHead = (
  request: IncomingMessage,
  { callers, stoppage, memoryGuard }: HotFormParts,
): HotRequest | undefined => {
  try {
    return stoppage.isClosed() || memoryGuard.isShort() ? undefined : readHotRequest(request, callers);
  } catch {
    return undefined;
  }
};

/** A request and its answer, as Node has them. */
interface Exchanged {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** What is known of a request when its head was read. Who leaves aborts what the operation waits for. */
const begin = (
  { project, caller, headers }: HotRequest,
  { request, response }: Exchanged,
  { clock, addressOf }: HotFormParts,
): Handover => {
  const state = createRequestState(clock, headers, addressOf(request));
  state.project = project;
  state.caller = caller;
  response.once('close', () => {
    if (!response.writableFinished) leave(state);
  });
  return { state };
};

/** Answers a request of the hot form by itself, and leaves every other to yoga. */
export const createHotForm =
  (parts: HotFormParts, answerByYoga: AnswerByYoga) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const hot = readHead(request, parts);
    if (hot === undefined) {
      answerByYoga(request, response);
      return;
    }
    const handed = begin(hot, { request, response }, parts);
    try {
      const result = await runKnown(request, hot, handed, parts);
      if (result !== undefined) {
        await writeAnswer(hot, response, handed.state, result, parts);
        return;
      }
    } catch {
      // What failed is in the handover, and fails again in yoga, which answers it. Nothing was written by then.
    }
    answerByYoga(request, response, handed);
  };
