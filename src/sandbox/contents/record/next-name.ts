import { exportRight } from '../../call/right.ts';
import type { SandboxMethod } from '../../call/method.ts';
import type { SandboxProject } from '../../state/project.ts';

const readNumber = (name: string, prefix: string): number => {
  const digits = name.startsWith(prefix) ? name.slice(prefix.length) : '';
  return /^\d+$/.test(digits) ? Number(digits) : 0;
};

/**
 * Gives the record names that auto-numbering would give, one after the other. The first is the highest whole number
 * plus 1, or 1.
 * A user in a group gets `<group id>-<n>`. Nothing is reserved.
 */
export const nameNewRecords = (project: SandboxProject, dagId: number | null): (() => string) => {
  const prefix = dagId === null ? '' : `${String(dagId)}-`;
  let highest = 0;
  for (const name of project.records.keys()) highest = Math.max(highest, readNumber(name, prefix));
  return () => {
    highest += 1;
    return `${prefix}${String(highest)}`;
  };
};

/** Generate Next Record Name. */
export const nextRecordNameMethods: readonly SandboxMethod[] = [
  {
    title: 'Generate Next Record Name',
    content: 'generateNextRecordName',
    action: 'export',
    rights: [exportRight],
    handle: ({ project, user }) => ({ kind: 'text', text: nameNewRecords(project, user.dagId)() }),
  },
];
