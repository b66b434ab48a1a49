import type { SandboxMethod, SuperMethod } from '../call/method.ts';
import { armMethods } from './design/arm.ts';
import { dagMethods } from './access/data-access-group.ts';
import { eventMethods } from './design/event.ts';
import { exportFieldNameMethods } from './design/field-name.ts';
import { fileRepositoryMethods } from './file/repository.ts';
import { fileMethods } from './file/file.ts';
import { formEventMappingMethods } from './design/form-event-mapping.ts';
import { instrumentMethods } from './design/instrument.ts';
import { logMethods } from './feed/log.ts';
import { metadataMethods } from './design/metadata.ts';
import { nextRecordNameMethods } from './record/next-name.ts';
import { pdfMethods } from './file/pdf.ts';
import { projectCreationMethods } from './project/creation.ts';
import { projectSettingsMethods } from './project/settings.ts';
import { projectXmlMethods } from './file/project-xml.ts';
import { projectMethods } from './project/project.ts';
import { recordMethods } from './record/record.ts';
import { repeatingMethods } from './design/repeating-setup.ts';
import { reportMethods } from './feed/report.ts';
import { surveyMethods } from './survey/survey.ts';
import { userDagMappingMethods } from './access/user-dag-assignment.ts';
import { userRoleMappingMethods } from './access/user-role-assignment.ts';
import { userRoleMethods } from './access/user-role.ts';
import { userMethods } from './access/user.ts';
import { superVersionMethods, versionMethods } from './project/version.ts';

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
