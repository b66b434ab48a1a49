import type { Cancellation } from './cancellation.ts';

/** The requests of one transport that are under way, so that closing can wait for them. */
export class OpenRequests {
  readonly #cancellations = new Set<Cancellation>();
  readonly #idle = Promise.withResolvers<void>();
  #isClosed = false;

  /** True once the transport takes no more requests. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  add(cancellation: Cancellation): void {
    this.#cancellations.add(cancellation);
  }

  remove(cancellation: Cancellation): void {
    this.#cancellations.delete(cancellation);
    this.#settle();
  }

  /** Takes no more requests, and resolves when the last has ended. */
  close(): Promise<void> {
    this.#isClosed = true;
    this.#settle();
    return this.#idle.promise;
  }

  /** Ends all that are under way. */
  shutDown(): void {
    for (const cancellation of this.#cancellations) cancellation.shutDown();
  }

  #settle(): void {
    if (this.#isClosed && this.#cancellations.size === 0) this.#idle.resolve();
  }
}
