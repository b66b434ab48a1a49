import type { Share } from './account.ts';

/** How many calls may be under way at once. */
export interface RoomUnderWay {
  readonly all: number;
  readonly perToken: number;
  /** Of one caller's with one token. */
  readonly perCaller: number;
}

/** The calls that are under way to one host: all together, by token, and by caller and token. */
export class CallsUnderWay {
  readonly #room: RoomUnderWay;
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
  hasRoomFor({ token, pair }: Share): boolean {
    return token.underWay < this.#room.perToken && pair.underWay < this.#room.perCaller;
  }

  /** Counts a call that begins. */
  begin(share: Share): void {
    this.#count(share, 1);
  }

  /** Counts a call that has ended. */
  end(share: Share): void {
    this.#count(share, -1);
  }

  #count({ token, caller, pair }: Share, number: number): void {
    this.#total += number;
    token.underWay += number;
    caller.underWay += number;
    pair.underWay += number;
  }
}
