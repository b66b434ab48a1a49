import type { CallCost } from '../redcap/call-cost.ts';

/** What the log says of a request's work with REDCap. Names of ours and of REDCap's API stand here, and nothing of a participant. */
export interface Tally {
  /** HTTP requests by method, as `content` or `content/action`. */
  readonly methods: Map<string, number>;
  /** Keys of the projects. */
  readonly projects: Set<string>;
  /** Codes of errors in payloads. */
  readonly codes: Set<string>;
  /** Why connections failed, as the system's codes. */
  readonly causes: Set<string>;
  /** How the writes ended. */
  readonly outcomes: Set<string>;
  /** Requests that repeated another. */
  repeats: number;
}

/** A tally of nothing. */
export const createTally = (): Tally => ({
  methods: new Map(),
  projects: new Set(),
  codes: new Set(),
  causes: new Set(),
  outcomes: new Set(),
  repeats: 0,
});

/** Adds one call of a project. Rows that were handed out are reported by themselves, and are no request. */
export const tallyCall = (tally: Tally, { redcap, requests, causes }: CallCost, project: string): void => {
  tally.projects.add(project);
  if (requests > 0) tally.methods.set(redcap, (tally.methods.get(redcap) ?? 0) + requests);
  tally.repeats += Math.max(0, requests - 1);
  for (const cause of causes) tally.causes.add(cause);
};
