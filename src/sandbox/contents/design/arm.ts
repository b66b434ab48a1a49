import type { Answer } from '../../call/answer.ts';
import { exportRight, importRights } from '../../call/right.ts';
import {
  developmentOnly,
  requireLongitudinal,
  requireLongitudinalToDelete,
  requireLongitudinalToImport,
} from '../../call/condition.ts';
import type { Call } from '../../call/call.ts';
import { listArms } from '../../state/design.ts';
import { appendLog } from '../../state/log.ts';
import type { SandboxMethod } from '../../call/method.ts';
import type { ArmDefinition } from '../../state/project.ts';
import { invalidRow } from '../../call/refusal.ts';
import { readWholeNumber } from '../../parameter/whole-number.ts';
import { readKnown } from '../../parameter/list.ts';
import { readTextRows } from '../../wire/read-rows.ts';
import { idsOfEvents, removeEvents } from './event-removal.ts';

/** Whether the parameter `arms` asks for an arm. Without it, or with an empty one, every arm is asked for. */
export const readArmFilter = (call: Call): ((armNum: number) => boolean) => {
  const wanted = new Set(call.parameters.list('arms').map((text) => readWholeNumber(text)));
  return (armNum) => wanted.size === 0 || wanted.has(armNum);
};

const exportArms = (call: Call): Answer => {
  requireLongitudinal(call.project, 'You cannot export arms for classic projects');
  const isWanted = readArmFilter(call);
  const arms = listArms(call.project).filter((arm) => isWanted(arm.armNum));
  return {
    kind: 'table',
    columns: ['arm_num', 'name'],
    rows: arms.map((arm) => ({ arm_num: arm.armNum, name: arm.name })),
    root: 'arms',
    quoted: ['name'],
    whenEmpty: 'header',
  };
};

const readArms = (call: Call): ArmDefinition[] =>
  readTextRows(call, ['arm_num', 'name']).map((row, index) => {
    const armNum = readWholeNumber(row.arm_num);
    if (armNum === null || armNum < 1) throw invalidRow(index, 'the column "arm_num" must be a whole number from 1 up');
    const name = (row.name ?? '').trim();
    if (name === '') throw invalidRow(index, 'the column "name" must not be blank');
    return { armNum, name };
  });

const importArms = (call: Call): Answer => {
  const { project, store } = call;
  requireLongitudinalToImport(call, 'You cannot import arms for classic projects');
  const arms = readArms(call);
  if (call.parameters.flag('override')) {
    project.arms = [];
    removeEvents(project, store, new Set(project.events.map((event) => event.eventId)));
    if (arms.length > 0) project.arms = [];
  }
  for (const arm of arms) {
    const known = project.arms.find((candidate) => candidate.armNum === arm.armNum);
    if (known === undefined) project.arms.push(arm);
    else known.name = arm.name;
  }
  project.arms.sort((a, b) => a.armNum - b.armNum);
  appendLog(call, 'Manage/Design ', 'Import arms (API)');
  return { kind: 'number', value: arms.length };
};

const deleteArms = (call: Call): Answer => {
  const { project, store } = call;
  requireLongitudinalToDelete(call, 'arms', 'You cannot delete arms for classic projects');
  const known = new Set(project.arms.map((arm) => arm.armNum));
  const named = readKnown(call.parameters, 'arms', (text) => known.has(readWholeNumber(text) ?? 0));
  const gone = new Set(named.map(Number));
  project.arms = project.arms.filter((arm) => !gone.has(arm.armNum));
  removeEvents(
    project,
    store,
    idsOfEvents(project, (event) => gone.has(event.armNum)),
  );
  appendLog(call, 'Manage/Design ', 'Delete arms (API)');
  return { kind: 'number', value: gone.size };
};

/** Export, Import and Delete Arms. */
export const armMethods: readonly SandboxMethod[] = [
  { title: 'Export Arms', content: 'arm', action: 'export', rights: [exportRight], handle: exportArms },
  {
    title: 'Import Arms',
    content: 'arm',
    action: 'import',
    rights: importRights('design'),
    statuses: developmentOnly('You cannot import arms because the project is not in Development status'),
    handle: importArms,
  },
  {
    title: 'Delete Arms',
    content: 'arm',
    action: 'delete',
    rights: importRights('design'),
    statuses: developmentOnly('You cannot delete arms because the project is not in Development status'),
    handle: deleteArms,
  },
];
