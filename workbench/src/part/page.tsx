import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useSpeech } from '../language/language.tsx';
import { texts } from '../language/texts.ts';
import { classes } from '../look/classes.ts';
import style from './page.module.css';

/** What a page takes. */
export interface PageProps {
  readonly title: string;
  /** A line below the title. */
  readonly intro?: ReactNode;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  /** A table or a map takes all of the width; text is easier to read in less. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** The frame of each page. Its title is that of the document, and gets the focus after a navigation. */
export const Page = ({ title, intro, actions, isWide = false, children }: PageProps): ReactNode => {
  const { say } = useSpeech();
  useEffect(() => {
    document.title = `${title} – ${say(texts.frame.brand)}`;
  }, [title, say]);
  return (
    <div className={classes(style['page'], isWide && style['wide'])}>
      <header className={style['head']}>
        <div>
          <h1 tabIndex={-1}>{title}</h1>
          {intro === undefined ? null : <p className={style['intro']}>{intro}</p>}
        </div>
        {actions === undefined ? null : <div className={style['actions']}>{actions}</div>}
      </header>
      {children}
    </div>
  );
};
