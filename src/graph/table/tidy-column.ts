import type { Design, FieldNode } from '../design/design.ts';
import { readValue, type FieldValueNode } from '../value/read.ts';
import type { CellRow } from '../../redcap/methods/record-cell.ts';
import { plainTexts, storedColumn } from './column.ts';
import type { LabelledColumn } from './label-column.ts';
import { redcapColumn } from './redcap-column.ts';

/** The one column of a checkbox: the ticked codes, and a missing data code, joined by commas; labels by a comma and a blank. */
const checkboxColumn = (field: FieldNode, design: Design): LabelledColumn => {
  const context = { design, columns: new Set(field.columns), exists: true };
  const columns = field.columns.map((name) => ({ name, read: storedColumn(name).read }));
  const valueIn = (row: CellRow): FieldValueNode =>
    readValue(field, Object.fromEntries(columns.map(({ name, read }) => [name, read(row) ?? ''])), context);
  return {
    column: { name: field.fieldName, ...plainTexts, read: (row) => valueIn(row).raw },
    readLabel: (row) => valueIn(row).label,
    isCoded: true,
    isKey: false,
  };
};

/** The one column of a field. */
export const tidyColumn = (field: FieldNode, design: Design): LabelledColumn =>
  design.fieldOfColumn(field.columns[0] ?? '')?.code == null
    ? redcapColumn(field.columns[0] ?? field.fieldName, design)
    : checkboxColumn(field, design);
