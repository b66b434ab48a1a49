import type { Plugin } from 'graphql-yoga';
import { refusalResponse } from './answer.ts';
import { describeFault, requestStateOf } from './request-state.ts';

/** Answers for a plugin that fails outside GraphQL: yoga's own answer to that is the stack. */
export const guard = (plugin: Plugin): Plugin => {
  const { onRequest } = plugin;
  if (onRequest === undefined) return plugin;
  return {
    ...plugin,
    onRequest(hook) {
      const fail = (error: unknown): void => {
        requestStateOf(hook.request).fault = describeFault(error);
        const message = 'The gateway failed on this. The log names it under the request id.';
        hook.endResponse(refusalResponse(hook.request, 'INTERNAL_SERVER_ERROR', message));
      };
      try {
        const pending = onRequest(hook);
        return pending instanceof Promise ? pending.catch(fail) : pending;
      } catch (error) {
        fail(error);
        return undefined;
      }
    },
  };
};
