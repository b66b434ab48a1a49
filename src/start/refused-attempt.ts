import type { AuditBook } from '../audit/file.ts';
import type { AuditNote } from '../audit/note.ts';
import type { Log, LogFields } from '../gateway/access-log.ts';
import { networkOf } from '../gateway/client-address.ts';
import type { GatewayClock } from '../gateway/clock.ts';

/** Codes of refusals for want of a credential or of a right. */
const REFUSALS: ReadonlySet<string> = new Set(['UNAUTHENTICATED', 'FORBIDDEN']);

/** Refusals in a minute that have a line each: of one client's network, and of all. One more line counts the rest. */
const MOST_LINES = { ofNetwork: 10, ofAll: 100 };

const MINUTE_MS = 60_000;

const noteOf = ({ requestId, caller, credential, address, projects, codes = [] }: LogFields): AuditNote => ({
  act: 'refused',
  who: caller === undefined ? undefined : { subject: caller, kind: credential ?? 'unknown' },
  requestId,
  address,
  project: projects?.[0],
  codes: codes.filter((code) => REFUSALS.has(code)),
});

/** Lines of refusals of one kind, bounded, so that nobody can fill a disk by attempts. */
class BoundedLines {
  readonly #append: (note: AuditNote) => void;
  readonly #clock: GatewayClock;
  #lines = 0;
  /** Lines of each network. It has no more entries than there are lines. */
  readonly #ofNetwork = new Map<string, number>();
  #rest = 0;
  #last: AuditNote | undefined;
  #cancel: (() => void) | undefined;

  constructor(append: (note: AuditNote) => void, clock: GatewayClock) {
    this.#append = append;
    this.#clock = clock;
  }

  add(note: AuditNote): void {
    this.#cancel ??= this.#clock.after(MINUTE_MS, () => this.end());
    const network = networkOf(note.address ?? '');
    const before = this.#ofNetwork.get(network) ?? 0;
    if (this.#lines < MOST_LINES.ofAll && before < MOST_LINES.ofNetwork) {
      this.#lines += 1;
      this.#ofNetwork.set(network, before + 1);
      this.#append(note);
    } else {
      this.#rest += 1;
      this.#last = note;
    }
  }

  /** Ends the minute. The line of the rest says what they had in common: the last of them stands for it. */
  end(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    if (this.#last !== undefined) this.#append({ act: 'refused', codes: this.#last.codes, times: this.#rest });
    this.#lines = 0;
    this.#ofNetwork.clear();
    this.#rest = 0;
    this.#last = undefined;
  }
}

/** A log that lets the audit know of refused attempts. */
export interface AttemptLog extends Log {
  /** Writes what was counted. */
  readonly endAttempts: () => void;
}

/** Notes refused attempts in the audit, by the lines of the log. No answer waits for it: nothing was read or written. */
export const auditAttempts = (log: Log, book: AuditBook, clock: GatewayClock, onLoss: () => void): AttemptLog => {
  const append = (note: AuditNote): void => void book.append(note).catch(onLoss);
  const [unknown, known] = [new BoundedLines(append, clock), new BoundedLines(append, clock)];
  const isRefusal = (codes: LogFields['codes']): boolean => codes?.some((code) => REFUSALS.has(code)) === true;
  const look = (fields: LogFields): void => {
    if (!isRefusal(fields.codes)) return;
    (fields.caller === undefined ? unknown : known).add(noteOf(fields));
  };
  return {
    info: (fields, message) => {
      look(fields);
      log.info(fields, message);
    },
    warn: (fields, message) => log.warn(fields, message),
    error: (fields, message) => {
      look(fields);
      log.error(fields, message);
    },
    follower: log.follower,
    isInformed: (codes) => isRefusal(codes) || log.isInformed?.(codes) !== false,
    endAttempts: () => {
      unknown.end();
      known.end();
    },
  };
};
