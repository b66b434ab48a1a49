import type { Context } from '../context.ts';
import type { ProjectSource } from '../loaders/project-source.ts';
import { aborted } from '../redcap/budget/refusal.ts';
import type { RedcapError } from '../redcap/errors.ts';
import { lookUntil } from './life-look.ts';
import { witness, type Sent, type WitnessContext } from './witnessed-sending.ts';
import type { WriteEnd } from './witness.ts';
import type { WriteCall } from './write-call.ts';

/** What the life of a write needs of a request's context. */
export type LifeContext = WitnessContext & Pick<Context, 'clock' | 'deadline' | 'hold' | 'signal' | 'stopping'>;

/** What a look shows of a write: all of it, a part, nothing, or something that somebody else may have done as well. */
export type Standing = 'done' | 'partly' | 'untouched' | 'unclear';

/**
 * What REDCap's plain answers prove. `proven`: all was done, and no look is made. `likely`: the look may show more than the
 * answer, and a look that fails takes nothing away. `open`: only a look can show it.
 */
export type Proof = 'proven' | 'likely' | 'open';

/** A write: what is sent, and how to find out what became of it. */
export interface Write<Answer, Found> {
  /** The project that it changes; null for a new one. */
  readonly source: ProjectSource | null;
  /** The backup of what it replaces; none unless given. */
  readonly backupId?: string | null;
  /** The calls in their order. Each is sent once, and none after one that failed. */
  readonly calls: readonly WriteCall<Answer>[];
  readonly proof: (answers: readonly Answer[]) => Proof;
  /** Looks at what is there now; null when that cannot be found out. A write that nothing can show has no look. */
  readonly look: ((answers: readonly Answer[]) => Promise<Found | null>) | null;
  readonly standing: (found: Found, answers: readonly Answer[]) => Standing;
  /** Names of the records that REDCap has named itself, as far as they are known; none unless given. */
  readonly named?: (answers: readonly Answer[], found: Found | null) => readonly string[];
  /** Whether no later look would show more, although none shows that it is done; never, unless this says otherwise. */
  readonly isSeen?: (found: Found) => boolean;
  /** Whether a refusal is not taken at its word and what is there is looked at; it is, unless this says otherwise. */
  readonly doubts?: (refusal: RedcapError) => boolean;
}

/** What a plan says of what was read back: whether it is what was sent, or `unseen` where no read can show that. */
export type ReadBack = boolean | 'unseen';

/** What is said of several things that were sent together. */
export const allReadBack = (readBacks: readonly ReadBack[]): ReadBack => {
  if (readBacks.includes(false)) return false;
  return readBacks.includes('unseen') ? 'unseen' : true;
};

/** How what was read back stands to what was sent. Of what is not there, any part may still be. */
export const standingOf = (readBack: ReadBack): Standing => {
  if (readBack === 'unseen') return 'unclear';
  return readBack ? 'done' : 'untouched';
};

/** What became of a write. */
export type Outcome = 'done' | 'partly' | 'not done' | 'unknown';

/** A write that has come to its end. */
export interface Ending<Answer, Found> extends Sent<Answer> {
  readonly outcome: Outcome;
  /** What the last look found; null when there was none, or when it found nothing out. */
  readonly found: Found | null;
  /** How that stands to what was sent; null without it. */
  readonly standing: Standing | null;
  /** Names the mutation that the write is of, for who asks later what became of it. */
  readonly operationId: string;
}

const isDoubted = ({ doubts }: Pick<Write<never, never>, 'doubts'>, failure: RedcapError | null): boolean =>
  failure !== null && doubts?.(failure) === true;

const mustLook = <Answer, Found>(write: Write<Answer, Found>, { sending, answers, failure }: Sent<Answer>): boolean => {
  if (sending === 'accepted') return write.proof(answers) !== 'proven';
  return sending === 'lost' || answers.length > 0 || isDoubted(write, failure);
};

/** The looks that the sending calls for: several after a lost answer, because REDCap may still be at work. */
const lookAfter = async <Answer, Found>(
  { clock, stopping }: LifeContext,
  write: Write<Answer, Found>,
  sent: Sent<Answer>,
): Promise<Found | null> => {
  const { look } = write;
  if (look === null || !mustLook(write, sent)) return null;
  // Something was sent: an error of the look must not hide that, whatever it is.
  const lookSafely = (): Promise<Found | null> => look(sent.answers).catch(() => null);
  if (sent.sending !== 'lost') return lookSafely();
  const isSettled = (found: Found): boolean =>
    write.standing(found, sent.answers) === 'done' || write.isSeen?.(found) === true;
  return lookUntil(clock, lookSafely, isSettled, stopping);
};

const outcomeOf = <Answer>(
  write: Pick<Write<Answer, never>, 'proof' | 'doubts'>,
  { sending, answers, failure }: Sent<Answer>,
  standing: Standing | null,
): Outcome => {
  if (sending === 'accepted') {
    if (standing === null) return write.proof(answers) === 'open' ? 'unknown' : 'done';
    // What no look can show is believed of a plain answer.
    return standing === 'done' || standing === 'unclear' ? 'done' : 'partly';
  }
  if (standing === 'done') return 'done';
  if (answers.length > 0 || standing === 'partly') return 'partly';
  // That nothing is to be seen proves nothing after a lost answer: REDCap may do it later.
  if (sending === 'lost') return 'unknown';
  return standing === null && isDoubted(write, failure) ? 'unknown' : 'not done';
};

const endOf = <Answer, Found>(write: Write<Answer, Found>, ending: Ending<Answer, Found>): WriteEnd => {
  const { outcome, failure, answers, found } = ending;
  return {
    outcome,
    code: failure?.code ?? null,
    accepted: answers.length,
    named: write.named?.(answers, found),
  };
};

/** What witnesses hear of a write that a fault of the gateway broke off: something of it may have been sent. */
const BROKEN_OFF: WriteEnd = { outcome: 'unknown', code: 'INTERNAL_SERVER_ERROR', accepted: 0 };

/**
 * Sends a write once and finds out what became of it. REDCap's refusal and a call that never left mean that it was not
 * done; a doubted refusal means that only after a look. After a lost answer only a look can show that it was done, and
 * nothing can show that it never will be. The operation's time stands still meanwhile: the calls have
 * `writeTimeoutSeconds` each, and every look has its own time. A write whose caller has left before it was sent is not
 * sent: the caller may have decided otherwise since. Whoever must know of a write knows of it before it is sent, and of its
 * end before the caller does.
 */
export const live = async <Answer, Found>(
  context: LifeContext,
  write: Write<Answer, Found>,
): Promise<Ending<Answer, Found>> => {
  if (context.signal?.aborted === true) throw aborted();
  const release = context.hold(context.operation?.operationId);
  try {
    const { operationId, send, end } = await witness(context, write.source, write.calls, write.backupId ?? null);
    let heard = BROKEN_OFF;
    try {
      const sent = await send();
      const found = await lookAfter(context, write, sent);
      const standing = found === null ? null : write.standing(found, sent.answers);
      const ending = { ...sent, outcome: outcomeOf(write, sent, standing), found, standing, operationId };
      heard = endOf(write, ending);
      return ending;
    } finally {
      await end(heard);
    }
  } finally {
    // What the caller selected of the result is read now, and the looks may have taken long.
    context.deadline.renew();
    release();
  }
};
