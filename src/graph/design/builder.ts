import { parseMissingDataCodes } from '../dictionary/choice.ts';
import { buildFields, buildMissingRecordIdField } from './field-builder.ts';
import { repeatKindOf } from './repeat-kind.ts';
import { hashDesign } from './revision.ts';
import type {
  ArmNode,
  Design,
  DesignRows,
  EventNode,
  FieldNode,
  FormEventMappingNode,
  InstrumentNode,
  RepeatingNode,
} from './design.ts';
import { statusColumn } from '../dictionary/system-column.ts';

/**
 * A project's design with its look-ups, from everything that the API returns about it.
 *
 * Never fails: any rows make a design. A row that comes twice counts once. A row that names an unknown event or instrument is
 * left out. An instrument that only the dictionary names is added at the end. A classic project has no events, whatever its
 * event rows say. A repeating setup that could not be read (`null`) counts as empty.
 */
export const buildDesign = (rows: DesignRows): Design => {
  const isLongitudinal = rows.project.is_longitudinal;
  const missingDataCodes = parseMissingDataCodes(rows.project.missing_data_codes);
  const fields = buildFields(rows.metadata, rows.fieldNames, missingDataCodes);
  const instruments = buildInstruments(rows, fields);
  const instrumentByName = indexBy(instruments, (instrument) => instrument.name);
  const events = isLongitudinal ? buildEvents(rows) : [];
  const eventByName = indexBy(events, (event) => event.uniqueEventName);
  const arms = buildArms(rows, events);
  const armByNum = indexBy(arms, (arm) => arm.armNum);
  const mappings = buildMappings(rows, eventByName, instrumentByName);
  const repeating = buildRepeating(rows, isLongitudinal, eventByName, instrumentByName);
  const fieldByName = indexBy(fields, (field) => field.fieldName);
  const fieldsByInstrument = Map.groupBy(fields, (field) => field.instrument);
  const mappingsByEvent = Map.groupBy(mappings, (mapping) => mapping.event.uniqueEventName);
  const mappingsByInstrument = Map.groupBy(mappings, (mapping) => mapping.instrument.name);
  const byColumn = indexColumns(fields);
  return {
    rows,
    ...hashDesign(rows),
    isLongitudinal,
    hasRepeating: repeating.length > 0 || rows.project.has_repeating_instruments_or_events,
    recordIdField: fields[0] ?? buildMissingRecordIdField(),
    arms,
    events,
    instruments,
    fields,
    mappings,
    repeating,
    missingDataCodes,
    arm: (armNum) => armByNum.get(armNum),
    event: (uniqueEventName) => eventByName.get(uniqueEventName),
    instrument: (name) => instrumentByName.get(name),
    field: (fieldName) => fieldByName.get(fieldName),
    fieldsOf: (instrument) => fieldsByInstrument.get(instrument) ?? [],
    instrumentsOf: (event) =>
      event ? (mappingsByEvent.get(event.uniqueEventName) ?? []).map((mapping) => mapping.instrument) : instruments,
    eventsOf: (instrument) => (mappingsByInstrument.get(instrument) ?? []).map((mapping) => mapping.event),
    repeatKind: repeatKindOf(
      repeating.map(({ event, instrument }) => ({
        event_name: event?.uniqueEventName ?? null,
        form_name: instrument?.name ?? '',
      })),
    ),
    fieldOfColumn: (column) => byColumn.get(column),
  };
};

const buildInstruments = (rows: DesignRows, fields: readonly FieldNode[]): InstrumentNode[] => {
  const labels = new Map<string, string>();
  for (const row of rows.instruments) {
    if (!labels.has(row.instrument_name)) labels.set(row.instrument_name, row.instrument_label);
  }
  for (const field of fields) if (!labels.has(field.instrument)) labels.set(field.instrument, field.instrument);
  return [...labels].map(([name, label], position) => ({ name, label, position, statusColumn: statusColumn(name) }));
};

