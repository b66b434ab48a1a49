import type { Plugin } from 'graphql-yoga';
import { refusalResponse } from './answer.ts';
import { handoverOf } from './handover.ts';
import { httpOf } from './refusal.ts';

/** How far a gateway is on its way to its end. */
export interface Stoppage {
  /** Whether it has been asked to stop. It may still take requests for a while. */
  readonly isAsked: () => boolean;
  /** Whether it takes no more requests. */
  readonly isClosed: () => boolean;
}

/** What a stop does beside waiting for requests. */
export interface StopOptions {
  /** For so long the gateway says that it is not ready, and still takes requests; 0 unless given. */
  readonly drainMs?: number;
  /** What is under way after the grace has so long to answer by itself, and then so long to be sent; half a second. */
  readonly answerMs?: number;
  /** Ends what requests wait for when the grace is over. */
  readonly endCalls?: () => void;
}

/** How long an answer may take once nothing is waited for any more. */
export const ANSWER_MS = 500;

/** Answers `SHUTTING_DOWN` to what still arrives on open connections when the gateway takes no more requests. */
export const useShutdown = ({ isAsked, isClosed }: Stoppage): Plugin => ({
  onRequest(hook) {
    const { request, url, serverContext } = hook;
    if (!isClosed() || url.pathname === '/health' || url.pathname === '/ready') return;
    // What was handed over had begun before, and may have been done.
    if (handoverOf(serverContext) !== undefined) return;
    const http = { ...httpOf('SHUTTING_DOWN'), headers: { 'retry-after': '5' } };
    hook.endResponse(refusalResponse(request, 'SHUTTING_DOWN', 'The gateway is stopping. Try again.', http));
  },
  onResponse({ response }) {
    // The client's next request goes to another gateway, or to this one on a new connection.
    if (isAsked()) response.headers.set('connection', 'close');
  },
});
