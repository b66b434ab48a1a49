import type { Context } from '../../context.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import type { InstrumentRowInput, RowResult } from '../../writers/record/import-type.ts';
import type { SelectedField } from '../selection.ts';
import type { InstrumentDataShape } from './instrument-data.ts';
import { loadRecord, type RecordShape } from './record.ts';
import { savedAt, writtenRecord, type WrittenPlace } from './written-place.ts';

/** Where a row of an import is. */
export type RowPlace = Pick<InstrumentRowInput, 'event' | 'instrument'>;

/** A row's result, with what finds again what it wrote. */
export interface RowShape extends RowResult {
  readonly source: ProjectSource;
  readonly place: RowPlace | undefined;
  readonly dryRun: boolean;
}

/** Whether something may be saved where a row is. Of a refused row it is not sure that there is such a place. */
const mayBeSaved = ({ outcome, dryRun }: RowShape): boolean =>
  outcome === 'CREATED' ? !dryRun : outcome !== 'REJECTED' && outcome !== 'NOT_ATTEMPTED';

/** The record of a row as it is now. */
export const recordOfRow = async (row: RowShape, selections: readonly SelectedField[]): Promise<RecordShape | null> => {
  const { source, record } = row;
  if (record === null || !mayBeSaved(row)) return null;
  return row.outcome === 'UNKNOWN'
    ? loadRecord(source, record, selections)
    : writtenRecord({ source, record }, selections);
};

/** Where something of a row may be saved; null where nothing of it can be. */
export const placeOfRow = (row: RowShape): WrittenPlace | null => {
  const { source, record, place, repeatInstance } = row;
  if (record === null || place === undefined || !mayBeSaved(row)) return null;
  return { source, record, event: place.event ?? null, instrument: place.instrument, repeatInstance };
};

/** What is saved where a row is. Rows that ask in one tick share their exports. */
export const savedOfRow = (
  row: RowShape,
  context: Context,
  selections: readonly SelectedField[],
): Promise<InstrumentDataShape | null> | null => {
  const place = placeOfRow(row);
  return place && savedAt(place, context, selections);
};
