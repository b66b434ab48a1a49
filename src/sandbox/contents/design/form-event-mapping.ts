import type { Answer } from '../../call/answer.ts';
import { designRights, developmentOnly, exportRight, requireLongitudinal } from '../../http/authorization.ts';
import type { Call } from '../../call/call.ts';
import { eventByUniqueName, eventForms, listEvents } from '../../state/design.ts';
import { appendLog } from '../../state/log.ts';
import type { SandboxMethod } from '../../call/method.ts';
import type { SandboxProject } from '../../state/project.ts';
import { invalidCell, readWholeNumber } from '../list-parameter.ts';
import { readTextRows } from '../../wire/read-rows.ts';
import { readArmFilter } from './arm.ts';

const exportMappings = (call: Call): Answer => {
  const { project } = call;
  requireLongitudinal(project, 'export form/event mappings');
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
    throw invalidCell(index, 'unique_event_name', 'must be the unique name of an event of the project');
  }
  const armNum = (row.arm_num ?? '').trim();
  if (armNum !== '' && readWholeNumber(armNum) !== event.armNum) {
    throw invalidCell(index, 'arm_num', 'must be the number of the arm of the event');
  }
  const form = (row.form ?? '').trim();
  if (!project.instruments.some((instrument) => instrument.name === form)) {
    throw invalidCell(index, 'form', 'must be the name of an instrument of the project');
  }
  return { eventId: event.eventId, form };
};

const importMappings = (call: Call): Answer => {
  const { project } = call;
  requireLongitudinal(project, 'import form/event mappings');
  const rows = readTextRows(call).map((row, index) => readMapping(project, row, index));
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
    rights: designRights,
    statuses: developmentOnly('import form/event mappings'),
    handle: importMappings,
  },
];
