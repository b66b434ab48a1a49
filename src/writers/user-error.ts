import { RedcapError, type RedcapErrorCode } from '../redcap/errors.ts';
import { methods } from '../redcap/methods/index.ts';
import { reasonsIn } from './refusal-reason.ts';

/** Every code that a payload's errors may have, with what it means. */
export const errorCodes = {
  NOT_FOUND: 'Something that the input names is not there: a record, a field, an event, a group, an arm.',
  FORBIDDEN_RIGHT: "The REDCap user behind this project lacks a right; see missingRight. REDCap's own refusal.",
  WRONG_PROJECT_STATUS: 'REDCap allows this only while the project is in another status, mostly Development.',
  NOT_LONGITUDINAL: 'The project is classic: it has no arms and events.',
  VALIDATION: 'The input contradicts itself or the design of the project. Nothing was sent.',
  CONFLICT: 'What is stored is not what the caller expected; nothing was written. Read again and decide anew.',
  WOULD_DELETE_DATA: 'This would delete data that the input does not say may be deleted. Nothing was sent.',
  WOULD_WIDEN_ACCESS:
    'Somebody could see or do more than before, and the input does not say that this is meant. Nothing was sent.',
  REDCAP_REJECTED:
    'REDCap refused the call; see redcapMessage for its words. REDCap stored nothing of this call, as far as its API shows.',
  REDCAP_UNAVAILABLE: 'REDCap could not be reached, or asks to wait, before anything was written. Try again later.',
  OVERLOADED: 'Too many calls wait for REDCap in the gateway. Nothing was sent. Try again later.',
  RATE_LIMITED: 'The caller has asked for as much as they may in a minute. Nothing was sent. Try again later.',
  LANE_BUSY:
    'An earlier write of the gateway, to the same project or file, has not ended. Nothing was sent. Try again in a while.',
  UPLOAD_INCOMPLETE: 'The bytes of the file did not come to their end. Nothing was stored. Send the file again.',
  UNKNOWN_OUTCOME:
    'The change was sent, and whether REDCap made it could not be found out. Read it back before you send it again.',
  PARTIAL_WRITE: 'Some of the input was written and some was not; the rows show which.',
  IDEMPOTENCY_KEY_REUSED: 'The idempotency key was used before with another input. Take a new key.',
} as const;

/** What a payload's error is about. */
export type ErrorCode = keyof typeof errorCodes;

/** What a caller did wrong or REDCap refused, in a payload. */
export interface UserErrorShape {
  readonly code: ErrorCode;
  /** Where in the input, for example `['rows', '3', 'values', '0']`; empty for the whole. Never holds a data value. */
  readonly path: readonly string[];
  /** Our words, and what to do. Never holds a data value. */
  readonly message: string;
  /** REDCap's name of the right that is missing, with FORBIDDEN_RIGHT. */
  readonly missingRight: string | null;
  /** The same input may succeed later as it is. */
  readonly isRetryable: boolean;
  /** REDCap's words, scrubbed of tokens and addresses and cut; they may quote values of the input. */
  readonly redcapMessage: string | null;
  /** Seconds to wait before it is sent again, where REDCap or the gateway asks for a pause. */
  readonly retryAfterSeconds: number | null;
  /** Names the operation whose outcome is not known, where it is another one than that of the mutation itself. */
  readonly operationId?: string | null;
  /** Another place in the input that the message names, joined by dots. A typed mutation turns it into the caller's terms. */
  readonly elsewhere?: readonly string[];
}

/** An error of a payload, with what is mostly the same filled in. */
export const userError = (
  code: ErrorCode,
  path: readonly string[],
  message: string,
  more: Partial<
    Pick<UserErrorShape, 'missingRight' | 'isRetryable' | 'redcapMessage' | 'retryAfterSeconds' | 'elsewhere'>
  > = {},
): UserErrorShape => ({
  code,
  path,
  message,
  missingRight: null,
  isRetryable: false,
  redcapMessage: null,
  retryAfterSeconds: null,
  ...more,
});

/** An error with its places in other terms: in its path and, where it names another place, in its words. */
export const placeError = (
  error: UserErrorShape,
  placePath: (path: readonly string[]) => readonly string[],
): UserErrorShape => {
  const path = placePath(error.path);
  if (error.elsewhere === undefined) return { ...error, path };
  const elsewhere = placePath(error.elsewhere);
  // A function, as a dollar sign in a replacement text would be special.
  const message = error.message.replace(error.elsewhere.join('.'), () => elsewhere.join('.'));
  return { ...error, path, message, elsewhere };
};

