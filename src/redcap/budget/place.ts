import type { Sharers } from './sharers.ts';

/** A place among the calls under way; to be released once, when the call has ended. */
export interface Place {
  readonly waitedMs: number;
  /** Says that REDCap has the request: its answer has begun, or the request will never get there. Further times change nothing. */
  readonly arrived: () => void;
  readonly release: () => void;
}

/** A call that asks for its place. */
export interface PlaceRequest {
  readonly fingerprint: string;
  /** Who called the gateway. Callers have equal shares of what a token may call; nobody is named unless given. */
  readonly caller?: string | undefined;
  /** Whether it belongs to a write: the write itself, or a look at what became of it. */
  readonly isWrite?: boolean | undefined;
  /** Whether it lets all others go first; false unless given. */
  readonly isBackground?: boolean | undefined;
  /** Whether all callers wait for it: it has turns before theirs, and is nobody's. False unless given. */
  readonly isForAll?: boolean | undefined;
  /** Who else waits for its answer. It passes into the share of whoever of them has fewer calls in the line. */
  readonly sharers?: Sharers | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Point on the clock by which the call must have ended. */
  readonly deadline?: number | undefined;
}

/** How a budget stands, for whoever counts and shows it. Looking costs nothing. */
export interface BudgetStanding {
  /** Calls that wait for their turn. */
  readonly waiting: number;
  /** Calls that were sent and have not ended. */
  readonly underWay: number;
  /** Calls that got a place since the start. */
  readonly taken: number;
  /** Calls that got none. */
  readonly refused: number;
  /** Milliseconds of a pause that REDCap asked for; 0 where there is none. */
  readonly pauseMs: number;
  /** Whether REDCap has banned the address, as far as this gateway knows. */
  readonly isBanned: boolean;
}

/** Who may call one REDCap host, and when. */
export interface Budget {
  /** Waits for a place. Throws `OVERLOADED`, `REDCAP_UNAVAILABLE`, `ABORTED` or `SHUTTING_DOWN`; nothing was sent then. */
  readonly acquire: (request: PlaceRequest) => Promise<Place>;
  /** Lets nobody in for so many milliseconds. */
  readonly pause: (milliseconds: number) => void;
  /** Lets nobody in until somebody resumes, in any gateway that shares the count. */
  readonly ban: () => void;
  /** Ends the pause and the ban, when a person has seen to the reason. */
  readonly resume: () => void;
  /** Refuses everybody from now on and resolves when the last call under way has ended. */
  readonly close: () => Promise<void>;
  readonly standing: () => BudgetStanding;
}
