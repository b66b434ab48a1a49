import type { AnyMethod } from '../method.ts';
import { deleteArms, exportArms, importArms } from './arm.ts';
import { exportDataAccessGroups } from './data-access-group.ts';
import { deleteEvents, exportEvents, importEvents } from './event.ts';
import { exportFieldNames } from './field-name.ts';
import { deleteFile, exportFile, importFile } from './file.ts';
import { exportFormEventMappings, importFormEventMappings } from './form-event-mapping.ts';
import { exportInstruments } from './instrument.ts';
import { exportMetadata, importMetadata } from './metadata.ts';
import { exportProject } from './project.ts';
import {
  deleteRecords,
  exportRecords,
  generateNextRecordName,
  importRecords,
  importRecordsOnce,
  renameRecord,
} from './record.ts';
import {
  exportRepeatingInstrumentsAndEvents,
  importRepeatingInstrumentsAndEvents,
} from './repeating-instruments-and-events.ts';
import { exportUsers } from './user.ts';
import { exportVersion } from './version.ts';

/** Every REDCap method that the client knows, for the tests and tables that walk them all. */
export const methods: readonly AnyMethod[] = [
  exportVersion,
  exportProject,
  exportMetadata,
  importMetadata,
  exportFieldNames,
  exportInstruments,
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
  importRecords,
  importRecordsOnce,
  deleteRecords,
  renameRecord,
  generateNextRecordName,
  exportFile,
  importFile,
  deleteFile,
  exportDataAccessGroups,
  exportUsers,
];
