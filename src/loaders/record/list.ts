import type { Design } from '../../graph/design/design.ts';
import type { Need } from '../../graph/need.ts';
import { RedcapError } from '../../redcap/errors.ts';
import type { ExportRecordPlacesArgs, RecordPlaces } from '../../redcap/methods/record-place.ts';
import { listInstances, type InstanceQuery } from './instance-list.ts';
import type { KeptLists } from './kept-list.ts';
import type { PassSource } from './list-pass.ts';
import { orderFields } from './order.ts';
import type { InstanceList, RecordNames, RecordQuery } from './query.ts';
import { isListOfPlaces, listByPlaces } from './place-list.ts';
import { listSelected } from './selected-list.ts';
import { passRows, type RowVisit } from './row-pass.ts';
import { countStatuses, type StatusCount } from './status-count.ts';
import { queryFields } from './selection.ts';

/** Which records there are. */
export interface RecordListing {
  /** All names that a query selects, in the order of {@link compareRecordNames}. */
  readonly list: (query: RecordQuery) => Promise<RecordNames>;
  /** The names as they were when the caller began to page, while they are kept; else a new list. */
  readonly continueList: (query: RecordQuery) => Promise<RecordNames>;
  /** The names as they were when a caller with this token began to page; null when they are not kept. */
  readonly keptList: (query: RecordQuery) => Promise<RecordNames | null>;
  /** Lets all rows that a query selects pass by, with the fields that are needed. `start` begins anew when REDCap is asked again. */
  readonly pass: <Kept>(query: RecordQuery, need: Need, start: () => RowVisit<Kept>) => Promise<Kept>;
  /** The saved instances of an instrument that a query selects. */
  readonly instances: (query: InstanceQuery) => Promise<InstanceList>;
  /** How many records a query selects, and how far their instruments are filled in. */
  readonly countStatuses: (query: RecordQuery) => Promise<StatusCount>;
}

export interface RecordListingOptions extends PassSource {
  readonly names: KeptLists<RecordNames>;
  /** Fields and form statuses of a design that are kept back from the caller; nothing unless given. */
  readonly keptBack?: ((design: Design) => ReadonlySet<string>) | undefined;
  /** One export of which only the places are kept. */
  readonly exportPlaces: (args: ExportRecordPlacesArgs) => Promise<RecordPlaces>;
}

/** Refuses a query that looks at what is kept back: by filters and orders anybody could find out what it is. */
const checkKeptBack = async (query: RecordQuery, { keptBack, design: read }: RecordListingOptions): Promise<void> => {
  if (keptBack === undefined) return;
  const design = await read();
  const hidden = keptBack(design);
  const name = [...queryFields(query, design), ...orderFields(query.order)].find((one) => hidden.has(one));
  if (name === undefined) return;
  throw new RedcapError('FORBIDDEN', {
    message: `The policy of this caller withholds ${name}: no filter and no order may look at it.`,
    notSent: true,
  });
};

/** Makes the listing of one project for one request. */
export const createRecordListing = (options: RecordListingOptions): RecordListing => {
  const { names } = options;

  const makeList = async (query: RecordQuery): Promise<RecordNames> => {
    const places = isListOfPlaces(query)
      ? await listByPlaces(query, await options.design(), options.exportPlaces)
      : null;
    return places ?? listSelected(options, query);
  };

  return {
    list: async (query) => {
      await checkKeptBack(query, options);
      return names.anew(JSON.stringify(query), () => makeList(query));
    },
    continueList: async (query) => {
      await checkKeptBack(query, options);
      return names.continued(JSON.stringify(query), () => makeList(query));
    },
    keptList: async (query) => {
      await checkKeptBack(query, options);
      return names.kept(JSON.stringify(query));
    },
    instances: async (wanted) => {
      await checkKeptBack(wanted.query, options);
      return listInstances(options, wanted);
    },
    countStatuses: async (query) => {
      await checkKeptBack(query, options);
      return countStatuses(options, query);
    },
    pass: async (query, need, start) => {
      await checkKeptBack(query, options);
      return passRows(options, query, need, start);
    },
  };
};
