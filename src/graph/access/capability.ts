import type { ProjectRow } from '../../redcap/methods/project.ts';

/** A right by REDCap's key in user exports, with the name that User Rights shows. */
type RightName = readonly [key: string, name: string];

const apiExport: RightName = ['api_export', 'API Export'];
const apiImport: RightName = ['api_import', 'API Import/Update'];
const design: RightName = ['design', 'Project Design and Setup'];
const groups: RightName = ['data_access_groups', 'Data Access Groups'];
const userRights: RightName = ['user_rights', 'User Rights'];
const fileRepository: RightName = ['file_repository', 'File Repository'];
const surveys: RightName = ['manage_survey_participants', 'Survey Distribution Tools'];

/** A setting of the project without which a method has nothing to work on. */
export type ProjectSetting = 'longitudinal' | 'surveys' | 'randomization';

/** What a method asks of the token's user and of the project. */
export interface Requirement {
  readonly description: string;
  readonly rights: readonly RightName[];
  readonly developmentOnly?: true;
  readonly setting?: ProjectSetting;
  /** `user_rights` 2 (read-only) is not enough. */
  readonly needsFullUserRights?: true;
}

const read = (description: string, ...rights: readonly RightName[]): Requirement => ({
  description,
  rights: [apiExport, ...rights],
});

const write = (description: string, ...rights: readonly RightName[]): Requirement => ({
  description,
  rights: [apiImport, ...rights],
});

const redesign = (description: string, setting?: ProjectSetting): Requirement => ({
  ...write(description, design),
  developmentOnly: true,
  ...(setting === undefined ? {} : { setting }),
});

const aboutSurveys = (description: string): Requirement => ({ ...read(description, surveys), setting: 'surveys' });

const manageUsers = (description: string): Requirement => ({
  ...write(description, userRights),
  needsFullUserRights: true,
});

/**
 * Every method that works on a project, under its name in capitals, with what REDCap asks for it. REDCap has
 * further rules on single instruments, which its API does not reveal beforehand.
 */
export const capabilityRequirements = {
  EXPORT_VERSION: { description: "Read the server's version.", rights: [] },
  EXPORT_PROJECT: read('Read the project information.'),
  EXPORT_METADATA: read('Read the data dictionary.'),
  EXPORT_FIELD_NAMES: read('Read the columns of exports.'),
  EXPORT_INSTRUMENTS: read('Read the instruments.'),
  EXPORT_ARMS: { ...read('Read the arms.'), setting: 'longitudinal' },
  EXPORT_EVENTS: { ...read('Read the events.'), setting: 'longitudinal' },
  EXPORT_FORM_EVENT_MAPPINGS: {
    ...read('Read which instruments are designated for which events.'),
    setting: 'longitudinal',
  },
  EXPORT_REPEATING_INSTRUMENTS_AND_EVENTS: read('Read which instruments and events repeat.', design),
  EXPORT_RECORDS: read('Read records, as far as the export rights on each instrument let them through.'),
  GENERATE_NEXT_RECORD_NAME: read("Ask for REDCap's guess of the next record name."),
  IMPORT_RECORDS: write('Create and change records.'),
  DELETE_RECORDS: { description: 'Delete records.', rights: [['record_delete', 'Delete Record']] },
  RENAME_RECORD: { description: 'Rename a record.', rights: [['record_rename', 'Rename Record']] },
  RANDOMIZE_RECORD: {
    description: 'Randomize a record; it cannot be undone.',
    rights: [['random_perform', 'Randomize']],
    setting: 'randomization',
  },
  EXPORT_FILE: read('Download files of records.'),
  IMPORT_FILE: write('Upload files into records.'),
  DELETE_FILE: write('Delete files of records.'),
  EXPORT_PDF: read('Download instruments as PDF.'),
  EXPORT_PROJECT_XML: read('Download the project as XML.'),
  EXPORT_REPORT: read('Read reports that the user may see.'),
  EXPORT_LOGGING: read('Read the log.', ['logging', 'Logging']),
  IMPORT_METADATA: redesign('Change the data dictionary.'),
  IMPORT_ARMS: redesign('Create and rename arms.', 'longitudinal'),
  DELETE_ARMS: redesign('Delete arms.', 'longitudinal'),
  IMPORT_EVENTS: redesign('Create and change events.', 'longitudinal'),
  DELETE_EVENTS: redesign('Delete events.', 'longitudinal'),
  IMPORT_FORM_EVENT_MAPPINGS: redesign('Designate instruments for events.', 'longitudinal'),
  IMPORT_REPEATING_INSTRUMENTS_AND_EVENTS: write('Say which instruments and events repeat.', design),
  IMPORT_PROJECT_SETTINGS: write('Change the project settings.', design),
  EXPORT_USERS: read('Read users and their rights.', userRights),
  IMPORT_USERS: manageUsers('Add users and change their rights.'),
  DELETE_USERS: manageUsers('Remove users.'),
  EXPORT_USER_ROLES: read('Read user roles.', userRights),
  IMPORT_USER_ROLES: manageUsers('Create and change user roles.'),
  DELETE_USER_ROLES: manageUsers('Delete user roles.'),
  EXPORT_USER_ROLE_ASSIGNMENTS: read('Read who has which role.', userRights),
  IMPORT_USER_ROLE_ASSIGNMENTS: manageUsers('Give roles to users.'),
  EXPORT_DATA_ACCESS_GROUPS: read('Read the data access groups.', groups),
  IMPORT_DATA_ACCESS_GROUPS: write('Create and rename data access groups.', groups),
  DELETE_DATA_ACCESS_GROUPS: write('Delete data access groups.', groups),
  SWITCH_DATA_ACCESS_GROUP: write("Switch the token's user to another data access group."),
  EXPORT_USER_DAG_ASSIGNMENTS: read('Read who is in which data access group.', groups),
  IMPORT_USER_DAG_ASSIGNMENTS: write('Put users into data access groups.', groups),
  LIST_FILE_REPOSITORY: read('List the file repository.', fileRepository),
  EXPORT_FILE_REPOSITORY_FILE: read('Download files of the file repository.', fileRepository),
  CREATE_FILE_REPOSITORY_FOLDER: write('Create folders in the file repository.', fileRepository),
  IMPORT_FILE_REPOSITORY_FILE: write('Upload files into the file repository.', fileRepository),
  DELETE_FILE_REPOSITORY_FILE: write('Delete files of the file repository.', fileRepository),
  EXPORT_SURVEY_LINK: aboutSurveys('Ask for the survey link of a record.'),
  EXPORT_SURVEY_ACCESS_CODE: aboutSurveys('Ask for the survey access code of a record.'),
  EXPORT_SURVEY_QUEUE_LINK: aboutSurveys('Ask for the survey queue link of a record.'),
  EXPORT_SURVEY_RETURN_CODE: aboutSurveys('Ask for the return code of a survey response.'),
  EXPORT_SURVEY_PARTICIPANTS: aboutSurveys('Read the participants of a survey.'),
} as const satisfies Readonly<Record<string, Requirement>>;

