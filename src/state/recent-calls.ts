/** So many calls may arrive within so many milliseconds. */
export interface CallRate {
  readonly calls: number;
  readonly spanMs: number;
}

/** No rate that the gateway keeps looks back for longer: what a store notes of a call goes so long after the call's end. */
export const LONGEST_SPAN_MS = 60_000;

/** How the calls of one host are spread: `burst` of them at once, and from then on one every so many milliseconds. */
export interface CallPace {
  readonly burst: number;
  readonly everyMs: number;
}

/** How many calls a host is sent. */
export interface CallLimits {
  /** What is never passed, however long calls are on their way. */
  readonly rates: readonly CallRate[];
  /** Calls are not spread unless given. */
  readonly pace?: CallPace | undefined;
  /** After so many milliseconds a call counts as arrived, even if nobody has said so: whoever made it may be gone. */
  readonly longestMs: number;
}

/** What a caller gets who wants to call. */
export type CallTurn =
  /** The call is counted from now on. It may be sent after `waitMs`, and that moment is kept free for it. */
  | { readonly kind: 'booked'; readonly call: string; readonly waitMs: number }
  /** A rate is used up, or the host is held off for a while. Nothing is counted. It is of no use to ask before `waitMs`. */
  | { readonly kind: 'full' | 'paused'; readonly waitMs: number }
  /** The host is not called until somebody resumes it. Nothing is counted. */
  | { readonly kind: 'banned' };

/** A host that is not called. */
export interface HeldHost {
  readonly host: string;
  /** Milliseconds that its pause still lasts; 0 where it has none. */
  readonly pauseMs: number;
  /** The date at which its ban was first seen, as ISO 8601 writes it; null where it has none. */
  readonly bannedSince: string | null;
}

/**
 * The calls that hosts were sent lately, counted over all gateways that share the state.
 *
 * A host counts a call when it arrives there, which is at some moment between sending it and learning its end. So a call counts
 * from when it is booked until `spanMs` after its end. Then a rate holds at the host, whatever the network does. Pauses, bans
 * and calls outlast the process that noted them, where the state does.
 */
export interface RecentCalls {
  /** Asks for a call to a host. Checking and counting are one step, also for two gateways. A count in memory answers at once. */
  readonly take: (host: string, limits: CallLimits) => Promise<CallTurn> | CallTurn;
  /** Says that a booked call has arrived by now, because its answer or its failure is there. */
  readonly arrived: (host: string, call: string) => Promise<void> | void;
  /** Says that a booked call was not sent, so that it does not count. */
  readonly unused: (host: string, call: string) => Promise<void> | void;
  /** Allows no call to a host for so many milliseconds. A pause that lasts longer stays. */
  readonly pause: (host: string, milliseconds: number) => Promise<void>;
  /** Allows no call to a host until it is resumed. The date of an earlier ban stays. */
  readonly ban: (host: string, since: string) => Promise<void>;
  /** Ends a host's pause and its ban; false where it has neither. */
  readonly resume: (host: string) => Promise<boolean>;
  /** All hosts that are not called now, in no order. */
  readonly held: () => Promise<readonly HeldHost[]>;
}
