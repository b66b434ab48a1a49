import type { Plugin } from 'graphql-yoga';
import { jsonResponse } from './answer.ts';
import type { GatewayClock } from './clock.ts';

/** Whether one project's REDCap answers. */
export interface ProjectReadiness {
  /** The project's key in the configuration. */
  readonly project: string;
  readonly ready: boolean;
  /** A code of docs/errors.md when it does not answer. */
  readonly code?: string;
}

/** Asks every project's REDCap whether it answers. */
export type CheckReadiness = () => Promise<readonly ProjectReadiness[]>;

const CACHE_MS = 5_000;

/**
 * `/health` says that the process answers; `/ready` that it can do its work: every configured REDCap answers, and the
 * gateway is not stopping. The look at REDCap is kept for five seconds, so that probes do not use up its call budget.
 */
export const useHealth = (check: CheckReadiness, isStopping: () => boolean, clock: GatewayClock): Plugin => {
  let last: { readonly at: number; readonly projects: Promise<readonly ProjectReadiness[]> } | undefined;
  const look = (): Promise<readonly ProjectReadiness[]> => {
    const now = clock.now();
    if (last === undefined || now - last.at > CACHE_MS) last = { at: now, projects: check() };
    return last.projects;
  };
  const answerReadiness = async (): Promise<Response> => {
    if (isStopping()) return jsonResponse(503, { status: 'stopping' });
    try {
      const projects = await look();
      const ready = projects.every((project) => project.ready);
      return jsonResponse(ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', projects });
    } catch {
      last = undefined;
      return jsonResponse(503, { status: 'not ready' });
    }
  };
  return {
    async onRequest(hook) {
      const { request, url } = hook;
      if (request.method !== 'GET' && request.method !== 'HEAD') return;
      if (url.pathname === '/health') hook.endResponse(jsonResponse(200, { status: 'ok' }));
      else if (url.pathname === '/ready') hook.endResponse(await answerReadiness());
    },
  };
};
