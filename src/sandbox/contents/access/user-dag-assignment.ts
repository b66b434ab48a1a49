import type { Answer } from '../../call/answer.ts';
import { exportRights, importRights } from '../../call/right.ts';
import type { Call } from '../../call/call.ts';
import { appendLog } from '../../state/log.ts';
import type { SandboxMethod } from '../../call/method.ts';
import { readTextRows } from '../../wire/read-rows.ts';
import { nameDag } from '../../state/design.ts';
import { readDagCell } from './data-access-group.ts';
import { listUsers, readUserCell } from './user-name.ts';

const column = 'redcap_data_access_group';

const exportAssignments = ({ project }: Call): Answer => ({
  kind: 'table',
  columns: ['username', column],
  rows: listUsers(project).map((user) => ({ username: user.username, [column]: nameDag(project, user.dagId) })),
  root: 'items',
  whenEmpty: 'header',
});

const importAssignments = (call: Call): Answer => {
  const { project } = call;
  const rows = readTextRows(call, ['username', column]).map((row, index) => ({
    user: readUserCell(project, row.username, index),
    dagId: readDagCell(project, row[column] ?? '', index, column),
  }));
  for (const { user, dagId } of rows) user.dagId = dagId;
  appendLog(call, 'Manage/Design ', 'Import User-DAG assignments (API)');
  return { kind: 'number', value: rows.length };
};

/** Export and Import User-DAG Assignments. */
export const userDagMappingMethods: readonly SandboxMethod[] = [
  {
    title: 'Export User-DAG Assignments',
    content: 'userDagMapping',
    action: 'export',
    rights: exportRights('data_access_groups'),
    handle: exportAssignments,
  },
  {
    title: 'Import User-DAG Assignments',
    content: 'userDagMapping',
    action: 'import',
    rights: importRights('data_access_groups'),
    handle: importAssignments,
  },
];
