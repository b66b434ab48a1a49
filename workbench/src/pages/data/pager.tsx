import { useNavigate, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { Button } from '../../part/button.tsx';
import style from './data.module.css';
import { route } from './route.ts';
import type { DataSearch } from './search.ts';
import type { TablePage } from './table.tsx';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The cursors of the pages before this one, the first one blank. They stay in the browser's history, so that a link is short. */
    readonly before?: readonly string[];
  }
}

/** The same view at another page. */
const atPage = ({ after: _after, page: _page, ...rest }: DataSearch, after: string, page: number): DataSearch =>
  after === '' ? rest : { ...rest, after, page };

/** Leads through the pages. The graph goes forward by cursor; back is where the reader came from. */
export const Pager = ({ page, size }: { readonly page: TablePage; readonly size: number }): ReactNode => {
  const { say } = useSpeech();
  const navigate = useNavigate({ from: route.fullPath });
  const { after = '', page: number = 1 } = route.useSearch();
  const before = useRouterState({ select: ({ location }) => location.state.before ?? [] });
  const { endCursor, hasNextPage } = page.pageInfo;
  const pages = Math.max(1, Math.ceil(page.totalCount / size));
  const go = (cursor: string, to: number, trail: readonly string[]): void =>
    void navigate({ search: (search) => atPage(search, cursor, to), state: { before: trail } });
  if (pages === 1 && after === '') return null;
  return (
    <nav className={style['row']} aria-label={say(texts.data.pages)}>
      <Button isDisabled={after === ''} onPress={() => go('', 1, [])}>
        {say(texts.data.first)}
      </Button>
      <Button isDisabled={before.length === 0} onPress={() => go(before.at(-1) ?? '', number - 1, before.slice(0, -1))}>
        {say(texts.data.previous)}
      </Button>
      <span className={style['help']}>{say(texts.data.page, { page: number, pages })}</span>
      <Button isDisabled={!hasNextPage} onPress={() => go(endCursor ?? '', number + 1, [...before, after])}>
        {say(texts.data.next)}
      </Button>
    </nav>
  );
};
