import type { Call } from '../../call/call.ts';
import { statusField } from '../../state/design.ts';
import { writeProjectXml } from '../../odm/index.ts';
import type { StoredRecord } from '../../state/project.ts';
import { rowKey } from '../../state/project.ts';
import type { Layout, RecordRow } from '../../state/rows.ts';
import { spellRecordName } from './flat.ts';
import type { Selection } from './selection.ts';

/** The records of an export, each with the exported rows alone. */
export const gatherRecords = (
  call: Call,
  selection: Selection,
  rows: readonly RecordRow[],
): Map<string, StoredRecord> => {
  const records = new Map<string, StoredRecord>();
  for (const { record, stored } of rows) {
    const name = spellRecordName(selection, call.project, record.name);
    const gathered = records.get(name) ?? { ...record, name, rows: new Map() };
    gathered.rows.set(rowKey(stored.eventId, stored.repeatInstrument, stored.instance), stored);
    records.set(name, gathered);
  }
  return records;
};

/** The fields and form statuses that an export shows, by name. */
export const namesOf = ({ items, recordId }: Selection, layout: Layout): string[] => [
  ...(recordId ? [layout.recordIdField] : []),
  ...items.flatMap((item) => {
    if (item.kind === 'timestamp') return [];
    return [item.kind === 'status' ? statusField(item.form) : item.field.field_name];
  }),
];

/** Export Records with `format=odm`: the project's design with the chosen rows and fields as clinical data. */
export const writeRecordsXml = (
  call: Call,
  layout: Layout,
  selection: Selection,
  rows: readonly RecordRow[],
): string => {
  const { project, store, parameters } = call;
  return writeProjectXml(
    { ...project, records: gatherRecords(call, selection, rows) },
    {
      isPart: true,
      fields: namesOf(selection, layout),
      exportSurveyFields: parameters.flag('exportSurveyFields'),
      exportDataAccessGroups: selection.dag,
      now: store.now(),
      version: store.version,
    },
  );
};
