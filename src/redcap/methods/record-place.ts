import type { Method, Reply, RowCollector } from '../method.ts';
import { createRecordKinds } from './record-kind.ts';
import { exportForm, type ExportRecordsArgs } from './record.ts';
import { badAnswer } from './row.ts';

/** A field or form status, and the columns that it has in an export. */
export interface LookedField {
  readonly name: string;
  readonly columns: readonly string[];
  /** Its columns are the options of a checkbox, of which 0 holds nothing. */
  readonly isCheckbox: boolean;
}

export interface ExportRecordPlacesArgs extends ExportRecordsArgs {
  readonly recordIdField: string;
  /** Fields and statuses of which it is noted where they hold something. */
  readonly looked: readonly LookedField[];
  /** Unique group names: only rows of these groups. Null for all rows. */
  readonly dataAccessGroups: readonly string[] | null;
}

/** Where a row is, and which of the fields that were looked at hold something in it. Nothing of what they hold. */
export type RowPlace = readonly [
  event: string,
  repeatInstrument: string,
  repeatInstance: string,
  held: readonly string[],
];

/** The records of an export and the places of their rows. Records whose rows are at the same places share one `kind`. */
export interface RecordPlaces {
  /** Record names in the order in which they came. */
  readonly names: readonly string[];
  /** Of each name the index of its kind. */
  readonly kindOf: readonly number[];
  readonly kinds: readonly (readonly RowPlace[])[];
  /** Columns that came; none when no row came. */
  readonly columns: readonly string[];
}

const EVENT = 'redcap_event_name';
const REPEAT_INSTRUMENT = 'redcap_repeat_instrument';
const REPEAT_INSTANCE = 'redcap_repeat_instance';
const DATA_ACCESS_GROUP = 'redcap_data_access_group';

type Cells = readonly string[];

/** Reads the cells of a row by the header. */
interface RowReader {
  readonly record: (cells: Cells) => string;
  readonly place: (cells: Cells) => RowPlace;
  /** The place as text: a row's place is made only once for all rows at it. */
  readonly key: (cells: Cells) => string;
  readonly isWanted: (cells: Cells) => boolean;
}

const noNames: readonly string[] = [];

const createRowReader = (columns: Cells, args: ExportRecordPlacesArgs): RowReader => {
  const indexes = new Map(columns.map((column, index) => [column, index]));
  const reader = (column: string): ((cells: Cells) => string) => {
    const index = indexes.get(column);
    return index === undefined ? () => '' : (cells) => cells[index] ?? '';
  };
  if (!indexes.has(args.recordIdField)) throw badAnswer('REDCap left out the column of the record names.');
  const [record, event, instrument, instance, group] = [
    reader(args.recordIdField),
    reader(EVENT),
    reader(REPEAT_INSTRUMENT),
    reader(REPEAT_INSTANCE),
    reader(DATA_ACCESS_GROUP),
  ];
  const looked = args.looked.map(({ name, columns: own, isCheckbox }) => ({
    name,
    cells: own.map(reader),
    isCheckbox,
  }));
  const heldIn = (cells: Cells): readonly string[] => {
    // Most lists look at nothing.
    if (looked.length === 0) return noNames;
    return looked
      .filter(({ cells: own, isCheckbox }) =>
        own.some((read) => {
          const cell = read(cells);
          return cell !== '' && !(isCheckbox && cell === '0');
        }),
      )
      .map(({ name }) => name);
  };
  return {
    record,
    place: (cells) => [event(cells), instrument(cells), instance(cells), heldIn(cells)],
    key: (cells) => [event(cells), instrument(cells), instance(cells), ...heldIn(cells)].join('\n'),
    isWanted: (cells) => args.dataAccessGroups?.includes(group(cells)) ?? true,
  };
};

const collectPlaces = (args: ExportRecordPlacesArgs): RowCollector => {
  const summary = createRecordKinds<RowPlace>();
  let columns: Cells | null = null;
  let reader: RowReader | null = null;
  let hasRows = false;
  return {
    add: (batch) => {
      // Of rows in CSV each is a list of cells.
      for (const cells of batch as readonly Cells[]) {
        if (reader === null) {
          columns = cells;
          reader = createRowReader(cells, args);
          continue;
        }
        hasRows = true;
        const { record, key, place, isWanted } = reader;
        if (isWanted(cells)) summary.add(record(cells), key(cells), () => place(cells));
      }
    },
    end: async (): Promise<RecordPlaces> => ({ ...(await summary.end()), columns: hasRows ? (columns ?? []) : [] }),
  };
};

/**
 * Export Records as CSV, of which only the places are kept: which records there are, and where their rows are. The answer may
 * be of any length. Each record costs its name and a number.
 */
export const exportRecordPlaces: Method<ExportRecordPlacesArgs, RecordPlaces> = {
  name: 'exportRecordPlaces',
  content: 'record',
  kind: 'read',
  body: 'csv-rows',
  isEndless: true,
  rights: ['API Export', 'Data Exports'],
  form: ({ recordIdField: _field, looked: _looked, dataAccessGroups: _groups, ...args }) => exportForm(args),
  collect: collectPlaces,
  decode: ({ value }: Reply) => value as RecordPlaces,
};
