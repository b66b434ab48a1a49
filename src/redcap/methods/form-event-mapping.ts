import type { Method } from '../method.ts';
import { formatData } from './data.ts';
import { readCount, readInteger, readName, readRows } from './row.ts';

/** An instrument's designation for an event as `content=formEventMapping` gives it. */
export interface FormEventMappingRow {
  readonly arm_num: number;
  readonly unique_event_name: string;
  readonly form: string;
}

/** Export Instrument-Event Mappings: `content=formEventMapping`. A classic project has none. */
export const exportFormEventMappings: Method<
  { readonly arms?: readonly number[] | undefined },
  readonly FormEventMappingRow[]
> = {
  name: 'exportFormEventMappings',
  content: 'formEventMapping',
  kind: 'read',
  body: 'json',
  rights: ['API Export'],
  meansNone: /cannot export form\/event mappings for classic projects/i,
  form: ({ arms }) => ({ arms }),
  decode: (reply) =>
    readRows(reply).map((row) => ({
      arm_num: readInteger(row, 'arm_num'),
      unique_event_name: readName(row, 'unique_event_name'),
      form: readName(row, 'form'),
    })),
};

/**
 * Import Instrument-Event Mappings: `content=formEventMapping action=import`. Replaces all mappings; the data of a pair
 * that is not in `rows` can no longer be reached. Development status only.
 */
export const importFormEventMappings: Method<{ readonly rows: readonly FormEventMappingRow[] }, number> = {
  name: 'importFormEventMappings',
  content: 'formEventMapping',
  action: 'import',
  kind: 'write',
  body: 'json',
  rights: ['API Import/Update', 'Project Design and Setup'],
  form: ({ rows }) => ({ data: formatData(rows) }),
  decode: readCount,
};
