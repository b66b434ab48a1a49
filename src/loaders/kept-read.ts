import type { Clock } from '../redcap/clock.ts';
import { RedcapError } from '../redcap/errors.ts';
import type { Kept, KeptValues } from '../state/kept-values.ts';
import type { SharedReads } from './shared-reads.ts';

/** A read of REDCap whose answer is kept: plain data. */
export type Load<Value> = () => Promise<Value>;

/** Names what was read of a space up to a moment, so that nothing read before it answers who asks after it. */
export interface Epochs {
  readonly epoch: () => Promise<string>;
  /** Begins the next epoch. */
  readonly advance: () => Promise<void>;
}

/** The epochs of a space. */
export const createEpochs = (values: KeptValues, space: string): Epochs => ({
  epoch: () => values.epoch(space),
  advance: () => values.advance(space),
});

/**
 * What was read of one project with one token and is kept for a short time, so that it serves the next requests too. A
 * failure is not kept.
 */
export interface KeptReads extends Epochs {
  /**
   * The answer under a name; the first who asks loads it. Its age counts from `since`, a moment on the clock, or from now:
   * parts with one `since` end together.
   */
  readonly read: <Value>(name: string, load: Load<Value>, since?: number) => Promise<Kept<Value>>;
  /** The answer under a name, or null where REDCap withholds it by the token's rights. Null is kept like an answer. */
  readonly readable: <Value>(name: string, load: Load<Value>, since?: number) => Promise<Kept<Value | null>>;
  /** The answer under a name for who cannot go on without it: throws REDCap's refusal, and asks by `again` after one. */
  readonly demand: <Value>(name: string, load: Load<Value>, again: Load<Value>) => Promise<Value>;
  /** Keeps answers that were loaded `since` in an epoch, in place of those before. Returns their versions; null after its end. */
  readonly replace: (
    answers: ReadonlyMap<string, unknown>,
    since: number,
    epoch: string,
  ) => Promise<ReadonlyMap<string, string> | null>;
  /** The versions of all answers that are kept, by name. */
  readonly versions: () => Promise<ReadonlyMap<string, string>>;
  /** Milliseconds for which an answer is kept. */
  readonly maxAgeMs: number;
  /** Forgets answers, all of them unless names are given. A read that is under way is not kept. */
  readonly forget: (names?: readonly string[]) => Promise<void>;
}

export interface KeptReadsOptions {
  /** Whose answers these are: REDCap host, token and project. */
  readonly space: string;
  readonly values: KeptValues;
  readonly reads: SharedReads;
  readonly clock: Clock;
  readonly maxAgeMs: number;
}

/** No version is this: the answer was not kept, because it was forgotten while it came. */
const NOT_KEPT = '';

const isWithheld = (error: unknown): error is RedcapError => error instanceof RedcapError && error.code === 'FORBIDDEN';

/** An answer, or null where REDCap withholds it. `onRefusal` gets what it refused with. */
export const orWithheld = <Value>(
  load: Load<Value>,
  onRefusal: (error: RedcapError) => void = () => undefined,
): Promise<Value | null> =>
  load().catch((error: unknown) => {
    if (!isWithheld(error)) throw error;
    onRefusal(error);
    return null;
  });

/** The answers of one space. */
export const createKeptReads = ({ space, values, reads, clock, maxAgeMs }: KeptReadsOptions): KeptReads => {
  const keep = async <Value>(name: string, value: Value, since: number, epoch: string): Promise<Kept<Value>> => {
    const left = since + maxAgeMs - clock.now();
    return { value, version: (await values.set(space, name, value, { maxAgeMs: left, ifEpoch: epoch })) ?? NOT_KEPT };
  };

  const read = async <Value>(name: string, load: Load<Value>, since = clock.now()): Promise<Kept<Value>> => {
    const kept = await values.get<Value>(space, name);
    if (kept !== null) return kept;
    const epoch = await values.epoch(space);
    const loadOnce = async (): Promise<Kept<Value>> =>
      // Another load may have ended since the look above.
      (await values.get<Value>(space, name)) ?? (await keep(name, await load(), since, epoch));
    // Many wait for it, so that nobody's leaving may abort it.
    return reads.run({ key: JSON.stringify([space, epoch, name]) }, loadOnce);
  };

  return {
    read,
    readable: (name, load, since) => read(name, () => orWithheld(load), since),
    demand: async (name, load, again) => {
      let refusal: RedcapError | undefined;
      const { value } = await read(name, () => orWithheld(load, (error) => (refusal = error)));
      if (value !== null) return value;
      if (refusal !== undefined) throw refusal;
      // The right may have been given since.
      const [epoch, since] = [await values.epoch(space), clock.now()];
      return (await keep(name, await again(), since, epoch)).value;
    },
    replace: async (answers, since, epoch) => {
      const all = [...answers].map(
        async ([name, value]) => [name, (await keep(name, value, since, epoch)).version] as const,
      );
      const versions = new Map(await Promise.all(all));
      return [...versions.values()].includes(NOT_KEPT) ? null : versions;
    },
    versions: () => values.versions(space),
    maxAgeMs,
    ...createEpochs(values, space),
    forget: (names) => values.forget(space, names),
  };
};
