/** A piece is worth looking at when what waits has no more than so many times its characters. */
const MOST_TIMES = 8;

/**
 * A text in pieces that are worth looking at. What waits for the end of its row is looked through again with each piece, which a
 * sender could make as small as a byte. `waiting` says how many characters wait.
 */
export const gatherText = async function* (
  pieces: AsyncIterable<string>,
  waiting: () => number,
): AsyncGenerator<string> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    if (text.length * MOST_TIMES < waiting()) continue;
    yield text;
    text = '';
  }
  yield text;
};
