import { setImmediate } from 'node:timers/promises';
import type { GraphQLError } from 'graphql';
import { isAsyncIterable } from 'graphql-yoga';
import { withErrors, type HeldAnswerErrors } from '../../answer-error.ts';
import type { HeldAnswerTexts } from '../../answer-text.ts';
import type { OperationAnswer, OperationResult } from '../operation-run.ts';
import type { ItemsAsText } from './items.ts';
import { createPartsMaker } from './join.ts';
import type { PartsPayload } from './payload.ts';

/** Who waits for the parts of an answer. */
export interface PartsReader {
  readonly texts: HeldAnswerTexts;
  readonly errors: HeldAnswerErrors;
  readonly items: ItemsAsText;
  /** Ends what the operation still waits for, once nobody reads its parts any more. */
  readonly leave: () => void;
}

/** A result of the executor, which has the parts that came later in the form of the proposal. */
type Payload = OperationResult & PartsPayload;

const OVER = { done: true, value: undefined } as const;

const uniteResults = (results: readonly [Payload, ...Payload[]]): Payload => {
  const last = results.at(-1) ?? results[0];
  const incremental = results.flatMap((result) => result.incremental ?? []);
  return incremental.length === 0 ? last : { ...last, incremental };
};

/** The executor's results, of which those that are ready in one turn of the event loop come together. */
const createTurns = (answer: AsyncIterable<OperationResult>) => {
  // The executor's types leave out the parts that come later.
  const iterator = answer[Symbol.asyncIterator]() as AsyncIterator<Payload>;
  let ahead: Promise<IteratorResult<Payload>> | undefined;
  let isBegun = false;

  const look = (): Promise<IteratorResult<Payload>> => {
    ahead ??= iterator.next();
    // The next turn waits for it. A failure before then is not unhandled.
    ahead.catch(() => undefined);
    return ahead;
  };

  const next = async (): Promise<Payload | undefined> => {
    const first = await look();
    ahead = undefined;
    if (first.done === true) return undefined;
    const results: [Payload, ...Payload[]] = [first.value];
    const isData = !isBegun;
    isBegun = true;
    // The first result has the data, which leaves at once and alone.
    while (!isData && results.at(-1)?.hasNext === true) {
      const ready = await Promise.race([look(), setImmediate()]);
      if (ready === undefined || ready.done === true) break;
      ahead = undefined;
      results.push(ready.value);
    }
    return uniteResults(results);
  };

  return { next, leave: async () => iterator.return?.() };
};

/** Some clients read the errors of a part that came later only beside what came with it. */
const addErrors = (payload: Payload, errors: readonly GraphQLError[]): Payload => {
  const { incremental: [first, ...rest] = [] } = payload;
  if (first === undefined) return withErrors(payload, errors);
  return { ...payload, incremental: [withErrors(first, errors), ...rest] };
};

/** The parts, of which those that were written past the executor come before what it gives. */
const createParts = (answer: AsyncIterable<OperationResult>, { items, errors }: PartsReader) => {
  const turns = createTurns(answer);
  const { make, isGiven } = createPartsMaker(items.shift);
  items.follow(isGiven);
  let turn: Promise<{ readonly payload: Payload | undefined }> | undefined;
  let isOver = false;

  const nextPart = async (): Promise<Payload | undefined> => {
    for (;;) {
      const incremental = items.take();
      if (incremental.length > 0) return { incremental, hasNext: !isOver };
      if (isOver) return undefined;
      turn ??= turns.next().then((payload) => ({ payload }));
      const result = await Promise.race([turn, items.changed()]);
      if (result === undefined) continue;
      turn = undefined;
      if (result.payload === undefined) return undefined;
      const payload = make(result.payload);
      isOver = payload.hasNext !== true;
      return isOver && items.has() ? { ...payload, hasNext: true } : payload;
    }
  };

  const next = async (): Promise<Payload | undefined> => {
    const part = await nextPart();
    if (part === undefined) return undefined;
    // What is added to the last part has no other to wait for.
    return addErrors(part, errors.take(part.hasNext === true ? isGiven : undefined));
  };

  return { next, leave: turns.leave };
};

/**
 * The parts, each when it is asked for. Resolvers that wait for a reader go on whenever the next part is asked for. Who
 * leaves early ends what is under way first: a list that waits for REDCap could not be left before REDCap has answered.
 */
const readParts = (answer: AsyncIterable<OperationResult>, reader: PartsReader): AsyncIterable<OperationResult> => {
  const { texts, leave } = reader;
  const parts = createParts(answer, reader);
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        texts.askForMore();
        const value = await parts.next();
        return value === undefined ? OVER : { done: false, value };
      },
      return: async () => {
        leave();
        await parts.leave();
        return OVER;
      },
    }),
  };
};

/** Runs an operation of which some parts come later. They come as one result after another. */
export const runInParts = async (
  execute: () => Promise<OperationAnswer>,
  reader: PartsReader,
): Promise<OperationAnswer> => {
  const answer = await execute();
  return isAsyncIterable(answer) ? readParts(answer, reader) : withErrors(answer, reader.errors.take());
};
