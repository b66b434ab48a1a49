import { exportRight } from '../../call/right.ts';
import type { SandboxMethod } from '../../call/method.ts';

/** Export Instruments: names and labels in project order. */
export const instrumentMethods: readonly SandboxMethod[] = [
  {
    title: 'Export Instruments',
    logged: 'Export instruments',
    content: 'instrument',
    action: 'export',
    rights: [exportRight],
    handle: ({ project }) => ({
      kind: 'table',
      columns: ['instrument_name', 'instrument_label'],
      rows: project.instruments.map(({ name, label }) => ({ instrument_name: name, instrument_label: label })),
      root: 'items',
      whenEmpty: 'header',
    }),
  },
];
