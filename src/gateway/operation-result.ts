import { Kind } from 'graphql';
import type { GraphQLError } from 'graphql';
import { isAsyncIterable } from 'graphql-yoga';
import type { ProblemRules } from './input/problem.ts';
import { explainVariables } from './input/variable.ts';
import type { OperationAnswer, OperationResult, OperationRun } from './operation-run.ts';
import { refuse } from './refusal.ts';
import type { Cost, RequestState } from './request-state.ts';

/** A cost as callers see it. */
const plainCost = ({ calls, bytes, rows, waitedMs, coalesced }: Cost): Cost => ({
  calls,
  bytes,
  rows,
  waitedMs,
  coalesced,
});

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
    before = plainCost(cost);
    return report;
  };
};

/** Whether graphql-js refused a variable: its words quote the value, and its error points at the variable's definition. */
const isOfVariable = ({ nodes }: GraphQLError): boolean => nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION;

/** Whether the executor refused the operation, before it ran anything. */
const isRefused = ({ data, hasNext }: OperationResult): boolean => data === undefined && hasNext === undefined;

/**
 * The errors of an operation that the executor refused. Its variables may be to blame, and are explained in our words. The
 * result is null where its variables are known to be.
 */
export const explainRefusal = async (
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

/** An answer of the executor, explained where it is a refusal. */
export const explainAnswer = (
  run: OperationRun,
  answer: OperationAnswer,
  rules: ProblemRules,
): OperationAnswer | Promise<OperationAnswer> =>
  isAsyncIterable(answer) || !isRefused(answer) ? answer : explainRefusal(run, answer, rules);

/** An answer that is written with the texts that its resolvers have made ready. */
export const withTexts = ({ texts }: RequestState, answer: OperationResult): OperationResult =>
  texts.isEmpty() ? answer : { ...answer, stringify: texts.write };

/** What REDCap was asked for an answer so far: clients keep the last report of its parts. */
const createPartsReport =
  (cost: Cost | undefined): (() => Cost | undefined) =>
  () =>
    cost && plainCost(cost);

/** Completes the results of one operation: the one result that it has, or each of a stream. */
export const createFinish = (run: OperationRun): ((result: OperationResult) => OperationResult) => {
  const { cost, isInParts } = run.state;
  const reportCost = isInParts ? createPartsReport(cost) : createCostReport(cost);
  return (result) => {
    if (isRefused(result)) return result;
    const redcap = reportCost();
    return redcap === undefined ? result : { ...result, extensions: { ...result.extensions, redcap } };
  };
};
