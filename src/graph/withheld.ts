import type { RecordRow } from '../redcap/methods/record.ts';
import type { Design } from './design/design.ts';
import { isAbsent } from './need.ts';

/** Fields that were asked for and of which no column came; nothing can be said when no row came. */
export const withheldFields = (fields: readonly string[], rows: readonly RecordRow[], design: Design): string[] =>
  withheldOf(fields, Object.keys(rows[0] ?? {}), design);

/** The same by the columns that came; none came with no row. */
export const withheldOf = (fields: readonly string[], columns: readonly string[], design: Design): string[] => {
  if (columns.length === 0) return [];
  const came = new Set(columns);
  return fields.filter((name) => isAbsent(name, came, design));
};
