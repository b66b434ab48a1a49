import DataLoader from 'dataloader';
import type { Need } from '../../graph/need.ts';
import type { RecordNode } from '../../graph/record/record.ts';
import { RedcapError } from '../../redcap/errors.ts';
import { exportRecordPlaces } from '../../redcap/methods/record-place.ts';
import { exportRecordSummary } from '../../redcap/methods/record-summary.ts';
import { exportTwice, isWhole, searchAbsent, type Arrival, type RecordKey } from './arrival.ts';
import type { KeptLists } from './kept-list.ts';
import { createKnownExports, type KnownExport, type KnownExportOptions, type KnownExports } from './known-export.ts';
import { createNameSearch } from './name-search.ts';
import { createRecordListing, type RecordListing, type RecordListingOptions } from './list.ts';
import type { ListedRows } from './listed-row.ts';
import type { RecordNames } from './query.ts';

/** A record as it was loaded. */
export interface LoadedRecord {
  /** Null when there is no such record (or the token may not see it). */
  readonly node: RecordNode | null;
  /** False when the record is there but its rows did not all come, asked for twice. */
  readonly isComplete: boolean;
  /** Fields of the need that the project does not have any more; the record came without them. */
  readonly unknownFields: ReadonlySet<string>;
  /** What REDCap said of these fields; null when there are none. */
  readonly refusal: RedcapError | null;
}

/** The records of one project in one request. One tick's wishes become one export of the united records and fields. */
export interface RecordLoader extends RecordListing {
  /**
   * The record; null when there is none. Throws when the record is there and does not come, and when REDCap does not know a
   * field any more: nothing beside it could say so.
   */
  readonly load: (name: string, need: Need) => Promise<RecordNode | null>;
  /** A record that a list named with these rows, and whether it came whole; null when no list named it. */
  readonly loadListed: (name: string, need: Need, listed: ListedRows | null) => Promise<LoadedRecord>;
  /** The records of a page, with one need for all of them, in their order. It costs less than to load them one by one. */
  readonly loadPage: (keys: readonly RecordKey[]) => Promise<readonly LoadedRecord[]>;
  /** Forgets what was loaded: after a write in the same request. */
  readonly forget: () => void;
}

export interface RecordLoaderOptions extends KnownExportOptions {
  readonly names: KeptLists<RecordNames>;
  readonly keptBack: RecordListingOptions['keptBack'];
}

/** What needs want, as text: equal needs have equal texts. A need may outlive its request. */
const descriptions = new WeakMap<Need, string>();

const describeNeed = (need: Need): string => {
  const known = descriptions.get(need);
  if (known !== undefined) return known;
  const text = JSON.stringify([
    [...need.fields].sort(),
    need.events === null ? null : [...need.events].sort(),
    need.dataAccessGroup,
    need.surveyFields,
  ]);
  descriptions.set(need, text);
  return text;
};

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

const readNodes = async (
  { need, exports }: Arrival,
  toRecords: KnownExports['toRecords'],
): Promise<Map<string, RecordNode>> => {
  const nodes = new Map<string, RecordNode>();
  for (const part of exports) {
    for (const rows of part.batches) {
      for (const node of await toRecords(rows, need, part)) nodes.set(node.name, node);
    }
  }
  return nodes;
};

/** What REDCap said of fields that it does not know. */
type Refused = Pick<LoadedRecord, 'unknownFields' | 'refusal'>;

const notRefused: Refused = { unknownFields: new Set(), refusal: null };

/** Finds what was refused of a need. Most often nothing was. */
const createRefusals = (exports: readonly KnownExport[]): ((need: Need) => Refused) => {
  const lost = exports.flatMap(({ unknownFields }) => [...unknownFields]);
  if (lost.length === 0) return () => notRefused;
  const refusal = exports.map((part) => part.refusal).find((one) => one !== null) ?? null;
  return ({ fields }) => {
    const unknownFields = new Set(lost.filter((name) => fields.has(name)));
    return { unknownFields, refusal: unknownFields.size === 0 ? null : refusal };
  };
};

/** Finds the record of a name. */
type NodeOf = (name: string) => RecordNode | undefined;

