import { isAsyncIterable } from 'graphql-yoga';
import type { HeldAnswerTexts } from '../../answer-text.ts';
import type { OperationAnswer, OperationResult } from '../operation-run.ts';
import { joinItems } from './payload.ts';

/** Who waits for the parts of an answer. */
export interface PartsReader {
  readonly texts: HeldAnswerTexts;
  /** Ends what the operation still waits for, once nobody reads its parts any more. */
  readonly leave: () => void;
}

const OVER = { done: true, value: undefined } as const;

/**
 * The parts, each when it is asked for. Resolvers that wait for a reader go on whenever the next part is asked for. Who
 * leaves early ends what is under way first: a list that waits for REDCap could not be left before REDCap has answered.
 */
const readParts = (
  answer: AsyncIterable<OperationResult>,
  { texts, leave }: PartsReader,
): AsyncIterable<OperationResult> => {
  const iterator = answer[Symbol.asyncIterator]();
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        texts.askForMore();
        const result = await iterator.next();
        return result.done === true ? OVER : { done: false, value: joinItems(result.value) };
      },
      return: async () => {
        leave();
        await iterator.return?.();
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
  return isAsyncIterable(answer) ? readParts(answer, reader) : answer;
};
