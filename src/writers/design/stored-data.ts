import type { Design } from '../../graph/design/design.ts';
import { statusColumn, systemColumns } from '../../graph/dictionary/system-column.ts';
import { holdsValues, kindOf } from '../../graph/kind/table.ts';
import { withheldOf } from '../../graph/withheld.ts';
import { findOwnUser } from '../../loaders/access/own-user.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { everyRecord } from '../../loaders/record/query.ts';
import { countRecords, type RecordCounts, type RowTest } from '../../loaders/record/record-count.ts';
import { RedcapError } from '../../redcap/errors.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';

/** How many records hold data of a kind; null where REDCap does not show this to the token's user. */
export type Count = number | null;

/** Where to look for stored data. */
export interface DataPlace {
  /** Fields and form statuses; of none, which records there are. */
  readonly fields: readonly string[];
  /** Unique event names; null for all. */
  readonly events: readonly string[] | null;
}

/** Which records to count: those of which some row passes the test, which looks at these fields. */
export interface DataTest {
  readonly holdsData: RowTest;
  /** None unless given. */
  readonly fields?: readonly string[];
}

/** Whether the token's user is in no group, by what REDCap shows of the members of groups: nobody is in one, or not this user. */
const isInNoGroup = async (source: ProjectSource): Promise<boolean> => {
  try {
    const assignments = await source.userDagAssignments();
    const own = findOwnUser(source, assignments);
    return (own === undefined ? assignments : [own]).every((row) => row.redcap_data_access_group === '');
  } catch (error) {
    if (error instanceof RedcapError && error.code === 'FORBIDDEN') return false;
    throw error;
  }
};

/**
 * Whether the token's user sees the records of all groups. REDCap gives the groups of records to users of no group alone,
 * in projects that have groups.
 */
const seesAllRecords = async (source: ProjectSource, { rows, rowsWithColumn }: RecordCounts): Promise<boolean> => {
  if (rowsWithColumn > 0) return true;
  if ((await source.groups())?.length === 0) return true;
  return rows === 0 && isInNoGroup(source);
};

/**
 * Counts the records that hold data which a change of the design would touch, as far as the token's user sees them: one for each
 * test. All are counted in one export of this place alone, of which no row is held.
 */
export const countStored = async (
  source: ProjectSource,
  design: Design,
  { fields, events }: DataPlace,
  tests: readonly DataTest[],
): Promise<readonly Count[]> => {
  if (events?.length === 0) return tests.map(() => 0);
  const need = { fields: new Set(fields), events: null, dataAccessGroup: true, surveyFields: false };
  const query = { ...everyRecord, events: design.isLongitudinal ? events : null };
  const rowTests = tests.map(({ holdsData }) => holdsData);
  let came: RecordCounts;
  try {
    came = await source.records.pass(query, need, () =>
      countRecords(design.recordIdField.fieldName, rowTests, systemColumns.dataAccessGroup),
    );
  } catch (error) {
    // The token may export nothing. What there is cannot be seen.
    if (error instanceof RedcapError && error.code === 'FORBIDDEN') return tests.map(() => null);
    throw error;
  }
  if (!(await seesAllRecords(source, came))) return tests.map(() => null);
  const withheld = new Set(withheldOf(fields, came.columns, design));
  return tests.map(({ fields: looked = [] }, index) =>
    looked.some((name) => withheld.has(name)) ? null : (came.counts[index] ?? 0),
  );
};

/** A row is of this event; in a classic project every row is. */
export const isOfEvent = (row: RecordRow, uniqueEventName: string | null): boolean =>
  uniqueEventName === null || row[systemColumns.event] === uniqueEventName;

/** The fields and the status by which an instrument shows that data are stored in it. */
export const dataFieldsOf = (design: Design, instrument: string): string[] => [
  ...design
    .fieldsOf(instrument)
    .filter((field) => holdsValues(field) && !field.isRecordId)
    .map(({ fieldName }) => fieldName),
  statusColumn(instrument),
];

/** Whether a row stores something of an instrument: a value, or its status alone. Rows can have values and no status. */
export const holdsInstrument = (design: Design, instrument: string): ((row: RecordRow) => boolean) => {
  const tests = dataFieldsOf(design, instrument).map((name) => {
    const field = design.field(name);
    if (field === undefined) return (row: RecordRow): boolean => (row[name] ?? '') !== '';
    const { layout } = kindOf(field);
    return (row: RecordRow): boolean => !layout.isBlank(field, row);
  });
  return (row) => row[systemColumns.repeatInstrument] === instrument || tests.some((holds) => holds(row));
};

/** What a change says of the data that it touches: where they are, and what becomes of them. Where data may be, consent is asked. */
export const dataRisk = (
  count: Count,
  { where = 'there', then }: { readonly where?: string; readonly then?: string } = {},
): { readonly risksData: boolean; readonly detail: string | null } => {
  if (count === 0) return { risksData: false, detail: null };
  const found =
    count === null
      ? `REDCap does not show this user whether records hold data ${where}.`
      : `${String(count)} ${count === 1 ? 'record holds' : 'records hold'} data ${where}.`;
  return { risksData: true, detail: then === undefined ? found : `${found} ${then}` };
};
