import type { Plugin } from 'graphql-yoga';
import { jsonResponse } from './answer.ts';
import { identifyCaller } from './authentication.ts';
import type { Caller, CallerPolicy } from './caller.ts';

/** One thing that the gateway needs for its work, such as room in its memory. */
export interface ReadinessSignal {
  /** What it is about, in a word. */
  readonly name: string;
  /**
   * What keeps the gateway from its work, in one sentence that names no project, record or token; null when nothing does.
   * Every probe asks for it, so it answers from what is known and calls nobody. It may wait where nothing is known yet.
   */
  readonly problem: () => string | null | Promise<string | null>;
  /**
   * With such a problem the gateway still serves reads, and every other gateway has it as well: to send callers elsewhere would
   * leave them nowhere. It is shown, and the gateway stays ready.
   */
  readonly servesOn?: true;
}

/** What was last seen of one project's REDCap. */
export interface ProjectReadiness {
  /** The project's key in the configuration. */
  readonly project: string;
  /** Null while nobody has looked. */
  readonly ready: boolean | null;
  /** A code of docs/errors.md when REDCap did not answer, or refused the token. */
  readonly code?: string;
}

/** All that decides whether the gateway can do its work. */
export interface Readiness {
  readonly signals: readonly ReadinessSignal[];
  /** What is known of the projects. To ask for it costs no call. */
  readonly projects: () => readonly ProjectReadiness[];
}

/** How one signal stands, as callers with a credential read it. */
interface SignalReport {
  readonly name: string;
  readonly ready: boolean;
  readonly problem?: string;
}

const report = async ({ name, problem }: ReadinessSignal): Promise<SignalReport> => {
  try {
    const found = await problem();
    return found === null ? { name, ready: true } : { name, ready: false, problem: found };
  } catch {
    return { name, ready: false, problem: 'This could not be looked at.' };
  }
};

/**
 * Who reads details. Nobody knows yet whether a REDCap token that was passed through is one, and it opens none of the
 * configured projects.
 */
const findReader = async (request: Request, callers: CallerPolicy): Promise<Caller | undefined> => {
  const caller = await identifyCaller(request.headers, callers).catch(() => undefined);
  // Which projects a policy opens is not known here.
  return caller?.kind === 'token' || caller?.policies !== undefined ? undefined : caller;
};

/** What probes are answered by. */
export interface HealthOptions {
  readonly readiness: Readiness;
  readonly callers: CallerPolicy;
  readonly isStopping: () => boolean;
}

/**
 * `/health` says that the process answers. `/ready` says that it can do its work: no signal has a problem with which it cannot
 * serve, and the gateway is not stopping. Probes have no credential and read one word. A caller reads the signals, and the projects that are theirs.
 */
export const useHealth = ({ readiness, callers, isStopping }: HealthOptions): Plugin => {
  const answerReadiness = async (request: Request): Promise<Response> => {
    if (isStopping()) return jsonResponse(503, { status: 'stopping' });
    const signals = await Promise.all(readiness.signals.map(report));
    const ready = signals.every((signal, index) => signal.ready || readiness.signals[index]?.servesOn === true);
    const status = { status: ready ? 'ready' : 'not ready' };
    const reader = await findReader(request, callers);
    if (reader === undefined) return jsonResponse(ready ? 200 : 503, status);
    const { projects: own } = reader;
    const projects = readiness.projects().filter(({ project }) => own === 'all' || own.includes(project));
    return jsonResponse(ready ? 200 : 503, { ...status, signals, projects });
  };
  return {
    async onRequest(hook) {
      const { request, url } = hook;
      if (request.method !== 'GET' && request.method !== 'HEAD') return;
      if (url.pathname === '/health') hook.endResponse(jsonResponse(200, { status: 'ok' }));
      else if (url.pathname === '/ready') hook.endResponse(await answerReadiness(request));
    },
  };
};
