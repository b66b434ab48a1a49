import type { RedcapErrorCode } from '../errors.ts';

export type { RedcapErrorCode } from '../errors.ts';

/** What is known of a call that failed. */
export interface RedcapErrorDetails {
  /** Our own words; never REDCap's text, an address, a token or a value. */
  readonly message: string;
  /** The method's name, for example `exportRecords`. */
  readonly method?: string | undefined;
  /** REDCap's HTTP status, when there was an answer. */
  readonly status?: number | undefined;
  /** REDCap's own refusal; scrubbed of tokens and addresses and cut to 500 characters by the constructor. */
  readonly redcapMessage?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
  /** True when REDCap has not the whole request, and so has done nothing: no byte of it, or no token. */
  readonly notSent?: boolean | undefined;
  /** How often the call may be repeated after this failure; 0 unless given. */
  readonly repeats?: number | undefined;
  /** Whether the message says more to callers than the words of its code; false unless given. */
  readonly saysMore?: boolean | undefined;
  readonly cause?: unknown;
}

const MAX_REDCAP_MESSAGE = 500;

const EMAIL = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,9}/g;
const IPV4 = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\w)/g;
/** All eight groups, or fewer with one `::` among them. A time of day has neither. */
const IPV6 =
  /(?<![\w:])(?:(?:[\da-f]{1,4}:){7}[\da-f]{1,4}|(?:[\da-f]{1,4}:){1,6}:(?:[\da-f]{1,4}(?::[\da-f]{1,4}){0,5})?|::[\da-f]{1,4}(?::[\da-f]{1,4}){0,6})(?![\w:])/gi;

/**
 * Takes out what must never leave the gateway: anything like a token, the address of a page, of a machine or of a person, and a
 * server's file path.
 */
export const scrub = (text: string): string =>
  text
    .replace(/[0-9A-Fa-f]{32,}|[0-9A-Za-z]{64,}/g, '[removed]')
    .replace(/\btoken\s*[=:]\s*\S+/gi, 'token=[removed]')
    .replace(/\bhttps?:\/\/\S+/gi, '[address removed]')
    .replace(EMAIL, '[address removed]')
    .replace(IPV4, '[address removed]')
    .replace(IPV6, '[address removed]')
    .replace(/(?:\/[\w.-]+){3,}|\b[A-Za-z]:\\\S+/g, '[path removed]')
    // eslint-disable-next-line no-control-regex -- control characters could forge lines in a log
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .slice(0, MAX_REDCAP_MESSAGE);

/** A failed REDCap call. Redacted in its own constructor, because in REDCap the token travels in the form body. */
export class RedcapError extends Error {
  override readonly name = 'RedcapError';
  readonly code: RedcapErrorCode;
  readonly method: string | undefined;
  readonly status: number | undefined;
  readonly redcapMessage: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly notSent: boolean;
  readonly repeats: number;
  readonly saysMore: boolean;

  constructor(code: RedcapErrorCode, details: RedcapErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.method = details.method;
    this.status = details.status;
    this.redcapMessage = details.redcapMessage === undefined ? undefined : scrub(details.redcapMessage);
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.notSent = details.notSent ?? false;
    this.repeats = details.repeats ?? 0;
    this.saysMore = details.saysMore ?? false;
  }
}

/** A refusal quotes values, in which people write `not able to complete the walk`: who was not able decides. */
const OUT_OF_MEMORY = /REDCap ran out of server memory|\b(?:server|(?:ex|im)port) was not able to complete/i;

/** True when a text is REDCap's complaint that the answer (or the import) was too much for its server. */
export const saysOutOfMemory = (text: string): boolean => OUT_OF_MEMORY.test(text);

/**
 * True when REDCap's server could not hold what was asked for: a read may succeed with a smaller batch. Such an error
 * has the code `REDCAP_REJECTED`, because nothing was given. A write that ends so has an unknown outcome.
 */
export const isOutOfMemory = (error: unknown): error is RedcapError =>
  error instanceof RedcapError && error.code === 'REDCAP_REJECTED' && saysOutOfMemory(error.redcapMessage ?? '');

/** Parameters of what the design does not name: reports, records, files. */
const BESIDE_DESIGN = /\bparameter "?(?:report_id|records?|repeat_instance|folder_id|doc_id)\b/i;

/** True when REDCap refused a name that the project's design does not have (any more): a field, an event and the like. */
export const isUnknownName = (error: unknown): error is RedcapError => {
  if (!(error instanceof RedcapError) || error.code !== 'REDCAP_REJECTED') return false;
  const text = error.redcapMessage ?? '';
  return /not valid/i.test(text) && !BESIDE_DESIGN.test(text);
};

/** What is needed of a method to say how its failure ends. */
export interface FailedMethod {
  readonly name: string;
  readonly kind: 'read' | 'write' | 'once';
}

/**
 * The error of a call that was sent and got no usable answer. A read failed with `code`; of a write nobody knows
 * whether REDCap did it, so that its code is `WRITE_OUTCOME_UNKNOWN` and it is never repeated.
 */
export const unusableAnswer = (
  method: FailedMethod,
  code: RedcapErrorCode,
  details: RedcapErrorDetails,
): RedcapError =>
  method.kind === 'read'
    ? new RedcapError(code, { ...details, method: method.name })
    : new RedcapError('WRITE_OUTCOME_UNKNOWN', {
        message: `The change was sent to REDCap, but whether it was made is not known. ${details.message}`,
        method: method.name,
        status: details.status,
        cause: details.cause,
      });

/** Codes of errors that may be over when REDCap is asked again. */
const PASSING: ReadonlySet<RedcapErrorCode> = new Set([
  'RATE_LIMITED',
  'OVERLOADED',
  'LANE_BUSY',
  'REDCAP_RATE_LIMITED',
  'REDCAP_UNAVAILABLE',
  'REDCAP_TIMEOUT',
  'REDCAP_MAINTENANCE',
  'REDCAP_BAD_RESPONSE',
  'REDCAP_INCOMPLETE',
  'REDCAP_ERROR',
]);

/** Whether what failed may go well when REDCap is asked again. */
export const mayPass = (error: unknown): error is RedcapError =>
  error instanceof RedcapError && PASSING.has(error.code);
