import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { Notice } from '../../part/notice.tsx';
import style from './map.module.css';
import { route } from './route.ts';
import { StatusCell } from './status-cell.tsx';
import type { Study, StudyArm, StudyCounts, StudyEvent, StudyPlaces } from './study.ts';

const Facts = ({
  arm,
  event,
  counts,
}: {
  readonly arm: StudyArm;
  readonly event: StudyEvent;
  readonly counts: StudyCounts | undefined;
}): ReactNode => {
  const { say } = useSpeech();
  const { uniqueEventName, dayOffset, offsetMin, offsetMax, customEventLabel, isRepeating } = event;
  const records = counts?.ofEvent(event);
  const facts: readonly (readonly [name: string, value: ReactNode])[] = [
    [say(texts.map.uniqueName), <code key="name">{uniqueEventName}</code>],
    [say(texts.map.armName), say(texts.map.arm, { number: arm.armNum, name: arm.name })],
    ...(dayOffset === null
      ? []
      : ([
          [
            say(texts.map.day),
            say(texts.map.dayRange, { day: dayOffset, early: offsetMin ?? 0, late: offsetMax ?? 0 }),
          ],
        ] as const)),
    ...(isRepeating ? ([[say(texts.map.repetition), say(texts.map.repeatingEvent)]] as const) : []),
    ...(customEventLabel === null ? [] : ([[say(texts.map.label), customEventLabel]] as const)),
    ...(records === undefined
      ? []
      : ([[say(texts.map.recordsHere), say(texts.map.records, { count: records })]] as const)),
  ];
  return (
    <dl className={style['facts']}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

/** What the details take. */
export interface EventDetailsProps {
  readonly study: Study;
  readonly uniqueEventName: string;
  readonly places: StudyPlaces;
  readonly counts: StudyCounts | undefined;
}

/** One event: when it is, what is filled in there, and how far. */
export const EventDetails = ({ study, uniqueEventName, places, counts }: EventDetailsProps): ReactNode => {
  const { say } = useSpeech();
  const { project } = route.useParams();
  const title = useRef<HTMLHeadingElement>(null);
  const arm = study.arms.find(({ events }) => events.some((event) => event.uniqueEventName === uniqueEventName));
  const event = arm?.events.find((one) => one.uniqueEventName === uniqueEventName);
  useEffect(() => {
    title.current?.focus();
  }, [uniqueEventName]);
  if (arm === undefined || event === undefined) {
    return <Notice kind="warn">{say(texts.map.noEvent, { name: uniqueEventName })}</Notice>;
  }
  const instruments = study.instruments.filter((one) => places.at(event, one) !== 'absent');
  return (
    <section className={style['details']} aria-label={event.eventName}>
      <header>
        <h2 ref={title} tabIndex={-1}>
          {event.eventName}
        </h2>
        <Link from={route.fullPath} to="." search={{}} resetScroll={false}>
          {say(texts.map.close)}
        </Link>
      </header>
      <Facts arm={arm} event={event} counts={counts} />
      <ul className={style['instruments']}>
        {instruments.map((instrument) => (
          <li key={instrument.id}>
            <Link to="/projects/$project/codebook" params={{ project }} search={{ instrument: instrument.name }}>
              {instrument.label}
            </Link>
            <StatusCell
              event={event}
              instrument={instrument}
              place={places.at(event, instrument)}
              counts={counts?.at(event, instrument)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
};
