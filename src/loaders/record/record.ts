import DataLoader from 'dataloader';
import type { Design } from '../../graph/design/design.ts';
import { exportArgs, mergeNeeds, type Need, type NeedArgs } from '../../graph/need.ts';
import { DesignOutdatedError, recordsFromGroups, type RowsByRecord } from '../../graph/record/tree.ts';
import type { RecordNode } from '../../graph/record/record.ts';
import type { Clock, Deadline } from '../../redcap/clock.ts';
import type { RedcapError } from '../../redcap/errors.ts';
import { isUnknownName } from '../../redcap/errors.ts';
import type { Method } from '../../redcap/method.ts';
import { exportRecords, type ExportRecordsArgs, type RecordRow } from '../../redcap/methods/record.ts';
import type { BatchSizes } from './batch-size.ts';
import { exportNamed } from './export.ts';
import type { RecordNames } from './query.ts';
import { createRecordListing, groupAnswer, type RecordListing } from './list.ts';
import type { ListStore } from './list-store.ts';

/** A record as it was loaded. */
export interface LoadedRecord {
  /** Null when there is no such record (or the token may not see it). */
  readonly node: RecordNode | null;
  /** False when a list named the record but its rows did not all come, asked for twice. */
  readonly isComplete: boolean;
  /** Fields of the need that the project does not have any more; the record came without them. */
  readonly unknownFields: ReadonlySet<string>;
  /** What REDCap said of these fields; null when there are none. */
  readonly refusal: RedcapError | null;
}

interface RecordKey {
  readonly name: string;
  readonly need: Need;
  /** Rows that a list has already shown for this record; 0 when nothing is known of it. */
  readonly listedRows: number;
}

/** The records of one project in one request. One tick's wishes become one export of the united records and fields. */
export interface RecordLoader extends RecordListing {
  /** The record; null when there is none. Throws when a field is not known any more, since nothing beside it could say so. */
  readonly load: (name: string, need: Need) => Promise<RecordNode | null>;
  /** A record that a list named with so many rows, and whether it came whole. */
  readonly loadListed: (name: string, need: Need, listedRows: number) => Promise<LoadedRecord>;
  /** Forgets what was loaded: after a write in the same request. */
  readonly forget: () => void;
}

export interface RecordLoaderOptions {
  readonly owner: string;
  readonly read: <Args, Result>(method: Method<Args, Result>, args: Args) => Promise<Result>;
  readonly design: () => Promise<Design>;
  /** The design read anew, because rows came that the known one cannot place. */
  readonly newDesign: () => Promise<Design>;
  readonly recordNames: ListStore<RecordNames>;
  readonly batchSizes: BatchSizes;
  readonly clock: Clock;
  /** After it nothing is asked again. */
  readonly deadline?: Deadline | undefined;
}

/** With less time than this left, another try would but fail; and timers may ring a little before the time. */
const SHORTEST_TRY_MS = 500;

const describeNeed = (need: Need): string =>
  JSON.stringify([
    [...need.fields].sort(),
    need.events === null ? null : [...need.events].sort(),
    need.dataAccessGroup,
    need.surveyFields,
  ]);

/** Numbers needs, equal ones alike. All records of a page come with one object, which is described once. */
const createNeedNumbers = (): ((need: Need) => number) => {
  const known = new WeakMap<Need, number>();
  const numbers = new Map<string, number>();
  return (need) => {
    const found = known.get(need);
    if (found !== undefined) return found;
    const key = describeNeed(need);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    known.set(need, number);
    return number;
  };
};

const nothing: ReadonlySet<string> = new Set();

/** What came for some records. */
interface NamedExport {
  /** Batch by batch, since two calls may bring different columns. */
  readonly batches: readonly RowsByRecord[];
  /** The names that were asked for by this design. */
  readonly fields: readonly string[];
  /** By which the rows are read: the project's as it is now. */
  readonly design: Design;
  /** Fields of the need that this design does not have, although an earlier one had them. */
  readonly unknownFields: ReadonlySet<string>;
  /** What REDCap said of them. */
  readonly refusal: RedcapError | null;
}

/** How many rows came for each record. All rows of a record are in one batch. */
const countRows = ({ batches }: NamedExport): Map<string, number> =>
  new Map(batches.flatMap((groups) => [...groups].map(([name, rows]): [string, number] => [name, rows.length])));

/** What was asked for by one design and the next one does not have. */
const lostFields = (asked: readonly string[], moved: Design): ReadonlySet<string> => {
  const statuses = new Set(moved.instruments.map(({ statusColumn }) => statusColumn));
  return new Set(asked.filter((name) => moved.field(name) === undefined && !statuses.has(name)));
};

