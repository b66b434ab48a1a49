import { isAsyncIterable } from 'graphql-yoga';
import type { Plugin } from 'graphql-yoga';
import type { GatewayClock } from './clock.ts';
import type { OperationResult } from './operation-run.ts';
import { requestStateOf } from './request-state.ts';

const EVENT_STREAM = 'text/event-stream';

/** So often a comment says that the connection lives: more often than the idle time-outs of the usual proxies end. */
const KEEP_ALIVE_MS = 12_000;

const KEEP_ALIVE = Buffer.from(':\n\n');

/** One event as the protocol graphql-sse has it. Its id is what the browser sends as `Last-Event-ID` when it connects again. */
const writeEvent = ({ eventId, stringify = JSON.stringify, ...result }: OperationResult): Buffer => {
  const text = stringify(result);
  return Buffer.concat([
    Buffer.from(`${eventId === undefined ? '' : `id: ${eventId}\n`}event: next\ndata: `),
    typeof text === 'string' ? Buffer.from(text) : text,
    Buffer.from('\n\n'),
  ]);
};

const COMPLETE = Buffer.from('event: complete\ndata:\n\n');

/**
 * Writes the results of a subscription as server-sent events, each when the client has taken those before it: what a slow client
 * does not take is never made.
 */
const writeEvents = (results: AsyncIterable<OperationResult>, clock: GatewayClock): Response => {
  const iterator = results[Symbol.asyncIterator]();
  let isAwaited = false;
  let isBegun = false;
  let stopBeating = (): void => undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        const beat = (): void => {
          // A client that has not taken what is there gets nothing more.
          if (isAwaited) controller.enqueue(KEEP_ALIVE);
          stopBeating = clock.after(KEEP_ALIVE_MS, beat);
        };
        stopBeating = clock.after(KEEP_ALIVE_MS, beat);
      },
      pull: async (controller) => {
        // Some browsers do not see the answer before its first byte.
        if (!isBegun) {
          isBegun = true;
          controller.enqueue(KEEP_ALIVE);
          return;
        }
        isAwaited = true;
        const result = await iterator
          .next()
          .catch((error: unknown) => {
            stopBeating();
            throw error;
          })
          .finally(() => (isAwaited = false));
        if (result.done !== true) controller.enqueue(writeEvent(result.value));
        else {
          stopBeating();
          controller.enqueue(COMPLETE);
          controller.close();
        }
      },
      cancel: async () => {
        stopBeating();
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: { 'content-type': EVENT_STREAM, 'cache-control': 'no-store' } });
};

/** Writes subscriptions as server-sent events. */
export const useEventStream = (clock: GatewayClock): Plugin => ({
  onResultProcess(hook) {
    const { request, result } = hook;
    if (requestStateOf(request).operationType !== 'subscription' || !isAsyncIterable(result)) return;
    if (request.headers.get('accept')?.includes(EVENT_STREAM) !== true) return;
    // Yoga gives the processor the result that was looked at above.
    hook.setResultProcessor((results) => writeEvents(results as AsyncIterable<OperationResult>, clock), EVENT_STREAM);
  },
});
