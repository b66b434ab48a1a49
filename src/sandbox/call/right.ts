import type { Rights, SandboxProject, UserDefinition } from '../state/project.ts';

/** One right that a method needs, and REDCap's sentence when the user does not have it. */
export interface RequiredRight {
  /** The API's own key. The right must be above 0. */
  readonly right: string;
  readonly refusal: string;
}

/** The right to export through the API. */
export const exportRight: RequiredRight = { right: 'api_export', refusal: 'You do not have API Export privileges' };

/** The right to import through the API. */
export const importRight: RequiredRight = {
  right: 'api_import',
  refusal: 'You do not have API Import/Update privileges',
};

/** REDCap's sentences, by the project right that an export needs besides API Export (EVIDENCE.md#rights-in-words). */
const exportRefusals = {
  data_access_groups: "You must have 'API Export' privileges and 'Data Access Groups' privileges",
  design: "You must have 'API Export' privileges and 'Project Design and Setup' privileges",
  file_repository: "You must have 'API Export' privileges and 'File Repository' privileges",
  logging: "You must have 'API Export' privileges and 'Logging' privileges",
  manage_survey_participants: "You must have 'API Export' privileges and 'Survey Distribution Tools' privileges",
  user_rights: "You must have 'API Export' privileges and 'User Rights' privileges",
} as const;

/** REDCap's sentences, by the project right that an import needs besides API Import/Update. */
const importRefusals = {
  data_access_groups: "You must have 'API Import/Update' privileges and 'Data Access Groups' privileges",
  design: "You must have 'API Import/Update' privileges and 'Project Design and Setup' privileges",
  file_repository: "You must have 'API Import/Update' privileges and 'File Repository' privileges",
  user_rights: "You must have 'API Import/Update' privileges and 'User Rights' privileges",
} as const;

/** API Export together with one project right. */
export const exportRights = (right: keyof typeof exportRefusals): RequiredRight[] => [
  exportRight,
  { right, refusal: exportRefusals[right] },
];

/** API Import/Update together with one project right. Structural imports and deletes need `design`. */
export const importRights = (right: keyof typeof importRefusals): RequiredRight[] => [
  importRight,
  { right, refusal: importRefusals[right] },
];

/** The user's own rights, or the rights of the user's role. */
export const effectiveRights = (project: SandboxProject, user: UserDefinition): Rights => {
  const role = project.roles.find((candidate) => candidate.uniqueRoleName === user.role);
  return role ?? user;
};
