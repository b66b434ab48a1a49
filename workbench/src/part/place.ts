import { useRouterState } from '@tanstack/react-router';
import type { PagePlace } from './pager.tsx';
import type { PlacedSearch } from './placed-search.ts';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The cursors of the pages before this one, the first one blank. They stay in the browser's history, so that a link is short. */
    readonly before?: readonly string[];
  }
}

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
