import type { SharedState } from '../context.ts';
import type { Log } from '../gateway/access-log.ts';
import type { ProjectConnection } from '../loaders/project-source.ts';
import { resolveFound, type Resolving } from '../writers/operation/resolution.ts';
import { createProjectFinder } from './project-finder.ts';
import { logResolved } from './resolution.ts';

/** A caller's open writes are looked at by no more than one of their requests in this time: each look is a call. */
const EVERY_MS = 60_000;

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
  const lookedAt = new Map<string, number>();

  /** Whether it is a token's turn to look. */
  const isDue = ({ host, redcap }: ProjectConnection): boolean => {
    const now = clock.now();
    for (const [key, at] of lookedAt) if (now - at >= EVERY_MS) lookedAt.delete(key);
    const key = `${host} ${redcap.fingerprint}`;
    if (lookedAt.has(key)) return false;
    lookedAt.set(key, now);
    return true;
  };

  return (connections) => {
    if (operations.leftOpen().length === 0) return;
    const own = connections.filter((connection) => connection.tokenOf === 'caller' && isDue(connection));
    if (own.length === 0) return;
    const findProject = createProjectFinder({ stores, clock }, () => own);
    resolveFound({ operations, findProject, clock, hear })
      .then((found) => logResolved(log, found))
      .catch((error: unknown) =>
        log.error({ fault: error instanceof Error ? error.name : 'unknown' }, 'open writes could not be resolved'),
      );
  };
};
