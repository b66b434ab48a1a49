import { StateUnavailable } from './unavailable.ts';

/** Why the state in a file could not do what it was asked. */
export type StateFault =
  /** There is no room left on the disk, or in the file. */
  | 'full'
  /** The disk takes no writes. */
  | 'read-only'
  /** The bytes of the file make no sense. */
  | 'damaged'
  /** Another program holds the file for too long. */
  | 'busy'
  /** Anything else. */
  | 'failed';

const WORDS: Readonly<Record<StateFault, string>> = {
  full: 'has no room left',
  'read-only': 'takes no writes',
  damaged: 'is damaged',
  busy: 'is in use by another program',
  failed: 'failed',
};

/**
 * The file that outlives the process could not keep or look up something. Whoever writes must not go on without it: what is
 * not kept would be lost.
 */
export class StateFailure extends StateUnavailable {
  override readonly name = 'StateFailure';
  readonly fault: StateFault;

  constructor(fault: StateFault, cause?: unknown) {
    super(`The gateway's data folder ${WORDS[fault]}.`, { cause });
    this.fault = fault;
  }
}