const buildEvents = (rows: DesignRows): EventNode[] => {
  const repeatingEvents = new Set(
    (rows.repeating ?? []).filter((row) => row.form_name === '').map((row) => row.event_name),
  );
  const rowByName = new Map(rows.events.toReversed().map((row) => [row.unique_event_name, row]));
  const unique = rows.events.filter((row) => rowByName.get(row.unique_event_name) === row);
  return unique.map((row, position) => ({
    uniqueEventName: row.unique_event_name,
    eventName: row.event_name,
    customEventLabel: row.custom_event_label,
    eventId: row.event_id,
    armNum: row.arm_num,
    dayOffset: row.day_offset ?? null,
    offsetMin: row.offset_min ?? null,
    offsetMax: row.offset_max ?? null,
    position,
    isRepeating: repeatingEvents.has(row.unique_event_name),
  }));
};

/** An arm that only its events name has no name. A classic project has no arms. */
const buildArms = (rows: DesignRows, events: readonly EventNode[]): ArmNode[] => {
  if (!rows.project.is_longitudinal) return [];
  const names = new Map<number, string>();
  for (const row of rows.arms) if (!names.has(row.arm_num)) names.set(row.arm_num, row.name);
  for (const event of events) if (!names.has(event.armNum)) names.set(event.armNum, '');
  return [...names].map(([armNum, name]) => ({ armNum, name })).sort((a, b) => a.armNum - b.armNum);
};

const buildMappings = (
  rows: DesignRows,
  events: ReadonlyMap<string, EventNode>,
  instruments: ReadonlyMap<string, InstrumentNode>,
): FormEventMappingNode[] => {
  const mappings = new Map<string, FormEventMappingNode>();
  for (const row of rows.mappings) {
    const event = events.get(row.unique_event_name);
    const instrument = instruments.get(row.form);
    if (event && instrument) mappings.set(repeatKey(event, instrument.name), { event, instrument });
  }
  return [...mappings.values()].sort(
    (a, b) => a.event.position - b.event.position || a.instrument.position - b.instrument.position,
  );
};

const buildRepeating = (
  rows: DesignRows,
  isLongitudinal: boolean,
  events: ReadonlyMap<string, EventNode>,
  instruments: ReadonlyMap<string, InstrumentNode>,
): RepeatingNode[] => {
  const entries = new Map<string, RepeatingNode>();
  for (const row of rows.repeating ?? []) {
    const event = isLongitudinal ? events.get(row.event_name ?? '') : null;
    const instrument = row.form_name === '' ? null : instruments.get(row.form_name);
    if (event === undefined || instrument === undefined || (event === null && instrument === null)) continue;
    const key = repeatKey(event, instrument?.name ?? '');
    if (!entries.has(key)) entries.set(key, { event, instrument, customLabel: row.custom_form_label || null });
  }
  return [...entries.values()].sort(
    (a, b) =>
      (a.event?.position ?? 0) - (b.event?.position ?? 0) ||
      (a.instrument?.position ?? -1) - (b.instrument?.position ?? -1),
  );
};

const indexColumns = (fields: readonly FieldNode[]): Map<string, { field: FieldNode; code: string | null }> => {
  const byColumn = new Map<string, { field: FieldNode; code: string | null }>();
  for (const field of fields) {
    const codes = [...field.columnByCode].map(([code, column]) => ({ code, column }));
    const columns = codes.length > 0 ? codes : field.columns.map((column) => ({ code: null, column }));
    for (const { code, column } of columns) if (!byColumn.has(column)) byColumn.set(column, { field, code });
  }
  return byColumn;
};

const repeatKey = (event: EventNode | null, instrument: string): string =>
  JSON.stringify([event?.uniqueEventName ?? null, instrument]);

const indexBy = <Key, Item>(items: readonly Item[], key: (item: Item) => Key): Map<Key, Item> =>
  new Map(items.map((item) => [key(item), item]));
