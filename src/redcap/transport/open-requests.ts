import { PassingSet } from '../../passing-set.ts';
import type { Cancellation } from './cancellation.ts';

/** The requests of one transport that are under way, so that closing can wait for them. */
export class OpenRequests {
  readonly #cancellations = new PassingSet<Cancellation>();
  readonly #idle = Promise.withResolvers<void>();
  #isClosed = false;

  /** True once the transport takes no more requests. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Notes a request that begins. Returns a function that takes it out when it has ended. */
  enter(cancellation: Cancellation): () => void {
    const leave = this.#cancellations.enter(cancellation);
    return () => {
      leave();
      this.#settle();
    };
  }

  /** Takes no more requests, and resolves when the last has ended. */
  close(): Promise<void> {
    this.#isClosed = true;
    this.#settle();
    return this.#idle.promise;
  }

  /** Ends all that are under way. */
  shutDown(): void {
    for (const cancellation of this.#cancellations.all()) cancellation.shutDown();
  }

  #settle(): void {
    if (this.#isClosed && this.#cancellations.size === 0) this.#idle.resolve();
  }
}
