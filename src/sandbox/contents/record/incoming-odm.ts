import { Refusal, missingParameter } from '../../call/refusal.ts';
import type { Call } from '../../call/call.ts';
import { checkboxColumn } from '../../state/design.ts';
import { createClinicalDataReader } from '../../odm/clinical-data.ts';
import { parseXml, ProjectXmlError } from '../../odm/xml.ts';
import type { SandboxProject, StoredRow } from '../../state/project.ts';
import type { Layout } from '../../state/rows.ts';
import type { Target } from './target.ts';
import type { IncomingRow } from './incoming.ts';

const readCells = (row: StoredRow, group: string, targets: ReadonlyMap<string, Target>): Map<string, string> => {
  // ODM brings files as content. Import Records does not take files, so they are left out.
  const cells = new Map([...row.values].filter(([name]) => targets.get(name)?.kind !== 'read-only'));
  for (const [field, codes] of row.checked) for (const code of codes) cells.set(checkboxColumn(field, code), '1');
  if (group !== '') cells.set('redcap_data_access_group', group);
  return cells;
};

/** Reads the rows of an import with `format=odm`: the clinical data of a CDISC ODM document with REDCap's extensions. */
export const readOdmRows = (call: Call, layout: Layout, targets: ReadonlyMap<string, Target>): IncomingRow[] => {
  const text = call.parameters.text('data');
  if (text === undefined) throw missingParameter('data');
  const read: SandboxProject = { ...call.project, records: new Map(), files: new Map() };
  const reader = createClinicalDataReader(read);
  try {
    parseXml(text, call.store.variants, (subject) => {
      reader.readSubject(subject);
    });
  } catch (error) {
    if (!(error instanceof ProjectXmlError)) throw error;
    throw new Refusal(400, 'The data being imported is not formatted correctly as odm');
  }
  return [...read.records.values()].flatMap((record) =>
    [...record.rows.values()].flatMap((row): IncomingRow[] => {
      const place = layout.places.get(row.eventId);
      if (place === undefined) return [];
      const { repeatInstrument, instance } = row;
      const cells = readCells(row, reader.groups.get(record) ?? '', targets);
      return [
        {
          record: record.name,
          place,
          needsDesignation: true,
          repeatInstrument,
          repeatInstance: instance === null ? '' : String(instance),
          cells,
        },
      ];
    }),
  );
};
