import { banned } from './budget/refusal.ts';
import { RedcapError, saysOutOfMemory, unusableAnswer } from './errors.ts';
import type { RedcapErrorCode } from './errors.ts';
import type { MethodBody, MethodKind } from './method.ts';
import { isMarkup, readPage } from './web-page.ts';
import { parseError, parseJsonError } from './wire/error.ts';
import { parseJson } from './wire/json.ts';
import { decodeText, decodeTextLoosely } from './wire/text.ts';

/** An answer as it came, decompressed and not yet believed. */
export interface RawAnswer {
  readonly status: number;
  readonly retryAfterSeconds?: number | undefined;
  readonly bytes: Uint8Array;
}

/** What the judge needs to know of the method that was called. */
export interface JudgedMethod {
  readonly name: string;
  readonly kind: MethodKind;
  readonly body: MethodBody;
  readonly textEnd?: RegExp;
}

const RATE_LIMIT_PAUSE_SECONDS = 5;

/**
 * Milliseconds for which nothing at all may be sent after this answer, as after 429. `ban` after the page of a banned address:
 * REDCap lifts a ban only by an administrator, and probing keeps it alive.
 */
export const holdAfter = (answer: RawAnswer): number | 'ban' => {
  if (answer.status === 429) return (answer.retryAfterSeconds ?? RATE_LIMIT_PAUSE_SECONDS) * 1000;
  if (!isMarkup(decodeTextLoosely(answer.bytes.subarray(0, 100)))) return 0;
  return readPage(decodeTextLoosely(answer.bytes)) === 'banned' ? 'ban' : 0;
};

/** REDCap's words for a token that it does not know, and for one whose user has no API right at all. */
const REFUSED_TOKEN = /do not have permissions to use the API/i;

const refusal = (
  method: JudgedMethod,
  code: RedcapErrorCode,
  message: string,
  status: number,
  text?: string,
): RedcapError => new RedcapError(code, { message, method: method.name, status, redcapMessage: text });

const rejected = (method: JudgedMethod, status: number, text?: string): RedcapError => {
  if (!saysOutOfMemory(text ?? '')) return refusal(method, 'REDCAP_REJECTED', 'REDCap refused the call.', status, text);
  const message = 'REDCap ran out of memory; ask for less at once.';
  // REDCap has died at its work. Of a write nobody knows how far it had come.
  return unusableAnswer(method, 'REDCAP_REJECTED', { message, status, redcapMessage: text });
};

/** Statuses of a server in front of REDCap that has given up waiting, or whose REDCap died: what was sent may have been done. */
const GAVE_UP: ReadonlySet<number> = new Set([408, 500, 502, 504]);

/** REDCap does nothing while it is offline. The page of another server may say the same of a REDCap that was at work. */
const judgeMaintenance = (method: JudgedMethod, status: number): RedcapError => {
  const message = 'REDCap is offline for maintenance.';
  return GAVE_UP.has(status)
    ? unusableAnswer(method, 'REDCAP_MAINTENANCE', { message, status })
    : refusal(method, 'REDCAP_MAINTENANCE', message, status);
};

/** The error that a page for people stands for, whatever its status; `undefined` for a page that says nothing of REDCap. */
const judgePage = (method: JudgedMethod, status: number, text: string): RedcapError | undefined => {
  if (saysOutOfMemory(text)) {
    return rejected(method, status, 'REDCap ran out of server memory. The request cannot be processed.');
  }
  switch (readPage(text)) {
    case 'banned':
      return banned({ method: method.name, status });
    case 'maintenance':
      return judgeMaintenance(method, status);
    case 'database-down':
      return unusableAnswer(method, 'REDCAP_UNAVAILABLE', { message: 'REDCap has no database.', status, repeats: 2 });
    case 'login':
    case 'web-server':
    case 'other':
      return undefined;
  }
};

/** What a page without a word of REDCap's is, and where to look. Nothing of the page itself is said. */
const describePage = (text: string): string => {
  switch (readPage(text)) {
    case 'login':
      return 'A login page came in the place of data. REDCap is at another address, or behind a sign-in that its API needs an exception from. Check the address; it must end in /api/.';
    case 'web-server':
      return 'A page of a web server or a proxy came in the place of data. Check the address, which must end in /api/, and what stands before REDCap.';
    default:
      return 'A web page came in the place of data. Check the address; it must end in /api/.';
  }
};

const judgeServerError = (method: JudgedMethod, { status, retryAfterSeconds }: RawAnswer): RedcapError => {
  if (status === 500) {
    return unusableAnswer(method, 'REDCAP_ERROR', { message: 'REDCap failed inside.', status, repeats: 1 });
  }
  const message = 'REDCap is not available.';
  return unusableAnswer(method, 'REDCAP_UNAVAILABLE', { message, status, retryAfterSeconds, repeats: 2 });
};

/** Statuses that REDCap gives to a refusal, which it never puts into a page. */
const REFUSES: ReadonlySet<number> = new Set([401, 403]);

/** A page of something before REDCap, such as a sign-in or a firewall. REDCap has not got the call. */
const isStrangePage = (status: number, text: string): boolean =>
  isMarkup(text) && (REFUSES.has(status) || (status >= 400 && status < 500 && readPage(text) === 'login'));

