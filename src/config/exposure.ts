import { isOpen, type CallerPolicy } from '../gateway/caller.ts';
import { isLoopback } from '../gateway/host.ts';
import type { Reading } from './reading.ts';

/** What decides who can reach the gateway, and whether they need a credential. */
interface Exposed {
  readonly mode: 'sandbox' | 'redcap';
  readonly host: string;
  readonly publicUrl: string | null;
  readonly callers: CallerPolicy;
  readonly metrics: { readonly enabled: boolean; readonly host: string; readonly hash?: string | undefined };
}

/** Refuses whatever others than this machine could reach without a credential. */
export const checkExposure = ({ problems }: Reading, { mode, host, publicUrl, callers, metrics }: Exposed): void => {
  if (isOpen(callers) && !isLoopback(host)) {
    problems.push(
      `HOST: refusing to listen on ${host}, because nobody would need a credential. ` +
        'Configure callers.apiKeys (npm start -- api-key NAME) or callers.passThrough, or listen on 127.0.0.1.',
    );
  }
  // What stands before the gateway may ask for a credential, and nobody knows whether it does.
  if (isOpen(callers) && mode === 'redcap' && publicUrl !== null && !isLoopback(new URL(publicUrl).hostname)) {
    problems.push(
      'publicUrl: refusing to be published, because nobody would need a credential. Configure callers; a proxy that knows ' +
        'its callers can send an API key of its own (npm start -- api-key NAME).',
    );
  }
  if (metrics.enabled && metrics.hash === undefined && !isLoopback(metrics.host)) {
    problems.push(
      'metrics.hash: is needed where metrics are served beyond 127.0.0.1. "npm start -- api-key NAME" makes one.',
    );
  }
};
