import type { ProjectSource } from '../loaders/project-source.ts';
import { RedcapError } from '../redcap/errors.ts';
import type { ProjectRow } from '../redcap/methods/project.ts';
import type { UserRow } from '../redcap/methods/user.ts';
import { builder } from './builder.ts';
import { Project } from './project.ts';

interface Requirement {
  readonly description: string;
  /** Rights by REDCap's key, with the name that people know. */
  readonly rights: readonly (readonly [key: string, name: string])[];
  readonly longitudinal?: true;
  readonly developmentOnly?: true;
}

const exportRight = ['api_export', 'API Export'] as const;
const importRight = ['api_import', 'API Import/Update'] as const;
const design = ['design', 'Project Design and Setup'] as const;

/** What each capability needs, from REDCap's own rights and status rules. */
const requirements = {
  EXPORT_RECORDS: { description: 'Read records.', rights: [exportRight] },
  IMPORT_RECORDS: { description: 'Create and change records and upload files.', rights: [importRight] },
  DELETE_RECORDS: { description: 'Delete records.', rights: [['record_delete', 'Delete Record']] },
  RENAME_RECORD: { description: 'Rename a record.', rights: [['record_rename', 'Rename Record']] },
  IMPORT_METADATA: { description: 'Change the data dictionary.', rights: [importRight, design], developmentOnly: true },
  IMPORT_ARMS: {
    description: 'Create, rename and delete arms.',
    rights: [importRight, design],
    developmentOnly: true,
    longitudinal: true,
  },
  IMPORT_EVENTS: {
    description: 'Create, change and delete events.',
    rights: [importRight, design],
    developmentOnly: true,
    longitudinal: true,
  },
  IMPORT_MAPPINGS: {
    description: 'Designate instruments for events.',
    rights: [importRight, design],
    developmentOnly: true,
    longitudinal: true,
  },
  IMPORT_REPEATING: { description: 'Say which instruments and events repeat.', rights: [importRight, design] },
  EXPORT_DAGS: {
    description: 'Read the data access groups.',
    rights: [exportRight, ['data_access_groups', 'Data Access Groups']],
  },
  EXPORT_FILES: { description: 'Download files of records.', rights: [exportRight] },
} as const satisfies Record<string, Requirement>;

type CapabilityName = keyof typeof requirements;
const capabilityNames = Object.keys(requirements) as CapabilityName[];

interface CapabilityShape {
  readonly name: CapabilityName;
  readonly allowed: boolean | null;
  readonly reason: string | null;
  readonly missingRight: string | null;
}

const CapabilityNameEnum = builder.enumType('CapabilityName', {
  description: 'What a token may or may not do.',
  values: Object.fromEntries(
    capabilityNames.map((name) => [name, { description: requirements[name].description }]),
  ) as {
    [Name in CapabilityName]: { description: string };
  },
});

const Capability = builder.objectRef<CapabilityShape>('Capability').implement({
  description: 'Whether the token behind this caller may do something, told before it is tried.',
  fields: (t) => ({
    name: t.field({ type: CapabilityNameEnum, description: 'What it is about.', resolve: ({ name }) => name }),
    allowed: t.boolean({
      nullable: true,
      description:
        "Null when it cannot be known beforehand: REDCap tells a token's rights only to users with the User Rights privilege.",
      resolve: ({ allowed }) => allowed,
    }),
    reason: t.string({
      nullable: true,
      description: 'Why it is not allowed, or why that is not known.',
      resolve: ({ reason }) => reason,
    }),
    missingRight: t.string({
      nullable: true,
      description: 'The REDCap right that is missing, by the name that User Rights shows.',
      resolve: ({ missingRight }) => missingRight,
    }),
  }),
});

/** What is known of the token's rights: a number by REDCap's key, or nothing. */
type KnownRights = (key: string) => number | undefined;

const ownRow = async (source: ProjectSource): Promise<UserRow | undefined> => {
  try {
    const users = await source.users();
    if (source.username !== null) return users.find(({ username }) => username === source.username);
    return users.length === 1 ? users[0] : undefined;
  } catch (error) {
    if (error instanceof RedcapError && (error.code === 'FORBIDDEN' || error.code === 'REDCAP_REJECTED'))
      return undefined;
    throw error;
  }
};

/** Rights from the user list where the token may read it and its user is known; otherwise from which reads REDCap lets it do. */
const learnRights = async (source: ProjectSource): Promise<KnownRights> => {
  const own = await ownRow(source);
  if (own !== undefined) return (key) => own.rights[key] ?? 0;
  const repeating = await source.repeating();
  const mayReadGroups = await source.dataAccessGroups().then(
    () => 1,
    (error: unknown) => {
      if (error instanceof RedcapError && error.code === 'FORBIDDEN') return 0;
      throw error;
    },
  );
  // That any export was answered proves api_export; the repeating export proves design, the group export the group right.
  const proven: Readonly<Record<string, number>> = {
    api_export: 1,
    design: repeating === null ? 0 : 1,
    data_access_groups: mayReadGroups,
  };
  return (key) => proven[key];
};

const judge = (name: CapabilityName, rights: KnownRights, project: ProjectRow): CapabilityShape => {
  const requirement: Requirement = requirements[name];
  const refuse = (reason: string, missingRight: string | null = null): CapabilityShape => ({
    name,
    allowed: false,
    reason,
    missingRight,
  });
  if (requirement.developmentOnly === true && project.in_production) {
    return refuse('The project is in Production; REDCap allows this in Development only.');
  }
  if (requirement.longitudinal === true && !project.is_longitudinal) {
    return refuse('The project is classic: it has no arms and events.');
  }
  const missing = requirement.rights.find(([key]) => rights(key) === 0);
  if (missing !== undefined) return refuse(`The token's user lacks the right ${missing[1]}.`, missing[1]);
  const unknown = requirement.rights.filter(([key]) => rights(key) === undefined);
  if (unknown.length === 0) return { name, allowed: true, reason: null, missingRight: null };
  return {
    name,
    allowed: null,
    reason: `REDCap does not tell whether the token's user has the right ${unknown.map(([, right]) => right).join(' and ')}: that needs the User Rights privilege, and the username in the gateway's configuration.`,
    missingRight: null,
  };
};

builder.objectField(Project, 'capabilities', (t) =>
  t.field({
    type: [Capability],
    description:
      'What the token behind this caller may do, and which right, status or setting is missing where it may not. Shared design, so a second look costs no call.',
    resolve: async ({ source }) => {
      const [project, rights] = await Promise.all([source.project(), learnRights(source)]);
      return capabilityNames.map((name) => judge(name, rights, project));
    },
  }),
);
