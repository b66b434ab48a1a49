import type { Design } from '../../graph/design/design.ts';
import { systemColumns } from '../../graph/dictionary/system-column.ts';
import { exportArgs } from '../../graph/need.ts';
import { lookedField } from '../../loaders/record/place-list.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';
import { exportRecordPlaces } from '../../redcap/methods/record-place.ts';
import type { Read } from '../context.ts';

/** In place of a value: the second look shows where something is, and not what. */
const SOMETHING = '1';

/**
 * Where records have rows, and which of the fields and statuses hold something there, by another way than an export of data: as
 * CSV, and of all events. REDCap may leave rows out of an answer without a word. What leaves them out of one is not likely to
 * leave them out of both, so that only what both lack is gone.
 */
export const lookAnotherWay = async (
  read: Read,
  design: Design,
  records: readonly string[],
  fields: ReadonlySet<string>,
): Promise<readonly RecordRow[]> => {
  const recordIdField = design.recordIdField.fieldName;
  const columnsOf = (name: string): readonly string[] => design.field(name)?.columns ?? [name];
  const need = { fields, events: null, dataAccessGroup: false, surveyFields: false };
  const { names, kindOf, kinds } = await read(exportRecordPlaces, {
    ...exportArgs(need, design),
    records,
    recordIdField,
    looked: [...fields].filter((name) => name !== recordIdField).map((name) => lookedField(name, design)),
    dataAccessGroups: null,
  });
  return names.flatMap((name, index) =>
    (kinds[kindOf[index] ?? -1] ?? []).map(([event, repeatInstrument, repeatInstance, held]) => ({
      [recordIdField]: name,
      [systemColumns.event]: event,
      [systemColumns.repeatInstrument]: repeatInstrument,
      [systemColumns.repeatInstance]: repeatInstance,
      ...Object.fromEntries(held.flatMap(columnsOf).map((column) => [column, SOMETHING])),
    })),
  );
};
