import { z } from 'zod';

import type { FaultPlan } from '../fault/plan.ts';
import { createFaultPlan } from '../fault/plan.ts';
import { RawAnswer } from '../fault/raw-answer.ts';
import type { SandboxHandler } from '../http/listen.ts';
import { formatTime } from '../state/log.ts';
import type { SandboxStore } from '../state/store.ts';
import { readCall } from './call-note.ts';
import type { SandboxClock } from './clock.ts';
import { createClock } from './clock.ts';
import { createFaultRoutes } from './fault.ts';
import type { Journal } from './journal.ts';
import { createJournal } from './journal.ts';
import { createParticipantRoutes } from './participant.ts';
import { createProjectRoutes } from './project.ts';
import { createRandomizationRoutes } from './randomization.ts';
import { createReportRoutes } from './report.ts';
import type { Route } from './route.ts';
import { ControlError, findRoute, readBody } from './route.ts';
import { createUserRoutes } from './user.ts';

/** What a test, or a person at their own machine, may do to a sandbox besides calling its API. */
export interface Control {
  readonly faults: FaultPlan;
  readonly journal: Journal;
  readonly clock: SandboxClock;
  /** Puts the journal and the faults before the API's handler. */
  readonly watch: (handler: SandboxHandler) => SandboxHandler;
  /** Answers the control address: JSON over HTTP, for this machine only. */
  readonly handle: SandboxHandler;
}

const clockSchema = z.strictObject({
  now: z.string().optional(),
  addSeconds: z.number().optional(),
  isFrozen: z.boolean().optional(),
});

const createClockRoutes = (clock: SandboxClock): readonly Route[] => [
  { method: 'GET', path: '/clock', about: "the sandbox's time", run: () => clock.state() },
  {
    method: 'PUT',
    path: '/clock',
    about: 'set, move, stop or start the clock',
    run: ({ body }) => clock.set(readBody(clockSchema, body)),
  },
  { method: 'DELETE', path: '/clock', about: "show the machine's time again", run: () => clock.reset() },
];

const journalFilters = ['content', 'action', 'username', 'fault'] as const;

const createJournalRoutes = (journal: Journal): readonly Route[] => [
  {
    method: 'GET',
    path: '/journal',
    about: 'the calls so far, oldest first; ?content=, ?action=, ?username= and ?fault= choose',
    run: ({ query }) =>
      journal.entries().filter((entry) => journalFilters.every((key) => (query.get(key) ?? entry[key]) === entry[key])),
  },
  { method: 'DELETE', path: '/journal', about: 'forget them', run: () => ({ cleared: journal.clear() }) },
];

const watchCalls =
  (store: SandboxStore, faults: FaultPlan, journal: Journal) =>
  (handler: SandboxHandler): SandboxHandler =>
  async (request) => {
    if (request.method !== 'POST') return handler(request);
    const { note, parameter, copy } = await readCall(store, request);
    const fault = faults.choose(note);
    const entry = journal.add(note, formatTime(store.now()), fault?.name ?? null);
    let carriedOut: Promise<Response> | undefined;
    const answer = (): Promise<Response> => (carriedOut ??= handler(copy()));
    if (fault?.commit === true) await answer();
    const { signal } = request;
    const call = {
      parameter,
      now: store.now().getTime(),
      signal,
      answer,
      released: fault?.released ?? Promise.resolve(),
    };
    const response = fault === null ? await answer() : await fault.answer(call);
    if (!(response instanceof RawAnswer)) entry.status = response.status;
    return response;
  };

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * A page in the developer's browser must not reach the control address, neither across origins nor by a name that
 * points here.
 */
const requireLocal = (request: Request): void => {
  const host = request.headers.get('host') ?? new URL(request.url).host;
  const origin = request.headers.get('origin');
  const addresses = [`http://${host}`, ...(origin === null ? [] : [origin])];
  if (!addresses.every((address) => URL.canParse(address) && loopback.test(new URL(address).hostname))) {
    throw new ControlError(
      403,
      'The control address answers to this machine only, by the name 127.0.0.1 or localhost.',
    );
  }
};

const readJson = async (request: Request): Promise<unknown> => {
  const text = request.method === 'GET' ? '' : await request.text();
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ControlError(400, 'The body must be JSON.');
  }
};

const writeJson = (status: number, value: unknown): Response =>
  new Response(`${JSON.stringify(value, null, 2)}\n`, {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  });

const answerControl = async (routes: readonly Route[], request: Request): Promise<Response> => {
  try {
    requireLocal(request);
    const { pathname, searchParams } = new URL(request.url);
    const { route, id } = findRoute(routes, request.method, pathname);
    return writeJson(200, await route.run({ id, query: searchParams, body: await readJson(request) }));
  } catch (error) {
    if (error instanceof ControlError) return writeJson(error.status, { error: error.message });
    throw error;
  }
};

/**
 * Makes the control of a sandbox. A reset goes back to the projects as they are now.
 * Serve `watch(createSandbox(store))` as the API and `handle` on another port, on loopback.
 */
export const createControl = (store: SandboxStore): Control => {
  const faults = createFaultPlan();
  const journal = createJournal();
  const clock = createClock(store);
  const projects = createProjectRoutes(store);
  const routes: Route[] = [
    {
      method: 'GET',
      path: '/',
      about: 'this list',
      run: () => routes.map(({ method, path, about }) => ({ method, path, about })),
    },
    ...projects.routes,
    ...createUserRoutes(store),
    ...createParticipantRoutes(store),
    ...createReportRoutes(store),
    ...createRandomizationRoutes(store),
    ...createClockRoutes(clock),
    ...createFaultRoutes(faults),
    ...createJournalRoutes(journal),
    {
      method: 'POST',
      path: '/reset',
      about: 'put everything back: projects, clock, faults and journal',
      run: () => {
        projects.resetAll();
        clock.reset();
        return { faults: faults.clear(), journal: journal.clear() };
      },
    },
  ];
  return {
    faults,
    journal,
    clock,
    watch: watchCalls(store, faults, journal),
    handle: (request) => answerControl(routes, request),
  };
};
