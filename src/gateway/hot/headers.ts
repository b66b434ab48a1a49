import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { AnswerHeaders, RequestHeaders } from '../header-set.ts';

/** The headers of a request as Node gives them. */
export const readHeaders = (headers: IncomingHttpHeaders): RequestHeaders => ({
  get: (name) => {
    const value = headers[name.toLowerCase()];
    return typeof value === 'string' ? value : null;
  },
});

/** The headers of an answer, and the record that Node takes of them. Their names are in lower case. */
export const collectHeaders = (record: OutgoingHttpHeaders & Record<string, string>): AnswerHeaders => ({
  get: (name) => record[name] ?? null,
  set: (name, value) => {
    record[name] = value;
  },
});
