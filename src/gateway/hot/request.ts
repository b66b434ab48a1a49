import type { IncomingMessage } from 'node:http';
import { findCaller } from '../authentication.ts';
import { isOpen } from '../caller.ts';
import type { Caller, CallerPolicy } from '../caller.ts';
import { isForgeable } from '../csrf.ts';
import { readEndpoint } from '../endpoint.ts';
import type { RequestHeaders } from '../header-set.ts';
import { isLoopback } from '../host.ts';
import { isJsonType, mediaTypeOf } from '../parameters.ts';
import { readHeaders } from './headers.ts';
import { chooseAnswerType } from './media-type.ts';
import type { AnswerType } from './media-type.ts';

/** A request of which the head is of the hot form, and which has passed the checks of its head. */
export interface HotRequest {
  readonly method: string;
  /** The path of a graph, without a query. */
  readonly url: string;
  readonly headers: RequestHeaders;
  /** The key of the project whose own graph is asked; null at `/graphql`. */
  readonly project: string | null;
  readonly caller: Caller;
  readonly answerType: AnswerType;
}

/** Whether the host is plainly this machine itself. Its name without the port is all that can be, as the server has checked. */
const isOwnHost = (headers: RequestHeaders): boolean => isLoopback((headers.get('host') ?? '').replace(/:\d+$/, ''));

/** Reads a request of the hot form; undefined for every other, and for one that is to be refused by its head. */
export const readHotRequest = (request: IncomingMessage, callers: CallerPolicy): HotRequest | undefined => {
  const { method, url = '' } = request;
  if (method !== 'POST') return undefined;
  const endpoint = readEndpoint(url);
  if (endpoint === undefined) return undefined;
  const headers = readHeaders(request.headers);
  if (!isJsonType(mediaTypeOf(headers.get('content-type')))) return undefined;
  const answerType = chooseAnswerType(headers.get('accept'));
  if (answerType === undefined || (isOpen(callers) && !isOwnHost(headers))) return undefined;
  if (isForgeable({ method, headers })) return undefined;
  const caller = findCaller(headers, callers);
  return caller === undefined ? undefined : { method, url, headers, project: endpoint.project, caller, answerType };
};
