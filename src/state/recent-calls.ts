/** So many calls may begin within so many milliseconds. */
export interface CallRate {
  readonly calls: number;
  readonly spanMs: number;
}

/** The calls that REDCap hosts were sent lately, counted over all gateways that share the state. */
export interface RecentCalls {
  /**
   * Counts one call to a host when all rates allow it now, and returns 0. Otherwise it counts nothing and returns the
   * milliseconds after which a call may be allowed. Checking and counting are one step, also for two gateways. A count in
   * memory answers at once.
   */
  readonly take: (host: string, rates: readonly CallRate[]) => Promise<number> | number;
  /** The milliseconds after which a call may be allowed; counts nothing. */
  readonly untilAllowed: (host: string, rates: readonly CallRate[]) => Promise<number>;
  /** Allows no call to a host for so many milliseconds. A hold that lasts longer stays. */
  readonly hold: (host: string, milliseconds: number) => Promise<void>;
  /** Ends a host's hold. */
  readonly resume: (host: string) => Promise<void>;
}
