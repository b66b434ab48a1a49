import type { SandboxMethod, SuperMethod } from '../method.ts';
import { armMethods } from './arm.ts';
import { dagMethods } from './dag.ts';
import { eventMethods } from './event.ts';
import { exportFieldNameMethods } from './export-field-name.ts';
import { fileRepositoryMethods } from './file-repository.ts';
import { fileMethods } from './file.ts';
import { formEventMappingMethods } from './form-event-mapping.ts';
import { instrumentMethods } from './instrument.ts';
import { logMethods } from './log.ts';
import { metadataMethods } from './metadata.ts';
import { nextRecordNameMethods } from './next-record-name.ts';
import { pdfMethods } from './pdf.ts';
import { projectCreationMethods } from './project-creation.ts';
import { projectSettingsMethods } from './project-settings.ts';
import { projectXmlMethods } from './project-xml.ts';
import { projectMethods } from './project.ts';
import { recordMethods } from './record.ts';
import { repeatingMethods } from './repeating-forms-events.ts';
import { reportMethods } from './report.ts';
import { surveyMethods } from './survey.ts';
import { userDagMappingMethods } from './user-dag-mapping.ts';
import { userRoleMappingMethods } from './user-role-mapping.ts';
import { userRoleMethods } from './user-role.ts';
import { userMethods } from './user.ts';
import { superVersionMethods, versionMethods } from './version.ts';

/** Every method of a project token. */
export const sandboxMethods: readonly SandboxMethod[] = [
  ...armMethods,
  ...dagMethods,
  ...eventMethods,
  ...exportFieldNameMethods,
  ...fileMethods,
  ...fileRepositoryMethods,
  ...formEventMappingMethods,
  ...instrumentMethods,
  ...logMethods,
  ...metadataMethods,
  ...nextRecordNameMethods,
  ...pdfMethods,
  ...projectMethods,
  ...projectSettingsMethods,
  ...projectXmlMethods,
  ...recordMethods,
  ...repeatingMethods,
  ...reportMethods,
  ...surveyMethods,
  ...userDagMappingMethods,
  ...userMethods,
  ...userRoleMappingMethods,
  ...userRoleMethods,
  ...versionMethods,
];

/** Every method of the super token. */
export const superMethods: readonly SuperMethod[] = [...projectCreationMethods, ...superVersionMethods];

/** Contents in which `data` alone makes a request an import; the others need `action=import`. */
export const implicitImports: ReadonlySet<string> = new Set([
  'formEventMapping',
  'metadata',
  'project_settings',
  'record',
  'repeatingFormsEvents',
  'user',
  'userRole',
  'userRoleMapping',
]);
