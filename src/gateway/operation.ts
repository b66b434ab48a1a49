import { GraphQLError, getOperationAST, validate as validateDocument } from 'graphql';
import type { ExecutionResult, OperationDefinitionNode } from 'graphql';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import { createDocumentParser } from './document.ts';
import { exchangeOf, hashDocument } from './exchange.ts';
import type { Cost } from './exchange.ts';
import type { Limits } from './limits.ts';
import { countNodes } from './nodes.ts';
import { refuse } from './refusal.ts';
import { explainVariables } from './variables.ts';

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
      setValidationFn((schema, document, rules) =>
        validateDocument(schema, document, rules as Parameters<typeof validateDocument>[2], {
          maxErrors: limits.errors,
          hideSuggestions: !showsSchema,
        }),
      );
    },
  };
};

const checkScope = (request: Request, operation: OperationDefinitionNode): void => {
  const scope = operation.operation === 'mutation' ? 'write' : 'read';
  const caller = exchangeOf(request).caller;
  if (caller?.scopes.includes(scope) === true) return;
  throw refuse('FORBIDDEN', `A ${operation.operation} needs the scope "${scope}", which your API key does not have.`);
};

/** What is answered when an operation's time is over: a query found nothing out, a mutation may have been done. */
const timedOut = (operation: OperationDefinitionNode): ExecutionResult => {
  const [code, message] =
    operation.operation === 'mutation'
      ? [
          'WRITE_OUTCOME_UNKNOWN',
          'This took too long. What was sent may or may not have been done: read it back first.',
        ]
      : ['REDCAP_TIMEOUT', 'This took too long. Try again, or ask for less.'];
  return { data: null, errors: [new GraphQLError(message, { extensions: { code } })] };
};

const isCost = (value: unknown): value is Cost =>
  typeof value === 'object' && value !== null && 'calls' in value && typeof value.calls === 'number';

/** Refuses what the caller may not run, ends what takes too long, and tells what an operation cost. */
export const useOperation = (limits: Limits): Plugin => ({
  onParams({ request, params }) {
    const exchange = exchangeOf(request);
    const name = params.operationName;
    if (typeof name === 'string') exchange.operationName = name.replace(/\W/g, '_').slice(0, MAX_OPERATION_NAME);
    if (typeof params.query === 'string') exchange.documentHash = hashDocument(params.query);
  },
  onExecute({ args, executeFn, setExecuteFn }) {
    const { request } = args.contextValue as YogaInitialContext;
    const operation = getOperationAST(args.document, args.operationName);
    if (!operation) return;
    exchangeOf(request).operationName ??= operation.name?.value.slice(0, MAX_OPERATION_NAME);
    checkScope(request, operation);
    countNodes(args.schema, args.document, operation, args.variableValues ?? {}, limits);

    let timer: NodeJS.Timeout | undefined;
    setExecuteFn((executeArgs) => {
      const late = new Promise<ExecutionResult>((resolve) => {
        timer = setTimeout(resolve, limits.operationSeconds * 1000, timedOut(operation));
      });
      return Promise.race([executeFn(executeArgs) as Promise<ExecutionResult>, late]);
    });
    return {
      onExecuteDone({ result, setResult }) {
        clearTimeout(timer);
        if (Symbol.asyncIterator in result) return;
        if (result.data === undefined) {
          // Refused by the executor itself: nothing was executed.
          const errors = explainVariables(args.schema, operation, args.variableValues ?? {}, limits.errors);
          if (errors.length > 0) setResult({ errors });
          return;
        }
        const { cost } = args.contextValue as { cost?: unknown };
        if (!isCost(cost)) return;
        exchangeOf(request).cost = cost;
        setResult({ ...result, extensions: { ...result.extensions, redcap: { ...cost } } });
      },
    };
  },
});
