import type { ReportDefinition } from '../../state/project.ts';
import type { Layout, RecordRow } from '../../state/rows.ts';
import { compareRecordNames } from '../../state/rows.ts';

const texts = new Intl.Collator('en', { sensitivity: 'base' });

/** Compares values as a report sorts them: blanks first, numbers by their value, other text by the alphabet. */
const compareValues = (a: string, b: string): number => {
  if (a === '' || b === '') return Number(a !== '') - Number(b !== '');
  const [left, right] = [Number(a), Number(b)];
  return Number.isNaN(left) || Number.isNaN(right) ? texts.compare(a, b) : left - right;
};

/** Sorts rows by up to three fields, as the report says. Rows that are equal keep the order of the records. */
export const orderRows = (report: ReportDefinition, layout: Layout, rows: readonly RecordRow[]): RecordRow[] => {
  const orders = ['1', '2', '3'].map((place) => ({
    field: report.attributes[`orderby_field${place}`] ?? '',
    sign: report.attributes[`orderby_sort${place}`]?.toUpperCase() === 'DESC' ? -1 : 1,
  }));
  const compareBy = (field: string, a: RecordRow, b: RecordRow): number => {
    if (field === layout.recordIdField) return compareRecordNames(a.record.name, b.record.name);
    return compareValues(a.stored.values.get(field) ?? '', b.stored.values.get(field) ?? '');
  };
  const compare = (a: RecordRow, b: RecordRow): number => {
    for (const { field, sign } of orders) {
      const order = field === '' ? 0 : compareBy(field, a, b) * sign;
      if (order !== 0) return order;
    }
    return 0;
  };
  return [...rows].sort(compare);
};
