import type { Method } from '../method.ts';
import { readName, readRows, readText } from './row.ts';

/** An instrument as `content=instrument` gives it. */
export interface InstrumentRow {
  readonly instrument_name: string;
  readonly instrument_label: string;
}

/** Export Instruments: `content=instrument`, in the project's order. */
export const exportInstruments: Method<void, readonly InstrumentRow[]> = {
  name: 'exportInstruments',
  content: 'instrument',
  kind: 'read',
  body: 'json',
  rights: ['API Export'],
  form: () => ({}),
  decode: (reply) =>
    readRows(reply).map((row) => ({
      instrument_name: readName(row, 'instrument_name'),
      instrument_label: readText(row, 'instrument_label'),
    })),
};
