import type { SharedState } from '../context.ts';
import type { Log } from '../gateway/access-log.ts';
import type { ProjectConnection } from '../loaders/project-source.ts';
import { createBoundedMap } from '../state/bounded-map.ts';
import { resolveFound, type Resolving } from '../writers/operation/resolution.ts';
import { createProjectFinder } from './project-finder.ts';
import { logResolved, logUnresolved } from './resolution.ts';

/** A caller's open writes are looked at by no more than one of their requests in this time: each look is a call. */
const EVERY_MS = 60_000;

/** Room for thousands of tokens. One that goes for want of room looks a little early. */
const LOOKED_BY_BYTES = 2_000_000;

/** What open writes of callers are resolved by. */
export interface CallerResolving extends Pick<Resolving, 'operations' | 'clock' | 'hear'> {
  readonly stores: SharedState['stores'];
  readonly log: Log;
}

/** Looks, beside a request, what became of open writes that only the token of its caller can show. */
export type ResolveFor = (connections: readonly ProjectConnection[]) => void;

/**
 * Resolves the open writes of callers who send a REDCap token of their own, which no configuration has, when they send it again.
 * Where nothing is open it costs nothing.
 */
export const createCallerResolution = ({ operations, clock, hear, stores, log }: CallerResolving): ResolveFor => {
  // The tokens by which somebody has looked lately.
  const lookedBy = createBoundedMap<true>({ maxBytes: LOOKED_BY_BYTES, now: clock.now });

  /** Whether it is a token's turn to look. */
  const isDue = ({ host, redcap }: ProjectConnection): boolean => {
    const key = `${host} ${redcap.fingerprint}`;
    if (lookedBy.get(key) === true) return false;
    lookedBy.set(key, true, 0, EVERY_MS);
    return true;
  };

  return (connections) => {
    if (operations.leftOpen().length === 0) return;
    const own = connections.filter((connection) => connection.tokenOf === 'caller' && isDue(connection));
    if (own.length === 0) return;
    const findProject = createProjectFinder({ stores, clock }, () => own);
    resolveFound({ operations, findProject, clock, hear })
      .then((found) => logResolved(log, found))
      .catch((error: unknown) => logUnresolved(log, error));
  };
};