const judgeForbidden = (method: JudgedMethod, status: number, text: string | undefined): RedcapError =>
  status === 401 || REFUSED_TOKEN.test(text ?? '')
    ? refusal(method, 'UNAUTHENTICATED', 'REDCap refused the token, or its user may not use the API.', status, text)
    : refusal(method, 'FORBIDDEN', 'REDCap refused the call because a right is missing.', status, text);

/** The error of a status of 300 or more. */
const judgeStatus = (method: JudgedMethod, answer: RawAnswer): RedcapError => {
  const { status, retryAfterSeconds } = answer;
  if (status < 400) {
    const message =
      'A redirect came in the place of data, and redirects are never followed. Check the address, which must end in /api/, and whether a sign-in stands before REDCap.';
    return unusableAnswer(method, 'REDCAP_BAD_RESPONSE', { message, status });
  }
  if (status === 429) {
    const message = 'REDCap asks for fewer calls.';
    const repeats = method.kind === 'once' ? 0 : 1;
    return new RedcapError('REDCAP_RATE_LIMITED', { message, method: method.name, status, retryAfterSeconds, repeats });
  }
  const text = decodeTextLoosely(answer.bytes);
  const error = parseError(text);
  const page = error === undefined ? judgePage(method, status, text) : undefined;
  if (page !== undefined) return page;
  if (error !== undefined && saysOutOfMemory(error)) return rejected(method, status, error);
  if (error === undefined && isStrangePage(status, text)) {
    return refusal(method, 'REDCAP_BAD_RESPONSE', describePage(text), status);
  }
  if (REFUSES.has(status)) return judgeForbidden(method, status, error);
  if (status === 408 || (status >= 500 && status !== 501)) return judgeServerError(method, answer);
  if (error === undefined && (status === 404 || status === 405)) {
    return refusal(method, 'REDCAP_BAD_RESPONSE', 'There is no REDCap API at this address.', status);
  }
  return rejected(method, status, error ?? (isMarkup(text) ? undefined : text));
};

/** A 2xx answer that is not what was promised. */
const broken = (method: JudgedMethod, status: number, message: string): RedcapError =>
  unusableAnswer(method, 'REDCAP_BAD_RESPONSE', { message, status, repeats: 2 });

/** The error that a 2xx body hides, when it does not have the promised form. */
const judgeOddBody = (method: JudgedMethod, status: number, text: string): RedcapError => {
  const error = parseError(text);
  if (error !== undefined) return rejected(method, status, error);
  const page = isMarkup(text) || saysOutOfMemory(text) ? judgePage(method, status, text) : undefined;
  if (page !== undefined) return page;
  if (isMarkup(text)) {
    return unusableAnswer(method, 'REDCAP_BAD_RESPONSE', {
      message: describePage(text),
      status,
    });
  }
  return broken(method, status, 'REDCap answered in another form than promised.');
};

const readJson = (method: JudgedMethod, status: number, text: string): unknown => {
  const parsed = parseJson(text);
  if (!parsed.ok || parseJsonError(text) !== undefined) throw judgeOddBody(method, status, text);
  return parsed.value;
};

const readBody = (method: JudgedMethod, status: number, text: string): unknown => {
  switch (method.body) {
    case 'json':
      return readJson(method, status, text);
    case 'text':
      if (method.textEnd?.test(text) === true) return text;
      if (isMarkup(text) || parseError(text) !== undefined) throw judgeOddBody(method, status, text);
      return text;
    case 'empty':
      if (text.trim() !== '') throw judgeOddBody(method, status, text);
      return undefined;
    case 'file':
    case 'json-rows':
    case 'json-cells':
    case 'csv-rows':
      throw judgeOddBody(method, status, text);
  }
};

/**
 * Judges an answer in REDCap's order: status first, then whether the body hides an error behind a 200, and only then is
 * it data. The content type is not looked at, because REDCap labels JSON as HTML and HTML as anything.
 *
 * Returns the JSON value, the text, or `undefined` for an empty body; throws a `RedcapError` for everything else. The
 * answer of a file method, or of one in rows, comes here only when it is no file, or no rows.
 */
export const judgeAnswer = (method: JudgedMethod, answer: RawAnswer): unknown => {
  if (answer.status < 200 || answer.status >= 300) throw judgeStatus(method, answer);
  const text = decodeText(answer.bytes);
  if (text === undefined) throw broken(method, answer.status, 'REDCap answered with bytes that are not UTF-8.');
  return readBody(method, answer.status, text);
};

/** The error of rows that are no rows further on, or that do not end. `tail` are the last bytes, which may say why. */
export const brokenRows = (method: JudgedMethod, status: number, tail: Uint8Array): RedcapError => {
  const text = decodeTextLoosely(tail);
  return saysOutOfMemory(text)
    ? rejected(method, status, 'REDCap ran out of server memory. The request cannot be processed.')
    : unusableAnswer(method, 'REDCAP_BAD_RESPONSE', {
        message: "REDCap's rows are broken, or they do not end.",
        status,
        // CSV that is always broken so is asked for in JSON instead.
        repeats: method.body === 'csv-rows' ? 1 : 2,
      });
};
