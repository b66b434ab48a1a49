import type { Method } from '../method.ts';
import { formatSomeData } from './data.ts';
import { readCount, readInteger, readName, readOptionalInteger, readRows, readText } from './row.ts';
import type { RawRow } from './row.ts';

/** An event as `content=event` gives it; the three offsets only when the project uses scheduling. */
export interface EventRow {
  readonly event_name: string;
  readonly arm_num: number;
  readonly unique_event_name: string;
  readonly custom_event_label: string | null;
  readonly event_id: number | null;
  readonly day_offset?: number;
  readonly offset_min?: number;
  readonly offset_max?: number;
}

const offsetColumns = ['day_offset', 'offset_min', 'offset_max'] as const;

/** The offsets that are there: REDCap gives them only to projects with scheduling. */
const readOffsets = (row: RawRow): Partial<Record<(typeof offsetColumns)[number], number>> =>
  Object.fromEntries(
    offsetColumns.flatMap((column) => {
      const value = readOptionalInteger(row, column);
      return value === null ? [] : [[column, value]];
    }),
  );

const readEventRow = (row: RawRow): EventRow => ({
  event_name: readText(row, 'event_name'),
  arm_num: readInteger(row, 'arm_num'),
  unique_event_name: readName(row, 'unique_event_name'),
  custom_event_label: readText(row, 'custom_event_label') || null,
  event_id: readOptionalInteger(row, 'event_id'),
  ...readOffsets(row),
});

/** Export Events: `content=event`, by arm and then in the project's order. A classic project has none. */
export const exportEvents: Method<{ readonly arms?: readonly number[] | undefined }, readonly EventRow[]> = {
  name: 'exportEvents',
  content: 'event',
  kind: 'read',
  body: 'json',
  rights: ['API Export'],
  meansNone: /cannot export events for classic projects/i,
  form: ({ arms }) => ({ arms }),
  decode: (reply) => readRows(reply).map(readEventRow),
};

/** An event to create, or with `unique_event_name` to change; REDCap makes the unique name itself. */
export interface ImportEventRow {
  readonly event_name: string;
  readonly arm_num: number;
  readonly unique_event_name?: string | undefined;
  readonly custom_event_label?: string | null | undefined;
  readonly day_offset?: number | undefined;
  readonly offset_min?: number | undefined;
  readonly offset_max?: number | undefined;
}

/** `override` deletes all other events with their data. */
export interface ImportEventsArgs {
  readonly rows: readonly ImportEventRow[];
  readonly override: boolean;
}

/** Import Events: `content=event action=import`. A new event has no instruments yet. Development status only. */
export const importEvents: Method<ImportEventsArgs, number> = {
  name: 'importEvents',
  content: 'event',
  action: 'import',
  // A row without a unique name makes another event each time.
  kind: 'once',
  body: 'json',
  rights: ['API Import/Update', 'Project Design and Setup'],
  form: ({ rows, override }) => ({ override: override ? 1 : 0, data: formatSomeData(rows) }),
  decode: readCount,
};

/** Delete Events: `content=event action=delete`, by unique name, with their data. Development status only. */
export const deleteEvents: Method<{ readonly events: readonly string[] }, number> = {
  name: 'deleteEvents',
  content: 'event',
  action: 'delete',
  kind: 'once',
  body: 'json',
  rights: ['API Import/Update', 'Project Design and Setup'],
  form: ({ events }) => ({ events }),
  decode: readCount,
};
