import type { CombinedError } from '@urql/core';

/** What went wrong, for a person to read. */
export interface Fault {
  /** A code of docs/errors.md, or `NETWORK` where no answer came. */
  readonly code: string;
  /** The gateway's words: they name the remedy and hold no value of a participant. */
  readonly message: string;
  /** Where in the answer something is missing, such as `project.records`. */
  readonly path: string | null;
  /** What the log of the gateway knows the request by. */
  readonly requestId: string | null;
}

/** The faults of an answer, each once. */
export const faultsOf = (error: CombinedError): readonly Fault[] => {
  // `fetch` gave it, which urql's types leave open. There is none where nothing was answered.
  const response = error.response as Response | undefined;
  const requestId = response?.headers.get('x-request-id') ?? null;
  if (error.graphQLErrors.length === 0) {
    return [{ code: 'NETWORK', message: error.networkError?.message ?? error.message, path: null, requestId }];
  }
  const faults = error.graphQLErrors.map(({ message, path, extensions }) => ({
    code: typeof extensions['code'] === 'string' ? extensions['code'] : 'UNKNOWN',
    message,
    path: path?.join('.') ?? null,
    requestId,
  }));
  return [...new Map(faults.map((fault) => [`${fault.code} ${fault.message}`, fault])).values()];
};
