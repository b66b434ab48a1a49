import { plainTexts, type TableColumn, type TableValues } from './column.ts';

/** A column, and what a person reads in it. */
export interface LabelledColumn {
  readonly column: TableColumn;
  readonly readLabel: TableColumn['read'];
  /** Its texts are codes, so that a column of labels beside it says more. */
  readonly isCoded: boolean;
  /** It says where a row is, in the same words for machines and people. */
  readonly isKey: boolean;
}

/** The name of the column of labels beside another; names that are taken get a line more. */
const labelName = (name: string, taken: ReadonlySet<string>): string => {
  let wanted = `${name}__label`;
  while (taken.has(wanted)) wanted += '_';
  return wanted;
};

/** Columns of codes, of labels, or of both. */
export const withLabels = (columns: readonly LabelledColumn[], values: TableValues): readonly TableColumn[] => {
  if (values === 'RAW') return columns.map(({ column }) => column);
  if (values === 'LABELS') {
    // The label of a missing data code may stand in every column, so that none is typed.
    return columns.map(({ column, readLabel, isKey }) =>
      isKey ? column : { name: column.name, ...plainTexts, read: readLabel },
    );
  }
  const taken = new Set(columns.map(({ column }) => column.name));
  return columns.flatMap(({ column, readLabel, isCoded }) => {
    if (!isCoded) return [column];
    const name = labelName(column.name, taken);
    taken.add(name);
    return [column, { name, ...plainTexts, read: readLabel }];
  });
};

/** A column of keys. */
export const keyColumn = (column: TableColumn): LabelledColumn => ({
  column,
  readLabel: column.read,
  isCoded: false,
  isKey: true,
});
