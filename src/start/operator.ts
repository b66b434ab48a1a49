import type { Caller } from '../gateway/caller.ts';

/** The operator at the command line, who sees all configured projects. */
export const OPERATOR: Caller = { subject: 'command', kind: 'open', projects: 'all', scopes: ['read'] };
