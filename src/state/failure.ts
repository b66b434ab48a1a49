/** Why a state could not do what it was asked. */
export type StateFault =
  /** There is no room left on the disk or in the store. */
  | 'full'
  /** The disk or the store takes no writes. */
  | 'read-only'
  /** The store is not the one that was written, or its bytes make no sense. */
  | 'damaged'
  /** The store could not be reached, or did not answer in time. */
  | 'away'
  /** Anything else. */
  | 'failed';

const WORDS: Readonly<Record<StateFault, string>> = {
  full: 'there is no room left',
  'read-only': 'it takes no writes',
  damaged: 'it is damaged',
  away: 'it does not answer',
  failed: 'it failed',
};

/**
 * A state that outlives the process could not keep or look up something. Whoever writes must not go on without it: what is
 * not kept would be lost.
 */
export class StateFailure extends Error {
  readonly fault: StateFault;

  constructor(fault: StateFault, cause?: unknown) {
    super(`The gateway's state cannot be used: ${WORDS[fault]}.`, { cause });
    this.name = 'StateFailure';
    this.fault = fault;
  }
}
