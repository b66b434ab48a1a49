import { useRouterState } from '@tanstack/react-router';
import type { CombinedError } from '@urql/core';
import { useEffect } from 'react';
import { FIRST_PAGE } from './pager.tsx';
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

/** How the browser's history takes another page. */
export interface PageStep {
  /** Kept with the page. */
  readonly state: { readonly before: readonly string[] };
  /** The page takes the place of the one that is shown, so that no way leads back to that. */
  readonly replace: boolean;
}

/** The way to another page: how the address changes, and how the history takes it. */
export type GoToPage<Search extends PlacedSearch> = (
  search: Omit<Search, keyof PlacedSearch> & PlacedSearch,
  step: PageStep,
) => void;

/** The page of a list that the address names, and the ways to others. */
export interface Paging {
  readonly place: PagePlace;
  readonly go: (place: PagePlace) => void;
  /** Shows the first page in the place of one that cannot be shown. */
  readonly startOver: () => void;
}

/** Reads of an address which page of a list it names, and leads to others by `go`. */
export const usePlace = <Search extends PlacedSearch>(search: Search, go: GoToPage<Search>): Paging => {
  const { after = '', page = 1 } = search;
  const before = useRouterState({ select: ({ location }) => location.state.before ?? [] });
  const step = (place: PagePlace, replace: boolean): void =>
    go(atPage(search, place), { state: { before: place.before }, replace });
  return {
    place: { after, page, before },
    go: (place) => step(place, false),
    startOver: () => step(FIRST_PAGE, true),
  };
};

/** Begins at the first page where the gateway refuses the cursor of the address: a link may have that of another caller. */
export const useOwnPage = ({ place, startOver }: Paging, error: CombinedError | undefined): void => {
  const isRefused =
    place.after !== '' && error?.graphQLErrors.some(({ extensions }) => extensions['argument'] === 'after') === true;
  useEffect(() => {
    if (isRefused) startOver();
  });
};