export type CapabilityName = keyof typeof capabilityRequirements;

/** All capabilities in their order. */
export const capabilityNames = Object.keys(capabilityRequirements) as CapabilityName[];

/** Whether something is allowed; null when it cannot be known beforehand. */
export interface Judgement {
  readonly name: CapabilityName;
  readonly allowed: boolean | null;
  readonly reason: string | null;
  /** The missing right by the name that User Rights shows. */
  readonly missingRight: string | null;
}

/** What is known of the token's rights: REDCap's number by REDCap's key, or nothing. */
export type KnownRights = (key: string) => number | undefined;

type Settings = Pick<ProjectRow, 'in_production' | 'is_longitudinal' | 'surveys_enabled' | 'randomization_enabled'>;

const settings: Readonly<Record<ProjectSetting, { isOn: (project: Settings) => boolean; without: string }>> = {
  longitudinal: {
    isOn: (project) => project.is_longitudinal,
    without: 'The project is classic: it has no arms and events.',
  },
  surveys: { isOn: (project) => project.surveys_enabled, without: 'Surveys are not enabled in the project.' },
  randomization: {
    isOn: (project) => project.randomization_enabled,
    without: 'Randomization is not enabled in the project.',
  },
};

const READ_ONLY_USER_RIGHTS = 2;

const isMissing = (requirement: Requirement, rights: KnownRights, [key]: RightName): boolean =>
  rights(key) === 0 ||
  (requirement.needsFullUserRights === true && key === 'user_rights' && rights(key) === READ_ONLY_USER_RIGHTS);

/** What the token may do, from the rights that are known of it and the settings of the project. */
export const judgeCapability = (name: CapabilityName, rights: KnownRights, project: Settings): Judgement => {
  const requirement: Requirement = capabilityRequirements[name];
  const refuse = (reason: string, missingRight: string | null = null): Judgement => ({
    name,
    allowed: false,
    reason,
    missingRight,
  });
  const setting = requirement.setting === undefined ? undefined : settings[requirement.setting];
  if (setting !== undefined && !setting.isOn(project)) return refuse(setting.without);
  if (requirement.developmentOnly === true && project.in_production) {
    return refuse('The project is in Production; REDCap allows this in Development only.');
  }
  const missing = requirement.rights.find((right) => isMissing(requirement, rights, right));
  if (missing !== undefined) return refuse(`The token's user lacks the right ${missing[1]}.`, missing[1]);
  const unknown = requirement.rights.filter(([key]) => rights(key) === undefined).map(([, right]) => right);
  if (unknown.length === 0) return { name, allowed: true, reason: null, missingRight: null };
  return {
    name,
    allowed: null,
    reason: `REDCap does not reveal whether the token's user has the right ${unknown.join(' and ')}: that needs the User Rights privilege, and the username in the gateway's configuration.`,
    missingRight: null,
  };
};
