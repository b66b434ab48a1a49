import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { AnswerHeaders } from './answer-header.ts';
import type { Call } from './call.ts';

/** An answer of which the status and the headers are there. */
export interface Arrived {
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** All bytes of a body that came at once, as they came; else a stream of them, to be read once. */
  readonly body: Buffer | Readable;
}

/** How many bytes of an answer may be taken at once; 0 where its body has to be a stream. Called with the headers. */
export type MostAtOnce = (headers: AnswerHeaders) => number;

/** A body that is on its way. REDCap is read no faster than the body is. */
class ArrivingBody extends Readable {
  readonly #controller: Dispatcher.DispatchController;
  #isWhole = false;

  constructor(controller: Dispatcher.DispatchController) {
    super({ highWaterMark: 64 * 1024 });
    this.#controller = controller;
  }

  add(chunk: Buffer): void {
    if (!this.push(chunk)) this.#controller.pause();
  }

  finish(): void {
    this.#isWhole = true;
    this.push(null);
  }

  override _read(): void {
    this.#controller.resume();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    // A body that is left before its end takes its connection with it.
    const reason = error ?? (this.readableEnded ? null : new Error('left'));
    if (reason !== null && !this.#isWhole) this.#controller.abort(reason);
    done(reason);
  }
}

/**
 * One request and its answer, as the HTTP client reports them. A short answer mostly comes in one piece, headers and body.
 * It is handed on in one piece too, since a stream costs more than all the rest of a small call.
 */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #call: Call;
  readonly #mostAtOnce: MostAtOnce;
  readonly #resolve: (arrived: Arrived) => void;
  readonly #reject: (error: Error) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #stopped: Error | undefined;
  #status = 0;
  #headers: AnswerHeaders = {};
  #most = 0;
  #size = 0;
  #chunks: Buffer[] = [];
  #body: ArrivingBody | undefined;
  #isWhole = false;

  constructor(call: Call, mostAtOnce: MostAtOnce, resolve: (arrived: Arrived) => void, reject: (error: Error) => void) {
    this.#call = call;
    this.#mostAtOnce = mostAtOnce;
    this.#resolve = resolve;
    this.#reject = reject;
    call.cancellation.onStop((error) => {
      this.#stopped = error;
      // A body may still be read when all of it is here.
      if (this.#body !== undefined) this.#body.destroy(error);
      else this.#controller?.abort(error);
    });
  }

  /** The first byte of the request is about to be written; until then REDCap can have done nothing. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // A request that was ended while its connection opened writes nothing.
    if (this.#stopped === undefined) this.#call.cancellation.markSent();
    else controller.abort(this.#stopped);
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: AnswerHeaders): void {
    // REDCap goes on to its answer after what is only a notice.
    if (status < 200) return;
    this.#call.answer();
    this.#status = status;
    this.#headers = headers;
    this.#most = this.#mostAtOnce(headers);
    if (this.#most === 0) this.#open(controller);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#body !== undefined) {
      this.#body.add(chunk);
      return;
    }
    this.#size += chunk.length;
    this.#chunks.push(chunk);
    if (this.#size > this.#most) this.#open(controller);
    else if (this.#chunks.length === 1) queueMicrotask(() => this.#openUnlessWhole(controller));
  }

  onResponseEnd(): void {
    this.#isWhole = true;
    if (this.#body !== undefined) {
      this.#body.finish();
      return;
    }
    const [first, ...more] = this.#chunks;
    const body = first !== undefined && more.length === 0 ? first : Buffer.concat(this.#chunks);
    this.#resolve({ status: this.#status, headers: this.#headers, body });
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    const body = this.#body;
    if (body === undefined) this.#reject(error);
    // What came before the error is handed on first.
    else queueMicrotask(() => void body.destroy(error));
  }

  /** What has not ended in the turn of the event loop in which it began comes in pieces, and at REDCap's pace. */
  #openUnlessWhole(controller: Dispatcher.DispatchController): void {
    if (!this.#isWhole && this.#body === undefined) this.#open(controller);
  }

  #open(controller: Dispatcher.DispatchController): void {
    const body = new ArrivingBody(controller);
    this.#body = body;
    for (const chunk of this.#chunks) body.add(chunk);
    this.#chunks = [];
    this.#resolve({ status: this.#status, headers: this.#headers, body });
  }
}

/** Sends a request, and waits for the status and the headers of its answer; for all of an answer that comes at once. */
export const exchange = (
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  call: Call,
  mostAtOnce: MostAtOnce,
): Promise<Arrived> =>
  new Promise((resolve, reject) => {
    dispatcher.dispatch(options, new Exchange(call, mostAtOnce, resolve, reject));
  });
