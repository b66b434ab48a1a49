import { Kind } from 'graphql';
import type { GraphQLError } from 'graphql';
import type { ProblemRules } from './input/problem.ts';
import { explainVariables } from './input/variable.ts';
import type { OperationResult, OperationRun } from './operation-run.ts';
import { refuse } from './refusal.ts';
import type { Cost, RequestState } from './request-state.ts';

/** What REDCap was asked since the report before: a stream reports with each of its results what that result cost. */
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

/** The errors of an operation that the executor refused. Its variables may be to blame, and are explained in our words. */
const explainRefusal = (run: OperationRun, result: OperationResult, rules: ProblemRules): OperationResult => {
  const { args, operation } = run;
  const { schema, document } = args;
  const errors = explainVariables({ schema, document, operation, variables: args.variableValues ?? {} }, rules);
  if (errors.length > 0) return { errors };
  if (!(result.errors ?? []).some(isOfVariable)) return result;
  return { errors: [refuse('BAD_USER_INPUT', 'The variables do not fit the types that the operation gives them.')] };
};

/** An answer that is written with the texts that its resolvers have made ready. */
export const withTexts = ({ texts }: RequestState, answer: OperationResult): OperationResult =>
  texts.isEmpty() ? answer : { ...answer, stringify: texts.write };

/** Completes the results of one operation: the one result that it has, or each of a stream. */
export const createFinish = (
  run: OperationRun,
  rules: ProblemRules,
): ((result: OperationResult) => OperationResult) => {
  const reportCost = createCostReport(run.state.cost);
  return (result) => {
    if (result.data === undefined && result.hasNext === undefined) return explainRefusal(run, result, rules);
    const redcap = reportCost();
    return redcap === undefined ? result : { ...result, extensions: { ...result.extensions, redcap } };
  };
};
