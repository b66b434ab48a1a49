/** An operation that has not been answered. */
interface Underway {
  /** Answers it at once, as one that the gateway does not finish. */
  readonly end: () => void;
}

/** The operations of one gateway that are under way, so that a stop can answer those that it does not wait for. */
export class OperationsUnderWay {
  readonly #operations = new Set<Underway>();

  /** Notes an operation that begins. Returns a function that takes it out when it has ended. */
  enter(end: () => void): () => void {
    const operation = { end };
    this.#operations.add(operation);
    return () => this.#operations.delete(operation);
  }

  /** Answers all that are under way. */
  endAll(): void {
    for (const { end } of this.#operations) end();
  }
}
