import type { Result } from '../result.ts';
import { benchDashboard } from './dashboard.ts';
import { benchFirstByte } from './first-byte.ts';
import { benchGrowth } from './growth.ts';
import { benchFilteredList } from './filtered-list.ts';
import { benchImport } from './import.ts';
import { benchLargeFile } from './large-file.ts';
import { benchOneValue } from './one-value.ts';
import { benchProjectSchema } from './project-schema.ts';
import { benchRecordList } from './record-list.ts';
import { benchReplicas } from './replicas.ts';
import { benchSmallQuery } from './small-query.ts';
import { benchSparseField } from './sparse-field.ts';
import { benchStory } from './story.ts';
import { benchWholeTable } from './whole-table.ts';
import { benchWidePage } from './wide-page.ts';

/** Every benchmark, by the name that `npm run bench -- NAME` takes. */
export const scenarios: Readonly<Record<string, () => Promise<readonly Result[]>>> = {
  'small-query': benchSmallQuery,
  story: benchStory,
  'record-list': benchRecordList,
  'sparse-field': benchSparseField,
  dashboard: benchDashboard,
  'first-byte': benchFirstByte,
  'filtered-list': benchFilteredList,
  'whole-table': benchWholeTable,
  import: benchImport,
  'one-value': benchOneValue,
  'large-file': benchLargeFile,
  'project-schema': benchProjectSchema,
  'wide-page': benchWidePage,
  growth: benchGrowth,
  replicas: benchReplicas,
};
