import type { Context } from '../context.ts';
import type { ProjectSource } from '../loaders/project-source.ts';
import { stateAway } from '../loaders/patience.ts';
import { RedcapError } from '../redcap/errors.ts';
import { StateUnavailable } from '../state/unavailable.ts';
import type { Note } from './kept-result.ts';
import { userError, userErrorOf, type UserErrorShape } from './user-error.ts';

/** The outcome of presenting an idempotency key. */
export type Once<Result> =
  | { readonly kind: 'result'; readonly result: Result; readonly isReplay: boolean }
  | { readonly kind: 'refused'; readonly error: UserErrorShape };

/** What is wrong with an idempotency key; null when nothing is. */
export const checkIdempotencyKey = (key: string): UserErrorShape | null =>
  /^[\x21-\x7e]{1,255}$/.test(key)
    ? null
    : userError(
        'VALIDATION',
        ['idempotencyKey'],
        'The key has 1 to 255 visible ASCII characters: take a new UUID for each thing that is to be done once.',
      );

type KeyContext = Pick<Context, 'subject' | 'idempotency'>;

/** Whose keys these are: a change of what a policy withholds makes no key a new one, which would double a write. */
const scopeOf = ({ subject }: KeyContext, { connection }: ProjectSource, mutation: string): string => {
  const { host, key, redcap } = connection;
  return JSON.stringify([subject, `${host} ${redcap.tokenFingerprint ?? redcap.fingerprint} ${key}`, mutation]);
};

/** What a write under a key of the caller noted last; null where there is no such write. */
export const readNote = <Progress>(
  context: KeyContext,
  source: ProjectSource,
  mutation: string,
  key: string,
): Promise<Progress | null> => context.idempotency.noted<Progress>(scopeOf(context, source, mutation), key);

/** Why a key could not be looked up or had to wait in vain, so that nothing was done; null for any other error. */
const refusalOf = (error: unknown): RedcapError | null => {
  if (error instanceof StateUnavailable) return stateAway(error);
  return error instanceof RedcapError && (error.code === 'LANE_BUSY' || error.code === 'OVERLOADED') ? error : null;
};

/**
 * Runs a write once per caller, project, mutation and key. The same key with the same input returns the first result again.
 * `mayHaveWritten` decides by a result whether it is kept: after a refusal the key may be used again.
 */
export const runOnce = async <Result>(
  context: KeyContext,
  source: ProjectSource,
  mutation: string,
  key: string,
  input: unknown,
  work: (note: Note) => Promise<Result>,
  mayHaveWritten: (result: Result) => boolean,
): Promise<Once<Result>> => {
  const scope = scopeOf(context, source, mutation);
  try {
    const outcome = await context.idempotency.run(scope, key, input, work, mayHaveWritten);
    if (outcome.kind === 'result') return outcome;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    return { kind: 'refused', error: userErrorOf(refusal, ['idempotencyKey']) };
  }
  const message = 'This key was used before with another input. Take a new key for another request.';
  return { kind: 'refused', error: userError('IDEMPOTENCY_KEY_REUSED', ['idempotencyKey'], message) };
};
