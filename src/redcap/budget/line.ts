/** What waits in a line: the token that it waits for is all that a line has to know. */
export interface Waiting {
  readonly fingerprint: string;
}

/** One line a token. The tokens take turns, so that a token with many calls does not keep the others waiting. */
export class WaitingLines<Waiter extends Waiting> {
  /** In the order in which the tokens have their turn. No line in it is empty. */
  readonly #lines = new Map<string, Waiter[]>();
  #size = 0;

  /** How many wait, of all tokens. */
  get size(): number {
    return this.#size;
  }

  /** How many wait for one token. */
  lengthOf(fingerprint: string): number {
    return this.#lines.get(fingerprint)?.length ?? 0;
  }

  has(waiter: Waiter): boolean {
    return this.#lines.get(waiter.fingerprint)?.includes(waiter) === true;
  }

  /** All who wait. */
  all(): Waiter[] {
    return [...this.#lines.values()].flat();
  }

  /** Puts a waiter at the end of its token's line. */
  join(waiter: Waiter): void {
    const line = this.#lines.get(waiter.fingerprint);
    if (line === undefined) this.#lines.set(waiter.fingerprint, [waiter]);
    else line.push(waiter);
    this.#size += 1;
  }

  /** Takes a waiter out; false when it does not wait any more. */
  leave(waiter: Waiter): boolean {
    const line = this.#lines.get(waiter.fingerprint);
    const index = line?.indexOf(waiter) ?? -1;
    if (line === undefined || index < 0) return false;
    line.splice(index, 1);
    if (line.length === 0) this.#lines.delete(waiter.fingerprint);
    this.#size -= 1;
    return true;
  }

  /** Whether anybody waits for a token that has room. */
  hasNext(hasRoom: (fingerprint: string) => boolean): boolean {
    for (const fingerprint of this.#lines.keys()) if (hasRoom(fingerprint)) return true;
    return false;
  }

  /** Takes out the first waiter of the token whose turn it is; that token then goes to the end of the round. */
  next(hasRoom: (fingerprint: string) => boolean): Waiter | undefined {
    for (const [fingerprint, line] of this.#lines) {
      const waiter = line[0];
      if (waiter === undefined || !hasRoom(fingerprint)) continue;
      this.leave(waiter);
      if (line.length > 0) {
        this.#lines.delete(fingerprint);
        this.#lines.set(fingerprint, line);
      }
      return waiter;
    }
    return undefined;
  }

  /** The last waiter of the longest line. */
  lastOfLongest(): Waiter | undefined {
    let longest: Waiter[] = [];
    for (const line of this.#lines.values()) if (line.length > longest.length) longest = line;
    return longest.at(-1);
  }
}
