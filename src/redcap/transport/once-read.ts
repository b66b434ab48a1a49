/**
 * A stream that is read once, and that calls `leave` however that ends. The `finally` of a generator does not run when its
 * reader leaves before the first part: whatever it holds, such as a connection, would be held on.
 */
export const endWithReader = <Part>(parts: AsyncGenerator<Part>, leave: () => void): AsyncGenerator<Part> => {
  const ending = async (step: Promise<IteratorResult<Part>>): Promise<IteratorResult<Part>> => {
    let goesOn = false;
    try {
      const result = await step;
      goesOn = result.done !== true;
      return result;
    } finally {
      if (!goesOn) leave();
    }
  };
  const stream: AsyncGenerator<Part> = {
    next: () => ending(parts.next()),
    return: (value) => ending(parts.return(value)),
    throw: (error) => ending(parts.throw(error)),
    [Symbol.asyncIterator]: () => stream,
    [Symbol.asyncDispose]: async () => {
      await stream.return(undefined);
    },
  };
  return stream;
};
