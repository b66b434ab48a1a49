import { given, textOf } from '../address.ts';

/** Which page of a list the address names. */
export interface PlacedSearch {
  /** The opaque cursor before the page; left out, the page is the first. */
  readonly after?: string;
  /** The number of the page, to be shown. */
  readonly page?: number;
}

/** Reads of an address which page it names. */
export const readPlacedSearch = (search: Readonly<Record<string, unknown>>): PlacedSearch => {
  const { page } = search;
  return {
    ...given('after', textOf(search['after'])),
    ...given('page', typeof page === 'number' && Number.isInteger(page) && page > 1 ? page : undefined),
  };
};
