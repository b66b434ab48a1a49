import { RedcapError, unusableAnswer } from '../errors.ts';
import type { FailedMethod } from '../errors.ts';

/** How far a request had come when it failed. */
export interface Progress {
  /** True once a byte of the request may have reached REDCap. */
  readonly sent: boolean;
  /** False while the bytes that have left hold no token: REDCap can do nothing with them. */
  readonly hasToken: boolean;
  /** True once REDCap's status line and headers were there. */
  readonly answered: boolean;
  /** Why we ended it ourselves, if we did. */
  readonly stopped: 'caller' | 'deadline' | 'shutdown' | undefined;
}

const TLS = /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_|INVALID_(?:CA|PURPOSE)|CRL_|EPROTO)/;
const NOT_HTTP = /^(?:HPE_|UND_ERR_HEADERS_OVERFLOW|UND_ERR_INVALID|UND_ERR_RES)/;

/** How the HTTP client says that the proxy did not open a tunnel. */
const REFUSED_BY_PROXY = /^Proxy response \((\d{3})\)/;

const codeOf = (error: unknown): string => {
  const refusal = error instanceof Error ? REFUSED_BY_PROXY.exec(error.message)?.[1] : undefined;
  if (refusal !== undefined) return `PROXY_${refusal}`;
  // undici's parser gives some of its errors no code.
  if (error instanceof Error && error.name === 'HTTPParserError') return 'HPE_ERROR';
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : 'UNKNOWN';
};

/** The cause that may leave: the system's code alone. The error itself holds addresses, and for some faults REDCap's bytes. */
const causeOf = (error: unknown): Error => new Error(codeOf(error));

const notSent = (method: FailedMethod, error: unknown): RedcapError => {
  const code = codeOf(error);
  const tls = TLS.test(code);
  const isRefused = code.startsWith('PROXY_');
  const message = isRefused ? 'The proxy did not connect to REDCap.' : 'REDCap could not be reached.';
  return new RedcapError('REDCAP_UNAVAILABLE', {
    message: tls ? 'The certificate of the REDCap server is not trusted.' : message,
    method: method.name,
    notSent: true,
    repeats: tls || isRefused ? 0 : 2,
    cause: causeOf(error),
  });
};

/** Whether REDCap may have done what the request asks for. */
const mayBeDone = ({ sent, hasToken }: Progress): boolean => sent && hasToken;

/** The error of an upload whose connection broke within the file. REDCap may refuse the next try for the same reason. */
const brokenWithinFile = (method: FailedMethod, error: unknown): RedcapError =>
  new RedcapError('REDCAP_UNAVAILABLE', {
    message: 'The connection to REDCap broke before the whole file had left.',
    method: method.name,
    notSent: true,
    cause: causeOf(error),
  });

/** The error of an upload whose bytes the caller did not send to their end. */
export const fileBrokeOff = (method: FailedMethod, error: unknown): RedcapError =>
  new RedcapError('ABORTED', {
    message: 'The bytes of the file broke off before REDCap had the whole request.',
    method: method.name,
    notSent: true,
    cause: causeOf(error),
  });

const stoppedByUs = (method: FailedMethod, progress: Progress): RedcapError => {
  const { stopped } = progress;
  const sent = mayBeDone(progress);
  const known = !sent || method.kind === 'read';
  const details = { method: method.name, notSent: !sent };
  if (stopped === 'caller' && known) {
    return new RedcapError('ABORTED', { message: 'The caller left before REDCap had answered.', ...details });
  }
  if (stopped === 'shutdown' && known) {
    return new RedcapError('SHUTTING_DOWN', {
      message: 'The gateway shut down before REDCap had answered.',
      ...details,
    });
  }
  const message = 'REDCap did not answer in time.';
  return sent
    ? unusableAnswer(method, 'REDCAP_TIMEOUT', { message })
    : new RedcapError('REDCAP_TIMEOUT', { message, ...details });
};

/** The one place where the transport's errors become ours. An error that is ours already stays as it is. */
export const toRedcapError = (method: FailedMethod, error: unknown, progress: Progress): RedcapError => {
  if (error instanceof RedcapError) return error;
  if (progress.stopped !== undefined) return stoppedByUs(method, progress);
  if (!progress.sent) return notSent(method, error);
  if (!mayBeDone(progress)) return brokenWithinFile(method, error);
  const cause = causeOf(error);
  if (progress.answered || NOT_HTTP.test(codeOf(error))) {
    const message = progress.answered ? "REDCap's answer broke off." : "REDCap's answer is not HTTP.";
    return unusableAnswer(method, 'REDCAP_BAD_RESPONSE', { message, cause, repeats: 2 });
  }
  const message = 'The connection to REDCap broke before it answered.';
  return unusableAnswer(method, 'REDCAP_UNAVAILABLE', { message, cause, repeats: 2 });
};
