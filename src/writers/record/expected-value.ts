import type { Design, FieldNode, InstrumentNode } from '../../graph/design/design.ts';
import { inputKeys, type ValueInput } from '../../graph/kind/input.ts';
import { writeValue } from '../../graph/value/write.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';
import { userError, type UserErrorShape } from '../user-error.ts';
import type { InstrumentRowInput } from './import-type.ts';
import { checkField } from './place.ts';
import { isStored } from './row-diff.ts';
import { newInstanceOf, type ExpectedValue, type PlannedRow } from './row-plan.ts';
import type { StoredState } from './stored-state.ts';

const isCheckbox = ({ columns }: FieldNode): boolean => columns.length !== 1;

const isNothing = (input: ValueInput): boolean =>
  inputKeys.every((key) => input[key] == null || input[key] === false || input[key] === '');

/** The cells that a field is expected to have. What REDCap stores may fit no validation, so that a raw text is taken as it is. */
const expectedCells = (field: FieldNode, input: ValueInput, design: Design): RecordRow | UserErrorShape => {
  if (isNothing(input)) return Object.fromEntries(field.columns.map((column) => [column, '']));
  const [column = ''] = field.columns;
  if (typeof input.raw === 'string' && !isCheckbox(field)) return { [column]: input.raw };
  const written = writeValue(field, input, design);
  return 'ok' in written ? written.ok : userError('VALIDATION', [], written.problem.message);
};

/** What a row says that the caller saw, checked against the design. */
export const readExpected = (
  design: Design,
  instrument: InstrumentNode,
  row: InstrumentRowInput,
  path: readonly string[],
  problems: UserErrorShape[],
): ExpectedValue[] =>
  (row.expected ?? []).flatMap((input, index) => {
    const at = [...path, 'expected', String(index)];
    const field = checkField(design, input.field, at, problems);
    if (field === undefined) return [];
    const refuse = (message: string): [] => {
      problems.push(userError('VALIDATION', at, message));
      return [];
    };
    if (field.isRecordId || field.columns.length === 0) return refuse(`${field.fieldName} has no value to compare.`);
    if (field.instrument !== instrument.name) {
      return refuse(
        `${field.fieldName} is on the instrument ${field.instrument}: expect it in a row of that instrument.`,
      );
    }
    const cells = expectedCells(field, input, design);
    return 'isRetryable' in cells ? refuse(cells.message) : [{ name: field.fieldName, index, cells }];
  });

/** Refuses what cannot be expected of something that is yet to be made. */
export const checkExpectations = (row: PlannedRow, path: readonly string[]): UserErrorShape[] => {
  if (row.expected.length === 0 && !row.isExpectedNew) return [];
  if (row.target.kind === 'new record') {
    const message = 'With assignRecordNames the record is new, and nothing can be expected of it.';
    return [userError('VALIDATION', [...path, row.isExpectedNew ? 'expectNew' : 'expected'], message)];
  }
  if (row.expected.length > 0 && (newInstanceOf(row) !== null || row.isExpectedNew)) {
    const message = 'Of what is new nothing can have been seen: give either expected, or expectNew or newInstance.';
    return [userError('VALIDATION', [...path, 'expected'], message)];
  }
  return [];
};

const WITHHELD = 'Data Exports';

const compareExpected = (
  design: Design,
  state: StoredState,
  row: PlannedRow,
  { name, index, cells }: ExpectedValue,
): UserErrorShape[] => {
  const { cell } = state.at(row);
  const path = ['rows', String(row.index), 'expected', String(index)];
  const columns = Object.keys(cells);
  if (columns.some((column) => cell(column) === null)) {
    const message = `REDCap does not show ${name} to the token's user, so that nobody can say whether it has changed. Nothing of this row was written.`;
    return [userError('FORBIDDEN_RIGHT', path, message, { missingRight: WITHHELD })];
  }
  if (columns.every((column) => isStored(design, column, cell(column) ?? '', cells[column] ?? ''))) return [];
  const message = `${name} is not as you expected: it has changed since you saw it. Nothing of this row was written. Read it again.`;
  return [userError('CONFLICT', path, message)];
};

const compareNew = (state: StoredState, row: PlannedRow): UserErrorShape[] => {
  if (!row.isExpectedNew || !state.names.has(row.record)) return [];
  const message = 'There is a record with this name already. Nothing of this row was written.';
  return [userError('CONFLICT', ['rows', String(row.index), 'expectNew'], message)];
};

/** What has changed since the caller saw it. It holds names of fields, and no value. */
export const compareExpectations = (
  design: Design,
  state: StoredState,
  rows: readonly PlannedRow[],
): UserErrorShape[] =>
  rows.flatMap((row) => [
    ...compareNew(state, row),
    ...row.expected.flatMap((value) => compareExpected(design, state, row, value)),
  ]);
