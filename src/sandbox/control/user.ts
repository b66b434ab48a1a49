import { dagByUniqueName } from '../state/design.ts';
import { z } from 'zod';

import { findTokenHolder } from '../http/authentication.ts';
import { addUser, makeAllRights, makeFlags, rightFlags } from '../odm/index.ts';
import type { Rights, SandboxProject, UserDefinition } from '../state/project.ts';
import type { SandboxStore } from '../state/store.ts';
import { describeUser, findProject } from './project.ts';
import type { Route } from './route.ts';
import { ControlError, readBody, requireKnown } from './route.ts';

const code = z.int().min(0);
const codes = z.record(z.string(), code);

const userSchema = z.strictObject({
  project: z.int().optional(),
  username: z.string().trim().min(1),
  rights: z.union([z.literal('all'), z.literal('none'), codes], {
    error: 'must be "all", "none" or an object of rights, for example {"api_export": 1}',
  }),
  without: z.array(z.string()).default([]),
  forms: z.union([code, codes]).optional(),
  formsExport: z.union([code, codes]).optional(),
  role: z.string().nullish(),
  dataAccessGroup: z.string().nullish(),
  expiration: z
    .string()
    .regex(/^(\d{4}-\d\d-\d\d)?$/, { error: 'must be a date as YYYY-MM-DD, or blank' })
    .optional(),
  token: z
    .string()
    .regex(/^[0-9A-Fa-f]{32}$/, { error: 'must have 32 hexadecimal digits' })
    .optional(),
});

type UserOrder = z.output<typeof userSchema>;

const readForms = (member: string, given: UserOrder['forms'], forms: readonly string[]): Record<string, number> => {
  if (typeof given === 'object') requireKnown(member, Object.keys(given), forms);
  // A user has no access to a form that the object leaves out.
  const spell = (form: string): number => (typeof given === 'object' ? (given[form] ?? 0) : (given ?? 1));
  return Object.fromEntries(forms.map((form) => [form, spell(form)]));
};

const readRights = (project: SandboxProject, order: UserOrder): Rights => {
  const names = project.instruments.map(({ name }) => name);
  const { rights, without } = order;
  if (typeof rights === 'object') requireKnown('rights', Object.keys(rights), rightFlags);
  requireKnown('without', without, rightFlags);
  const flags = { ...makeFlags(rights === 'all' ? 1 : 0), ...(typeof rights === 'object' ? rights : {}) };
  for (const name of without) flags[name] = 0;
  const unsaid = rights === 'none' ? 0 : 1;
  return {
    ...makeAllRights(names),
    flags,
    forms: readForms('forms', order.forms ?? unsaid, names),
    formsExport: readForms('formsExport', order.formsExport ?? unsaid, names),
  };
};

const readRole = (project: SandboxProject, name: string | null | undefined): string | null => {
  if (name === undefined || name === null) return null;
  const role = project.roles.find(({ uniqueRoleName, roleLabel }) => [uniqueRoleName, roleLabel].includes(name));
  if (role !== undefined) return role.uniqueRoleName;
  requireKnown(
    'role',
    [name],
    project.roles.map(({ roleLabel }) => roleLabel),
  );
  return null;
};

const readGroup = (project: SandboxProject, name: string | null | undefined): number | null => {
  if (name === undefined || name === null) return null;
  const dag = dagByUniqueName(project, name);
  if (dag !== undefined) return dag.groupId;
  requireKnown(
    'dataAccessGroup',
    [name],
    project.dags.map(({ uniqueName }) => uniqueName),
  );
  return null;
};

/** Makes the user, or replaces all rights of an existing user. The user's token stays. */
const putUser = (store: SandboxStore, project: SandboxProject, order: UserOrder): UserDefinition => {
  const rights = readRights(project, order);
  const role = readRole(project, order.role);
  const dagId = readGroup(project, order.dataAccessGroup);
  const holder = order.token === undefined ? null : findTokenHolder(store, order.token);
  if (holder !== null && (holder.project !== project || holder.user.username !== order.username)) {
    throw new ControlError(409, 'token: another user has this token');
  }
  const user =
    project.users.find(({ username }) => username === order.username) ??
    addUser(project, store, { username: order.username, rights });
  const token = order.token?.toUpperCase() ?? user.token ?? store.newToken();
  return Object.assign(user, rights, { role, dagId, token, expiration: order.expiration ?? '' });
};

/** The routes about users. */
export const createUserRoutes = (store: SandboxStore): readonly Route[] => [
  {
    method: 'POST',
    path: '/users',
    about: 'make a user with these rights, role and group, or change one, and get the token',
    run: ({ body }) => {
      const order = readBody(userSchema, body);
      const project = findProject(store, order.project);
      return { project: project.projectId, ...describeUser(project, putUser(store, project, order)) };
    },
  },
];
