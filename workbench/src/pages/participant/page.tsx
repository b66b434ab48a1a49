import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { isShareId } from '../../address.ts';
import { useAnswer } from '../../graph/answer.ts';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { OperationPanel } from '../../operation/panel.tsx';
import { Answered } from '../../part/answered.tsx';
import { Badge } from '../../part/badge.tsx';
import { Empty } from '../../part/empty.tsx';
import { Page } from '../../part/page.tsx';
import { ParticipantByNameDocument, ParticipantDocument } from './generated/graphql.ts';
import type { ParticipantQuery } from './generated/graphql.ts';
import style from './participant.module.css';
import { route } from './route.ts';
import { StopItem } from './stop.tsx';
import { timelineOf } from './timeline.ts';
import type { ParticipantRecord } from './timeline.ts';

type Project = NonNullable<ParticipantQuery['project']>;

/** The arms and the group of the participant. */
const Facts = ({ project, record }: { readonly project: Project; readonly record: ParticipantRecord }): ReactNode => {
  const { say } = useSpeech();
  const { dataAccessGroup: group } = record;
  const arms = new Set(record.arms.map(({ armNum }) => armNum));
  return (
    <p className={style['facts']}>
      {project.arms
        .filter(({ armNum }) => arms.has(armNum))
        .map(({ armNum, name }) => (
          <Badge key={armNum} kind="accent">
            {say(texts.map.arm, { number: armNum, name })}
          </Badge>
        ))}
      <Badge>
        {group === null
          ? say(texts.participant.noGroup)
          : say(texts.participant.group, { group: group.dataAccessGroupName ?? group.uniqueGroupName })}
      </Badge>
    </p>
  );
};

/** What is said where the address leads to nobody. */
const Missing = (): ReactNode => {
  const { say } = useSpeech();
  return (
    <Empty title={say(texts.participant.missing)}>
      <p>{say(texts.participant.missingText)}</p>
    </Empty>
  );
};

/** What is saved of a participant, and the operation that asks for it. */
const Timeline = ({
  project,
  record,
}: {
  readonly project: Project;
  readonly record: ParticipantRecord;
}): ReactNode => {
  const { project: key } = route.useParams();
  return (
    <>
      <Facts project={project} record={record} />
      <OperationPanel
        shown={[{ document: ParticipantByNameDocument, variables: { project: key, record: record.name } }]}
      />
      <ol className={style['timeline']}>
        {timelineOf(project, record).map((stop) => (
          <StopItem key={stop.id} stop={stop} />
        ))}
      </ol>
    </>
  );
};

/** One participant: what is saved, in the order of the study, and how far each form is. */
export const ParticipantPage = (): ReactNode => {
  const { say } = useSpeech();
  const { project: key, record: shareId } = route.useParams();
  const isLink = isShareId(shareId);
  const answer = useAnswer(ParticipantDocument, { project: key, shareId }, isLink);
  const record = answer.data?.project?.recordByShareId ?? null;
  const title =
    record === null
      ? say(texts.participant.title)
      : say(texts.participant.named, {
          field: answer.data?.project?.recordIdField.fieldLabel ?? say(texts.participant.title),
          name: record.name,
        });
  return (
    <Page
      title={title}
      actions={
        <Link to="/projects/$project/data" params={{ project: key }}>
          {say(texts.participant.toData)}
        </Link>
      }
    >
      {isLink ? (
        <Answered answer={answer} what={say(texts.participant.what)}>
          {({ project }) => {
            if (project !== null && record !== null) return <Timeline project={project} record={record} />;
            // Where it failed, nobody knows whether there is one.
            return answer.error === undefined ? <Missing /> : null;
          }}
        </Answered>
      ) : (
        <Missing />
      )}
    </Page>
  );
};
