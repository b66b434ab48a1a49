import type { Context } from '../context.ts';
import { checkLeases } from '../loaders/held-lease.ts';
import type { ProjectSource } from '../loaders/project-source.ts';
import { RedcapError } from '../redcap/errors.ts';
import type { WitnessedWrite, WriteEnd, WriteIntent, WriteTarget } from './witness.ts';
import type { WriteCall } from './write-call.ts';

/** What the witnesses of a write are found by. */
export type WitnessContext = Pick<Context, 'witnesses' | 'operations' | 'operation' | 'subject' | 'reason'>;

/** How the sending ended. `stopped`: a call could not be sent, or REDCap refused it. `lost`: it was sent, without a usable answer. */
export type Sending = 'accepted' | 'stopped' | 'lost';

/** What came of the calls of a write. */
export interface Sent<Answer> {
  readonly sending: Sending;
  /** REDCap's answers to the calls that it accepted. */
  readonly answers: readonly Answer[];
  /** Why the next call did not go the same way; null when there is none. */
  readonly failure: RedcapError | null;
}

/** A write whose witnesses know of it. */
export interface WitnessedSending<Answer> {
  readonly operationId: string;
  /** Sends the calls in their order, each once, and none after one that failed. */
  readonly send: () => Promise<Sent<Answer>>;
  /** Lets the witnesses know how it ended. */
  readonly end: (end: WriteEnd) => Promise<void>;
}

/** The error of a write that could not be noted where it has to be, and was not sent for that. */
const unnoted = (cause: unknown): RedcapError =>
  new RedcapError('OVERLOADED', {
    message:
      'The gateway could not note this write where it must before it sends one. Nothing of it was sent. Try again later.',
    notSent: true,
    retryAfterSeconds: 30,
    cause,
  });

/** Throws what kept a write from being noted, as the error of a write that was not sent. */
export const throwUnnoted = (error: unknown): never => {
  throw orUnnoted(error);
};

const orUnnoted = (error: unknown): RedcapError => (error instanceof RedcapError ? error : unnoted(error));

/** True when a call was sent and nobody knows whether REDCap did it. */
const isLost = (error: RedcapError): boolean => error.code === 'WRITE_OUTCOME_UNKNOWN';

const sendAll = async <Answer>(
  calls: readonly WriteCall<Answer>[],
  witnessed: readonly WitnessedWrite[],
): Promise<Sent<Answer>> => {
  const answers: Answer[] = [];
  for (const [index, call] of calls.entries()) {
    const beforeSend = async (): Promise<void> => {
      try {
        for (const { sending } of witnessed) await sending(index, call.plan());
      } catch (error) {
        throw orUnnoted(error);
      }
      // Last of all: nothing is awaited between this and the sending.
      checkLeases();
    };
    try {
      answers.push(await call.send(beforeSend));
    } catch (error) {
      if (!(error instanceof RedcapError)) throw error;
      return { sending: isLost(error) ? 'lost' : 'stopped', answers, failure: error };
    }
  }
  return { sending: 'accepted', answers, failure: null };
};

/** Where the writes of a project go. */
export const targetOf = ({ key, connection, owner }: ProjectSource): WriteTarget => ({
  project: key,
  host: connection.host,
  space: owner,
});

const NOT_SENT: WriteEnd = { outcome: 'not done', code: 'OVERLOADED', accepted: 0 };

/** Lets all witnesses know of a write before anything of it is sent. Throws `OVERLOADED` when one of them cannot store it. */
export const witness = async <Answer>(
  { witnesses, operations, operation, subject, reason }: WitnessContext,
  source: ProjectSource | null,
  calls: readonly WriteCall<Answer>[],
  backupId: string | null,
): Promise<WitnessedSending<Answer>> => {
  const origin = operation ?? operations.start('unnamed', subject);
  const { operationId, mutation } = origin;
  const target = source === null ? null : targetOf(source);
  const intent: WriteIntent = {
    operationId,
    mutation,
    subject,
    reason,
    target,
    calls: calls.map(({ plan }) => plan()),
    backupId,
  };
  const witnessed: WitnessedWrite[] = [];
  const end = async (how: WriteEnd): Promise<void> => {
    for (const one of witnessed) await one.end(how);
    if (operation === null) await origin.end();
  };
  try {
    for (const { begin } of [origin.witness, ...witnesses]) witnessed.push(await begin(intent));
  } catch (error) {
    await end(NOT_SENT);
    throw orUnnoted(error);
  }
  return { operationId, send: () => sendAll(calls, witnessed), end };
};
