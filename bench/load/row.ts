import { recordIdField, studyFields } from './study.ts';

/** A row of REDCap's export. */
export type Row = Readonly<Record<string, string>>;

/** The records of a page as the typed graph answers them, made of their rows. */
export const regroup = (rows: readonly Row[], fields: readonly string[] = studyFields): readonly object[] => {
  const nodes = new Map<string, { readonly name: string; readonly mainList: object[] }>();
  for (const row of rows) {
    const name = row[recordIdField] ?? '';
    const node = nodes.get(name) ?? { name, mainList: [] };
    nodes.set(name, node);
    const saved: Record<string, unknown> = { event: { uniqueEventName: row['redcap_event_name'] } };
    for (const field of fields) saved[field] = { value: row[field] === '' ? null : row[field] };
    node.mainList.push(saved);
  }
  return [...nodes.values()];
};
