import { Link, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useSpeech } from '../language/language.tsx';
import { texts } from '../language/texts.ts';
import { projectPages } from '../pages.ts';
import style from './frame.module.css';

/** Brings the tab of the page into sight, where a narrow window has not room for all. */
const useTabInSight = (): RefObject<HTMLElement | null> => {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    const tab = bar.current?.querySelector('[aria-current="page"]');
    if (bar.current === null || tab === null || tab === undefined) return;
    const [around, own] = [bar.current.getBoundingClientRect(), tab.getBoundingClientRect()];
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    bar.current.scrollBy({
      left: own.left + own.width / 2 - (around.left + around.width / 2),
      behavior: isStill ? 'instant' : 'smooth',
    });
  }, [path]);
  return bar;
};

/** The pages of the project, as tabs that are links. */
export const ProjectTabs = ({ project }: { readonly project: string }): ReactNode => {
  const { say } = useSpeech();
  const bar = useTabInSight();
  return (
    <nav ref={bar} aria-label={say(texts.frame.pages)} className={style['pages']}>
      <ul>
        {projectPages.map(({ to, title }) => (
          <li key={to}>
            <Link to={to} params={{ project }} activeProps={{ 'aria-current': 'page' }}>
              {say(title)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
};
