import type { SandboxCall, Study } from './study.ts';

/** Actions of calls that change something and send no data. */
const writeActions = ['createFolder', 'delete', 'import', 'randomize', 'rename', 'switch'];

/** Whether a call to the sandbox of a study writes. */
export const isWrite = (call: SandboxCall): boolean =>
  call['data'] !== undefined || writeActions.includes(call['action'] ?? '');

/** Everything that the sandbox of a study stores, but for its log, as a text to compare. */
export const storedIn = ({ store }: Study): string =>
  JSON.stringify([...store.projects.values()], (key, value: unknown) => {
    if (key === 'log') return undefined;
    if (value instanceof Map || value instanceof Set) return [...value];
    return value;
  });
