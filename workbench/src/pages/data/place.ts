import { useNavigate, useRouterState } from '@tanstack/react-router';
import type { PagePlace } from '../../part/pager.tsx';
import { route } from './route.ts';
import type { DataSearch } from './search.ts';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The cursors of the pages before this one, the first one blank. They stay in the browser's history, so that a link is short. */
    readonly before?: readonly string[];
  }
}

/** The same view at another page. */
const atPage = ({ after: _after, page: _page, ...rest }: DataSearch, { after, page }: PagePlace): DataSearch =>
  after === '' ? rest : { ...rest, after, page };

/** The page of the table that the address names, and a way to another one. */
export const usePlace = (): readonly [place: PagePlace, go: (place: PagePlace) => void] => {
  const navigate = useNavigate({ from: route.fullPath });
  const { after = '', page = 1 } = route.useSearch();
  const before = useRouterState({ select: ({ location }) => location.state.before ?? [] });
  return [
    { after, page, before },
    (place) => void navigate({ search: (search) => atPage(search, place), state: { before: place.before } }),
  ];
};
