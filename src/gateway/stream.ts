/** What happens to the results of a stream on their way. */
export interface StreamSteps<From, To> {
  /** Changes one result. */
  readonly change: (result: From) => To | Promise<To>;
  /** Makes the last result of a stream that fails; without it the error goes on. */
  readonly fail?: (error: unknown) => To;
  /** Runs once, when the stream has ended in whatever way. */
  readonly end?: () => void;
}

const OVER = { done: true, value: undefined } as const;

/**
 * A stream with its results changed.
 *
 * This is no generator. A generator that waits for its source can be left only when the source gives something, and a
 * subscription may wait for hours after its caller has gone.
 */
export const mapStream = <From, To>(
  source: AsyncIterable<From>,
  { change, fail, end }: StreamSteps<From, To>,
): AsyncIterableIterator<To> => {
  const iterator = source[Symbol.asyncIterator]();
  let isOver = false;
  const finish = (): IteratorReturnResult<undefined> => {
    if (!isOver) end?.();
    isOver = true;
    return OVER;
  };
  const endBy = (error: unknown): IteratorResult<To, undefined> => {
    finish();
    void iterator.return?.().catch(() => undefined);
    if (fail === undefined) throw error;
    return { done: false, value: fail(error) };
  };
  return {
    async next() {
      if (isOver) return OVER;
      try {
        const result = await iterator.next();
        return result.done === true ? finish() : { done: false, value: await change(result.value) };
      } catch (error) {
        return endBy(error);
      }
    },
    async return() {
      finish();
      await iterator.return?.();
      return OVER;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};

/** A stream that ends with a last result as soon as there is one, whatever its source still has. */
export const endStreamWith = <Result>(source: AsyncIterable<Result>, last: Promise<Result>): AsyncIterable<Result> => {
  const iterator = source[Symbol.asyncIterator]();
  let ending: { readonly value: Result } | undefined;
  // One place for whoever waits: a race would leave something behind for each result of a stream that may have many.
  let wake = (): void => undefined;
  void last.then((value) => {
    ending = { value };
    wake();
  });
  let isOver = false;
  const leave = async (): Promise<IteratorReturnResult<undefined>> => {
    isOver = true;
    await iterator.return?.();
    return OVER;
  };
  const wait = (): Promise<IteratorResult<Result> | undefined> =>
    new Promise((resolve, reject) => {
      wake = () => resolve(undefined);
      iterator.next().then(resolve, reject);
    });
  const next = async (): Promise<IteratorResult<Result, undefined>> => {
    if (isOver) return OVER;
    const result = ending === undefined ? await wait() : undefined;
    if (result?.done === true) return OVER;
    if (result !== undefined) return { done: false, value: result.value };
    void leave().catch(() => undefined);
    return ending === undefined ? OVER : { done: false, value: ending.value };
  };
  return { [Symbol.asyncIterator]: () => ({ next, return: leave }) };
};
