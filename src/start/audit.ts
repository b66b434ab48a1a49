import { hostname } from 'node:os';
import { createAuditFile, type AuditBook } from '../audit/file.ts';
import { instanceName } from '../audit/folder.ts';
import type { AuditNote, AuditPerson } from '../audit/note.ts';
import type { Config } from '../config.ts';
import type { Log } from '../gateway/access-log.ts';
import type { Caller, RequestDescription } from '../gateway/caller.ts';
import type { ReadinessSignal } from '../gateway/health.ts';
import type { ReadAudit, RecallReadAudit } from '../loaders/read-audit.ts';
import type { Clock } from '../redcap/clock.ts';
import { RedcapError } from '../redcap/errors.ts';
import type { HearResolved } from '../writers/operation/resolution.ts';
import type { WriteTarget, WriteWitness } from '../writers/witness.ts';
import { subjectOf } from '../writers/write-subject.ts';
import { auditFolderOf } from './audit-folder.ts';
import { auditAttempts } from './refused-attempt.ts';

/** What a request says of itself. */
export interface AuditedRequest {
  readonly caller: Caller;
  readonly requestId: string;
  /** What is asked; known when the first read or write happens. */
  readonly describe: () => RequestDescription;
}

/** The audit of one gateway. */
export interface GatewayAudit {
  /** Notes the reads of a request, and knows of its writes before they are sent. */
  readonly of: (request: AuditedRequest) => { readonly audit: ReadAudit; readonly witness: WriteWitness };
  /** Notes the reads of who asked for a file. */
  readonly recall: RecallReadAudit;
  /** Notes what became of a write that was left open. Its intent says by whom it was. */
  readonly resolved: HearResolved;
  /** Where all lines go. */
  readonly book: AuditBook;
  /** Lines that could not be written though what they are about has happened. */
  readonly lost: () => number;
  /** Notes refused attempts too, by the lines of the log. */
  readonly watch: (log: Log) => Log;
  /** Whether lines can be written. After a failure it tries, since nobody else does while the gateway is not ready. */
  readonly signals: readonly ReadinessSignal[];
  /** Writes what waits. The log has the last hash then, for who keeps it elsewhere. */
  readonly close: (log: Log) => Promise<void>;
}

/** Who asks, as plain data that a line has too. */
type AskedBy = Pick<AuditNote, 'who' | 'requestId' | 'action' | 'address'>;

const personOf = ({ subject, kind, person }: Caller): AuditPerson => ({
  subject,
  kind,
  ...(kind === 'apiKey' ? { apiKey: subject } : {}),
  ...(person === undefined ? {} : { person: person.subject, issuer: person.issuer }),
});

const askedBy = ({ caller, requestId, describe }: AuditedRequest): AskedBy => {
  const { rootFields, address } = describe();
  return {
    who: personOf(caller),
    requestId,
    address,
    action: rootFields.length === 0 ? undefined : rootFields.join(' '),
  };
};

const notRead = (cause: unknown): RedcapError =>
  new RedcapError('OVERLOADED', {
    message:
      'The audit cannot be written, so that nothing that identifies people is answered. Ask the operator of the gateway.',
    notSent: true,
    retryAfterSeconds: 30,
    cause,
  });

/** What state keeps of who asked for a file. It was made by `askedBy`, here or in another gateway. */
const recalled = (caller: unknown): AskedBy => (typeof caller === 'object' && caller !== null ? caller : {});

/** The token's fingerprint: the second word of what a write's project is kept under, up to the digest of a policy. */
const tokenIn = (space: string): string | undefined => space.split(' ')[1]?.split('.')[0];

/** Where a write goes, as a line says it. */
const whereOf = (target: WriteTarget | null): Pick<AuditNote, 'project' | 'token'> =>
  target === null ? {} : { project: target.project, token: tokenIn(target.space) };

const createReads = (
  book: AuditBook,
  mustBeNoted: boolean,
  onLoss: () => void,
): ((by: () => AskedBy, caller: unknown) => ReadAudit) => {
  return (by, caller) => ({
    caller,
    note: async ({ key, token }, { redcap, ...read }) => {
      try {
        await book.append({ act: 'read', ...by(), project: key, token, redcap: [redcap], ...read });
      } catch (error) {
        if (mustBeNoted) throw notRead(error);
        onLoss();
      }
    },
  });
};

const createWrites =
  (book: AuditBook, onLoss: () => void) =>
  (request: AuditedRequest): WriteWitness => ({
    begin: async ({ operationId, mutation, reason, target, calls }) => {
      const by = { ...askedBy(request), action: mutation, operationId, reason: reason ?? undefined };
      const where = whereOf(target);
      const subject = subjectOf(calls);
      await book.append({ act: 'intent', ...by, ...where, ...subject });
      return {
        sending: async () => undefined,
        end: async ({ outcome, code, named = [] }) => {
          const codes = code === null ? undefined : [code];
          const records = [...subject.records, ...named];
          // What happened has happened: the intent stands without its outcome.
          await book.append({ act: 'outcome', ...by, ...where, ...subject, records, outcome, codes }).catch(onLoss);
        },
      };
    },
  });

/** Notes the outcome of writes that were left open. */
const createResolutions =
  (book: AuditBook, onLoss: () => void): HearResolved =>
  ({ id, mutation, target, outcome }) =>
    book.append({ act: 'outcome', action: mutation, ...whereOf(target), operationId: id, outcome }).catch(onLoss);

/** Whether a configuration asks for an audit. The sandbox has none unless it is asked for. */
const isAudited = ({ audit, mode }: Config): boolean => audit.enabled ?? mode === 'redcap';

/** The audit of a configuration; undefined where it has none. Nothing is written before the first line. */
export const openAudit = (config: Config, clock: Clock): GatewayAudit | undefined => {
  const date = (): Date => new Date(clock.date());
  const folder = auditFolderOf(config);
  if (!isAudited(config) || folder === null) return undefined;
  const { instance, keepDays, readsWithoutAudit } = config.audit;
  const book = createAuditFile({ folder, instance: instance ?? instanceName(hostname()), date, keepDays });
  let lost = 0;
  let endAttempts = (): void => undefined;
  const lose = (): void => {
    lost += 1;
  };
  const reads = createReads(book, readsWithoutAudit === 'refuse', lose);
  const writes = createWrites(book, lose);
  return {
    of: (request) => {
      const { caller, requestId } = request;
      return { audit: reads(() => askedBy(request), { who: personOf(caller), requestId }), witness: writes(request) };
    },
    recall: (caller) => reads(() => recalled(caller), caller),
    resolved: createResolutions(book, lose),
    book,
    lost: () => lost,
    signals: [
      {
        name: 'audit',
        // Reads go on then, and writes are refused, as while the data folder takes no writes.
        ...(readsWithoutAudit === 'answer' ? { servesOn: true } : {}),
        problem: async () => {
          if (book.failure() === null) return null;
          await book.append({ act: 'check' }).catch(() => null);
          const failure = book.failure();
          return failure === null ? null : `The audit cannot be written (${failure}).`;
        },
      },
    ],
    watch: (log) => {
      const watched = auditAttempts(log, book, clock, lose);
      endAttempts = watched.endAttempts;
      return watched;
    },
    close: async (log) => {
      endAttempts();
      await book.close();
      const head = book.head();
      if (head !== null) log.info(head, 'audit: the last line');
    },
  };
};
