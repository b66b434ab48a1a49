import {
  Kind,
  OperationTypeNode,
  ValuesOfCorrectTypeRule,
  getOperationAST,
  validate as validateDocument,
} from 'graphql';
import type {
  DocumentNode,
  ExecutionArgs,
  GraphQLError,
  GraphQLSchema,
  OperationDefinitionNode,
  ValidationRule,
} from 'graphql';
import { isAsyncIterable } from 'graphql-yoga';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import type { Caller } from './caller.ts';
import { createDocumentParser } from './document.ts';
import type { DocumentCache } from './document-cache.ts';
import { createLiteralRule } from './input/literal-rule.ts';
import { coerceLongVariables, hasLongVariable } from './input/long-variable.ts';
import type { ProblemRules } from './input/problem.ts';
import { explainVariables } from './input/variable.ts';
import type { Limits } from './limits.ts';
import { countNodes } from './nodes.ts';
import { runEvents, runInTime } from './operation-run.ts';
import type { OperationAnswer, OperationResult, OperationRun } from './operation-run.ts';
import { chooseParts } from './part/choice.ts';
import { runInParts } from './part/execution.ts';
import { readParts } from './part/directive.ts';
import { partRules } from './part/rule.ts';
import { refuse } from './refusal.ts';
import { hashDocument, requestStateOf } from './request-state.ts';
import type { Cost, RequestState } from './request-state.ts';

const MAX_OPERATION_NAME = 100;

/** Parses and validates within the limits; what is parsed depends on the text alone, and may be kept by it. */
export const useDocumentLimits = (limits: Limits, showsSchema: boolean): Plugin => {
  const parse = createDocumentParser(limits);
  const literalRule = createLiteralRule(limits.errors, showsSchema);
  return {
    onParse({ setParseFn }) {
      setParseFn(parse);
    },
    onValidate({ setValidationFn }) {
      // Suggestions ("Did you mean …?") would reveal the schema to those who may not read it.
      setValidationFn((schema: GraphQLSchema, document: DocumentNode, rules) => {
        const given = (rules as readonly ValidationRule[]).map((rule) =>
          rule === ValuesOfCorrectTypeRule ? literalRule : rule,
        );
        const own = readParts(document) === null ? given : [...given, ...partRules];
        return validateDocument(schema, document, own, { maxErrors: limits.errors, hideSuggestions: !showsSchema });
      });
    },
  };
};

const checkScope = (caller: Caller | undefined, operation: OperationDefinitionNode): void => {
  const scope = operation.operation === OperationTypeNode.MUTATION ? 'write' : 'read';
  if (caller?.scopes.includes(scope) === true) return;
  throw refuse('FORBIDDEN', `A ${operation.operation} needs the scope "${scope}", which your API key does not have.`);
};

/** What REDCap was asked since the report before: each event is an answer of its own. */
const createCostReport = (cost: Cost | undefined): (() => Cost | undefined) => {
  let before: Cost = { calls: 0, bytes: 0, rows: 0, waitedMs: 0, coalesced: 0 };
  return () => {
    if (cost === undefined) return undefined;
    const report = {
      calls: cost.calls - before.calls,
      bytes: cost.bytes - before.bytes,
      rows: cost.rows - before.rows,
      waitedMs: cost.waitedMs - before.waitedMs,
      coalesced: cost.coalesced - before.coalesced,
    };
    before = { ...cost };
    return report;
  };
};

/** Whether graphql-js refused a variable: its words quote the value, and its error points at the variable's definition. */
const isOfVariable = ({ nodes }: GraphQLError): boolean => nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION;

/**
 * The errors of an operation that the executor refused. Its variables may be to blame, and are explained in our words. The
 * result is null where its variables are known to be.
 */
const explainRefusal = async (
  { args, operation }: OperationRun,
  result: OperationResult | null,
  rules: ProblemRules,
): Promise<OperationResult> => {
  const { schema, document } = args;
  const errors = await explainVariables({ schema, document, operation, variables: args.variableValues ?? {} }, rules);
  if (errors.length > 0) return { errors };
  if (result !== null && !(result.errors ?? []).some(isOfVariable)) return result;
  return { errors: [refuse('BAD_USER_INPUT', 'The variables do not fit the types that the operation gives them.')] };
};

/** An answer that is written with the texts that its resolvers have made ready. */
const withTexts = ({ texts }: RequestState, answer: OperationResult): OperationResult =>
  texts.isEmpty() ? answer : { ...answer, stringify: texts.write };

/** What REDCap was asked for an answer so far: clients keep the last report of its parts. */
const createPartsReport =
  (cost: Cost | undefined): (() => Cost | undefined) =>
  () =>
    cost && { ...cost };

/** Whether the executor refused the operation, before it ran anything. */
const isRefused = ({ data, hasNext }: OperationResult): boolean => data === undefined && hasNext === undefined;

