import type { Context } from '../../context.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import type { InstrumentRowInput, RowResult } from '../../writers/record/import-type.ts';
import type { SelectedField } from '../selection.ts';
import { findInstrumentData, type InstrumentDataShape } from './instrument-data.ts';
import { isAsking, selectedNeed, wholeRecord } from './need.ts';
import { loadRecord, recordShape, type RecordShape } from './record.ts';

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
  const design = await source.design();
  const isNamed = row.outcome !== 'UNKNOWN' && !isAsking(selectedNeed(selections, wholeRecord(design)));
  return isNamed ? recordShape(source, design, record, null) : loadRecord(source, record, selections);
};

/** What is saved where a row is. Rows that ask in one tick share their exports. */
export const savedOfRow = async (
  row: RowShape,
  context: Context,
  selections: readonly SelectedField[],
): Promise<InstrumentDataShape | null> => {
  const { source, record, place, repeatInstance } = row;
  if (record === null || place === undefined || !mayBeSaved(row)) return null;
  return findInstrumentData(
    [source.key, record, place.event ?? null, place.instrument, repeatInstance],
    context,
    selections,
  );
};
