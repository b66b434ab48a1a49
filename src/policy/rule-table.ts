import { deleteArms, exportArms, importArms } from '../redcap/methods/arm.ts';
import {
  deleteDataAccessGroups,
  importDataAccessGroups,
  switchDataAccessGroup,
} from '../redcap/methods/data-access-group.ts';
import { deleteEvents, exportEvents, importEvents } from '../redcap/methods/event.ts';
import { exportFieldNames } from '../redcap/methods/field-name.ts';
import {
  createFileRepositoryFolder,
  deleteFileRepositoryFile,
  exportFileRepositoryFile,
  importFileRepositoryFile,
  listFileRepository,
} from '../redcap/methods/file-repository.ts';
import { exportFormEventMappings, importFormEventMappings } from '../redcap/methods/form-event-mapping.ts';
import { exportInstruments } from '../redcap/methods/instrument.ts';
import { exportMetadata, importMetadata } from '../redcap/methods/metadata.ts';
import { exportProject, importProjectSettings } from '../redcap/methods/project.ts';
import {
  exportRepeatingInstrumentsAndEvents,
  importRepeatingInstrumentsAndEvents,
} from '../redcap/methods/repeating-setup.ts';
import {
  exportSurveyAccessCode,
  exportSurveyLink,
  exportSurveyParticipants,
  exportSurveyQueueLink,
  exportSurveyReturnCode,
} from '../redcap/methods/survey.ts';
import { exportUserDagAssignments, importUserDagAssignments } from '../redcap/methods/user-dag-assignment.ts';
import { exportUserRoleAssignments, importUserRoleAssignments } from '../redcap/methods/user-role-assignment.ts';
import { deleteUserRoles, exportUserRoles, importUserRoles } from '../redcap/methods/user-role.ts';
import { deleteUsers, exportUsers, importUsers } from '../redcap/methods/user.ts';
import { exportVersion } from '../redcap/methods/version.ts';
import type { AnyMethod } from '../redcap/method.ts';
import { placeRules } from './place-rule.ts';
import { recordRules } from './record-rule.ts';
import { needs, needsAll, ruleOf, type MethodRule, type Refusal } from './rule.ts';

const all = (refusal: Refusal, methods: readonly AnyMethod[]): readonly (readonly [string, MethodRule])[] =>
  methods.map((method) => ruleOf(method, refusal));

/** Every reader sees the design: it holds no value of a participant. */
const designReads: readonly AnyMethod[] = [
  exportVersion,
  exportProject,
  exportMetadata,
  exportFieldNames,
  exportInstruments,
  exportArms,
  exportEvents,
  exportFormEventMappings,
  exportRepeatingInstrumentsAndEvents,
];

const designWrites: readonly AnyMethod[] = [
  importMetadata,
  importArms,
  deleteArms,
  importEvents,
  deleteEvents,
  importFormEventMappings,
  importRepeatingInstrumentsAndEvents,
  importProjectSettings,
];

const peopleReads: readonly AnyMethod[] = [
  exportUsers,
  exportUserRoles,
  exportUserRoleAssignments,
  exportUserDagAssignments,
];

const peopleWrites: readonly AnyMethod[] = [
  importUsers,
  deleteUsers,
  importUserRoles,
  deleteUserRoles,
  importUserRoleAssignments,
  importUserDagAssignments,
  importDataAccessGroups,
  deleteDataAccessGroups,
  switchDataAccessGroup,
];

/** Whoever has a link or a code enters data, and may see what others entered. */
const wholeWrites: readonly AnyMethod[] = [
  createFileRepositoryFolder,
  importFileRepositoryFile,
  deleteFileRepositoryFile,
  exportSurveyLink,
  exportSurveyAccessCode,
  exportSurveyQueueLink,
  exportSurveyReturnCode,
];

const wholeReads: readonly AnyMethod[] = [listFileRepository, exportFileRepositoryFile, exportSurveyParticipants];

/**
 * What each method of REDCap is under a policy. A method that is not here is refused under every policy, so that a new one
 * is closed until somebody has thought about it.
 */
export const methodRules: ReadonlyMap<string, MethodRule> = new Map([
  ...all(needs('read'), designReads),
  ...all(needs('read', 'design'), designWrites),
  ...all(needs('read', 'people'), peopleReads),
  ...all(needs('read', 'people', 'write'), peopleWrites),
  ...all(needsAll('read'), wholeReads),
  ...all(needsAll('read', 'write'), wholeWrites),
  ...recordRules,
  ...placeRules,
]);

const UNKNOWN: MethodRule = { refusal: () => 'no policy says what this method may do.' };

/** The rule of a method, by its name. */
export const methodRuleOf = (name: string): MethodRule => methodRules.get(name) ?? UNKNOWN;
