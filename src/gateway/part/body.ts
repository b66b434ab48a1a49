import { isAsyncIterable } from 'graphql-yoga';
import type { Plugin } from 'graphql-yoga';
import type { OperationResult } from '../operation-run.ts';
import { requestStateOf } from '../request-state.ts';
import { PARTS_FORM, partsCarrierOf } from './acceptance.ts';

const BOUNDARY = '---';

const writePart = (result: OperationResult): Buffer => {
  const text = (result.stringify ?? JSON.stringify)(result);
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const head = `\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${String(bytes.byteLength)}\r\n\r\n`;
  // The end of a part is known by the boundary after it, so that it leaves with the part.
  return Buffer.concat([
    Buffer.from(head),
    bytes,
    Buffer.from(`\r\n${BOUNDARY}${result.hasNext === false ? '--\r\n' : ''}`),
  ]);
};

/**
 * Writes the parts as `multipart/mixed`, each as soon as the client has taken those before it. Where they fail, the
 * connection is cut: only the last part says that it is the last, and a client must not take an end for it.
 */
const writeParts = (parts: AsyncIterable<OperationResult>): Response => {
  const iterator = parts[Symbol.asyncIterator]();
  let isLast = false;
  let lead = `\r\n${BOUNDARY}`;
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const result = await iterator.next();
        if (result.done === true) {
          if (isLast) controller.close();
          else controller.error(new Error('the parts of an answer ended before the last of them'));
          return;
        }
        isLast = result.value.hasNext !== true;
        controller.enqueue(Buffer.concat([Buffer.from(lead), writePart({ ...result.value, hasNext: !isLast })]));
        lead = '';
      },
      cancel: async () => {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
  const headers = {
    'content-type': `multipart/mixed; boundary="-"; ${PARTS_FORM}`,
    // Proxies such as nginx collect an answer otherwise.
    'x-accel-buffering': 'no',
  };
  return new Response(body, { headers });
};

/** Writes answers in parts. Where a client takes them as server-sent events alone, yoga writes them as it does others. */
export const usePartsBody = (): Plugin => ({
  onResultProcess(hook) {
    const { request, result } = hook;
    if (!requestStateOf(request).isInParts || !isAsyncIterable(result)) return;
    const carrier = partsCarrierOf(request.headers.get('accept'));
    if (carrier !== 'multipart/mixed') return;
    // Yoga gives the processor the result that was looked at above.
    hook.setResultProcessor((parts) => writeParts(parts as AsyncIterable<OperationResult>), carrier);
  },
});
