import DataLoader from 'dataloader';
import type { Design } from '../graph/design.ts';
import { exportArgs, mergeNeeds, type Need } from '../graph/need.ts';
import { DesignOutdatedError, recordsFromRows } from '../graph/record-tree.ts';
import type { RecordNode } from '../graph/record.ts';
import { isUnknownName, RedcapError } from '../redcap/errors.ts';
import type { Method } from '../redcap/method.ts';
import { exportRecords, type ExportRecordsArgs, type RecordRow } from '../redcap/methods/record.ts';
import type { BatchSizes } from './batch-size.ts';
import { exportNamed } from './record-export.ts';
import { orderFields, orderNames } from './record-order.ts';
import { checkGroupsTold, isSelected, needsGroups, queryFields } from './record-selection.ts';
import { everyRecord, withheldFields, type RecordNames, type RecordQuery } from './record-list.ts';
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
export interface RecordLoader {
  /** The record; null when there is none. Throws when a field is not known any more, since nothing beside it could say so. */
  readonly load: (name: string, need: Need) => Promise<RecordNode | null>;
  /** A record that a list named with so many rows, and whether it came whole. */
  readonly loadListed: (name: string, need: Need, listedRows: number) => Promise<LoadedRecord>;
  /** All names that a query selects, in the order of {@link compareRecordNames}. */
  readonly list: (query: RecordQuery) => Promise<RecordNames>;
  /** The names as they were when the caller began to page, while they are kept; else a new list. */
  readonly continueList: (query: RecordQuery) => Promise<RecordNames>;
  /** All rows that a query selects, with the fields that are needed; for lists of instrument instances. */
  readonly rows: (query: RecordQuery, need: Need) => Promise<readonly RecordRow[]>;
  /** Rows as records, by the design as it is now should it have moved on since they were asked for. */
  readonly tree: (rows: readonly RecordRow[], need: Need) => Promise<readonly RecordNode[]>;
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
  /** Point on `performance.now()`'s clock after which nothing is asked again; none unless given. */
  readonly deadline?: number | undefined;
}

/** With less time than this left, another try would but fail; and timers may ring a little before the time. */
const SHORTEST_TRY_MS = 500;

const needKey = (need: Need): string =>
  JSON.stringify([
    [...need.fields].sort(),
    need.events === null ? null : [...need.events].sort(),
    need.dataAccessGroup,
    need.surveyFields,
  ]);

const nothing: ReadonlySet<string> = new Set();

/** Rows of each record, by its name. */
const groupByRecord = (rows: readonly RecordRow[], idField: string): Map<string, RecordRow[]> => {
  const groups = new Map<string, RecordRow[]>();
  for (const row of rows) {
    const name = row[idField];
    if (name === undefined) throw new RedcapError('REDCAP_BAD_RESPONSE', { message: 'a row came without its record' });
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [row]);
    else group.push(row);
  }
  return groups;
};

/** What came for some records. */
interface NamedExport {
  readonly batches: readonly (readonly RecordRow[])[];
  /** By which the rows are read: the project's as it is now. */
  readonly design: Design;
  /** Fields of the need that this design does not have, although an earlier one had them. */
  readonly unknownFields: ReadonlySet<string>;
  /** What REDCap said of them. */
  readonly refusal: RedcapError | null;
}

/** How many rows came for each record. */
const countRows = ({ batches, design }: NamedExport): Map<string, number> => {
  const groups = groupByRecord(batches.flat(), design.recordIdField.fieldName);
  return new Map([...groups].map(([name, rows]) => [name, rows.length]));
};

/** What the need would ask for by one design and the next one does not have. */
const lostFields = (need: Need, design: Design, moved: Design): ReadonlySet<string> => {
  const statuses = new Set(moved.instruments.map(({ statusColumn }) => statusColumn));
  const asked = exportArgs(need, design).fields;
  return new Set(asked.filter((name) => moved.field(name) === undefined && !statuses.has(name)));
};

