import type { MetadataRow } from '../../redcap/methods/metadata.ts';
import { userError, type UserErrorShape } from '../user-error.ts';

/** Whether a row goes on with the matrix of the row before it. */
const continues = (row: MetadataRow, previous: MetadataRow | undefined): previous is MetadataRow =>
  previous?.matrix_group_name === row.matrix_group_name && previous.form_name === row.form_name;

const reasonOf = (
  row: MetadataRow,
  previous: MetadataRow | undefined,
  isBegun: boolean,
): readonly [string, string] | null => {
  if (!continues(row, previous)) {
    if (!isBegun) return null;
    const remedy = 'Put them one behind the other by `afterField`, or give another name.';
    return [
      'matrixGroupName',
      `the fields of the matrix ${row.matrix_group_name} do not follow one another. ${remedy}`,
    ];
  }
  return previous.select_choices_or_calculations === row.select_choices_or_calculations
    ? null
    : [
        'choices',
        `the fields of the matrix ${row.matrix_group_name} have different choices. Give all of them the same.`,
      ];
};

/**
 * What is wrong with the matrices of a dictionary, for fields that the caller named: REDCap wants the fields of a matrix one
 * behind the other, with the same choices. A matrix without a change is never wrong.
 */
export const checkMatrices = (
  rows: readonly MetadataRow[],
  before: readonly MetadataRow[],
  pathOf: (fieldName: string) => readonly string[] | undefined,
): UserErrorShape[] => {
  const matrixOf = (all: readonly MetadataRow[], name: string): string =>
    JSON.stringify(all.filter(({ matrix_group_name }) => matrix_group_name === name));
  const begun = new Set<string>();
  return rows.flatMap((row, index): UserErrorShape[] => {
    const name = row.matrix_group_name;
    if (name === '') return [];
    const reason = reasonOf(row, rows[index - 1], begun.has(name));
    begun.add(name);
    if (reason === null || matrixOf(rows, name) === matrixOf(before, name)) return [];
    const [argument, message] = reason;
    const path = pathOf(row.field_name);
    return [
      userError('VALIDATION', [...(path ?? ['fields']), ...(path ? [argument] : [])], `${row.field_name}: ${message}`),
    ];
  });
};
