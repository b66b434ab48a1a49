import { randomUUID } from 'node:crypto';
import type { RequestHeaders } from './header-set.ts';

/** The id of a request, and the trace that it is a part of. */
export interface RequestNames {
  /** The caller's `x-request-id`, or one of the gateway's own. */
  readonly id: string;
  /** The caller's trace, as `traceparent` has it; undefined where there is none. */
  readonly trace: TraceParent | undefined;
}

/** What a `traceparent` of the W3C says. */
export interface TraceParent {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  readonly isSampled: boolean;
}

/** What an id may hold: nothing that a log, a header or a terminal could read as something else. */
const ID = /^[\w.:/+=@-]{1,64}$/;

/** Credentials are no ids, whatever a caller sends. */
const CREDENTIAL = /^(?:[0-9A-F]{32}|[0-9A-Za-z]{64})$/;

const PARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-|$)/;

/** Reads a `traceparent`; undefined where it is none. Versions to come begin alike. */
const readTraceParent = (header: string | null): TraceParent | undefined => {
  const [, traceId, spanId, flags] = PARENT.exec(header ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  if (header?.startsWith('ff') === true || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & 1) === 1 };
};

/** Names a request: as its caller does where that can stand in a log, and by a random id else. */
export const nameRequest = (headers: RequestHeaders): RequestNames => {
  const given = headers.get('x-request-id');
  const id = given !== null && ID.test(given) && !CREDENTIAL.test(given) ? given : randomUUID();
  return { id, trace: readTraceParent(headers.get('traceparent')) };
};
