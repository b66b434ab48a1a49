import { Refusal } from '../../call/refusal.ts';
import type { Call } from '../../call/call.ts';
import type { SandboxProject } from '../../state/project.ts';
import { isInGroup } from '../../state/rows.ts';
import type { Problem } from '../../validation/problem.ts';
import { readValue } from '../../validation/value.ts';
import type { ImportRules, RowChange } from './change.ts';

/** REDCap keeps record names in 100 characters. */
const LONGEST_NAME = 100;

/** What is wrong with a record's name, or with this user's writing to the record. */
export const checkName = (call: Call, rules: ImportRules, name: string): Problem[] => {
  const { project, user } = call;
  const [idField] = project.fields;
  const field = idField?.field_name ?? '';
  const blame = (reason: string): Problem[] => [{ record: name, field, value: name, reason }];
  if (name === '') return blame('The record identifier cannot be blank');
  if (name.length > LONGEST_NAME) {
    return blame(`The record identifier cannot be longer than ${String(LONGEST_NAME)} characters`);
  }
  const found = project.records.get(name);
  if (found === undefined) {
    const read = idField === undefined ? undefined : readValue(idField, new Set(), name, rules.dateFormat);
    return read?.ok === false ? blame(read.reason) : [];
  }
  return isInGroup(found, user.dagId)
    ? []
    : blame('The record belongs to another Data Access Group, so its data cannot be imported by this user');
};

/** Refuses new records where the user or the project's status does not allow any. */
export const checkNewRecords = (call: Call, names: readonly string[]): void => {
  const { project, rights } = call;
  if (names.every((name) => project.records.has(name))) return;
  if ((rights.flags.record_create ?? 0) === 0) throw new Refusal(403, 'You do not have Create Record privileges');
  if (project.status !== 'analysis') return;
  throw new Refusal(400, 'New records cannot be created while the project is in Analysis/Cleanup status');
};

/** Finds values of the secondary unique field that another record has too, stored or in the same import. */
export const checkSecondaryUnique = (project: SandboxProject, changes: readonly RowChange[]): Problem[] => {
  const field = project.settings.secondary_unique_field;
  if (field === '' || !changes.some((change) => change.values.has(field))) return [];
  const owners = new Map<string, string>();
  for (const record of project.records.values()) {
    for (const row of record.rows.values()) {
      const value = row.values.get(field);
      if (value !== undefined) owners.set(value, record.name);
    }
  }
  return changes.flatMap(({ record, values }) => {
    const value = values.get(field) ?? '';
    if (value === '') return [];
    const owner = owners.get(value) ?? record;
    owners.set(value, owner);
    const reason = 'The value is already used by another record, and the field is the Secondary Unique Field';
    return owner === record ? [] : [{ record, field, value, reason }];
  });
};