/** REDCap may find a record by a name in other capitals. It comes under its own name, which is the node's. */
const createNodeOf = (nodes: ReadonlyMap<string, RecordNode>): { readonly exact: NodeOf; readonly spelled: NodeOf } => {
  let byLowerCase: ReadonlyMap<string, RecordNode> | undefined;
  return {
    exact: (name) => nodes.get(name),
    spelled: (name) => {
      byLowerCase ??= new Map([...nodes.values()].map((node) => [node.name.toLowerCase(), node]));
      return byLowerCase.get(name.toLowerCase());
    },
  };
};

/** Loads records with all of their needs united. */
const createLoading = (
  exports: KnownExports,
  { design, read }: Pick<KnownExportOptions, 'design' | 'read'>,
): ((keys: readonly RecordKey[]) => Promise<LoadedRecord[]>) => {
  const findNames = createNameSearch(design, (args) => read(exportRecordPlaces, args));
  const load = async (keys: readonly RecordKey[]): Promise<LoadedRecord[]> => {
    const came = await exportTwice(keys, exports, design);
    const { arrival, lost } = await searchAbsent(keys, came, exports, findNames);
    const { exact, spelled } = createNodeOf(await readNodes(arrival, exports.toRecords));
    const refusedOf = createRefusals(arrival.exports);
    const absent = keys.filter(({ name }) => exact(name) === undefined);
    const asked = new Set(absent.length === 0 ? [] : keys.map(({ name }) => name));
    // The record may have come for the other name alone. To ask without that name shows it.
    const doubtful = absent.filter(({ name }) => asked.has(spelled(name)?.name ?? ''));
    const apart = doubtful.length === 0 ? [] : await load(doubtful);
    const loadedApart = new Map(doubtful.map((key, index) => [key, apart[index]]));
    const pick = (key: RecordKey): LoadedRecord => ({
      node: exact(key.name) ?? spelled(key.name) ?? null,
      isComplete: !lost.has(key.name) && isWhole(key.listed, arrival.cameOf(key.name)),
      ...refusedOf(key.need),
    });
    return keys.map((key) => loadedApart.get(key) ?? pick(key));
  };
  return load;
};

/** Makes the record loader of one project for one request. */
export const createRecordLoader = (options: RecordLoaderOptions): RecordLoader => {
  const exports = createKnownExports(options);
  const numberOf = createNeedNumbers();
  const load = createLoading(exports, options);

  /** Pages are united too: the records of all of them come by the same exports. */
  const loadPages = async (pages: readonly (readonly RecordKey[])[]): Promise<LoadedRecord[][]> => {
    const loaded = await load(pages.flat());
    let start = 0;
    return pages.map(({ length }) => loaded.slice(start, (start += length)));
  };

  const loader = new DataLoader<readonly RecordKey[], readonly LoadedRecord[], string>(loadPages, {
    cacheKeyFn: (keys) =>
      JSON.stringify([...new Set(keys.map(({ need }) => numberOf(need))), keys.map(({ name }) => name)]),
    maxBatchSize: 1_000,
  });

  const loadListed: RecordLoader['loadListed'] = async (name, need, listed) => {
    const [loaded] = await loader.load([{ name, need, listed }]);
    return loaded ?? { node: null, isComplete: listed === null, ...notRefused };
  };

  return {
    load: async (name, need) => {
      const { node, isComplete, refusal } = await loadListed(name, need, null);
      if (refusal !== null) throw refusal;
      if (!isComplete) throw new RedcapError('REDCAP_INCOMPLETE', { message: 'a record that is there did not come' });
      return node;
    },
    loadListed,
    loadPage: (keys) => loader.load(keys),
    ...createRecordListing({
      names: options.names,
      keptBack: options.keptBack,
      design: options.design,
      exportPlaces: (args) => options.read(exportRecordPlaces, args),
      exportSummary: (args) => options.read(exportRecordSummary, args),
      exportKnown: exports.exportKnown,
      newDesign: options.newDesign,
    }),
    forget: () => {
      loader.clearAll();
    },
  };
};
