import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSpeech } from '../language/language.tsx';
import { texts } from '../language/texts.ts';
import { Empty } from '../part/empty.tsx';
import { Notice } from '../part/notice.tsx';
import { Page } from '../part/page.tsx';

const Way = (): ReactNode => {
  const { say } = useSpeech();
  return <Link to="/">{say(texts.frame.toProjects)}</Link>;
};

/** What an address shows that leads to no page. */
export const MissingPage = (): ReactNode => {
  const { say } = useSpeech();
  return (
    <Page title={say(texts.frame.notFound)}>
      <Empty title={say(texts.frame.notFound)}>
        <p>{say(texts.frame.notFoundText)}</p>
        <Way />
      </Empty>
    </Page>
  );
};

/** What a page shows that fails. The error is in the browser's console alone: it may quote what was on the page. */
export const BrokenPage = (): ReactNode => {
  const { say } = useSpeech();
  return (
    <Page title={say(texts.frame.broken)}>
      <Notice kind="bad" title={say(texts.frame.broken)} isUrgent>
        <p>{say(texts.remedy.OTHER)}</p>
        <Way />
      </Notice>
    </Page>
  );
};
