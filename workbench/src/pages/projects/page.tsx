import type { ReactNode } from 'react';
import { useAnswer } from '../../graph/answer.ts';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { Answered } from '../../part/answered.tsx';
import { Empty } from '../../part/empty.tsx';
import { Page } from '../../part/page.tsx';
import { SessionDocument } from '../../session/generated/graphql.ts';
import { projectKeysOf } from '../../session/project-key.ts';
import { ProjectCard } from './card.tsx';
import style from './projects.module.css';

/** Which projects the caller has. Each card asks for itself, so that a project which fails holds up no other. */
export const ProjectsPage = (): ReactNode => {
  const { say } = useSpeech();
  const answer = useAnswer(SessionDocument, {});
  return (
    <Page title={say(texts.projects.title)}>
      <Answered answer={answer} what={say(texts.projects.what)}>
        {(session) => {
          const keys = projectKeysOf(session);
          if (keys.length === 0) {
            return (
              <Empty title={say(texts.projects.empty)}>
                <p>{say(texts.projects.emptyText)}</p>
              </Empty>
            );
          }
          return (
            <ul className={style['cards']}>
              {keys.map((key) => (
                <li key={key} className={style['card']}>
                  <ProjectCard project={key} />
                </li>
              ))}
            </ul>
          );
        }}
      </Answered>
    </Page>
  );
};
