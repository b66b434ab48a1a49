/** A value that is kept, and which one it is of those that had its name. */
export interface Kept<Value> {
  readonly value: Value;
  /** Another text after every `set` of this name. */
  readonly version: string;
}

/** How long a value is kept, and when it is kept at all. */
export interface KeepOptions {
  /** Milliseconds; with 0 nothing is kept. */
  readonly maxAgeMs: number;
  /** Keeps the value only while this is the version under its name, or only while there is none (null). */
  readonly ifVersion?: string | null | undefined;
  /** Keeps the value only in this epoch of its space: what was read before a write is not kept after it. */
  readonly ifEpoch?: string | undefined;
  /**
   * Lets the value stay until it is too old or its space forgets it: nothing makes it go for want of room. Where there is no room
   * for it, `set` throws `StateUnavailable`. Values are not firm unless this says so.
   */
  readonly isFirm?: boolean | undefined;
}

/**
 * Values by the space that they belong to (a token's project, a caller) and by name. Each is plain data: what JSON can say,
 * and nothing else. A value that is not firm may go at any time, for its age or for want of room; so its absence never means
 * anything.
 *
 * Nobody changes a value that came from here or was given: it may be shared.
 */
export interface KeptValues {
  /** The value under a name; null when none is kept. */
  readonly get: <Value>(space: string, name: string) => Promise<Kept<Value> | null>;
  /** The versions of all that a space keeps, by name. It costs little, whatever the size of the values. */
  readonly versions: (space: string) => Promise<ReadonlyMap<string, string>>;
  /** Keeps a value in place of the one before, and returns its version; null when a condition did not hold. */
  readonly set: (space: string, name: string, value: unknown, options: KeepOptions) => Promise<string | null>;
  /** The value under a name, which is forgotten with this: of two who ask at once, one gets it. */
  readonly take: <Value>(space: string, name: string) => Promise<Value | null>;
  /** Forgets values of a space, all of them unless names are given, and begins its next epoch. */
  readonly forget: (space: string, names?: readonly string[]) => Promise<void>;
  /** Begins the next epoch of a space and forgets nothing. */
  readonly advance: (space: string) => Promise<void>;
  /** Names the epoch of a space; no two epochs have the same name. */
  readonly epoch: (space: string) => Promise<string>;
}
