import type { Answer } from '../../call/answer.ts';
import { invalidRow, missingParameter, Refusal, refuseParameter } from '../../call/refusal.ts';
import { exportRights, importRight, importRights } from '../../call/right.ts';
import type { Call } from '../../call/call.ts';
import { renameKeptGroup } from '../../state/kept-design.ts';
import { appendLog } from '../../state/log.ts';
import type { SandboxMethod } from '../../call/method.ts';
import { deriveUniqueGroupName } from '../../odm/data-access-group.ts';
import { dagByUniqueName } from '../../state/design.ts';
import type { DagDefinition, SandboxProject } from '../../state/project.ts';
import { readKnown } from '../../parameter/list.ts';
import { avoidTaken } from '../../state/unique-name.ts';
import { isAtLeast } from '../../state/version.ts';
import { readTextRows } from '../../wire/read-rows.ts';

/** The group that a cell names, null for a blank one. Throws for a group that the project does not have. */
export const readDagCell = (project: SandboxProject, text: string, row: number, column: string): number | null => {
  if (text.trim() === '') return null;
  const dag = dagByUniqueName(project, text.trim());
  if (dag === undefined)
    throw invalidRow(row, `the column "${column}" must be the unique name of a data access group, or blank`);
  return dag.groupId;
};

const exportDags = ({ project, store }: Call): Answer => ({
  kind: 'table',
  columns: [
    'data_access_group_name',
    'unique_group_name',
    ...(isAtLeast(store.version, '13.1.0') ? ['data_access_group_id'] : []),
  ],
  rows: project.dags.map((dag) => ({
    data_access_group_name: dag.name,
    unique_group_name: dag.uniqueName,
    data_access_group_id: dag.groupId,
  })),
  root: 'dags',
  whenEmpty: 'header',
});

/** A row to be stored: an existing group to rename, or null for a new one. */
interface DagRow {
  readonly name: string;
  readonly dag: DagDefinition | null;
}

const readDagRows = (call: Call): DagRow[] =>
  readTextRows(call, ['data_access_group_name']).map((row, index) => {
    const name = (row.data_access_group_name ?? '').trim();
    if (name === '') throw invalidRow(index, 'the column "data_access_group_name" must not be blank');
    const uniqueName = (row.unique_group_name ?? '').trim();
    const dag = dagByUniqueName(call.project, uniqueName) ?? null;
    if (uniqueName !== '' && dag === null) {
      throw invalidRow(
        index,
        'the column "unique_group_name" must be the unique name of a data access group, or blank',
      );
    }
    return { name, dag };
  });

const storeDag = (call: Call, { name, dag }: DagRow): void => {
  const { project, store } = call;
  const taken = new Set(project.dags.filter((other) => other !== dag).map((other) => other.uniqueName));
  const uniqueName = avoidTaken(deriveUniqueGroupName(name), taken);
  if (dag === null) project.dags.push({ groupId: store.nextDagId++, name, uniqueName });
  else if (dag.name !== name) {
    renameKeptGroup(project, dag.name, name);
    // EVIDENCE.md#group-renamed
    Object.assign(dag, store.variants['renamed-group'] === 'kept' ? { name } : { name, uniqueName });
  }
};

const importDags = (call: Call): Answer => {
  const rows = readDagRows(call);
  for (const row of rows) storeDag(call, row);
  appendLog(call, 'Manage/Design ', 'Import DAGs (API)');
  return { kind: 'number', value: rows.length };
};

const HAS_RECORDS = 'A data access group that has records cannot be deleted. Take the records out of the group first';

const deleteDags = (call: Call): Answer => {
  const { project, store } = call;
  const names = readKnown(call.parameters, 'dags', (name) => dagByUniqueName(project, name) !== undefined);
  const gone = new Set(names.map((name) => dagByUniqueName(project, name)?.groupId ?? null));
  // EVIDENCE.md#groups-with-records
  if (store.variants['groups-with-records'] === 'refused') {
    if ([...project.records.values()].some(({ dagId }) => gone.has(dagId))) throw new Refusal(400, HAS_RECORDS);
  }
  project.dags = project.dags.filter((dag) => !gone.has(dag.groupId));
  for (const member of [...project.users, ...project.records.values()]) if (gone.has(member.dagId)) member.dagId = null;
  appendLog(call, 'Manage/Design ', 'Delete DAGs (API)');
  return { kind: 'number', value: names.length };
};

/** Switching changes the user's own assignment, for everyone to see and until it is switched again (EVIDENCE.md#group-switched). */
const switchDag = (call: Call): Answer => {
  const { project, store, user, parameters } = call;
  const wanted = parameters.text('dag')?.trim();
  if (wanted === undefined) throw missingParameter('dag');
  const dag = wanted === '' ? null : dagByUniqueName(project, wanted);
  if (dag === undefined) return refuseParameter('dag');
  const dagId = dag?.groupId ?? null;
  if (store.variants['group-switch'] === 'session') {
    project.switchedGroups = new Map(project.switchedGroups).set(user.username, dagId);
  } else user.dagId = dagId;
  appendLog(call, 'Manage/Design ', 'Switch DAG (API)');
  return { kind: 'number', value: 1 };
};

/** Export, Import, Delete and Switch Data Access Groups. */
export const dagMethods: readonly SandboxMethod[] = [
  {
    title: 'Export DAGs',
    content: 'dag',
    action: 'export',
    rights: exportRights('data_access_groups'),
    handle: exportDags,
  },
  {
    title: 'Import DAGs',
    content: 'dag',
    action: 'import',
    rights: importRights('data_access_groups'),
    handle: importDags,
  },
  {
    title: 'Delete DAGs',
    content: 'dag',
    action: 'delete',
    rights: importRights('data_access_groups'),
    handle: deleteDags,
  },
  { title: 'Switch DAG (for a user)', content: 'dag', action: 'switch', rights: [importRight], handle: switchDag },
];
