/** Those who wait for the answer of one call: who makes it, and who has joined since. */
export interface Sharers {
  /** Calls `joined` with the name of everybody who has joined, and then of whoever does. A later follower takes the place of the one before. */
  readonly follow: (joined: (caller: string) => void) => void;
}

const NOBODY: readonly string[] = [];

/** Sharers whom somebody lets join. */
export class JoinedSharers implements Sharers {
  /** Mostly nobody joins. */
  #names: readonly string[] = NOBODY;
  #joined: ((caller: string) => void) | undefined;

  follow(joined: (caller: string) => void): void {
    this.#joined = joined;
    for (const name of this.#names) joined(name);
  }

  join(caller: string): void {
    if (this.#names.includes(caller)) return;
    this.#names = [...this.#names, caller];
    this.#joined?.(caller);
  }
}
