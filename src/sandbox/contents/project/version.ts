import type { SandboxMethod, SuperMethod } from '../../call/method.ts';

/** Export REDCap Version: text in every format, for any token. */
export const versionMethods: readonly SandboxMethod[] = [
  {
    title: 'Export REDCap Version',
    content: 'version',
    action: 'export',
    rights: [],
    handle: ({ store }) => ({ kind: 'text', text: store.version }),
  },
];

/** The same with the super token. */
export const superVersionMethods: readonly SuperMethod[] = [
  {
    title: 'Export REDCap Version',
    content: 'version',
    action: 'export',
    handle: ({ store }) => ({ kind: 'text', text: store.version }),
  },
];
