import { OperationTypeNode, createSourceEventStream, execute } from 'graphql';
import type { DocumentNode, ExecutionArgs, ExecutionResult, GraphQLError, OperationDefinitionNode } from 'graphql';
import { isAsyncIterable } from 'graphql-yoga';
import { codedError } from '../errors.ts';
import { leave as leaveRequest } from './request-state.ts';
import type { RequestState } from './request-state.ts';
import { endStreamWith, mapStream } from './stream.ts';
import type { OpenStream } from './open-stream.ts';
import type { OperationsUnderWay } from './under-way.ts';

/** A result of an operation. Of an operation that answers in parts, the later parts have no data of their own. */
export interface OperationResult extends ExecutionResult {
  /** Of an operation that answers in parts: whether more will come. */
  readonly hasNext?: boolean;
  /** Writes the result in place of `JSON.stringify`. */
  readonly stringify?: (result: object) => string | Uint8Array;
  /** Of an event of a subscription: by which a client goes on behind it. It does not stand in the result itself. */
  readonly eventId?: string;
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
  readonly underWay: OperationsUnderWay;
  /** Opens the stream of a subscription, which is ended with an error. */
  readonly openStream: (end: (error: GraphQLError) => void) => OpenStream;
}

/** Why an operation is answered before it has ended: its time is over, or the gateway stops. */
type EarlyEnd = 'late' | 'stopping';

/** What is said of an operation that has not ended: of a query, of a mutation that sent nothing, and of one that did. */
const words = {
  late: {
    read: { code: 'REDCAP_TIMEOUT', message: 'This took too long. Try again, or ask for less.' },
    unsent: { code: 'OVERLOADED', message: 'This waited too long, and it sent no change to REDCap. Try again later.' },
    sent: 'This took too long. What was sent may or may not have been done: read it back first.',
  },
  stopping: {
    read: { code: 'SHUTTING_DOWN', message: 'The gateway is stopping and did not finish this. Try again.' },
    unsent: {
      code: 'SHUTTING_DOWN',
      message: 'The gateway is stopping, and it sent no change of this to REDCap. Try again.',
    },
    sent: 'The gateway is stopping. What was sent may or may not have been done: read it back first.',
  },
} as const;

/** The error of an operation that has not ended: a query found nothing out, a mutation may have been done if it was sent. */
const endedEarly = ({ operation, state }: OperationRun, why: EarlyEnd): GraphQLError => {
  const { read, unsent, sent } = words[why];
  const isWrite = operation.operation === OperationTypeNode.MUTATION;
  // A write holds the time before it is sent, and a write that comes later is not sent: the operation has been stopped.
  if (isWrite && state.time.wasHeld()) {
    const operationId = state.time.lastWrite();
    return codedError('WRITE_OUTCOME_UNKNOWN', sent, operationId === undefined ? {} : { operationId });
  }
  const { code, message } = isWrite ? unsent : read;
  return codedError(code, message);
};

interface RunningTime {
  readonly over: Promise<EarlyEnd>;
  readonly cancel: () => void;
}

const startTime = ({ state, seconds, underWay }: OperationRun): RunningTime => {
  const { promise, resolve } = Promise.withResolvers<EarlyEnd>();
  const stop = state.time.start(seconds * 1000, () => resolve('late'));
  const leave = underWay.enter(() => resolve('stopping'));
  const cancel = (): void => {
    stop();
    leave();
  };
  return { over: promise, cancel };
};

/** Waits for some work, but no longer than the operation's time; `answerEarly` then answers in its place. */
const waitInTime = async <Result>(
  run: OperationRun,
  work: () => PromiseOrValue<Result>,
  answerEarly: (why: EarlyEnd) => Result,
): Promise<Result> => {
  const { over, cancel } = startTime(run);
  try {
    return await Promise.race([work(), over.then(answerEarly)]);
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
  const late = over.then((why) => {
    const error = endedEarly(run, why);
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

/** What the source of a subscription says of an event besides what its resolvers read. */
const eventIdOf = (event: unknown): Pick<OperationResult, 'eventId'> =>
  typeof event === 'object' && event !== null && 'eventId' in event && typeof event.eventId === 'string'
    ? { eventId: event.eventId }
    : {};

/**
 * Runs a subscription: one result for each event of its source. Each event has the operation's time of its own. The stream ends
 * with an error when its caller may not have it any more, or when the gateway stops.
 */
export const runEvents = async (run: OperationRun): Promise<OperationAnswer> => {
  const { args, state } = run;
  const failWith = (error: GraphQLError): OperationResult => ({ data: null, errors: [error] });
  const answerEarly = (why: EarlyEnd): OperationResult => failWith(endedEarly(run, why));
  const last = Promise.withResolvers<OperationResult>();
  const { refusal, leave } = run.openStream((error) => last.resolve(failWith(error)));
  const end = (): void => {
    leave();
    leaveRequest(state);
  };
  const source = await waitInTime<AsyncIterable<unknown> | OperationResult>(
    run,
    () => createSourceEventStream(args),
    answerEarly,
  ).catch((error: unknown) => {
    end();
    throw error;
  });
  if (!isAsyncIterable(source)) {
    end();
    return source;
  }
  const results = mapStream(source, {
    change: async (event): Promise<OperationResult> => {
      const error = await refusal();
      if (error !== null) throw error;
      return {
        ...(await waitInTime(run, () => execute({ ...args, rootValue: event }), answerEarly)),
        ...eventIdOf(event),
      };
    },
  });
  return mapStream(endStreamWith(results, last.promise), { change: (result) => result, end });
};
