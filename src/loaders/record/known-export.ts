import { setImmediate as giveWay } from 'node:timers/promises';
import type { Design } from '../../graph/design/design.ts';
import { countColumns, exportArgs, type Need, type NeedArgs } from '../../graph/need.ts';
import type { RecordNode } from '../../graph/record/record.ts';
import { groupCells, createRecordReading, type CellsByRecord } from '../../graph/record/tree.ts';
import type { Clock, Deadline } from '../../redcap/clock.ts';
import { isUnknownName, RedcapError } from '../../redcap/errors.ts';
import type { Method } from '../../redcap/method.ts';
import { exportRecordCells, type CellRow } from '../../redcap/methods/record-cell.ts';
import { forEachInTurns } from '../../work-turn.ts';
import { recordsPerPagesExport, type BatchSize } from './batch-size.ts';
import { readByCurrentDesign, type MovingDesign } from './current-design.ts';
import { exportNamed } from './export.ts';

/** What came for some records. */
export interface KnownExport {
  /** Batch by batch, since two calls may bring different columns. */
  readonly batches: readonly CellsByRecord[];
  /** The names that were asked for by this design. */
  readonly fields: readonly string[];
  /** By which the rows are read: the project's as it is now. */
  readonly design: Design;
  /** Fields of the need that this design does not have, although an earlier one had them. */
  readonly unknownFields: ReadonlySet<string>;
  /** What REDCap said of them. */
  readonly refusal: RedcapError | null;
}

export interface KnownExportOptions extends MovingDesign {
  readonly read: <Args, Result>(method: Method<Args, Result>, args: Args) => Promise<Result>;
  /** How many records one export may ask for. */
  readonly size: BatchSize;
  readonly clock: Clock;
  /** After it nothing is asked again. */
  readonly deadline?: Deadline | undefined;
}

/** What an export asks for besides a need. */
export interface MoreOfExport {
  /** REDCap's logic that each row has to satisfy. */
  readonly filterLogic?: string | undefined;
  /** Records per export at most; as many as a page asks for unless given. */
  readonly most?: number | undefined;
}

/** Exports of records while the project's design may move on. */
export interface KnownExports {
  /** When REDCap does not know a field any more, the design is read anew and the rest is asked for, once. */
  readonly exportKnown: (
    names: readonly string[],
    need: Need,
    design: Design,
    more?: MoreOfExport,
  ) => Promise<KnownExport>;
  /** Rows as records; when the design has moved on while they were asked for, by the new design. */
  readonly toRecords: (
    rows: CellsByRecord,
    need: Need,
    by: Pick<KnownExport, 'design' | 'fields'>,
  ) => Promise<RecordNode[]>;
}

/** With less time than this left, another try would fail too. Timers may ring a little before the time. */
const SHORTEST_TRY_MS = 500;

const nothing: ReadonlySet<string> = new Set();

/** To read an answer of more rows takes its time, so that others have their turn before the rows are grouped. */
const MANY_ROWS = 500;

/** To make more records takes its time, so that others have their turn before the records are looked at. */
const MANY_RECORDS = 150;

/** Rows of each record, by its name. Throws REDCAP_BAD_RESPONSE for a row that names no record. */
const groupAnswer = (rows: readonly CellRow[], design: Design): CellsByRecord => {
  const idColumn = design.recordIdField.fieldName;
  if (rows.some(({ columns }) => columns.indexOf(idColumn) === -1)) {
    throw new RedcapError('REDCAP_BAD_RESPONSE', { message: 'a row came without its record' });
  }
  return groupCells(rows, design);
};

/** Rows as records, while others have their turn in between. */
const readInTurns = async (rows: CellsByRecord, design: Design, fields: readonly string[]): Promise<RecordNode[]> => {
  const read = createRecordReading(rows, design, fields);
  const records: RecordNode[] = [];
  await forEachInTurns(rows, ([name, own]) => {
    records.push(read(name, own));
  });
  if (rows.size > MANY_RECORDS) await giveWay();
  return records;
};

/** What was asked for by one design and the next one does not have. */
const lostFields = (asked: readonly string[], moved: Design): ReadonlySet<string> => {
  const statuses = new Set(moved.instruments.map(({ statusColumn }) => statusColumn));
  return new Set(asked.filter((name) => moved.field(name) === undefined && !statuses.has(name)));
};

/** The exports of one project for one request. */
export const createKnownExports = (options: KnownExportOptions): KnownExports => {
  const { read, size, clock, deadline } = options;

  const exportBatches = async (
    names: readonly string[],
    args: NeedArgs,
    design: Design,
    { filterLogic, most }: MoreOfExport,
  ): Promise<CellsByRecord[]> => {
    const all = filterLogic === undefined ? args : { ...args, filterLogic };
    const batches = await exportNamed(names, all, {
      size,
      most: most ?? recordsPerPagesExport(names, countColumns(args.fields, design)),
      read: (part) => read(exportRecordCells, part),
      isOver: () => deadline !== undefined && clock.now() + SHORTEST_TRY_MS > deadline.at(),
    });
    const groups: CellsByRecord[] = [];
    for (const rows of batches) {
      if (rows.length > MANY_ROWS) await giveWay();
      groups.push(groupAnswer(rows, design));
    }
    return groups;
  };

  return {
    exportKnown: async (names, need, design, more = {}) => {
      const args = exportArgs(need, design);
      const { fields } = args;
      try {
        const batches = await exportBatches(names, args, design, more);
        return { batches, fields, design, unknownFields: nothing, refusal: null };
      } catch (error) {
        if (!isUnknownName(error)) throw error;
        // The refused read has made the kept design forgotten, once for all who waited for it.
        const moved = await options.design();
        const unknownFields = lostFields(fields, moved);
        if (unknownFields.size === 0) throw error;
        const known = exportArgs(need, moved);
        const batches = await exportBatches(names, known, moved, more);
        return { batches, fields: known.fields, design: moved, unknownFields, refusal: error };
      }
    },
    toRecords: (rows, need, { design, fields }) =>
      readByCurrentDesign(design, options, (by) =>
        readInTurns(rows, by, by === design ? fields : exportArgs(need, by).fields),
      ),
  };
};