/** Codes of errors after which somebody has to find out what became of the mutation. */
const OPEN_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['UNKNOWN_OUTCOME', 'PARTIAL_WRITE']);

/** A result whose open errors name the operation. An error that names another one already is about that. */
export const nameOperation = <Result extends { readonly errors: readonly UserErrorShape[] }>(
  result: Result,
  operationId: string | null,
): Result => {
  if (operationId === null || !result.errors.some(({ code }) => OPEN_CODES.has(code))) return result;
  const errors = result.errors.map((error) => (OPEN_CODES.has(error.code) ? { operationId, ...error } : error));
  return { ...result, errors };
};

/** Whether what was found in the place of something else is an error. */
export const isUserError = (value: object): value is UserErrorShape => 'isRetryable' in value;

const unavailable = 'REDCap could not do it now, and this call did nothing. Try again later.';

/**
 * Failures of a call that belong into a payload; all others are faults and stay errors of the request. Without a message, the
 * failure's own says more.
 */
const payloadCodes: Partial<
  Record<RedcapErrorCode, readonly [code: ErrorCode, message: string | null, retry: boolean]>
> = {
  BAD_USER_INPUT: ['VALIDATION', null, false],
  FORBIDDEN: ['FORBIDDEN_RIGHT', "REDCap refused it: the token's user lacks a right.", false],
  REDCAP_REJECTED: ['REDCAP_REJECTED', 'REDCap refused it.', false],
  REDCAP_UNAVAILABLE: ['REDCAP_UNAVAILABLE', unavailable, true],
  REDCAP_TIMEOUT: ['REDCAP_UNAVAILABLE', unavailable, true],
  REDCAP_MAINTENANCE: ['REDCAP_UNAVAILABLE', unavailable, true],
  REDCAP_RATE_LIMITED: ['REDCAP_UNAVAILABLE', unavailable, true],
  OVERLOADED: ['OVERLOADED', null, true],
  RATE_LIMITED: ['RATE_LIMITED', null, true],
  LANE_BUSY: ['LANE_BUSY', null, true],
  WRITE_OUTCOME_UNKNOWN: [
    'UNKNOWN_OUTCOME',
    'It was sent, but REDCap gave no usable answer: it may or may not have been done. Read it back before you send it again.',
    false,
  ],
};

/** Methods whose refusals are about a record. */
const writesRecords: ReadonlySet<string> = new Set([
  'importRecords',
  'importRecordsOnce',
  'deleteRecords',
  'renameRecord',
  'randomizeRecord',
  'importFile',
  'deleteFile',
]);

/** The rights that the refused method needs; only those that REDCap's refusal names, when it names any. */
const missingRightOf = (error: RedcapError): string | null => {
  const rights = methods.find(({ name }) => name === error.method)?.rights ?? [];
  const text = error.redcapMessage?.toLowerCase() ?? '';
  const named = rights.filter((right) => text.includes(right.toLowerCase()));
  const missing = named.length === 0 ? rights : named;
  return missing.length === 0 ? null : missing.join(', ');
};

/**
 * A failed REDCap call as an error of a payload: refusals, unavailability before anything was done, and unknown outcomes.
 * Anything else (a refused token, an unusable answer of a read, a bug) is thrown on: it is a fault of the request.
 */
export const userErrorOf = (error: unknown, path: readonly string[]): UserErrorShape => {
  if (!(error instanceof RedcapError)) throw error;
  const known = payloadCodes[error.code];
  if (known === undefined) throw error;
  const [code, words, isRetryable] = known;
  // What the gateway's own policy has refused never reached REDCap, and no right in REDCap would help.
  const isOfPolicy = error.code === 'FORBIDDEN' && error.notSent;
  const message = error.saysMore || isOfPolicy ? null : words;
  const missingRight = code === 'FORBIDDEN_RIGHT' && !isOfPolicy ? missingRightOf(error) : null;
  const isOfRecord = code === 'REDCAP_REJECTED' && writesRecords.has(error.method ?? '');
  const why = isOfRecord ? reasonsIn(error.redcapMessage ?? '') : [];
  return userError(
    code,
    path,
    missingRight === null
      ? [message ?? error.message, ...why].join(' ')
      : `REDCap refused it: the token's user needs ${missingRight}.`,
    {
      missingRight,
      isRetryable,
      redcapMessage: error.redcapMessage ?? null,
      retryAfterSeconds: error.retryAfterSeconds ?? null,
    },
  );
};
