import type { Design } from '../../graph/design/design.ts';
import { exportArgs, type Need } from '../../graph/need.ts';
import type { CellsByRecord, RowsByRecord } from '../../graph/record/tree.ts';
import type { RedcapError } from '../../redcap/errors.ts';
import { rowsOf } from '../../redcap/methods/record-cell.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';
import type { ExportRecordSummaryArgs } from '../../redcap/methods/record-summary.ts';
import { forRangesInTurns } from '../../work-turn.ts';
import { readByCurrentDesign, type MovingDesign } from './current-design.ts';
import { createEntries, createListSummary, type GrowingEntries, type Judge, type ListSummary } from './list-summary.ts';
import type { RecordQuery } from './query.ts';
import { checkGroupsTold, isInGroups, needWith, queryArgs } from './selection.ts';

/** How a pass asks REDCap. */
export interface PassSource extends MovingDesign {
  /** One export of which a summary is kept. */
  readonly exportSummary: (args: ExportRecordSummaryArgs) => Promise<unknown>;
  /** Exports of records by their names. */
  readonly exportKnown: (
    names: readonly string[],
    need: Need,
    design: Design,
    more: { readonly filterLogic?: string | undefined },
  ) => Promise<{ readonly batches: readonly CellsByRecord[]; readonly refusal: RedcapError | null }>;
}

/** One pass over all rows that a query selects. */
export interface ListPass {
  /** Names what is kept of the rows, together with the query. */
  readonly kept: string;
  readonly query: RecordQuery;
  /** What the pass has to see, besides what the query looks at. */
  readonly need: Need;
  /** How records are judged; `fields` are the names that were asked for. */
  readonly judge: (design: Design, fields: readonly string[]) => Judge;
  /** What the list is ordered by, for messages. */
  readonly keyName: string;
}

/** What a pass has to see in all. */
const wholeNeed = ({ query, need }: ListPass, design: Design): Need => needWith(need, query, design);

/** The rows of each record that are in one of the groups; null for all. */
const inGroups = (records: CellsByRecord, groups: readonly string[] | null): RowsByRecord =>
  new Map(
    [...records].flatMap(([name, cells]): [string, readonly RecordRow[]][] => {
      const own = rowsOf(cells).filter((row) => isInGroups(row, groups));
      return own.length === 0 ? [] : [[name, own]];
    }),
  );

/** Records that are asked for by their names at once: all that comes of them is held until it is judged. */
const RECORDS_AT_ONCE = 500;

/** How records are asked for by their names. */
interface AskedAgain {
  readonly source: PassSource;
  readonly pass: ListPass;
  readonly design: Design;
  /** Takes the rows of records that are brought. */
  readonly take: (records: CellsByRecord) => void;
}

/** Asks for records by their names, and returns the names that REDCap did not bring. */
const askFor = async (
  names: readonly string[],
  { source, pass, design, take }: AskedAgain,
): Promise<readonly string[]> => {
  const need = wholeNeed(pass, design);
  const more = { filterLogic: pass.query.logic ?? undefined };
  const brought = new Set<string>();
  for (let start = 0; start < names.length; start += RECORDS_AT_ONCE) {
    const some = names.slice(start, start + RECORDS_AT_ONCE);
    const { batches, refusal } = await source.exportKnown(some, need, design, more);
    if (refusal !== null) throw refusal;
    for (const records of batches) {
      for (const name of records.keys()) brought.add(name);
      take(records);
    }
  }
  return names.filter((name) => !brought.has(name));
};

/** Adds the entries of those records that came as a whole. */
const addWhole = async (came: ListSummary, entries: GrowingEntries): Promise<void> => {
  let first = 0;
  const addNext = (index: number): void => {
    const [name = '', kind = -1] = [came.names[index], came.kindOf[index]];
    const start = first;
    first += came.keyCounts[kind] ?? 0;
    if (came.scattered.has(name)) return;
    const keys = Array.from({ length: first - start }, (_key, place) => came.keys.at(start + place));
    entries.add({ name, rows: came.kinds[kind] ?? '', keys });
  };
  await forRangesInTurns(came.names.length, (start, end) => {
    for (let index = start; index < end; index += 1) addNext(index);
  });
};

/**
 * Reads records whose rows came in pieces once more, by their names, so that each comes as a whole. What does not come is asked
 * for a second time: a record that neither answer has is one that was deleted meanwhile.
 */
const readAgain = async (
  source: PassSource,
  pass: ListPass,
  design: Design,
  came: ListSummary,
): Promise<ListSummary> => {
  if (came.scattered.size === 0) return came;
  const judge = pass.judge(design, exportArgs(wholeNeed(pass, design), design).fields);
  const entries = createEntries(pass.keyName);
  await addWhole(came, entries);
  const take = (records: CellsByRecord): void => {
    for (const entry of judge(inGroups(records, pass.query.dataAccessGroups))) entries.add(entry);
  };
  const asked = { source, pass, design, take };
  await askFor(await askFor([...came.scattered], asked), asked);
  return { ...came, ...entries.all };
};

const passOver = async (source: PassSource, pass: ListPass, design: Design): Promise<ListSummary> => {
  const { query } = pass;
  const args = exportArgs(wholeNeed(pass, design), design);
  const start = () =>
    createListSummary({
      recordIdField: design.recordIdField.fieldName,
      dataAccessGroups: query.dataAccessGroups,
      check: (columns) => {
        checkGroupsTold(query, columns);
      },
      judge: pass.judge(design, args.fields),
      keyName: pass.keyName,
    });
  const kept = JSON.stringify([pass.kept, design.revision, query]);
  // A summary under this name is what `start` makes.
  const came = (await source.exportSummary({ ...args, ...queryArgs(query), kept, start })) as ListSummary;
  return readAgain(source, pass, design, came);
};

/**
 * Reads all rows that a query selects, in one pass, and keeps an entry of each record that the list has. Rows that name what
 * the design does not have are read once more by the design as it is now.
 */
export const readList = async (source: PassSource, pass: ListPass): Promise<ListSummary> =>
  readByCurrentDesign(await source.design(), source, (design) => passOver(source, pass, design));
