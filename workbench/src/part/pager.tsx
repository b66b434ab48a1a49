import type { ReactNode } from 'react';
import { useSpeech } from '../language/language.tsx';
import { texts } from '../language/texts.ts';
import { SteadyButton } from './button.tsx';
import style from './pager.module.css';

/** A page of a list, as its address and the browser's history have it. */
export interface PagePlace {
  /** The cursor before it; blank for the first page. */
  readonly after: string;
  /** Counted from 1. */
  readonly page: number;
  /** The cursors of the pages before this one. */
  readonly before: readonly string[];
}

/** The place that needs no cursor. */
export const FIRST_PAGE: PagePlace = { after: '', page: 1, before: [] };

/** What a pager takes. */
export interface PagerProps {
  /** What it leads through, such as `Pages of the table`. */
  readonly label: string;
  readonly place: PagePlace;
  /** The cursor of the next page; null where there is none, or none is known yet. */
  readonly next: string | null;
  /** How many pages there are, where that is known. */
  readonly pages?: number | undefined;
  /** The page is on its way. */
  readonly isLoading: boolean;
  readonly onGo: (place: PagePlace) => void;
}

/** Leads through pages. The graph goes forward by cursor; back is where the reader came from. */
export const Pager = ({ label, place, next, pages, isLoading, onGo }: PagerProps): ReactNode => {
  const { say } = useSpeech();
  const { after, page, before } = place;
  if (after === '' && next === null && !isLoading) return null;
  return (
    <nav className={style['pager']} aria-label={label}>
      <SteadyButton isOff={isLoading || after === ''} onPress={() => onGo(FIRST_PAGE)}>
        {say(texts.pager.first)}
      </SteadyButton>
      <SteadyButton
        isOff={isLoading || before.length === 0}
        onPress={() => onGo({ after: before.at(-1) ?? '', page: page - 1, before: before.slice(0, -1) })}
      >
        {say(texts.pager.previous)}
      </SteadyButton>
      <span className={style['page']} role="status">
        {pages === undefined ? say(texts.pager.at, { page }) : say(texts.pager.of, { page, pages })}
      </span>
      <SteadyButton
        isOff={isLoading || next === null}
        onPress={() => onGo({ after: next ?? '', page: page + 1, before: [...before, after] })}
      >
        {say(texts.pager.next)}
      </SteadyButton>
    </nav>
  );
};
