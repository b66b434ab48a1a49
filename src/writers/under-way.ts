import type { WriteWitness } from './witness.ts';

/** The writes of this gateway that are under way, so that a stop can hurry them and say which it leaves open. */
export interface WritesUnderWay {
  /** Hears of every write. It keeps nothing beyond the end of a write. */
  readonly witness: WriteWitness;
  /** Aborted once the gateway waits for nothing more: what REDCap does with a lost write cannot be looked at then. */
  readonly stopping: AbortSignal;
  /** Lets no write wait for anything more. */
  readonly stop: () => void;
  /** Ids of operations of which something was sent, and nobody knows what became of it, when the gateway stops. */
  readonly leftOpen: () => readonly string[];
}

/** Writes of a gateway that has none yet. */
export const createWritesUnderWay = (): WritesUnderWay => {
  const sent = new Map<object, string>();
  const unknown = new Set<string>();
  const stopping = new AbortController();
  return {
    witness: {
      begin: ({ operationId }) => {
        const write = {};
        return Promise.resolve({
          sending: () => {
            sent.set(write, operationId);
            return Promise.resolve();
          },
          end: ({ outcome }) => {
            sent.delete(write);
            if (outcome === 'unknown' && stopping.signal.aborted) unknown.add(operationId);
            return Promise.resolve();
          },
        });
      },
    },
    stopping: stopping.signal,
    stop: () => stopping.abort(),
    leftOpen: () => [...new Set([...unknown, ...sent.values()])],
  };
};
