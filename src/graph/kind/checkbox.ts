import type { RecordRow } from '../../redcap/methods/record.ts';
import type { ChoiceNode, Design, FieldNode } from '../design/design.ts';
import { findMissingDataCode } from './missing-data.ts';

/** A checkbox's columns, read. */
export interface CheckboxReading {
  readonly checked: readonly ChoiceNode[];
  readonly missingDataCode: ChoiceNode | null;
  /** A cell that is neither 0, 1 nor blank, a column shared by two codes and ticked, or a missing data code beside answers. */
  readonly isInvalid: boolean;
}

/** What is ticked, in the order of the choices, and the missing data code, which has a column of its own. */
export const readCheckbox = (field: FieldNode, cells: RecordRow, design: Design): CheckboxReading => {
  const ticked = [...field.columnByCode].filter(([, column]) => cells[column] === '1').map(([code]) => code);
  const checked = (field.choices ?? []).filter((choice) => ticked.includes(choice.code));
  const missing = ticked.flatMap((code) => findMissingDataCode(field, code, design) ?? []);
  const tickedColumns = new Set(ticked.map((code) => field.columnByCode.get(code)));
  const isInvalid =
    field.columns.some((column) => !['0', '1', '', undefined].includes(cells[column])) ||
    tickedColumns.size < ticked.length ||
    (missing.length > 0 && ticked.length > 1);
  return { checked, missingDataCode: missing[0] ?? null, isInvalid };
};

/** Every column of a checkbox, 1 for these codes and 0 for the others: a blank would not untick. */
export const checkboxCells = (field: FieldNode, codes: readonly string[]): RecordRow => {
  const ticked = new Set(codes.map((code) => field.columnByCode.get(code)));
  return Object.fromEntries(field.columns.map((column) => [column, ticked.has(column) ? '1' : '0']));
};

/** The code shares its column with another one (`A` and `a`, `-1` and `_1`), so that neither can be told or set. */
export const sharesColumn = (field: FieldNode, code: string): boolean => {
  const column = field.columnByCode.get(code);
  return [...field.columnByCode].some(([other, otherColumn]) => other !== code && otherColumn === column);
};
