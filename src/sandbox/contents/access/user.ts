import type { Answer, Cell } from '../../call/answer.ts';
import { Refusal, invalidRow } from '../../call/refusal.ts';
import { effectiveRights, exportRights, importRights } from '../../call/right.ts';
import type { Call } from '../../call/call.ts';
import { appendLog } from '../../state/log.ts';
import type { SandboxMethod } from '../../call/method.ts';
import { makeFlags } from '../../odm/index.ts';
import type { Rights, UserDefinition } from '../../state/project.ts';
import { readList } from '../../parameter/list.ts';
import { isAtLeast } from '../../state/version.ts';
import type { DataRow } from '../../wire/read-rows.ts';
import { readRows } from '../../wire/read-rows.ts';
import { nameDag } from '../../state/design.ts';
import { readDagCell } from './data-access-group.ts';
import { findUser, listUsers } from './user-name.ts';
import { readRights, shownFlags, spellForms } from './user-right.ts';

const identity = [
  'username',
  'email',
  'firstname',
  'lastname',
  'expiration',
  'data_access_group',
  'data_access_group_id',
];

const describeUser = (call: Call, user: UserDefinition): Record<string, Cell> => {
  const { project } = call;
  const rights = effectiveRights(project, user);
  const dag = project.dags.find((candidate) => candidate.groupId === user.dagId);
  return {
    username: user.username,
    email: user.email,
    firstname: user.firstname,
    lastname: user.lastname,
    expiration: user.expiration,
    data_access_group: nameDag(project, user.dagId),
    data_access_group_id: dag === undefined ? '' : String(dag.groupId),
    data_access_group_label: dag?.name ?? '',
    ...Object.fromEntries(shownFlags(project).map((flag) => [flag, rights.flags[flag] ?? 0])),
    ...spellForms(call, rights),
  };
};

const exportUsers = (call: Call): Answer => {
  const label = isAtLeast(call.store.version, '16.0.0') ? ['data_access_group_label'] : [];
  return {
    kind: 'table',
    columns: [...identity, ...label, ...shownFlags(call.project), 'forms', 'forms_export'],
    rows: listUsers(call.project).map((user) => describeUser(call, user)),
    root: 'users',
    whenEmpty: 'header',
  };
};

const noRights: Rights = { flags: makeFlags(0), forms: {}, formsExport: {} };

const readText = (row: DataRow, column: string): string | undefined => {
  const cell = row[column];
  return typeof cell === 'string' ? cell.trim() : undefined;
};

const readExpiration = (row: DataRow, index: number, before: string): string => {
  const text = readText(row, 'expiration');
  if (text === undefined || text === '') return text ?? before;
  if (!/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text)) {
    throw invalidRow(index, 'the column "expiration" must be a date as YYYY-MM-DD, or blank');
  }
  return text;
};

const keepCodes = (
  row: DataRow,
  column: 'forms' | 'forms_export',
  before: Readonly<Record<string, number>>,
): DataRow => {
  const named = row[column];
  if (typeof named !== 'object') return row;
  const kept = Object.fromEntries(Object.entries(before).map(([form, code]) => [form, String(code)]));
  return { ...row, [column]: { ...kept, ...named } };
};

/** A row with the user's own rights to the forms that it does not name. */
const keepForms = (row: DataRow, before: UserDefinition | undefined): DataRow =>
  before === undefined ? row : keepCodes(keepCodes(row, 'forms', before.forms), 'forms_export', before.formsExport);

/** A user as a row describes them. A user who is not in the project yet starts without any right. */
const readUser = (call: Call, row: DataRow, index: number): UserDefinition => {
  const { project, store } = call;
  const username = readText(row, 'username') ?? '';
  if (username === '') throw invalidRow(index, 'the column "username" must not be blank');
  const before = findUser(project, username);
  const isKept = store.variants['omitted-user-rights'] === 'kept';
  const group = readText(row, 'data_access_group');
  return {
    username: before?.username ?? username,
    email: before?.email ?? '',
    firstname: before?.firstname ?? '',
    lastname: before?.lastname ?? '',
    role: before?.role ?? null,
    token: before?.token ?? null,
    expiration: readExpiration(row, index, before?.expiration ?? ''),
    // A row that does not mention the group takes the user out of it (EVIDENCE.md#group-left-out).
    dagId:
      isKept && group === undefined
        ? (before?.dagId ?? null)
        : readDagCell(project, group ?? '', index, 'data_access_group'),
    ...readRights(project, isKept ? keepForms(row, before) : row, index, before ?? noRights),
  };
};

const importUsers = (call: Call): Answer => {
  const { project } = call;
  const users = readRows(call, ['username']).map((row, index) => readUser(call, row, index));
  const inRoles = users.filter((user) => user.role !== null).map((user) => user.username);
  if (inRoles.length > 0) {
    throw new Refusal(
      400,
      "Users in roles cannot have their privileges modified via the 'Import User' API method. " +
        `Take these users out of their role first: ${inRoles.join(', ')}`,
    );
  }
  for (const user of users) {
    const before = findUser(project, user.username);
    if (before === undefined) project.users.push(user);
    else Object.assign(before, user);
  }
  appendLog(call, 'Manage/Design ', 'Import users (API)');
  return { kind: 'number', value: users.length };
};

const deleteUsers = (call: Call): Answer => {
  const { project } = call;
  const gone = new Set(readList(call.parameters, 'users').map((name) => findUser(project, name)));
  gone.delete(undefined);
  project.users = project.users.filter((user) => !gone.has(user));
  appendLog(call, 'Manage/Design ', 'Delete users (API)');
  return { kind: 'number', value: gone.size };
};

/** Export, Import and Delete Users. */
export const userMethods: readonly SandboxMethod[] = [
  {
    title: 'Export Users',
    content: 'user',
    action: 'export',
    rights: exportRights('user_rights'),
    handle: exportUsers,
  },
  {
    title: 'Import Users',
    content: 'user',
    action: 'import',
    rights: importRights('user_rights'),
    handle: importUsers,
  },
  {
    title: 'Delete Users',
    content: 'user',
    action: 'delete',
    rights: importRights('user_rights'),
    handle: deleteUsers,
  },
];
