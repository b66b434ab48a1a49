import type { Design } from '../../graph/design/design.ts';
import { systemColumns } from '../../graph/dictionary/system-column.ts';
import { isOutOfMemory, RedcapError } from '../../redcap/errors.ts';
import { exportRecords, type RecordRow } from '../../redcap/methods/record.ts';
import { exportRecordSummary, type RowSummary } from '../../redcap/methods/record-summary.ts';
import { withheldFields } from '../../graph/withheld.ts';
import type { Call } from '../project-call.ts';

/** The name that most records begin with: with it one call suffices nearly always. */
const LIKELY_RECORD = '1';

/** Everything that an export can bring: fields by their base names, and the status columns of instruments. */
const allColumns = (design: Design): string[] => [
  ...design.fields.filter((field) => field.columns.length > 0).map((field) => field.fieldName),
  ...design.instruments.map((instrument) => instrument.statusColumn),
];

/** Keeps the first row of an export, which may be of any length. */
const keepFirst = (): RowSummary<RecordRow | undefined> => {
  let first: RecordRow | undefined;
  return {
    take: async (rows) => {
      first ??= rows[0];
    },
    end: () => first,
  };
};

/** The first row of the project, with the name of its record alone. */
const readFirstName = async (idField: string, call: Call): Promise<RecordRow | undefined> =>
  // What `keepFirst` has kept.
  (await call(exportRecordSummary, { fields: [idField], kept: 'first', start: keepFirst })) as RecordRow | undefined;

/** One row with every column that the token may export; undefined when there is no record that it sees. */
const readWholeRow = async (design: Design, call: Call): Promise<RecordRow | undefined> => {
  const first = design.events[0]?.uniqueEventName;
  // Without `fields` REDCap exports all of them: 40,000 names would not fit into what its server takes.
  const readRow = async (record: string, event: string | undefined): Promise<RecordRow | undefined> => {
    const [row] = await call(exportRecords, { records: [record], ...(event === undefined ? {} : { events: [event] }) });
    return row;
  };
  const likely = await readRow(LIKELY_RECORD, first);
  if (likely !== undefined) return likely;
  const idField = design.recordIdField.fieldName;
  const named = await readFirstName(idField, call);
  const name = named?.[idField];
  return name === undefined || name === '' ? undefined : readRow(name, named?.[systemColumns.event]);
};

const isTooMuch = (error: unknown): boolean =>
  isOutOfMemory(error) || (error instanceof RedcapError && error.code === 'REDCAP_RESPONSE_TOO_LARGE');

/**
 * What the token's export rights withhold: names of fields, and `<instrument>_complete`. REDCap reveals these rights only to
 * users who may see the users, and says nothing when it leaves columns out. So the gateway exports a whole record and looks
 * which columns came: every row has all of them, wherever they belong. It keeps none of the values.
 *
 * The result is empty when there is no record to look at, or when REDCap cannot answer the record's instances at once.
 * Nothing is known then, and each value says itself that it was withheld. The result is everything when the token may export
 * no instrument.
 */
export const readWithheld = async (design: Design, call: Call): Promise<ReadonlySet<string>> => {
  const columns = allColumns(design);
  try {
    const row = await readWholeRow(design, call);
    return new Set(row === undefined ? [] : withheldFields(columns, [row], design));
  } catch (error) {
    // In REDCap's own words, and not those of a proxy before it.
    const mayExportNothing = error instanceof RedcapError && error.code === 'FORBIDDEN' && error.redcapMessage;
    if (mayExportNothing) return new Set(columns);
    if (isTooMuch(error)) return new Set();
    throw error;
  }
};