/** Makes the record loader of one project for one request. */
export const createRecordLoader = (options: RecordLoaderOptions): RecordLoader => {
  const { read } = options;

  const exportAll = (args: ExportRecordsArgs): Promise<readonly RecordRow[]> =>
    read(exportRecords, { ...args, exportBlankForGrayFormStatus: true });

  const exportBatches = async (names: readonly string[], args: NeedArgs, design: Design): Promise<RowsByRecord[]> => {
    const batches = await exportNamed(names, args, {
      owner: options.owner,
      sizes: options.batchSizes,
      read: exportAll,
      isOver: () => options.deadline !== undefined && options.clock.now() + SHORTEST_TRY_MS > options.deadline.at(),
    });
    return batches.map((rows) => groupAnswer(rows, design));
  };

  /** When REDCap does not know a field any more, the design is read anew and the rest is asked for, once. */
  const exportKnown = async (names: readonly string[], need: Need, design: Design): Promise<NamedExport> => {
    const args = exportArgs(need, design);
    const { fields } = args;
    try {
      const batches = await exportBatches(names, args, design);
      return { batches, fields, design, unknownFields: nothing, refusal: null };
    } catch (error) {
      if (!isUnknownName(error)) throw error;
      // The refused read has made the kept design forgotten, once for all who waited for it.
      const moved = await options.design();
      const unknownFields = lostFields(fields, moved);
      if (unknownFields.size === 0) throw error;
      const known = exportArgs(need, moved);
      const batches = await exportBatches(names, known, moved);
      return { batches, fields: known.fields, design: moved, unknownFields, refusal: error };
    }
  };

  /** Rows as records; when the design has moved on while they were asked for, by the new design. */
  const toRecords = async (
    rows: RowsByRecord,
    need: Need,
    { design, fields }: Pick<NamedExport, 'design' | 'fields'>,
  ): Promise<RecordNode[]> => {
    try {
      return recordsFromGroups(rows, design, fields);
    } catch (error) {
      if (!(error instanceof DesignOutdatedError)) throw error;
      const kept = await options.design();
      const moved = kept === design ? await options.newDesign() : kept;
      return recordsFromGroups(rows, moved, exportArgs(need, moved).fields);
    }
  };

  const loadBatch = async (keys: readonly RecordKey[]): Promise<LoadedRecord[]> => {
    const need = everywhereIfNowhere(mergeNeeds(keys.map((key) => key.need)));
    const names = [...new Set(keys.map((key) => key.name))];
    const first = await exportKnown(names, need, await options.design());
    const came = countRows(first);

    const listedRows = new Map<string, number>();
    for (const key of keys) listedRows.set(key.name, Math.max(key.listedRows, listedRows.get(key.name) ?? 0));
    // Limited to events, a record may rightly have no row; whether it exists must then be asked without the limit.
    const short = names.filter((name) =>
      need.events === null ? (came.get(name) ?? 0) < (listedRows.get(name) ?? 0) : !came.has(name),
    );
    const again = short.length > 0 ? await exportKnown(short, { ...need, events: null }, first.design) : null;
    if (again !== null) for (const [name, count] of countRows(again)) came.set(name, count);

    const nodes = new Map<string, RecordNode>();
    for (const part of again === null ? [first] : [first, again]) {
      for (const rows of part.batches) {
        for (const node of await toRecords(rows, need, part)) nodes.set(node.name, node);
      }
    }
    const lost = new Set([...first.unknownFields, ...(again?.unknownFields ?? [])]);
    return keys.map((key) => {
      const unknownFields = new Set([...lost].filter((name) => key.need.fields.has(name)));
      return {
        node: nodes.get(key.name) ?? null,
        isComplete:
          (came.get(key.name) ?? 0) >= (need.events === null || short.includes(key.name) ? key.listedRows : 0),
        unknownFields,
        refusal: unknownFields.size === 0 ? null : (first.refusal ?? again?.refusal ?? null),
      };
    });
  };

  const numberOf = createNeedNumbers();
  const loader = new DataLoader<RecordKey, LoadedRecord, string>(loadBatch, {
    cacheKeyFn: ({ name, need }) => `${String(numberOf(need))} ${name}`,
    maxBatchSize: 1_000,
  });

  const listing = createRecordListing({
    owner: options.owner,
    recordNames: options.recordNames,
    design: options.design,
    exportAll,
    tree: async (rows, need) => {
      const design = await options.design();
      return toRecords(rows, need, { design, fields: exportArgs(need, design).fields });
    },
  });

  return {
    load: async (name, need) => {
      const { node, refusal } = await loader.load({ name, need, listedRows: 0 });
      if (refusal !== null) throw refusal;
      return node;
    },
    loadListed: (name, need, listedRows) => loader.load({ name, need, listedRows }),
    ...listing,
    forget: () => {
      loader.clearAll();
    },
  };
};

/** A need of no event at all (a name, a group) is met by any row of the record. */
const everywhereIfNowhere = (need: Need): Need => (need.events?.size === 0 ? { ...need, events: null } : need);
