import { PassingSet } from '../passing-set.ts';

/** The operations of one gateway that are under way, so that a stop can answer those that it does not wait for. */
export class OperationsUnderWay {
  /** Each answers an operation at once, as one that the gateway does not finish. */
  readonly #ends = new PassingSet<() => void>();

  /** Notes an operation that begins. Returns a function that takes it out when it has ended. */
  enter(end: () => void): () => void {
    return this.#ends.enter(end);
  }

  /** Answers all that are under way. */
  endAll(): void {
    for (const end of this.#ends.all()) end();
  }
}
