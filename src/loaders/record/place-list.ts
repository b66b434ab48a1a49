import type { Design } from '../../graph/design/design.ts';
import { exportArgs } from '../../graph/need.ts';
import { withheldOf } from '../../graph/withheld.ts';
import { RedcapError } from '../../redcap/errors.ts';
import type { ExportRecordPlacesArgs, LookedField, RecordPlaces } from '../../redcap/methods/record-place.ts';
import { forEachInTurns } from '../../work-turn.ts';
import { listPlaces, type ListedRows } from './listed-row.ts';
import { pickAll } from './index-sort.ts';
import { sortNameIndexes } from './name-order.ts';
import type { RecordNames, RecordQuery } from './query.ts';
import { checkGroupsTold, needOf, needWith, queryArgs, queryFields } from './selection.ts';

/** True for a list that only names records in their order, and whose conditions REDCap judges itself, all but the groups. */
export const isListOfPlaces = ({ filter, predicate, order }: RecordQuery): boolean =>
  filter === null && predicate === null && (order === null || order.field === null);

/** A field or form status of which an export of places notes where it holds something. */
export const lookedField = (name: string, design: Design): LookedField => {
  const field = design.field(name);
  const columns = field?.columns ?? [name];
  return { name, columns, isCheckbox: columns.some((column) => (design.fieldOfColumn(column)?.code ?? null) !== null) };
};

/** The export that makes the list. */
const placesArgs = (query: RecordQuery, design: Design): ExportRecordPlacesArgs => {
  const { fields, ...args } = exportArgs(needWith(needOf([]), query, design), design);
  const recordIdField = design.recordIdField.fieldName;
  return {
    ...args,
    ...queryArgs(query),
    fields,
    recordIdField,
    looked: fields.filter((name) => name !== recordIdField).map((name) => lookedField(name, design)),
    dataAccessGroups: query.dataAccessGroups,
  };
};

/**
 * The names of a list that may be of any length: what is kept of a record is its name and a number. Null where REDCap's CSV
 * cannot be read: it writes a backslash before a quote in a way that no reader of CSV understands.
 */
export const listByPlaces = async (
  query: RecordQuery,
  design: Design,
  read: (args: ExportRecordPlacesArgs) => Promise<RecordPlaces>,
): Promise<RecordNames | null> => {
  let came: RecordPlaces;
  try {
    came = await read(placesArgs(query, design));
  } catch (error) {
    if (error instanceof RedcapError && error.code === 'REDCAP_BAD_RESPONSE') return null;
    throw error;
  }
  const { names, kindOf, kinds, columns } = came;
  checkGroupsTold(query, columns);
  const indexes = await sortNameIndexes(names);
  if (query.order?.isDescending === true) indexes.reverse();
  const listed: ListedRows[] = [];
  await forEachInTurns(kinds, (rows) => listed.push(listPlaces(rows)));
  return {
    names: await pickAll(names, indexes),
    kindOf: await pickAll(kindOf, indexes),
    kinds: listed,
    withheld: withheldOf([...new Set(queryFields(query, design))], columns, design),
  };
};
