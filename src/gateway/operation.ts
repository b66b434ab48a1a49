import { ValuesOfCorrectTypeRule, validate as validateDocument } from 'graphql';
import type { DocumentNode, ExecutionArgs, GraphQLSchema, ValidationRule } from 'graphql';
import { isAsyncIterable } from 'graphql-yoga';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import { withErrors } from '../answer-error.ts';
import { createDocumentParser } from './document.ts';
import type { DocumentCache } from './document-cache.ts';
import { handoverOf } from './handover.ts';
import { createLiteralRule } from './input/literal-rule.ts';
import { coerceLongVariables, hasLongVariable } from './input/long-variable.ts';
import type { ProblemRules } from './input/problem.ts';
import type { Limits } from './limits.ts';
import { noteOperation, prepareRun } from './operation-check.ts';
import type { RunRequest, RunRules } from './operation-check.ts';
import { createFinish, explainAnswer, explainRefusal, withTexts } from './operation-result.ts';
import { runEvents, runInTime } from './operation-run.ts';
import type { OperationAnswer, OperationResult, OperationRun } from './operation-run.ts';
import { readParts } from './part/directive.ts';
import { runInParts } from './part/execution.ts';
import { createItemsAsText } from './part/items.ts';
import { partRules } from './part/rule.ts';
import { leave, requestStateOf } from './request-state.ts';
import type { RequestState } from './request-state.ts';

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

/** What executes an operation. */
export type Execute = (args: ExecutionArgs) => Promise<OperationAnswer> | OperationAnswer;

/** Executes an operation, with turns for others while its variables are coerced. */
const executeInTurns = async (run: OperationRun, execute: Execute, rules: ProblemRules): Promise<OperationAnswer> => {
  const args = hasLongVariable(run.args) ? await coerceLongVariables(run.args, run.operation) : run.args;
  if (args === null) return explainRefusal(run, null, rules);
  return explainAnswer(run, await execute(args), rules);
};

/** An answer with the errors that its resolvers have added to what they returned. */
const withAddedErrors = (answer: OperationAnswer, { errors }: RequestState): OperationAnswer =>
  isAsyncIterable(answer) ? answer : withErrors(answer, errors.take());

/** Runs a query or a mutation in its time. It answers in parts where that was asked for and its client accepts it. */
export const runOperation = (run: OperationRun, execute: Execute, rules: ProblemRules): Promise<OperationAnswer> => {
  const { args, state, document, isInParts } = run;
  const whole = document === args.document ? run : { ...run, args: { ...args, document } };
  const start = (): Promise<OperationAnswer> => executeInTurns(whole, execute, rules);
  state.texts.open();
  if (!isInParts) return runInTime(run, async () => withAddedErrors(await start(), state));
  state.isInParts = true;
  const items = createItemsAsText();
  state.texts.cut(items.open);
  const end = (): void => {
    leave(state);
    state.texts.askForMore();
  };
  return runInTime(run, () => runInParts(start, { texts: state.texts, errors: state.errors, items, leave: end }));
};

/** What is known of the request, by the context that yoga made of it. */
const requestOf = ({ contextValue }: ExecutionArgs): RunRequest => {
  const { request } = contextValue as YogaInitialContext;
  return { state: requestStateOf(request), headers: request.headers };
};

interface FinishHooks {
  readonly onNext: (payload: { result: OperationResult; setResult: (result: OperationResult) => void }) => void;
}

/** Refuses what the caller may not run, ends what takes too long, and reports what an operation cost. */
export const useOperation = (running: RunRules, rules: ProblemRules, documents: DocumentCache): Plugin => {
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
      noteOperation(requestStateOf(request), params, documents);
    },
    onExecute({ args, executeFn, setExecuteFn }) {
      const run = prepareRun(args, requestOf(args), running);
      if (run === undefined) return undefined;
      const begun = handoverOf(args.contextValue)?.answer;
      setExecuteFn((given) => begun ?? runOperation({ ...run, args: given }, executeFn as Execute, rules));
      return { onExecuteDone: ({ result, setResult }) => finishAnswer(run, result, setResult) };
    },
    onSubscribe({ args, setSubscribeFn }) {
      const run = prepareRun(args, requestOf(args), running);
      if (run === undefined) return undefined;
      setSubscribeFn(async () => {
        return explainAnswer(run, await runEvents(run), rules);
      });
      return { onSubscribeResult: ({ result, setResult }) => finishAnswer(run, result, setResult) };
    },
  };
};
