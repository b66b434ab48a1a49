import { statusColumn, systemColumns, timestampColumn } from '../graph/dictionary/system-column.ts';
import type { MetadataRow } from '../redcap/methods/metadata.ts';
import type { Policy } from './policy.ts';

/** What of a project's dictionary may be seen under a policy. What the dictionary does not have is not seen. */
export interface Sight {
  /** The field of the record names, which are seen always. */
  readonly recordIdField: string;
  /** Whether the record names are themselves identifiers that the policy withholds: then no record may be seen. */
  readonly areNamesWithheld: boolean;
  /** Whether a field, or a form status by its name, may be seen. */
  readonly seesField: (name: string) => boolean;
  /** Whether a column of an export may be seen. */
  readonly seesColumn: (column: string) => boolean;
  readonly seesInstrument: (name: string) => boolean;
  /** Fields, form statuses and the identifier of survey participants, as far as they are kept back. */
  readonly withheld: ReadonlySet<string>;
}

/** Columns that REDCap adds to rows, which say where a row is. */
const PLACES: ReadonlySet<string> = new Set([
  systemColumns.event,
  systemColumns.repeatInstrument,
  systemColumns.repeatInstance,
  systemColumns.dataAccessGroup,
]);

/** The names that a checkbox's column may begin with. */
const checkboxesOf = function* (column: string): Generator<string> {
  for (let end = column.indexOf('___'); end > 0; end = column.indexOf('___', end + 1)) yield column.slice(0, end);
};

/** Reads what may be seen from the rows of a whole dictionary, of which the first is the record id field. */
export const readSight = (
  { instruments, identifiers }: Pick<Policy, 'instruments' | 'identifiers'>,
  rows: readonly MetadataRow[],
): Sight => {
  const [first] = rows;
  const recordIdField = first?.field_name ?? '';
  const seesInstrument = (name: string): boolean => instruments === 'all' || instruments.includes(name);
  const isWithheld = (row: MetadataRow): boolean =>
    row !== first && (!seesInstrument(row.form_name) || (!identifiers && row.identifier !== ''));
  const fields = new Map(rows.map((row) => [row.field_name, row]));
  const withheld = new Set(rows.filter(isWithheld).map((row) => row.field_name));
  const extras = new Set<string>(identifiers ? [systemColumns.surveyIdentifier] : []);
  if (!identifiers) withheld.add(systemColumns.surveyIdentifier);
  for (const name of new Set(rows.map((row) => row.form_name))) {
    if (!seesInstrument(name)) withheld.add(statusColumn(name));
    else extras.add(statusColumn(name)).add(timestampColumn(name));
  }
  const seesField = (name: string): boolean => (fields.has(name) ? !withheld.has(name) : extras.has(name));
  const isSeenOption = (column: string): boolean => {
    const owners = [...checkboxesOf(column)].filter((name) => fields.get(name)?.field_type === 'checkbox');
    return owners.length > 0 && owners.every((name) => !withheld.has(name));
  };
  return {
    recordIdField,
    areNamesWithheld: !identifiers && (first?.identifier ?? '') !== '',
    seesField,
    seesColumn: (column) =>
      fields.has(column) ? !withheld.has(column) : extras.has(column) || PLACES.has(column) || isSeenOption(column),
    seesInstrument,
    withheld,
  };
};
