import type { RecordRow } from '../redcap/methods/record.ts';
import type { Design } from './design/design.ts';
import { isAbsent } from './need.ts';

/** Fields that were asked for and of which no column came; nothing can be said when no row came. */
export const withheldFields = (fields: readonly string[], rows: readonly RecordRow[], design: Design): string[] => {
  const row = rows[0];
  if (row === undefined) return [];
  const came = new Set(Object.keys(row));
  return fields.filter((name) => isAbsent(name, came, design));
};
