import type { Result } from '../result.ts';
import { benchFilteredList } from './filtered-list.ts';
import { benchImport } from './import.ts';
import { benchProjectSchema } from './project-schema.ts';
import { benchRecordList } from './record-list.ts';
import { benchSmallQuery } from './small-query.ts';
import { benchWholeTable } from './whole-table.ts';
import { benchWidePage } from './wide-page.ts';

/** Every benchmark, by the name that `npm run bench -- NAME` takes. */
export const scenarios: Readonly<Record<string, () => Promise<readonly Result[]>>> = {
  'small-query': benchSmallQuery,
  'record-list': benchRecordList,
  'filtered-list': benchFilteredList,
  import: benchImport,
  'whole-table': benchWholeTable,
  'project-schema': benchProjectSchema,
  'wide-page': benchWidePage,
};
