import type { Design } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { forEachInTurns } from '../../work-turn.ts';
import { checkImport, type CheckedImport } from './import-check.ts';
import type { ImportRecordsInput } from './import-type.ts';
import { learnRepeatKinds, type TouchedPlaces } from './place.ts';

/** What the rows touch. A record that REDCap is to name has nothing that could show how it repeats. */
const touchedBy = async ({ rows }: ImportRecordsInput): Promise<TouchedPlaces> => {
  const records = new Set<string>();
  const instruments = new Set<string>();
  await forEachInTurns(rows, ({ record, instrument }) => {
    if (record !== null && record !== undefined) records.add(record);
    instruments.add(instrument);
  });
  return { records: [...records], instruments: [...instruments] };
};

/** Names of the groups; null when the token may not read them, which REDCap allows to write them all the same. */
const groupNames = async (source: ProjectSource, input: ImportRecordsInput): Promise<ReadonlySet<string> | null> => {
  if (input.rows.every(({ dataAccessGroup }) => (dataAccessGroup ?? null) === null)) return null;
  const groups = await source.groups();
  return groups === null ? null : new Set(groups.map((row) => row.unique_group_name));
};

/** Checks all rows against the design and what else of the project they need, before any of them is sent. */
export const checkAgainst = async (
  source: ProjectSource,
  design: Design,
  input: ImportRecordsInput,
): Promise<CheckedImport> =>
  checkImport(input, {
    design,
    repeatKindOf: await learnRepeatKinds(source, design, await touchedBy(input)),
    groups: await groupNames(source, input),
  });
