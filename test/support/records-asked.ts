import type { SandboxCall } from './study.ts';

/** The records that an export asks for by their names; none where it asks for all. */
export const recordsAsked = (call: SandboxCall): string[] =>
  Object.entries(call).flatMap(([key, value]) => (key.startsWith('records[') ? [value] : []));
