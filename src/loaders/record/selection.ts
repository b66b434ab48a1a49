import type { Design } from '../../graph/design/design.ts';
import { matchRecord } from '../../graph/filter/match.ts';
import { matchPredicate, namesGroups, predicateFields } from '../../graph/predicate/predicate.ts';
import type { RecordNode } from '../../graph/record/record.ts';
import { systemColumns } from '../../graph/dictionary/system-column.ts';
import { RedcapError } from '../../redcap/errors.ts';
import type { Need } from '../../graph/need.ts';
import type { ExportRecordsArgs, RecordRow } from '../../redcap/methods/record.ts';
import type { RecordQuery } from './query.ts';

/** Fields that a query looks at, whoever evaluates it. */
export const queryFields = ({ filterFields, predicate }: RecordQuery, design: Design): string[] => [
  ...new Set([...filterFields, ...(predicate === null ? [] : predicateFields(predicate, design))]),
];

/** Whether a query needs to know the data access groups of records. */
export const needsGroups = ({ dataAccessGroups, predicate }: RecordQuery): boolean =>
  dataAccessGroups !== null || (predicate !== null && namesGroups(predicate));

/** A need together with what a query looks at. */
export const needWith = (need: Need, query: RecordQuery, design: Design): Need => ({
  ...need,
  fields: new Set([...need.fields, ...queryFields(query, design)]),
  events: query.events === null ? null : new Set(query.events),
  dataAccessGroup: need.dataAccessGroup || needsGroups(query),
});

/** Whether a row is of a record in one of the groups, by their unique names; null for all rows. */
export const isInGroups = (row: RecordRow, groups: readonly string[] | null): boolean =>
  groups?.includes(row[systemColumns.dataAccessGroup] ?? '') ?? true;

/** Refuses a query by groups where REDCap withholds them: without a known group it would find nothing, or everything. */
export const checkGroupsTold = (query: RecordQuery, columns: readonly string[]): void => {
  if (!needsGroups(query) || columns.length === 0 || columns.includes(systemColumns.dataAccessGroup)) return;
  throw new RedcapError('BAD_USER_INPUT', {
    message:
      'dataAccessGroups cannot be used here. REDCap does not send the groups of records in a project without groups, nor to a user who is in a group. Leave it out: REDCap lists to a user in a group the records of that group only.',
  });
};

/** A record of a list, as its rows and as the instances that are saved of it. */
interface ListedRecord {
  readonly rows: readonly RecordRow[];
  readonly node: RecordNode | undefined;
}

/** Whether a listed record is one of those that the query asks for, as far as REDCap did not decide that itself. */
export const isSelected = ({ filter, predicate }: RecordQuery, { rows, node }: ListedRecord, design: Design): boolean =>
  (filter === null || matchRecord(filter, rows, design)) &&
  (predicate === null || (node !== undefined && matchPredicate(predicate, node, design)));

/** A need of these fields in all events. */
export const needOf = (fields: Iterable<string>): Need => ({
  fields: new Set(fields),
  events: null,
  dataAccessGroup: false,
  surveyFields: false,
});

/** The conditions of a query that REDCap judges itself, as arguments of an export. */
export const queryArgs = ({
  names,
  logic,
  changedSince,
}: RecordQuery): Pick<ExportRecordsArgs, 'records' | 'filterLogic' | 'dateRangeBegin'> => ({
  ...(names === null ? {} : { records: names }),
  ...(logic === null ? {} : { filterLogic: logic }),
  ...(changedSince === null ? {} : { dateRangeBegin: changedSince }),
});
