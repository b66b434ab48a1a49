import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAnswer } from '../../graph/answer.ts';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { projectPages } from '../../pages.ts';
import { Answered } from '../../part/answered.tsx';
import { Badge } from '../../part/badge.tsx';
import { Capabilities } from './capabilities.tsx';
import { ProjectCardDocument } from './generated/graphql.ts';
import type { ProjectCardQuery } from './generated/graphql.ts';
import style from './projects.module.css';

const Facts = ({ project }: { readonly project: NonNullable<ProjectCardQuery['project']> }): ReactNode => {
  const { say } = useSpeech();
  const { key, inProduction, isLongitudinal, hasRepeatingInstrumentsOrEvents, redcapVersion } = project;
  return (
    <p className={style['facts']}>
      <code>{key}</code>
      <Badge kind={inProduction ? 'good' : 'plain'}>
        {say(inProduction ? texts.projects.production : texts.projects.notProduction)}
      </Badge>
      <Badge>{say(isLongitudinal ? texts.projects.longitudinal : texts.projects.classic)}</Badge>
      {hasRepeatingInstrumentsOrEvents ? <Badge>{say(texts.projects.repeating)}</Badge> : null}
      <Badge>{say(texts.projects.version, { version: redcapVersion })}</Badge>
    </p>
  );
};

/** One project: what it is, and what the caller may do there. */
export const ProjectCard = ({ project: key }: { readonly project: string }): ReactNode => {
  const answer = useAnswer(ProjectCardDocument, { project: key });
  return (
    <>
      <h2>
        <Link to={projectPages[0].to} params={{ project: key }}>
          {answer.data?.project?.projectTitle ?? key}
        </Link>
      </h2>
      <Answered answer={answer} what={key}>
        {({ project }) =>
          project === null ? null : (
            <>
              <Facts project={project} />
              <Capabilities project={key} />
            </>
          )
        }
      </Answered>
    </>
  );
};
