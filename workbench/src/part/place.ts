import { useRouterState } from '@tanstack/react-router';
import { given, textOf } from '../address.ts';
import type { PagePlace } from './pager.tsx';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The cursors of the pages before this one, the first one blank. They stay in the browser's history, so that a link is short. */
    readonly before?: readonly string[];
  }
}

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

/** The same view at another page. */
const atPage = <Search extends PlacedSearch>(
  { after: _after, page: _page, ...rest }: Search,
  { after, page }: PagePlace,
): Omit<Search, keyof PlacedSearch> & PlacedSearch => (after === '' ? rest : { ...rest, after, page });

/** The way to another page: how the address changes, and what the browser's history keeps with it. */
export type GoToPage<Search extends PlacedSearch> = (
  search: Omit<Search, keyof PlacedSearch> & PlacedSearch,
  state: { readonly before: readonly string[] },
) => void;

/** The page of a list that the address names, and a way to another one. */
export const usePlace = <Search extends PlacedSearch>(
  search: Search,
  go: GoToPage<Search>,
): readonly [place: PagePlace, go: (place: PagePlace) => void] => {
  const { after = '', page = 1 } = search;
  const before = useRouterState({ select: ({ location }) => location.state.before ?? [] });
  return [{ after, page, before }, (place) => go(atPage(search, place), { before: place.before })];
};
