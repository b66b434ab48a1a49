import type { KeptValues } from '../../state/kept-values.ts';

/** Requests for a look at a project, as one watch hears of them. */
export interface WatchRequests {
  /** The last request, while no look has begun since it was made; null where there is none. */
  readonly open: () => Promise<string | null>;
  /** A look begins, which answers a request for all gateways that watch the same. */
  readonly answer: (request: string) => Promise<void>;
}

/**
 * Requests for a look, over all gateways that share the state: one of them hears that something has changed, and another one has
 * those who follow the changes.
 */
export interface LookRequests {
  /** Asks for a look at a project by every token whose changes somebody follows. It is a hint, and may be lost. */
  readonly ask: (project: string) => Promise<void>;
  /** The requests for one watch: of a project, by an owner as `WatchSubject` has it. */
  readonly of: (project: string, owner: string) => WatchRequests;
}

/** Longer than any watch waits with an answer. */
const ANSWER_AGE_MS = 86_400_000;
const ANSWERED = 'answered';

const spaceOf = (project: string): string => `asked ${project}`;

/** Requests by the epochs of a space that keeps nothing: each request begins the next one. */
export const createLookRequests = (values: KeptValues): LookRequests => ({
  ask: (project) => values.advance(spaceOf(project)).catch(() => undefined),
  of: (project, owner) => {
    let answered: string | null = null;
    return {
      open: async () => {
        const last = await values.epoch(spaceOf(project));
        if (last === answered) return null;
        const elsewhere = (await values.get<string>(owner, ANSWERED))?.value;
        // What was asked for before anybody watched is nothing that a watch has missed.
        if (elsewhere !== last && (elsewhere !== undefined || answered !== null)) return last;
        answered = last;
        return null;
      },
      answer: async (request) => {
        answered = request;
        await values.set(owner, ANSWERED, request, { maxAgeMs: ANSWER_AGE_MS });
      },
    };
  },
});
