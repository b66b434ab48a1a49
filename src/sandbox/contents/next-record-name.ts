import { exportRight } from '../authorization.ts';
import type { SandboxMethod } from '../method.ts';
import type { SandboxProject } from '../project.ts';

const readNumber = (name: string, prefix: string): number => {
  const digits = name.startsWith(prefix) ? name.slice(prefix.length) : '';
  return /^\d+$/.test(digits) ? Number(digits) : 0;
};

/**
 * The first of the record names that auto-numbering would give: the highest whole number plus 1 (1 when there is none); for
 * a user in a group `<group id>-<n>`. `offset` counts on from there. Nothing is reserved.
 */
export const nextRecordName = (project: SandboxProject, dagId: number | null, offset = 0): string => {
  const prefix = dagId === null ? '' : `${String(dagId)}-`;
  let highest = 0;
  for (const name of project.records.keys()) highest = Math.max(highest, readNumber(name, prefix));
  return `${prefix}${String(highest + 1 + offset)}`;
};

/** Generate Next Record Name. */
export const nextRecordNameMethods: readonly SandboxMethod[] = [
  {
    title: 'Generate Next Record Name',
    content: 'generateNextRecordName',
    action: 'export',
    rights: [exportRight],
    handle: ({ project, user }) => ({ kind: 'text', text: nextRecordName(project, user.dagId) }),
  },
];
