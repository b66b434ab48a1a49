import { Link, useRouter, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { gateway } from '../gateway.ts';
import { useSpeech } from '../language/language.tsx';
import { texts } from '../language/texts.ts';
import { Button } from '../part/button.tsx';
import { openSignedIn } from '../session/handover.ts';
import { useSession } from '../session/session.tsx';
import style from './frame.module.css';
import { Mark } from './mark.tsx';
import { ProjectMenu } from './project-menu.tsx';
import { ProjectTabs } from './project-tabs.tsx';
import { SettingsMenu } from './settings-menu.tsx';

/** The key of the project that the address is about; undefined on other pages. */
const useProjectKey = (): string | undefined =>
  useRouterState({
    select: ({ matches }) => {
      const params: { readonly project?: string } = matches.at(-1)?.params ?? {};
      return params.project;
    },
  });

const focusTitle = (): void => document.querySelector<HTMLElement>('h1')?.focus();

/** Puts the focus on the title of each page that somebody goes to. The first page leaves it where the browser has it. */
const useTitleFocus = (): void => {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (fromLocation !== undefined && pathChanged) focusTitle();
      }),
    [router],
  );
};

/** What is around every page: the name, the project, its pages, the reader's settings and the session. */
export const Frame = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const { say } = useSpeech();
  const { credential, signOut } = useSession();
  const project = useProjectKey();
  useTitleFocus();
  return (
    <>
      <button
        type="button"
        className={style['skip']}
        // A link would change the address, which is the page's own after its `#`.
        onClick={focusTitle}
      >
        {say(texts.frame.skip)}
      </button>
      <header className={style['header']}>
        <div className={style['bar']}>
          <Link to="/" className={style['brand']} aria-label={say(texts.frame.brand)}>
            <Mark />
            <span>{say(texts.frame.brand)}</span>
          </Link>
          <ProjectMenu project={project} />
          <div className={style['end']}>
            {gateway.graphiql ? (
              <Button weight="quiet" onPress={() => openSignedIn('graphql')}>
                {say(texts.frame.graphiql)}
              </Button>
            ) : null}
            <SettingsMenu />
            {credential === null || credential.kind === 'none' ? null : (
              <Button weight="quiet" onPress={() => signOut('left')}>
                {say(texts.frame.signOut)}
              </Button>
            )}
          </div>
        </div>
        {project === undefined ? null : <ProjectTabs project={project} />}
      </header>
      <main className={style['main']}>{children}</main>
    </>
  );
};
