import { setTimeout as wait } from 'node:timers/promises';

import type { Fault, FaultCall } from './fault.ts';
import { plainFault, takeAnswer } from './fault.ts';
import { RawAnswer, destroyWhenClosing, doomConnection } from './raw-answer.ts';

const reset = (): RawAnswer => new RawAnswer((outgoing) => outgoing.socket?.resetAndDestroy());

const hang = (): RawAnswer => new RawAnswer(destroyWhenClosing);

/** The true answer, on a connection that dies before it can be used again. */
const resetWhenIdle = async (call: FaultCall): Promise<Response> => {
  const { status, headers, bytes } = await takeAnswer(call);
  return new RawAnswer((outgoing) => {
    if (outgoing.socket !== null) doomConnection(outgoing.socket);
    outgoing.statusCode = status;
    outgoing.setHeaders(headers);
    outgoing.end(bytes);
  });
};

/** Faults of the connection and of time. */
export const connectionFaults: readonly Fault[] = [
  plainFault('reset', 'The connection is reset before any answer; nothing is done.', reset),
  plainFault('reset-after-commit', 'The call is carried out, then the connection is reset.', async (call) => {
    await call.answer();
    return reset();
  }),
  plainFault('hang', 'The call is accepted and never answered; nothing is done.', hang),
  plainFault('hang-after-commit', 'The call is carried out and never answered.', async (call) => {
    await call.answer();
    return hang();
  }),
  {
    name: 'slow',
    about: 'The right answer after `delayMs` (1000).',
    settings: ['delayMs'],
    inject:
      ({ delayMs = 1000 }) =>
      async (call) => {
        await wait(delayMs, undefined, { signal: call.signal });
        return call.answer();
      },
  },
  plainFault('hold', 'The right answer, but only after `POST /faults/release`.', async (call) => {
    await call.released;
    return call.answer();
  }),
  plainFault('idle-reset', 'The right answer; the connection is reset when it is used again.', resetWhenIdle),
];