type Execute = (args: ExecutionArgs) => Promise<OperationAnswer> | OperationAnswer;

/** Executes an operation, with turns for others while its variables are coerced. */
const executeInTurns = async (
  run: OperationRun,
  given: ExecutionArgs,
  execute: Execute,
  rules: ProblemRules,
): Promise<OperationAnswer> => {
  const args = hasLongVariable(given) ? await coerceLongVariables(given, run.operation) : given;
  if (args === null) return explainRefusal(run, null, rules);
  const answer = await execute(args);
  return isAsyncIterable(answer) || !isRefused(answer) ? answer : explainRefusal(run, answer, rules);
};

/** Completes the results of one operation: the one result that it has, or each of a stream. */
const createFinish = (run: OperationRun): ((result: OperationResult) => OperationResult) => {
  const { cost, isInParts } = run.state;
  const reportCost = isInParts ? createPartsReport(cost) : createCostReport(cost);
  return (result) => {
    if (isRefused(result)) return result;
    const redcap = reportCost();
    return redcap === undefined ? result : { ...result, extensions: { ...result.extensions, redcap } };
  };
};

/** An operation that its caller may run and that is within the limits; undefined when the document has no such operation. */
const prepareRun = (args: ExecutionArgs, limits: Limits): OperationRun | undefined => {
  const { request } = args.contextValue as YogaInitialContext;
  const state = requestStateOf(request);
  const operation = getOperationAST(args.document, args.operationName);
  if (!operation) return undefined;
  state.operationName ??= operation.name?.value.slice(0, MAX_OPERATION_NAME);
  checkScope(state.caller, operation);
  countNodes(args.schema, args.document, operation, args.variableValues ?? {}, limits);
  const choice = chooseParts(args, operation, request.headers.get('accept'));
  return { args, operation, state, ...choice, seconds: limits.operationSeconds };
};

/** Executes a query or a mutation. It answers in parts where that was asked for and its client accepts it. */
const answerInTime = (
  run: OperationRun,
  given: ExecutionArgs,
  execute: Execute,
  rules: ProblemRules,
): Promise<OperationAnswer> => {
  const { state, document, isInParts } = run;
  const args = document === given.document ? given : { ...given, document };
  const start = (): Promise<OperationAnswer> => executeInTurns(run, args, execute, rules);
  state.texts.open();
  if (!isInParts) return runInTime(run, start);
  state.isInParts = true;
  state.texts.cut();
  const leave = (): void => {
    state.stop.abort();
    state.texts.askForMore();
  };
  return runInTime(run, () => runInParts(start, { texts: state.texts, leave }));
};

interface FinishHooks {
  readonly onNext: (payload: { result: OperationResult; setResult: (result: OperationResult) => void }) => void;
}

/** Refuses what the caller may not run, ends what takes too long, and reports what an operation cost. */
export const useOperation = (limits: Limits, showsSchema: boolean, documents: DocumentCache): Plugin => {
  const rules: ProblemRules = { showsSchema, most: limits.errors };
  /** Completes an answer, or each result of a stream as it comes. */
  const finishAnswer = (
    run: OperationRun,
    answer: OperationAnswer,
    setAnswer: (answer: OperationResult) => void,
  ): FinishHooks | undefined => {
    const finish = createFinish(run);
    const finishNext = (result: OperationResult): OperationResult =>
      run.state.isInParts ? withTexts(run.state, finish(result)) : finish(result);
    if (isAsyncIterable(answer)) return { onNext: ({ result, setResult }) => setResult(finishNext(result)) };
    setAnswer(withTexts(run.state, finish(answer)));
    return undefined;
  };
  return {
    onParams({ request, params }) {
      const state = requestStateOf(request);
      const name = params.operationName;
      if (typeof name === 'string') state.operationName = name.replace(/\W/g, '_').slice(0, MAX_OPERATION_NAME);
      const { query } = params;
      if (typeof query === 'string') state.documentHash = documents.get(query)?.hash ?? hashDocument(query);
    },
    onExecute({ args, executeFn, setExecuteFn }) {
      const run = prepareRun(args, limits);
      if (run === undefined) return undefined;
      const execute = executeFn as Execute;
      setExecuteFn((given: ExecutionArgs) => answerInTime(run, given, execute, rules));
      return { onExecuteDone: ({ result, setResult }) => finishAnswer(run, result, setResult) };
    },
    onSubscribe({ args, setSubscribeFn }) {
      const run = prepareRun(args, limits);
      if (run === undefined) return undefined;
      setSubscribeFn(async () => {
        const answer = await runEvents(run);
        return isAsyncIterable(answer) || !isRefused(answer) ? answer : explainRefusal(run, answer, rules);
      });
      return { onSubscribeResult: ({ result, setResult }) => finishAnswer(run, result, setResult) };
    },
  };
};
