import { OperationTypeNode, createSourceEventStream, execute } from 'graphql';
import type { DocumentNode, ExecutionArgs, ExecutionResult, GraphQLError, OperationDefinitionNode } from 'graphql';
import { isAsyncIterable } from 'graphql-yoga';
import { codedError } from '../errors.ts';
import type { RequestState } from './request-state.ts';
import { endStreamWith, mapStream } from './stream.ts';

/** A result of an operation. Of an operation that answers in parts, the later parts have no data of their own. */
export interface OperationResult extends ExecutionResult {
  /** Of an operation that answers in parts: whether more will come. */
  readonly hasNext?: boolean;
  /** Writes the result in place of `JSON.stringify`. */
  readonly stringify?: (result: object) => string | Uint8Array;
}

/** What an operation answers with: one result, or several, one after another. */
export type OperationAnswer = OperationResult | AsyncIterable<OperationResult>;

type PromiseOrValue<T> = Promise<T> | T;

/** An operation before it runs, and what limits it. */
export interface OperationRun {
  readonly args: ExecutionArgs;
  readonly operation: OperationDefinitionNode;
  readonly state: RequestState;
  /** What is executed. */
  readonly document: DocumentNode;
  readonly isInParts: boolean;
  readonly seconds: number;
}

/** The error of an operation whose time is over: a query found nothing out, a mutation may have been done if it was sent. */
const timeOver = ({ operation, state }: OperationRun): GraphQLError => {
  if (operation.operation !== OperationTypeNode.MUTATION) {
    return codedError('REDCAP_TIMEOUT', 'This took too long. Try again, or ask for less.');
  }
  // A write holds the time before it is sent, and a write that comes later is not sent: the operation has been stopped.
  if (!state.time.wasHeld()) {
    return codedError('OVERLOADED', 'This waited too long, and it sent no change to REDCap. Try again later.');
  }
  const message = 'This took too long. What was sent may or may not have been done: read it back first.';
  return codedError('WRITE_OUTCOME_UNKNOWN', message);
};

const startTime = ({ state, seconds }: OperationRun): { readonly over: Promise<void>; readonly cancel: () => void } => {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { over: promise, cancel: state.time.start(seconds * 1000, resolve) };
};

/** Waits for some work, but no longer than the operation's time; `answerLate` then answers in its place. */
const waitInTime = async <Result>(
  run: OperationRun,
  work: () => PromiseOrValue<Result>,
  answerLate: () => Result,
): Promise<Result> => {
  const { over, cancel } = startTime(run);
  try {
    return await Promise.race([work(), over.then(answerLate)]);
  } finally {
    cancel();
  }
};

/** Runs a query or a mutation. It answers in its place when its time is over, also between the parts of an answer. */
export const runInTime = async (
  run: OperationRun,
  start: () => PromiseOrValue<OperationAnswer>,
): Promise<OperationAnswer> => {
  const { over, cancel } = startTime(run);
  const late = over.then(() => {
    const error = timeOver(run);
    run.state.stop.abort(error);
    return [error];
  });
  let goesOn = false;
  try {
    const answer = await Promise.race([start(), late.then((errors) => ({ data: null, errors }))]);
    if (!isAsyncIterable(answer)) return answer;
    goesOn = true;
    const lastPart = late.then((errors) => ({ errors, hasNext: false }));
    return mapStream(endStreamWith(answer, lastPart), { change: (part) => part, end: cancel });
  } finally {
    if (!goesOn) cancel();
  }
};

/** Runs a subscription: one result for each event of its source. Each event has the operation's time of its own. */
export const runEvents = async (run: OperationRun): Promise<OperationAnswer> => {
  const { args } = run;
  const answerLate = (): OperationResult => ({ data: null, errors: [timeOver(run)] });
  const source = await waitInTime<AsyncIterable<unknown> | OperationResult>(
    run,
    () => createSourceEventStream(args),
    answerLate,
  );
  if (!isAsyncIterable(source)) return source;
  return mapStream(source, {
    change: (event) => waitInTime(run, () => execute({ ...args, rootValue: event }), answerLate),
  });
};
