import type { Answer } from '../../call/answer.ts';
import { exportRight, importRights } from '../../call/right.ts';
import { developmentOnly, requireLongitudinal } from '../../call/condition.ts';
import type { Call } from '../../call/call.ts';
import { eventByUniqueName, eventForms, listEvents } from '../../state/design.ts';
import { appendLog } from '../../state/log.ts';
import type { SandboxMethod } from '../../call/method.ts';
import type { SandboxProject } from '../../state/project.ts';
import { invalidRow } from '../../call/refusal.ts';
import { readWholeNumber } from '../../parameter/whole-number.ts';
import { readArmFilter } from './arm.ts';
import { readMappingRows } from './mapping-row.ts';

const exportMappings = (call: Call): Answer => {
  const { project } = call;
  requireLongitudinal(project, 'You cannot export form/event mappings for classic projects');
  const isWanted = readArmFilter(call);
  const events = listEvents(project).filter((event) => isWanted(event.armNum));
  return {
    kind: 'table',
    columns: ['arm_num', 'unique_event_name', 'form'],
    rows: events.flatMap((event) =>
      eventForms(project, event.eventId).map((form) => ({
        arm_num: event.armNum,
        unique_event_name: event.uniqueEventName,
        form,
      })),
    ),
    root: 'items',
    whenEmpty: 'header',
  };
};

type Mapping = SandboxProject['mappings'][number];

const readMapping = (project: SandboxProject, row: Readonly<Record<string, string>>, index: number): Mapping => {
  const event = eventByUniqueName(project, (row.unique_event_name ?? '').trim());
  if (event === undefined) {
    throw invalidRow(index, 'the column "unique_event_name" must be the unique name of an event of the project');
  }
  const armNum = (row.arm_num ?? '').trim();
  if (armNum !== '' && readWholeNumber(armNum) !== event.armNum) {
    throw invalidRow(index, 'the column "arm_num" must be the number of the arm of the event');
  }
  const form = (row.form ?? '').trim();
  if (!project.instruments.some((instrument) => instrument.name === form)) {
    throw invalidRow(index, 'the column "form" must be the name of an instrument of the project');
  }
  return { eventId: event.eventId, form };
};

const importMappings = (call: Call): Answer => {
  const { project } = call;
  requireLongitudinal(project, 'You cannot import form/event mappings for classic projects');
  const rows = readMappingRows(call).map((row, index) => readMapping(project, row, index));
  project.mappings = [
    ...new Map(rows.map((mapping) => [`${String(mapping.eventId)} ${mapping.form}`, mapping])).values(),
  ];
  appendLog(call, 'Manage/Design ', 'Import instrument-event mappings (API)');
  return { kind: 'number', value: rows.length };
};

/** Export and Import Instrument-Event Mappings; an import replaces them all. */
export const formEventMappingMethods: readonly SandboxMethod[] = [
  {
    title: 'Export Instrument-Event Mappings',
    content: 'formEventMapping',
    action: 'export',
    rights: [exportRight],
    handle: exportMappings,
  },
  {
    title: 'Import Instrument-Event Mappings',
    content: 'formEventMapping',
    action: 'import',
    rights: importRights('design'),
    statuses: developmentOnly('You cannot import form/event mappings because the project is not in Development status'),
    handle: importMappings,
  },
];
