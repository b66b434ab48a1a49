import type { Answer } from '../../call/answer.ts';
import { Refusal, invalidRow } from '../../call/refusal.ts';
import { exportRights, importRights } from '../../call/right.ts';
import type { Call } from '../../call/call.ts';
import { effectiveLongitudinal, eventByUniqueName, hasRepeating, listEvents } from '../../state/design.ts';
import { appendLog } from '../../state/log.ts';
import type { SandboxMethod } from '../../call/method.ts';
import type { EventDefinition, RepeatingDefinition, SandboxProject } from '../../state/project.ts';
import { rehomeRows } from '../../state/rows.ts';
import { readTextRows } from '../../wire/read-rows.ts';

/** The refusal of an export where nothing repeats (EVIDENCE.md#nothing-repeats). */
const NONE =
  'You cannot export repeating instruments and events because the project does not contain any repeating instruments and events';

const exportRepeating = ({ project, store }: Call): Answer => {
  if (!hasRepeating(project) && store.variants['empty-repeating-setup'] === 'refused') throw new Refusal(400, NONE);
  const order = project.instruments.map((instrument) => instrument.name);
  const rows = listEvents(project).flatMap((event) =>
    project.repeating
      .filter((entry) => entry.eventId === event.eventId)
      .sort((a, b) => order.indexOf(a.form) - order.indexOf(b.form))
      .map((entry) => ({
        event_name: event.uniqueEventName,
        form_name: entry.form,
        custom_form_label: entry.customLabel,
      })),
  );
  const columns = ['event_name', 'form_name', 'custom_form_label'];
  return {
    kind: 'table',
    columns: effectiveLongitudinal(project) ? columns : columns.slice(1),
    rows,
    root: 'items',
    bareBlanks: true,
    whenEmpty: 'header',
  };
};

/**
 * The event of a row. A row of a classic project need not name its one event. With the longitudinal flag set, that
 * event has no name.
 */
const findEvent = (project: SandboxProject, name: string): EventDefinition | undefined => {
  if (effectiveLongitudinal(project)) return eventByUniqueName(project, name);
  const [only] = listEvents(project);
  if (name === '') return only;
  return project.settings.is_longitudinal || only?.uniqueEventName !== name ? undefined : only;
};

const readEvent = (project: SandboxProject, name: string, index: number): EventDefinition => {
  const event = findEvent(project, name);
  if (event !== undefined) return event;
  if (name === '')
    throw invalidRow(index, 'the column "event_name" must be the unique name of an event of the project');
  throw new Refusal(400, `The event '${name}' is not available in project`);
};

const readEntry = (
  project: SandboxProject,
  row: Readonly<Record<string, string>>,
  index: number,
): RepeatingDefinition => {
  const event = readEvent(project, (row.event_name ?? '').trim(), index);
  const form = (row.form_name ?? '').trim();
  const isWhole = form === '' && effectiveLongitudinal(project);
  if (!isWhole && !project.instruments.some((instrument) => instrument.name === form)) {
    throw invalidRow(index, 'the column "form_name" must be the name of an instrument of the project');
  }
  const customLabel = row.custom_form_label ?? row.custom_repeat_instrument_label ?? '';
  return { eventId: event.eventId, form, customLabel };
};

const refuseMixtures = (project: SandboxProject, entries: readonly RepeatingDefinition[]): void => {
  for (const event of project.events) {
    const forms = entries.filter((entry) => entry.eventId === event.eventId).map((entry) => entry.form);
    if (forms.includes('') && forms.some((form) => form !== '')) {
      throw new Refusal(
        400,
        `The event "${event.uniqueEventName}" cannot repeat as a whole and have repeating instruments at the same time`,
      );
    }
  }
};

const importRepeating = (call: Call): Answer => {
  const { project } = call;
  const entries = readTextRows(call, ['form_name']).map((row, index) => readEntry(project, row, index));
  refuseMixtures(project, entries);
  project.repeating = [...new Map(entries.map((entry) => [`${String(entry.eventId)} ${entry.form}`, entry])).values()];
  rehomeRows(project);
  appendLog(call, 'Manage/Design ', 'Import repeating instruments and events (API)');
  return { kind: 'number', value: entries.length };
};

/** Export and Import Repeating Instruments and Events; an import replaces the whole setup. */
export const repeatingMethods: readonly SandboxMethod[] = [
  {
    title: 'Export Repeating Instruments and Events',
    content: 'repeatingFormsEvents',
    action: 'export',
    rights: exportRights('design'),
    handle: exportRepeating,
  },
  {
    title: 'Import Repeating Instruments and Events',
    content: 'repeatingFormsEvents',
    action: 'import',
    rights: importRights('design'),
    handle: importRepeating,
  },
];
