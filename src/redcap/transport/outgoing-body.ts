import type { Clock } from '../clock.ts';
import { RedcapError } from '../errors.ts';
import type { Call } from './call.ts';
import { fileBrokeOff } from './failure.ts';

/** What a body needs of its transport. */
export interface BodySurroundings {
  readonly clock: Clock;
  /** From a file's first byte to its last. */
  readonly fileTimeoutMs: number;
}

/**
 * The body as it goes out. A file takes as long as its sender does, so that REDCap's time begins when all of it was sent.
 * A file that breaks off on its way from the caller ends the request with `ABORTED`: it has no token yet.
 */
export const passBody = (
  { clock, fileTimeoutMs }: BodySurroundings,
  { outgoing, cancellation }: Pick<Call, 'outgoing' | 'cancellation'>,
): string | AsyncIterable<Uint8Array> => {
  const { body, timeoutMs } = outgoing;
  if (typeof body === 'string') return body;
  const passOut = async function* (): AsyncGenerator<Uint8Array> {
    cancellation.extend(clock.now() + fileTimeoutMs);
    try {
      yield* body;
    } catch (error) {
      // What is ours already says more: the gateway itself kept the token back.
      throw error instanceof RedcapError ? error : fileBrokeOff(outgoing.method, error);
    }
    cancellation.extend(clock.now() + timeoutMs);
  };
  return passOut();
};
