import { GraphQLError, OperationTypeNode, getOperationAST, validate as validateDocument } from 'graphql';
import type { DocumentNode, ExecutionArgs, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import type { Caller } from './caller.ts';
import { createDocumentParser } from './document.ts';
import { requestStateOf, hashDocument } from './request-state.ts';
import type { RequestState } from './request-state.ts';
import type { Limits } from './limits.ts';
import { countNodes } from './nodes.ts';
import { refuse } from './refusal.ts';
import { explainVariables } from './variables.ts';

type PromiseOrValue<T> = Promise<T> | T;

const MAX_OPERATION_NAME = 100;

/** Parses and validates within the limits; both results depend on the text alone, so yoga may keep them. */
export const useDocumentLimits = (limits: Limits, showsSchema: boolean): Plugin => {
  const parse = createDocumentParser(limits);
  return {
    onParse({ setParseFn }) {
      setParseFn(parse);
    },
    onValidate({ setValidationFn }) {
      // Suggestions ("Did you mean …?") would tell the schema to those who may not read it.
      setValidationFn((schema: GraphQLSchema, document: DocumentNode, rules) =>
        validateDocument(schema, document, rules as Parameters<typeof validateDocument>[2], {
          maxErrors: limits.errors,
          hideSuggestions: !showsSchema,
        }),
      );
    },
  };
};

const checkScope = (caller: Caller | undefined, operation: OperationDefinitionNode): void => {
  const scope = operation.operation === OperationTypeNode.MUTATION ? 'write' : 'read';
  if (caller?.scopes.includes(scope) === true) return;
  throw refuse('FORBIDDEN', `A ${operation.operation} needs the scope "${scope}", which your API key does not have.`);
};

/** What is answered when an operation's time is over: a query found nothing out, a mutation may have been done. */
const timedOut = (operation: OperationDefinitionNode): ExecutionResult => {
  const [code, message] =
    operation.operation === OperationTypeNode.MUTATION
      ? [
          'WRITE_OUTCOME_UNKNOWN',
          'This took too long. What was sent may or may not have been done: read it back first.',
        ]
      : ['REDCAP_TIMEOUT', 'This took too long. Try again, or ask for less.'];
  return { data: null, errors: [new GraphQLError(message, { extensions: { code } })] };
};

/** Runs an operation, and answers in its place when its time is over. */
const runInTime = async (
  run: () => PromiseOrValue<ExecutionResult>,
  operation: OperationDefinitionNode,
  state: RequestState,
  seconds: number,
): Promise<ExecutionResult> => {
  let cancel = (): void => undefined;
  const late = new Promise<ExecutionResult>((resolve) => {
    cancel = state.time.start(seconds * 1000, () => {
      state.stop.abort();
      resolve(timedOut(operation));
    });
  });
  try {
    return await Promise.race([run(), late]);
  } finally {
    cancel();
  }
};

/** The answer with what it cost; of one that the executor refused, which of its variables were to blame. */
const finish = (
  result: ExecutionResult,
  args: ExecutionArgs,
  operation: OperationDefinitionNode,
  limits: Limits,
): ExecutionResult => {
  if (result.data === undefined) {
    const errors = explainVariables(args.schema, operation, args.variableValues ?? {}, limits.errors);
    return errors.length > 0 ? { errors } : result;
  }
  const { cost } = requestStateOf((args.contextValue as YogaInitialContext).request);
  return cost === undefined ? result : { ...result, extensions: { ...result.extensions, redcap: { ...cost } } };
};

/** Refuses what the caller may not run, ends what takes too long, and tells what an operation cost. */
export const useOperation = (limits: Limits): Plugin => ({
  onParams({ request, params }) {
    const state = requestStateOf(request);
    const name = params.operationName;
    if (typeof name === 'string') state.operationName = name.replace(/\W/g, '_').slice(0, MAX_OPERATION_NAME);
    if (typeof params.query === 'string') state.documentHash = hashDocument(params.query);
  },
  onExecute({ args: anyArgs, executeFn, setExecuteFn }) {
    const args = anyArgs as ExecutionArgs;
    const state = requestStateOf((args.contextValue as YogaInitialContext).request);
    const operation = getOperationAST(args.document, args.operationName);
    if (!operation) return undefined;
    state.operationName ??= operation.name?.value.slice(0, MAX_OPERATION_NAME);
    checkScope(state.caller, operation);
    countNodes(args.schema, args.document, operation, args.variableValues ?? {}, limits);
    const run = executeFn as (args: ExecutionArgs) => PromiseOrValue<ExecutionResult>;
    setExecuteFn((given) => runInTime(() => run(given), operation, state, limits.operationSeconds));
    return {
      onExecuteDone({ result, setResult }) {
        if (!(Symbol.asyncIterator in result)) setResult(finish(result, args, operation, limits));
      },
    };
  },
});
