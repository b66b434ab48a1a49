import type { Context } from '../../context.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import type { SelectedField } from '../selection.ts';
import { findInstrumentData, type InstrumentDataShape } from './instrument-data.ts';
import { isAsking, selectedNeed, wholeRecord } from './need.ts';
import { loadRecord, recordShape, type RecordShape } from './record.ts';

/** Where a write left something: an instrument of a record, or one instance of it. */
export interface WrittenPlace {
  readonly source: ProjectSource;
  readonly record: string;
  /** Unique event name; null in a classic project. */
  readonly event: string | null;
  readonly instrument: string;
  readonly repeatInstance: number | null;
}

/** The record that was written, as it is now. It is known to be there, so that its name and its id cost no call. */
export const writtenRecord = async (
  { source, record }: Pick<WrittenPlace, 'source' | 'record'>,
  selections: readonly SelectedField[],
): Promise<RecordShape | null> => {
  const design = await source.design();
  const isNamed = !isAsking(selectedNeed(selections, wholeRecord(design)));
  return isNamed ? recordShape(source, design, record, null) : loadRecord(source, record, selections);
};

/** What is saved where something was written. Places that are asked for in one tick share their exports. */
export const savedAt = (
  { source, record, event, instrument, repeatInstance }: WrittenPlace,
  context: Context,
  selections: readonly SelectedField[],
): Promise<InstrumentDataShape | null> =>
  findInstrumentData([source.key, record, event, instrument, repeatInstance], context, selections);
