import { nameDag } from '../../state/design.ts';
import type { SandboxProject, StoredRecord, StoredRow } from '../../state/project.ts';
import { ensureRow } from '../../state/rows.ts';
import type { RowChange } from './change.ts';

/** What one row's import did, for the log. */
export interface Written {
  readonly record: StoredRecord;
  readonly created: boolean;
  /** `field = 'value', chk(2) = checked, [instance = 2]`; "" when nothing changed. */
  readonly details: string;
}

/** Writes values, and says in the log's words which of them have changed. */
const writeValues = (row: StoredRow, change: RowChange): string[] =>
  [...change.values].flatMap(([name, value]) => {
    if ((row.values.get(name) ?? '') === value) return [];
    if (value === '') row.values.delete(name);
    else row.values.set(name, value);
    return [`${name} = '${value}'`];
  });

const writeOptions = (row: StoredRow, change: RowChange): string[] =>
  change.options.flatMap(({ field, code, checked }) => {
    const codes = row.checked.get(field) ?? new Set<string>();
    if (codes.has(code) === checked) return [];
    if (checked) codes.add(code);
    else codes.delete(code);
    row.checked.set(field, codes);
    return [`${field}(${code}) = ${checked ? 'checked' : 'unchecked'}`];
  });

/** Stores one row's change. Makes the record and the row where they are new. */
export const writeChange = (project: SandboxProject, change: RowChange, newDagId: number | null): Written => {
  const { record: name, address } = change;
  const found = project.records.get(name);
  const record: StoredRecord = found ?? { name, dagId: newDagId, surveyIdentifier: '', rows: new Map() };
  if (found === undefined) project.records.set(name, record);
  const row = ensureRow(record, address.eventId, address.repeatInstrument, address.instance);
  const details = [...writeValues(row, change), ...writeOptions(row, change)];
  if (change.dagId !== undefined && change.dagId !== record.dagId) {
    const group = nameDag(project, change.dagId);
    record.dagId = change.dagId;
    details.push(`redcap_data_access_group = '${group}'`);
  }
  if (found === undefined) details.unshift(`${project.fields[0]?.field_name ?? ''} = '${name}'`);
  if (details.length > 0 && address.instance !== null) details.push(`[instance = ${String(address.instance)}]`);
  return {
    record,
    created: found === undefined,
    details: details.join(', '),
  };
};
