import type { Context } from '../context.ts';
import type { ProjectSource } from '../loaders/project-source.ts';
import { stateAway } from '../loaders/patience.ts';
import { tokenNameOf } from '../redcap/client.ts';
import { RedcapError } from '../redcap/errors.ts';
import { StateUnavailable } from '../state/unavailable.ts';
import type { Note } from './kept-result.ts';
import { targetOf, throwUnnoted } from './witnessed-sending.ts';
import { nameOperation, userError, userErrorOf, type UserErrorShape } from './user-error.ts';

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

type NoteContext = Pick<Context, 'subject' | 'idempotency'>;
type KeyContext = NoteContext & Pick<Context, 'operations' | 'operation' | 'deadline' | 'wait'>;

/** Whose keys these are: a change of what a policy withholds makes no key a new one, which would double a write. */
const scopeOf = ({ subject }: NoteContext, { connection }: ProjectSource, mutation: string): string => {
  const { host, key, redcap } = connection;
  return JSON.stringify([subject, `${host} ${tokenNameOf(redcap)} ${key}`, mutation]);
};

/** What a write under a key of the caller noted last; null where there is no such write. */
export const readNote = <Progress>(
  context: NoteContext,
  source: ProjectSource,
  mutation: string,
  key: string,
): Promise<Progress | null> => context.idempotency.noted<Progress>(scopeOf(context, source, mutation), key);

/** Why a key could not be looked up or had to wait in vain, so that nothing was done; null for any other error. */
const refusalOf = (error: unknown): RedcapError | null => {
  if (error instanceof StateUnavailable) return stateAway(error);
  return error instanceof RedcapError && (error.code === 'LANE_BUSY' || error.code === 'OVERLOADED') ? error : null;
};

/** A write under a key of the caller. */
export interface KeyedWrite<Result> {
  /** Runs it as an operation that is in the journal. */
  readonly run: (operation: NonNullable<Context['operation']>, note: Note) => Promise<Result>;
  /** It changes nothing: nothing of it has to be found out later. */
  readonly isDry: boolean;
  /** Whether a result is kept: after a refusal the key may be used again. */
  readonly mayHaveWritten: (result: Result) => boolean;
  /** What became of a write that was broken off, by looking alone. */
  readonly lookUp: () => Promise<Result>;
}

/**
 * Runs a write once per caller, project, mutation and key. The same key with the same input returns the first result again.
 * Where the gateway died at it, what was sent is looked for and never sent again; what was not sent may be sent now.
 */
export const runOnce = async <Result extends { readonly errors: readonly UserErrorShape[] }>(
  context: KeyContext,
  source: ProjectSource,
  mutation: string,
  key: string,
  input: unknown,
  { run, isDry, mayHaveWritten, lookUp }: KeyedWrite<Result>,
): Promise<Once<Result>> => {
  const scope = scopeOf(context, source, mutation);
  const operation = context.operation ?? context.operations.start(mutation, context.subject);
  // An earlier request with the key is waited for in a turn. That wait is not the time of the operation.
  const startTime = context.wait();
  const takeTurn = (): void => {
    startTime();
    context.deadline.renew();
  };
  const begin = async (): Promise<string | null> => {
    takeTurn();
    if (isDry) return null;
    await operation.begin(targetOf(source));
    return operation.operationId;
  };
  try {
    const outcome = await context.idempotency.run(scope, key, input, {
      begin: () => begin().catch(throwUnnoted),
      run: async (note) => nameOperation(await run(operation, note), operation.operationId),
      keep: mayHaveWritten,
      hasDoneNothing: (name) => {
        takeTurn();
        return context.operations.hasDoneNothing(name);
      },
      lookUp: async (name) => nameOperation(await lookUp(), name),
    });
    if (outcome.kind === 'result') return outcome;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    return { kind: 'refused', error: userErrorOf(refusal, ['idempotencyKey']) };
  } finally {
    startTime();
    if (context.operation === null) await operation.end();
  }
  const message = 'This key was used before with another input. Take a new key for another request.';
  return { kind: 'refused', error: userError('IDEMPOTENCY_KEY_REUSED', ['idempotencyKey'], message) };
};
