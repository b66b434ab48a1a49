import type { Method } from '../method.ts';
import { formatData } from './data.ts';
import { readCount, readRows, readText } from './row.ts';
import type { RawRow } from './row.ts';

/** A repeating instrument or event as `content=repeatingFormsEvents` gives it. */
export interface RepeatingRow {
  /** Unique event name; null in a classic project. */
  readonly event_name: string | null;
  /** Unique instrument name; "" when the whole event repeats. */
  readonly form_name: string;
  readonly custom_form_label: string;
}

const readRepeatingRow = (row: RawRow): RepeatingRow => ({
  event_name: readText(row, 'event_name') || null,
  form_name: readText(row, 'form_name'),
  // REDCap's documentation has the longer name, its servers send the shorter.
  custom_form_label: readText(row, 'custom_form_label') || readText(row, 'custom_repeat_instrument_label'),
});

/** Export Repeating Instruments and Events: `content=repeatingFormsEvents`; none when nothing repeats. */
export const exportRepeatingInstrumentsAndEvents: Method<void, readonly RepeatingRow[]> = {
  name: 'exportRepeatingInstrumentsAndEvents',
  content: 'repeatingFormsEvents',
  kind: 'read',
  body: 'json',
  rights: ['API Export', 'Project Design and Setup'],
  meansNone: /does not contain any repeating instruments (?:and|or) events/i,
  form: () => ({}),
  decode: (reply) => readRows(reply).map(readRepeatingRow),
};

/** Import Repeating Instruments and Events: `content=repeatingFormsEvents` with `data`. Replaces all; no rows clear it. */
export const importRepeatingInstrumentsAndEvents: Method<{ readonly rows: readonly RepeatingRow[] }, number> = {
  name: 'importRepeatingInstrumentsAndEvents',
  content: 'repeatingFormsEvents',
  action: 'import',
  kind: 'write',
  body: 'json',
  rights: ['API Import/Update', 'Project Design and Setup'],
  form: ({ rows }) => ({
    // A classic project has no column for the event.
    data: formatData(rows.map(({ event_name, ...rest }) => (event_name === null ? rest : { event_name, ...rest }))),
  }),
  decode: readCount,
};
