import type { Waiting } from './line.ts';

/** Whose call it is. */
type Owner = Pick<Waiting, 'fingerprint' | 'pair'>;

/** How many calls may be under way at once. */
export interface RoomUnderWay {
  readonly all: number;
  readonly perToken: number;
  /** Of one caller's with one token. */
  readonly perCaller: number;
}

const add = (counts: Map<string, number>, name: string, number: number): void => {
  const count = (counts.get(name) ?? 0) + number;
  if (count === 0) counts.delete(name);
  else counts.set(name, count);
};

/** The calls that are under way to one host: all together, by token, and by caller and token. */
export class CallsUnderWay {
  readonly #room: RoomUnderWay;
  readonly #byToken = new Map<string, number>();
  readonly #byPair = new Map<string, number>();
  #total = 0;

  constructor(room: RoomUnderWay) {
    this.#room = room;
  }

  get size(): number {
    return this.#total;
  }

  get isFull(): boolean {
    return this.#total >= this.#room.all;
  }

  /** Whether one more call may begin beside those that its token and its caller have under way. */
  hasRoomFor(owner: Owner): boolean {
    return (
      (this.#byToken.get(owner.fingerprint) ?? 0) < this.#room.perToken &&
      (this.#byPair.get(owner.pair) ?? 0) < this.#room.perCaller
    );
  }

  /** Counts a call that begins. */
  begin(owner: Owner): void {
    this.#count(owner, 1);
  }

  /** Counts a call that has ended. */
  end(owner: Owner): void {
    this.#count(owner, -1);
  }

  #count(owner: Owner, number: number): void {
    this.#total += number;
    add(this.#byToken, owner.fingerprint, number);
    add(this.#byPair, owner.pair, number);
  }
}
