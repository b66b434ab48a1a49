import { startWorkTurn } from '../../work-turn.ts';

/** Passes parts on, and lets others have their turn in between. */
export const pace = async function* <Part>(parts: AsyncIterable<Part>): AsyncGenerator<Part> {
  const turn = startWorkTurn();
  for await (const part of parts) {
    yield part;
    if (turn.isOver()) await turn.next();
  }
};