/** Makes the record loader of one project for one request. */
export const createRecordLoader = (options: RecordLoaderOptions): RecordLoader => {
  const { read, recordNames } = options;

  const exportAll = (args: ExportRecordsArgs): Promise<readonly RecordRow[]> =>
    read(exportRecords, { ...args, exportBlankForGrayFormStatus: true });

  const exportBatches = (names: readonly string[], need: Need, design: Design): Promise<(readonly RecordRow[])[]> =>
    exportNamed(names, exportArgs(need, design), {
      owner: options.owner,
      sizes: options.batchSizes,
      read: exportAll,
      isOver: () => options.deadline !== undefined && performance.now() + SHORTEST_TRY_MS > options.deadline,
    });

  /** When REDCap does not know a field any more, the design is read anew and the rest is asked for, once. */
  const exportKnown = async (names: readonly string[], need: Need, design: Design): Promise<NamedExport> => {
    try {
      return { batches: await exportBatches(names, need, design), design, unknownFields: nothing, refusal: null };
    } catch (error) {
      if (!isUnknownName(error)) throw error;
      // The refused read has made the kept design forgotten, once for all who waited for it.
      const moved = await options.design();
      const unknownFields = lostFields(need, design, moved);
      if (unknownFields.size === 0) throw error;
      return { batches: await exportBatches(names, need, moved), design: moved, unknownFields, refusal: error };
    }
  };

  /** Rows as records; when the design has moved on while they were asked for, by the new design. */
  const toRecords = async (rows: readonly RecordRow[], need: Need, design: Design): Promise<RecordNode[]> => {
    try {
      return recordsFromRows(rows, design, exportArgs(need, design).fields);
    } catch (error) {
      if (!(error instanceof DesignOutdatedError)) throw error;
      const kept = await options.design();
      const moved = kept === design ? await options.newDesign() : kept;
      return recordsFromRows(rows, moved, exportArgs(need, moved).fields);
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
    for (const { batches, design } of again === null ? [first] : [first, again]) {
      // Batch by batch: which columns came may differ between two calls.
      for (const rows of batches) {
        for (const node of await toRecords(rows, need, design)) nodes.set(node.name, node);
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

  const loader = new DataLoader<RecordKey, LoadedRecord, string>(loadBatch, {
    cacheKeyFn: (key) => JSON.stringify([key.name, needKey(key.need)]),
    maxBatchSize: 1_000,
  });

  const queryRows = async (query: RecordQuery, need: Need): Promise<readonly RecordRow[]> => {
    const design = await options.design();
    const fields = new Set([...need.fields, ...queryFields(query, design)]);
    const wanted = exportArgs(
      {
        ...need,
        fields,
        events: query.events === null ? null : new Set(query.events),
        dataAccessGroup: need.dataAccessGroup || needsGroups(query),
      },
      design,
    );
    const rows = await exportAll({
      ...wanted,
      ...(query.logic === null ? {} : { filterLogic: query.logic }),
      ...(query.changedSince === null ? {} : { dateRangeBegin: query.changedSince }),
    });
    checkGroupsTold(query, rows);
    return inGroups(rows, query.dataAccessGroups);
  };

  /** The records of a list by what it is ordered by; their fields are asked for alone when a filter took rows away. */
  const orderRows = (
    query: RecordQuery,
    rows: readonly RecordRow[],
  ): Promise<readonly RecordRow[]> | readonly RecordRow[] =>
    query.logic === null && query.events === null
      ? rows
      : queryRows({ ...everyRecord, order: query.order }, needOf(orderFields(query.order)));

  const list = async (query: RecordQuery): Promise<RecordNames> => {
    const design = await options.design();
    const need = needOf(orderFields(query.order));
    const rows = await queryRows(query, need);
    const groups = groupByRecord(rows, design.recordIdField.fieldName);
    const treeNeed = needOf([...need.fields, ...queryFields(query, design)]);
    const nodesOf = async (of: readonly RecordRow[]): Promise<ReadonlyMap<string, RecordNode>> =>
      new Map((await toRecords(of, treeNeed, design)).map((node) => [node.name, node]));
    const nodes = query.predicate === null ? new Map<string, RecordNode>() : await nodesOf(rows);
    const selected = [...groups].flatMap(([name, recordRows]) =>
      isSelected(query, { name, rows: recordRows, node: nodes.get(name) }, design) ? [name] : [],
    );
    const orderNodes = orderFields(query.order).length === 0 ? nodes : await nodesOf(await orderRows(query, rows));
    const found: RecordNames = {
      names: orderNames(selected, orderNodes, query.order, design),
      rowCounts: new Map(selected.map((name) => [name, groups.get(name)?.length ?? 0])),
      withheld: withheldFields([...queryFields(query, design), ...orderFields(query.order)], rows, design),
    };
    recordNames.set(options.owner, JSON.stringify(query), found);
    return found;
  };

  return {
    load: async (name, need) => {
      const { node, refusal } = await loader.load({ name, need, listedRows: 0 });
      if (refusal !== null) throw refusal;
      return node;
    },
    loadListed: (name, need, listedRows) => loader.load({ name, need, listedRows }),
    list,
    continueList: async (query) => recordNames.get(options.owner, JSON.stringify(query)) ?? list(query),
    rows: queryRows,
    tree: async (rows, need) => toRecords(rows, need, await options.design()),
    forget: () => {
      loader.clearAll();
    },
  };
};

/** A need of no event at all (a name, a group) is met by any row of the record. */
const everywhereIfNowhere = (need: Need): Need => (need.events?.size === 0 ? { ...need, events: null } : need);

const needOf = (fields: Iterable<string>): Need => ({
  fields: new Set(fields),
  events: null,
  dataAccessGroup: false,
  surveyFields: false,
});

const inGroups = (rows: readonly RecordRow[], groups: readonly string[] | null): readonly RecordRow[] => {
  if (groups === null) return rows;
  return rows.filter((row) => groups.includes(row['redcap_data_access_group'] ?? ''));
};
