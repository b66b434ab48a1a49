import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useAnswer } from '../../graph/answer.ts';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { OperationPanel } from '../../operation/panel.tsx';
import { Answered } from '../../part/answered.tsx';
import { Notice } from '../../part/notice.tsx';
import { Page } from '../../part/page.tsx';
import { StatusShape } from '../../part/status.tsx';
import { ArmTable } from './arm-table.tsx';
import { EventDetails } from './event-details.tsx';
import { StudyCountsDocument, StudyMapDocument } from './generated/graphql.ts';
import style from './map.module.css';
import { route } from './route.ts';
import { STATUSES } from './status-cell.tsx';
import { StudyCounts, StudyPlaces } from './study.ts';
import type { Study } from './study.ts';

/** What the shapes mean, and what cannot be known. */
const Legend = ({ study }: { readonly study: Study }): ReactNode => {
  const { say } = useSpeech();
  const hasSurveys = study.instruments.some(({ isSurvey }) => isSurvey === null);
  const isSetupHidden = study.repeatingInstrumentsAndEvents === null;
  return (
    <div className={style['legend']}>
      {STATUSES.map((status) => (
        <span key={status}>
          <StatusShape status={status} /> {say(texts.formStatus[status])}
        </span>
      ))}
      <span>{say(hasSurveys ? texts.map.surveysOn : texts.map.surveysOff)}</span>
      {isSetupHidden ? <span>{say(texts.map.setupHidden)}</span> : null}
    </div>
  );
};

/** The counts. They are an export, which may take a while: the map is there before. */
const useCounts = (project: string) => {
  const answer = useAnswer(StudyCountsDocument, { project });
  const dashboard = answer.data?.project?.recordStatusDashboard ?? undefined;
  const counts = useMemo(() => (dashboard === undefined ? undefined : new StudyCounts(dashboard)), [dashboard]);
  return { answer, counts };
};

const StudyMap = ({ study, project }: { readonly study: Study; readonly project: string }): ReactNode => {
  const { say } = useSpeech();
  const { event } = route.useSearch();
  const { answer, counts } = useCounts(project);
  const places = useMemo(() => new StudyPlaces(study), [study]);
  const arms = study.isLongitudinal ? study.arms : [null];
  return (
    <>
      <Answered answer={answer} what={say(texts.map.counts)}>
        {() => (counts?.isComplete === false ? <Notice kind="warn">{say(texts.map.incompleteCounts)}</Notice> : null)}
      </Answered>
      <Legend study={study} />
      <OperationPanel
        shown={[StudyMapDocument, StudyCountsDocument].map((document) => ({ document, variables: { project } }))}
      />
      {event === undefined ? null : (
        <EventDetails study={study} uniqueEventName={event} places={places} counts={counts} />
      )}
      {arms.map((arm) => (
        <ArmTable key={arm?.armNum ?? 'all'} study={study} arm={arm} places={places} counts={counts} />
      ))}
    </>
  );
};

/** Which instruments a study fills in, when, how often, and how far it has come. */
export const StudyMapPage = (): ReactNode => {
  const { say } = useSpeech();
  const { project } = route.useParams();
  const answer = useAnswer(StudyMapDocument, { project });
  return (
    <Page title={say(texts.map.title)} intro={say(texts.map.intro)} isWide>
      <Answered answer={answer} what={say(texts.map.what)}>
        {({ project: study }) => (study === null ? null : <StudyMap study={study} project={project} />)}
      </Answered>
    </Page>
  );
};
