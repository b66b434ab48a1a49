import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, TraceFlags } from '@opentelemetry/api';
import type { Attributes, Context, HrTime, Tracer } from '@opentelemetry/api';
import type { FollowedExchange, RequestFollower } from '../gateway/access-log.ts';
import type { RequestState } from '../gateway/request-state.ts';
import type { RequestStep } from '../request-step.ts';
import { openSpanExport, type SpanDestination } from './export.ts';

/** A clock that knows the date of its moments. */
interface DatedClock {
  readonly now: () => number;
  readonly date: () => number;
}

/** The traces of one gateway. */
export interface Traces {
  readonly follower: RequestFollower;
  /** Sends what waits. It rejects where the collector does not take it, and has no end of its own. */
  readonly close: () => Promise<void>;
}

/** What was said of a request when its answer was known. */
interface Said {
  /** Where its later steps belong. */
  readonly context: Context;
  /** How many of its steps were said. */
  readonly steps: number;
}

const PREFIX = 'redcap_graphql.';

/** Probes ask every few seconds, and nobody looks for their traces. */
const PROBES = new Set(['/health', '/ready']);

/** A point in time as a span has it. */
const timeOf = (clock: DatedClock, moment: number): HrTime => {
  const date = clock.date() - (clock.now() - moment);
  const seconds = Math.floor(date / 1000);
  return [seconds, Math.round((date - seconds * 1000) * 1_000_000)];
};

/** The trace of the caller; a new one where it sent none. */
const parentOf = ({ trace: parent }: RequestState): Context => {
  if (parent === undefined) return ROOT_CONTEXT;
  const { traceId, spanId, isSampled } = parent;
  const traceFlags = isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
};

/** What a span of a request says. Only words of the gateway, of HTTP and of the schema are there, and the id of the log line. */
const attributesOf = (state: RequestState, { method, route, status }: FollowedExchange): Attributes => ({
  'http.request.method': method,
  'http.route': route,
  'http.response.status_code': status,
  'graphql.operation.type': state.operationType,
  [`${PREFIX}request_id`]: state.id,
  [`${PREFIX}codes`]: [...new Set([...state.codes, ...(state.cost?.tally?.codes ?? [])])],
  [`${PREFIX}redcap_requests`]: state.cost?.calls ?? 0,
});

const traceStep = (tracer: Tracer, clock: DatedClock, step: RequestStep, context: Context): void => {
  const { kind, name, startedAt, endedAt, code, facts } = step;
  const attributes: Attributes = {};
  for (const [fact, value] of Object.entries(facts)) attributes[`${PREFIX}${fact}`] = value;
  if (code !== undefined) attributes[`${PREFIX}code`] = code;
  const span = tracer.startSpan(
    kind === 'call' ? `REDCap ${name}` : `write ${name}`,
    {
      kind: kind === 'call' ? SpanKind.CLIENT : SpanKind.INTERNAL,
      startTime: timeOf(clock, startedAt),
      attributes,
    },
    context,
  );
  if (code !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(timeOf(clock, endedAt));
};

/** Makes spans of requests when they have ended, so that a request which is under way does nothing for them. */
export const createTraces = (destination: SpanDestination, clock: DatedClock, onFailure: () => void): Traces => {
  const provider = openSpanExport(destination, onFailure);
  const tracer = provider.getTracer('redcap-graphql');
  const said = new WeakMap<RequestState, Said>();
  const say = (state: RequestState, context: Context, from: number): void => {
    const steps = state.cost?.tally?.steps ?? [];
    for (const step of steps.slice(from)) traceStep(tracer, clock, step, context);
    said.set(state, { context, steps: steps.length });
  };
  return {
    follower: {
      answered: (state, exchange) => {
        if (PROBES.has(exchange.route)) return;
        const attributes = attributesOf(state, exchange);
        const startTime = timeOf(clock, state.startedAt);
        const name = `${exchange.method} ${exchange.route}`;
        const span = tracer.startSpan(name, { kind: SpanKind.SERVER, startTime, attributes }, parentOf(state));
        if (exchange.status >= 500 || state.fault !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
        say(state, trace.setSpan(ROOT_CONTEXT, span), 0);
        span.end(timeOf(clock, clock.now()));
      },
      ended: (state) => {
        const before = said.get(state);
        if (before !== undefined) say(state, before.context, before.steps);
      },
    },
    close: () => provider.shutdown(),
  };
};
