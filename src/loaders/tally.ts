import type { CallCost } from '../redcap/call-cost.ts';
import type { RequestStep } from '../request-step.ts';

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
  /** Calls and writes as they ended, the first of them alone where there are many. */
  readonly steps: RequestStep[];
}

/** So many steps of one request are kept. Nobody looks at more. */
const MOST_STEPS = 200;

/** Adds a step of the request. */
export const addStep = ({ steps }: Tally, step: RequestStep): void => {
  if (steps.length < MOST_STEPS) steps.push(step);
};

/** A tally of nothing. */
export const createTally = (): Tally => ({
  methods: new Map(),
  projects: new Set(),
  codes: new Set(),
  causes: new Set(),
  outcomes: new Set(),
  repeats: 0,
  steps: [],
});

const stepOf = ({ redcap, startedAt, endedAt, code, requests, bytes, waitedMs }: CallCost): RequestStep => ({
  kind: 'call',
  name: redcap,
  startedAt,
  endedAt,
  code,
  facts: { requests, bytes, waitedMs: Math.round(waitedMs) },
});

/** Adds one call of a project. Rows that were handed out are reported by themselves, and are no request. */
export const tallyCall = (tally: Tally, call: CallCost, project: string): void => {
  const { redcap, requests, causes, code } = call;
  tally.projects.add(project);
  if (requests > 0) tally.methods.set(redcap, (tally.methods.get(redcap) ?? 0) + requests);
  tally.repeats += Math.max(0, requests - 1);
  for (const cause of causes) tally.causes.add(cause);
  if (requests > 0 || code !== undefined) addStep(tally, stepOf(call));
};
