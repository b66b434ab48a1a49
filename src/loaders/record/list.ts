import { exportArgs, type Need } from '../../graph/need.ts';
import type { ExportRecordsArgs, RecordRow } from '../../redcap/methods/record.ts';
import type { ExportRecordPlacesArgs, RecordPlaces } from '../../redcap/methods/record-place.ts';
import { listInstances, type InstanceQuery } from './instance-list.ts';
import type { KeptLists } from './kept-list.ts';
import type { PassSource } from './list-pass.ts';
import type { InstanceList, RecordNames, RecordQuery } from './query.ts';
import { isListOfPlaces, listByPlaces } from './place-list.ts';
import { listSelected } from './selected-list.ts';
import { checkGroupsTold, isInGroups, needWith, queryArgs } from './selection.ts';

/** Which records there are. */
export interface RecordListing {
  /** All names that a query selects, in the order of {@link compareRecordNames}. */
  readonly list: (query: RecordQuery) => Promise<RecordNames>;
  /** The names as they were when the caller began to page, while they are kept; else a new list. */
  readonly continueList: (query: RecordQuery) => Promise<RecordNames>;
  /** All rows that a query selects, with the fields that are needed. They are held all at once. */
  readonly rows: (query: RecordQuery, need: Need) => Promise<readonly RecordRow[]>;
  /** The saved instances of an instrument that a query selects. */
  readonly instances: (query: InstanceQuery) => Promise<InstanceList>;
}

export interface RecordListingOptions extends PassSource {
  readonly names: KeptLists<RecordNames>;
  /** One export. */
  readonly exportAll: (args: ExportRecordsArgs) => Promise<readonly RecordRow[]>;
  /** One export of which only the places are kept. */
  readonly exportPlaces: (args: ExportRecordPlacesArgs) => Promise<RecordPlaces>;
}

/** Makes the listing of one project for one request. */
export const createRecordListing = (options: RecordListingOptions): RecordListing => {
  const { names, exportAll } = options;

  const makeList = async (query: RecordQuery): Promise<RecordNames> => {
    const places = isListOfPlaces(query)
      ? await listByPlaces(query, await options.design(), options.exportPlaces)
      : null;
    return places ?? listSelected(options, query);
  };

  return {
    list: (query) => names.anew(JSON.stringify(query), () => makeList(query)),
    continueList: (query) => names.continued(JSON.stringify(query), () => makeList(query)),
    instances: (query) => listInstances(options, query),
    rows: async (query, need) => {
      const design = await options.design();
      const wanted = exportArgs(needWith(need, query, design), design);
      const came = await exportAll({ ...wanted, ...queryArgs(query) });
      checkGroupsTold(query, Object.keys(came[0] ?? {}));
      return came.filter((row) => isInGroups(row, query.dataAccessGroups));
    },
  };
};
