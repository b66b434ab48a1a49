import type { SandboxMethod, SuperMethod } from '../method.ts';
import { nextRecordNameMethods } from './next-record-name.ts';
import { projectMethods } from './project.ts';
import { superVersionMethods, versionMethods } from './version.ts';

/** Every method of a project token. */
export const sandboxMethods: readonly SandboxMethod[] = [
  ...nextRecordNameMethods,
  ...projectMethods,
  ...versionMethods,
];

/** Every method of the super token. */
export const superMethods: readonly SuperMethod[] = [...superVersionMethods];

/** Contents in which `data` alone makes a request an import; the others need `action=import`. */
export const implicitImports: ReadonlySet<string> = new Set([
  'formEventMapping',
  'metadata',
  'project_settings',
  'record',
  'repeatingFormsEvents',
  'user',
  'userRole',
]);
