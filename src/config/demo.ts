import { isOpen, type CallerPolicy } from '../gateway/caller.ts';

/** What decides whether a gateway is a demo. */
export interface DemoSigns {
  readonly mode: 'sandbox' | 'redcap';
  readonly callers: CallerPolicy;
  readonly projectFiles: readonly string[];
}

/**
 * Whether there are nothing but invented people, for whoever asks. A project file may be of real ones. The gateway of a sandbox
 * has no projects of a REDCap, nor callers with tokens of one.
 */
export const isDemo = ({ mode, callers, projectFiles }: DemoSigns): boolean =>
  mode === 'sandbox' && isOpen(callers) && projectFiles.length === 0;
