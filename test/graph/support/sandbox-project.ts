import type { Design } from '../../../src/graph/design/design.ts';
import type { RecordRow } from '../../../src/redcap/methods/record.ts';
import { rowKey } from '../../../src/sandbox/state/project.ts';
import type { SandboxProject, StoredRecord, StoredRow } from '../../../src/sandbox/state/project.ts';

/** The part of a sandbox project that its logic language looks at, of the same design. */
export const sandboxProject = (design: Design): SandboxProject => {
  const { project, metadata, instruments } = design.rows;
  const events = design.isLongitudinal ? design.events.map((event) => event.uniqueEventName) : ['event_1_arm_1'];
  const place = (event: string | null): number => (event === null ? 1 : events.indexOf(event) + 1);
  return {
    projectId: 1,
    settings: { is_longitudinal: design.isLongitudinal, missing_data_codes: project.missing_data_codes },
    fields: metadata.map((row) => ({ ...row })),
    instruments: instruments.map((row) => ({ name: row.instrument_name, label: row.instrument_label })),
    arms: [{ armNum: 1, name: 'A' }],
    events: events.map((uniqueEventName, index) => ({
      eventId: index + 1,
      armNum: uniqueEventName.endsWith('2') ? 2 : 1,
      eventName: design.event(uniqueEventName)?.eventName ?? uniqueEventName,
      uniqueEventName,
      customEventLabel: '',
      dayOffset: 0,
      offsetMin: 0,
      offsetMax: 0,
    })),
    internalEventId: design.isLongitudinal ? null : 1,
    mappings: design.isLongitudinal
      ? design.mappings.map((mapping) => ({
          eventId: place(mapping.event.uniqueEventName),
          form: mapping.instrument.name,
        }))
      : instruments.map((row) => ({ eventId: 1, form: row.instrument_name })),
    repeating: design.repeating.map((entry) => ({
      eventId: place(entry.event?.uniqueEventName ?? null),
      form: entry.instrument?.name ?? '',
      customLabel: '',
    })),
    // What logic does not look at is left out.
  } as unknown as SandboxProject;
};

/** A record as the sandbox stores it, with its rows in the order of the exported ones. */
export const storedRecord = (
  name: string,
  rows: readonly RecordRow[],
  design: Design,
  project: SandboxProject,
): { record: StoredRecord; rows: StoredRow[] } => {
  const stored = rows.map((row) => storedRow(row, design, project));
  const byKey = stored.map((row) => [rowKey(row.eventId, row.repeatInstrument, row.instance), row] as const);
  return { record: { name, dagId: null, surveyIdentifier: '', rows: new Map(byKey) }, rows: stored };
};

const storedRow = (row: RecordRow, design: Design, project: SandboxProject): StoredRow => {
  const event = project.events.find((candidate) => candidate.uniqueEventName === row['redcap_event_name']);
  const instance = row['redcap_repeat_instance'] ?? '';
  const values = new Map<string, string>();
  const checked = new Map<string, Set<string>>();
  for (const [column, cell] of Object.entries(row)) {
    const found = design.fieldOfColumn(column);
    if (found?.code != null) {
      const codes = checked.get(found.field.fieldName) ?? new Set();
      if (cell === '1') codes.add(found.code);
      checked.set(found.field.fieldName, codes);
    } else if (cell !== '' && (found || column.endsWith('_complete'))) values.set(column, cell);
  }
  return {
    eventId: event?.eventId ?? 1,
    repeatInstrument: row['redcap_repeat_instrument'] ?? '',
    instance: instance === '' ? null : Number(instance),
    values,
    checked,
    timestamps: new Map(),
  };
};
