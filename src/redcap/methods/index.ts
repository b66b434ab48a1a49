import type { AnyMethod } from '../method.ts';
import { deleteArms, exportArms, importArms } from './arm.ts';
import {
  deleteDataAccessGroups,
  exportDataAccessGroups,
  importDataAccessGroups,
  switchDataAccessGroup,
} from './data-access-group.ts';
import { deleteEvents, exportEvents, importEvents } from './event.ts';
import { exportFieldNames } from './field-name.ts';
import {
  createFileRepositoryFolder,
  deleteFileRepositoryFile,
  exportFileRepositoryFile,
  importFileRepositoryFile,
  listFileRepository,
} from './file-repository.ts';
import { deleteFile, exportFile, importFile } from './file.ts';
import { exportFormEventMappings, importFormEventMappings } from './form-event-mapping.ts';
import { exportInstruments } from './instrument.ts';
import { exportLogging } from './log.ts';
import { exportMetadata, importMetadata } from './metadata.ts';
import { exportPdf } from './pdf.ts';
import { exportProjectXml } from './project-xml.ts';
import { createProject, exportProject, importProjectSettings } from './project.ts';
import {
  deleteRecords,
  exportRecords,
  generateNextRecordName,
  importRecords,
  importRecordsOnce,
  randomizeRecord,
  renameRecord,
} from './record.ts';
import { exportRecordCells } from './record-cell.ts';
import { exportRecordPlaces } from './record-place.ts';
import { exportRecordSummary } from './record-summary.ts';
import { exportRepeatingInstrumentsAndEvents, importRepeatingInstrumentsAndEvents } from './repeating-setup.ts';
import { exportReport, exportReportRows } from './report.ts';
import {
  exportSurveyAccessCode,
  exportSurveyLink,
  exportSurveyParticipants,
  exportSurveyQueueLink,
  exportSurveyReturnCode,
} from './survey.ts';
import { exportUserDagAssignments, importUserDagAssignments } from './user-dag-assignment.ts';
import { exportUserRoleAssignments, importUserRoleAssignments } from './user-role-assignment.ts';
import { deleteUserRoles, exportUserRoles, importUserRoles } from './user-role.ts';
import { deleteUsers, exportUsers, importUsers } from './user.ts';
import { exportVersion } from './version.ts';

/** Every REDCap method that the client knows, for the tests and tables that walk them all. */
export const methods: readonly AnyMethod[] = [
  exportVersion,
  exportProject,
  importProjectSettings,
  exportProjectXml,
  createProject,
  exportMetadata,
  importMetadata,
  exportFieldNames,
  exportInstruments,
  exportPdf,
  exportArms,
  importArms,
  deleteArms,
  exportEvents,
  importEvents,
  deleteEvents,
  exportFormEventMappings,
  importFormEventMappings,
  exportRepeatingInstrumentsAndEvents,
  importRepeatingInstrumentsAndEvents,
  exportRecords,
  exportRecordCells,
  exportRecordPlaces,
  exportRecordSummary,
  importRecords,
  importRecordsOnce,
  deleteRecords,
  renameRecord,
  randomizeRecord,
  generateNextRecordName,
  exportFile,
  importFile,
  deleteFile,
  createFileRepositoryFolder,
  listFileRepository,
  exportFileRepositoryFile,
  importFileRepositoryFile,
  deleteFileRepositoryFile,
  exportDataAccessGroups,
  importDataAccessGroups,
  deleteDataAccessGroups,
  switchDataAccessGroup,
  exportUserDagAssignments,
  importUserDagAssignments,
  exportUsers,
  importUsers,
  deleteUsers,
  exportUserRoles,
  importUserRoles,
  deleteUserRoles,
  exportUserRoleAssignments,
  importUserRoleAssignments,
  exportReport,
  exportReportRows,
  exportLogging,
  exportSurveyLink,
  exportSurveyAccessCode,
  exportSurveyQueueLink,
  exportSurveyReturnCode,
  exportSurveyParticipants,
];
