/** Who called the gateway, as the calls of REDCap have to know them. Plain data. */
export interface CallingParty {
  /** Names the caller among all others; never a credential. */
  readonly name: string;
  /** Calls of REDCap that the caller may cause in a minute; no limit of their own unless given. */
  readonly callsPerMinute?: number | null | undefined;
  /** Whether nobody waits for what is called: it lets all others go first. False unless given. */
  readonly isBackground?: boolean | undefined;
  /** Whether all callers wait for what is called: it has turns before theirs. False unless given. */
  readonly isForAll?: boolean | undefined;
}
