/** The calls that are under way to one host, all together and by token. */
export class CallsUnderWay {
  readonly #most: number;
  readonly #mostPerToken: number;
  readonly #byToken = new Map<string, number>();
  #total = 0;

  constructor(most: number, mostPerToken: number) {
    this.#most = most;
    this.#mostPerToken = mostPerToken;
  }

  get isEmpty(): boolean {
    return this.#total === 0;
  }

  get isFull(): boolean {
    return this.#total >= this.#most;
  }

  /** Whether one more call of a token may begin beside those that the token has under way. */
  hasRoomFor(fingerprint: string): boolean {
    return (this.#byToken.get(fingerprint) ?? 0) < this.#mostPerToken;
  }

  /** Counts a call that begins. */
  begin(fingerprint: string): void {
    this.#total += 1;
    this.#byToken.set(fingerprint, (this.#byToken.get(fingerprint) ?? 0) + 1);
  }

  /** Counts a call that has ended. */
  end(fingerprint: string): void {
    const left = (this.#byToken.get(fingerprint) ?? 1) - 1;
    if (left === 0) this.#byToken.delete(fingerprint);
    else this.#byToken.set(fingerprint, left);
    this.#total -= 1;
  }
}
