import type { Answer } from '../../call/answer.ts';
import { Refusal } from '../../call/refusal.ts';
import type { Call } from '../../call/call.ts';
import { appendLog } from '../../state/log.ts';
import type { StoredRecord, StoredRow } from '../../state/project.ts';
import type { Layout } from '../../state/rows.ts';
import { isInArm, isInGroup, readLayout } from '../../state/rows.ts';
import { readArm } from '../../parameter/place.ts';

const requireText = (call: Call, name: string): string => {
  const text = (call.parameters.text(name) ?? '').trim();
  if (text === '') throw new Refusal(400, `The parameter "${name}" is missing or empty`);
  return text;
};

const takeRows = (layout: Layout, arm: number | null, record: StoredRecord): Map<string, StoredRow> => {
  const taken = new Map([...record.rows].filter(([, row]) => isInArm(layout, row, arm)));
  for (const key of taken.keys()) record.rows.delete(key);
  return taken;
};

/** Rename Record: in every arm that holds the name, or in one. */
export const renameRecord = (call: Call): Answer => {
  const { project, user } = call;
  const layout = readLayout(project);
  const name = requireText(call, 'record');
  const newName = requireText(call, 'new_record_name');
  const arm = readArm(call, layout);
  const record = project.records.get(name);
  const rows = [...(record?.rows.values() ?? [])].filter((row) => isInArm(layout, row, arm));
  const isHere = record !== undefined && isInGroup(record, user.dagId);
  if (!isHere || (arm !== null && rows.length === 0)) throw new Refusal(400, `The record "${name}" does not exist`);
  const other = project.records.get(newName);
  // Where case is ignored, a record is found by its new name too when nothing but the case changes.
  const isRespelled = other === record && record.name !== newName;
  if (other !== undefined && !isRespelled && [...other.rows.values()].some((row) => isInArm(layout, row, arm))) {
    throw new Refusal(400, `The record "${newName}" already exists, so "${name}" cannot be renamed to it`);
  }
  if (newName.length > 100) throw new Refusal(400, 'The parameter "new_record_name" is longer than 100 characters');
  const taken = takeRows(layout, arm, record);
  if (record.rows.size === 0 || isRespelled) {
    project.records.delete(name);
    // The log gets the new name too. Otherwise a date range would not find the record by its earlier entries.
    for (const entry of project.log) if (entry.record === record.name) entry.record = newName;
  }
  const rest = other?.rows ?? new Map<string, StoredRow>();
  project.records.set(newName, { ...record, name: newName, rows: new Map([...rest, ...taken]) });
  appendLog(call, `Update record (API) ${newName}`, `${layout.recordIdField} = '${newName}'`, newName);
  return { kind: 'number', value: 1 };
};
