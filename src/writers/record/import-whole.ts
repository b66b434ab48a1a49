import type { Design } from '../../graph/design/design.ts';
import type { ProjectRow } from '../../redcap/methods/project.ts';
import { userError, type UserErrorShape } from '../user-error.ts';
import type { ImportRecordsInput } from './import-type.ts';

/** Rows of one import at most. It is sent in parts; what its results take is the limit. */
const MAX_ROWS = 100_000;

/** What is wrong with an import as a whole. */
export const checkWhole = (input: ImportRecordsInput, design: Design): UserErrorShape[] => {
  const problems: UserErrorShape[] = [];
  if (input.rows.length === 0) problems.push(userError('VALIDATION', ['rows'], 'Give at least one row.'));
  if (input.rows.length > MAX_ROWS) {
    const message = `Give at most ${String(MAX_ROWS)} rows at once; send the rest in further imports.`;
    problems.push(userError('VALIDATION', ['rows'], message));
  }
  if (input.assignRecordNames) problems.push(...checkAutoNumbering(design.rows.project));
  return problems;
};

/** Refuses to let REDCap name records where it would take stand-in names for real ones, and overwrite who has them. */
export const checkAutoNumbering = (project: Pick<ProjectRow, 'record_autonumbering_enabled'>): UserErrorShape[] => {
  if (project.record_autonumbering_enabled) return [];
  const message =
    'Auto-numbering of records is off in this project, and REDCap would then take any name for a real one: name the records.';
  return [userError('VALIDATION', ['assignRecordNames'], message)];
};
