import { formatTime } from '../state/log.ts';
import type { ProjectSettings, ReportDefinition, RoleDefinition, SandboxProject } from '../state/project.ts';
import type { SandboxStore } from '../state/store.ts';
import type { ClinicalDataReader } from './clinical-data.ts';
import { createClinicalDataReader } from './clinical-data.ts';
import { readDags } from './data-access-group.ts';
import { readRepeating, readSchedule } from './event.ts';
import { readDictionary } from './field.ts';
import type { Keeper } from './keep-project.ts';
import { createKeeper } from './keep-project.ts';
import { readRandomizations } from './randomization.ts';
import { readRights } from './right.ts';
import { readSettings } from './setting.ts';
import type { XmlElement } from './xml.ts';
import { attributeOf, childrenOf, findChild, parseXml, ProjectXmlError } from './xml.ts';

const readRoles = (globals: XmlElement | undefined, forms: readonly string[]): RoleDefinition[] =>
  childrenOf(findChild(globals, 'redcap:UserRolesGroup'), 'redcap:UserRoles').map((role) => ({
    uniqueRoleName: attributeOf(role, 'unique_role_name'),
    roleLabel: attributeOf(role, 'role_name'),
    ...readRights(role.attributes, forms),
  }));

const readSurveys = (globals: XmlElement | undefined): SandboxProject['surveys'] =>
  childrenOf(findChild(globals, 'redcap:SurveysGroup'), 'redcap:Surveys').map((survey) => ({
    form: attributeOf(survey, 'form_name'),
    attributes: Object.fromEntries(survey.attributes),
  }));

/** The reports, numbered as they stand in the file. */
const readReports = (globals: XmlElement | undefined): ReportDefinition[] =>
  childrenOf(findChild(globals, 'redcap:ReportsGroup'), 'redcap:Reports').map((report, index) => ({
    reportId: index + 1,
    attributes: Object.fromEntries(report.attributes),
  }));

const readGroupLabels = (globals: XmlElement | undefined): string[] =>
  childrenOf(findChild(globals, 'redcap:DataAccessGroupsGroup'), 'redcap:DataAccessGroups').map((group) =>
    attributeOf(group, 'group_name'),
  );

const readDesign = (odm: XmlElement, store: SandboxStore): SandboxProject => {
  const globals = findChild(odm, 'Study', 'GlobalVariables');
  const metadata = findChild(odm, 'Study', 'MetaDataVersion');
  if (metadata === undefined) {
    throw new ProjectXmlError(
      'The project XML has no Study with a MetaDataVersion, so it describes no instruments. Export it from REDCap again.',
    );
  }
  const { instruments, fields } = readDictionary(metadata, store.variants);
  if (fields.length === 0) {
    throw new ProjectXmlError('The project XML has no fields: no ItemDef carries redcap:FieldType.');
  }
  const forms = instruments.map((instrument) => instrument.name);
  const schedule = readSchedule(metadata, forms, store);
  const randomizations = readRandomizations(globals, fields, schedule);
  return {
    projectId: store.nextProjectId++,
    settings: readSettings(globals, schedule.isLongitudinal),
    status: 'development',
    creationTime: formatTime(store.now()),
    productionTime: '',
    fields,
    instruments,
    arms: schedule.arms,
    events: schedule.events,
    internalEventId: schedule.isLongitudinal ? null : (schedule.events[0]?.eventId ?? null),
    mappings: schedule.mappings,
    repeating: readRepeating(globals, metadata, schedule, forms),
    // They get their ids and unique names when the records are read.
    dags: readGroupLabels(globals).map((name) => ({ groupId: 0, name, uniqueName: '' })),
    users: [],
    roles: readRoles(globals, forms),
    surveys: readSurveys(globals),
    reports: readReports(globals),
    ...(randomizations.length === 0 ? {} : { randomizations }),
    records: new Map(),
    files: new Map(),
    nextDocId: 1,
    log: [],
  };
};

const assignGroups = (project: SandboxProject, store: SandboxStore, groups: ClinicalDataReader['groups']): void => {
  const labels = project.dags.map(({ name }) => name);
  project.dags = readDags(labels, new Set(groups.values()), store);
  const ids = new Map(project.dags.map((dag) => [dag.uniqueName, dag.groupId]));
  for (const [record, uniqueName] of groups) record.dagId = ids.get(uniqueName) ?? null;
};

/** A project whose design is read, with what reads its data. */
interface Reading {
  readonly project: SandboxProject;
  readonly data: ClinicalDataReader;
  readonly keeper: Keeper;
}

/**
 * Makes a project of REDCap's project XML (EVIDENCE.md#project-xml). It has the settings, dictionary, events, roles and
 * groups of the file, and its records and files where there are any. What the sandbox has no use for is kept.
 * The project gets ids from the store, is in Development and has no users. The caller adds the owner (`addUser`) and
 * puts the project into the store. `overrides` win over the file.
 * @throws {ProjectXmlError} when the text is no project XML. The message says why.
 */
export const readProjectXml = (
  xml: string,
  store: SandboxStore,
  overrides: Partial<ProjectSettings> = {},
): SandboxProject => {
  let reading: Reading | undefined;
  const begin = (odm: XmlElement): Reading => {
    const project = readDesign(odm, store);
    const keeper = createKeeper(project, odm);
    project.settings = { ...project.settings, ...overrides };
    return { project, keeper, data: createClinicalDataReader(project) };
  };
  const odm = parseXml(xml, store.variants, (subject, root) => {
    reading ??= begin(root);
    const read = reading.data.readSubject(subject);
    if (read !== null) reading.keeper.keepSubject(subject, read.record, read.stored);
  });
  const { project, data, keeper } = (reading ??= begin(odm));
  keeper.finish();
  assignGroups(project, store, data.groups);
  return project;
};
