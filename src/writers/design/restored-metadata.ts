import type { Design } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { importMetadata, type MetadataRow } from '../../redcap/methods/metadata.ts';
import { writeCall } from '../write-call.ts';
import { checkRecords } from './metadata.ts';
import { holdsDictionary, planMetadataChanges } from './metadata-change.ts';
import { unchangedPart, type RestoredPart } from './restored-part.ts';

const lossesOf = (design: Design, rows: readonly MetadataRow[]): string[] => {
  const instruments = new Set(rows.map(({ form_name }) => form_name));
  const made = [...instruments].filter((name) => design.instrument(name) === undefined);
  const fields = rows.map(({ field_name }) => field_name).filter((name) => design.field(name) === undefined);
  return [
    ...made.map(
      (name) =>
        `The instrument ${name} comes back under a label that REDCap makes of its name, and without its settings as a survey.`,
    ),
    ...(fields.length === 0
      ? []
      : [`Fields come back that were gone (${fields.join(', ')}). Values come back only where REDCap has kept them.`]),
  ];
};

/** Brings the data dictionary back: the whole dictionary is sent, as REDCap replaces the whole. */
export const restoreMetadata = async (
  source: ProjectSource,
  design: Design,
  rows: readonly MetadataRow[],
): Promise<RestoredPart> => {
  const changes = await planMetadataChanges(source, design, rows);
  if (changes.length === 0) return unchangedPart;
  const before = design.rows.metadata;
  return {
    changes,
    errors: checkRecords(design, changes),
    calls: [writeCall(source, importMetadata, { rows })],
    losses: lossesOf(design, rows),
    isDone: (after) => holdsDictionary(after, rows, before),
  };
};
