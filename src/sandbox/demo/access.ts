import { dagByUniqueName } from '../state/design.ts';
import { addUser } from '../odm/user.ts';
import { makeAllRights, makeFlags } from '../odm/right.ts';
import type { DagDefinition, Rights, RoleDefinition, SandboxProject } from '../state/project.ts';
import type { SandboxStore } from '../state/store.ts';
import { demoInstruments } from './dictionary.ts';

/** A user of the demo study, whose token is known to everyone. */
export interface DemoUser {
  readonly username: string;
  /** 32 hex digits. */
  readonly token: string;
  /** What the user is there to show. */
  readonly about: string;
  /** Label of the role; null for the owner, who has all rights. */
  readonly role: string | null;
  /** Unique name of the group; null sees all sites. */
  readonly group: string | null;
}

/** The users of the demo study. The tokens are public on purpose: the sandbox holds invented people only. */
export const demoUsers: readonly [DemoUser, ...DemoUser[]] = [
  {
    username: 'demo_owner',
    token: 'DE300000000000000000000000000001',
    about: 'made the project and has all rights',
    role: null,
    group: null,
  },
  {
    username: 'demo_coordinator',
    token: 'DE300000000000000000000000000002',
    about: 'enters data for Lyon and sees no other site',
    role: 'Coordinator',
    group: 'lyon',
  },
  {
    username: 'demo_monitor',
    token: 'DE300000000000000000000000000003',
    about: 'reads everything and changes nothing',
    role: 'Monitor',
    group: null,
  },
  {
    username: 'demo_statistician',
    token: 'DE300000000000000000000000000004',
    about: 'exports de-identified data',
    role: 'Statistician',
    group: null,
  },
  {
    username: 'demo_app',
    token: 'DE300000000000000000000000000005',
    about: 'is an app that creates records and cannot delete them',
    role: 'App',
    group: null,
  },
];

const formNames = demoInstruments.map((instrument) => instrument.name);

const makeRights = (flags: readonly string[], entry: number, exported: number): Rights => ({
  flags: { ...makeFlags(0), ...Object.fromEntries(flags.map((flag) => [flag, 1])) },
  forms: Object.fromEntries(formNames.map((form) => [form, entry])),
  formsExport: Object.fromEntries(formNames.map((form) => [form, exported])),
});

const makeRoles = (): RoleDefinition[] => [
  {
    uniqueRoleName: 'U-114COORDNT',
    roleLabel: 'Coordinator',
    ...makeRights(
      [
        'calendar',
        'reports',
        'file_repository',
        'api_export',
        'api_import',
        'record_create',
        'manage_survey_participants',
      ],
      1,
      1,
    ),
  },
  {
    uniqueRoleName: 'U-225MONITOR',
    roleLabel: 'Monitor',
    ...makeRights(['reports', 'logging', 'data_access_groups', 'user_rights', 'api_export'], 2, 1),
  },
  { uniqueRoleName: 'U-336STATIST', roleLabel: 'Statistician', ...makeRights(['reports', 'api_export'], 2, 2) },
  {
    uniqueRoleName: 'U-447APPUSER',
    roleLabel: 'App',
    ...makeRights(['api_export', 'api_import', 'record_create'], 1, 1),
  },
];

/** The three sites, with ids of the store. */
export const makeDemoDags = (store: SandboxStore): DagDefinition[] =>
  ['Nashville', 'Lyon', 'Kampala'].map((name) => ({
    groupId: store.nextDagId++,
    name,
    uniqueName: name.toLowerCase(),
  }));

/** Gives a project whose groups are made the demo study's roles and users. */
export const addDemoUsers = (project: SandboxProject, store: SandboxStore): void => {
  project.roles = makeRoles();
  for (const user of demoUsers) {
    const role = project.roles.find((candidate) => candidate.roleLabel === user.role);
    const dag = dagByUniqueName(project, user.group ?? '');
    const added = addUser(project, store, {
      username: user.username,
      rights: role ?? makeAllRights(formNames),
      email: `${user.username}@example.org`,
      firstname: 'Demo',
      lastname: (user.role ?? 'Owner').replace(/^./, (letter) => letter.toUpperCase()),
      token: user.token,
    });
    added.role = role?.uniqueRoleName ?? null;
    added.dagId = dag?.groupId ?? null;
  }
};
