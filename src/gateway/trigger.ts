import type { Plugin } from 'graphql-yoga';
import { methodRefused, refusalResponse } from './answer.ts';
import { KEY_PATTERN } from './project-key.ts';

/** What a trigger of a project does, by the project's key and the secret of its address; null for another secret. */
export type FindTrigger = (project: string, secret: string) => (() => void) | null;

const ADDRESS = new RegExp(String.raw`^/projects/(${KEY_PATTERN})/trigger/([\w-]{1,128})$`);

const UNKNOWN =
  'There is no trigger at this address. The command "redcap-graphql trigger KEY" prints the address of a project.';

/**
 * Takes REDCap's Data Entry Trigger at `/projects/<key>/trigger/<secret>`. Anybody could have sent it, so its body is not even read:
 * it says only that something may have changed. REDCap does not look at the answer, and does not send it again.
 */
export const useTrigger = (find: FindTrigger): Plugin => ({
  onRequest(hook) {
    const { request, url } = hook;
    const [, project, secret] = ADDRESS.exec(url.pathname) ?? [];
    if (project === undefined || secret === undefined) return;
    const trigger = find(project, secret);
    if (trigger === null) {
      hook.endResponse(refusalResponse(request, 'NOT_FOUND', UNKNOWN));
    } else if (request.method === 'POST') {
      trigger();
      hook.endResponse(new Response(null, { status: 204 }));
    } else {
      hook.endResponse(methodRefused(request, 'POST', 'A trigger is sent by POST, as REDCap does.'));
    }
  },
});
