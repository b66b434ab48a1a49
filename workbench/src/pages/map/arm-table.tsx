import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import style from './map.module.css';
import { route } from './route.ts';
import { StatusCell } from './status-cell.tsx';
import type { Study, StudyArm, StudyCounts, StudyEvent, StudyInstrument, StudyPlaces } from './study.ts';

/** What a table of the map takes. */
export interface ArmTableProps {
  readonly study: Study;
  /** Null for a classic project, which has neither arms nor events. */
  readonly arm: StudyArm | null;
  readonly places: StudyPlaces;
  readonly counts: StudyCounts | undefined;
}

/** The head of a column: the event, which leads to its details. */
const EventHead = ({
  event,
  counts,
}: {
  readonly event: StudyEvent;
  readonly counts: StudyCounts | undefined;
}): ReactNode => {
  const { say } = useSpeech();
  const records = counts?.ofEvent(event);
  return (
    <th scope="col">
      <Link from={route.fullPath} to="." search={{ event: event.uniqueEventName }} resetScroll={false}>
        {event.eventName}
      </Link>
      {event.isRepeating ? <small className={style['repeats']}>↻ {say(texts.map.repeatingEvent)}</small> : null}
      {records === undefined ? null : <small>{say(texts.map.records, { count: records })}</small>}
    </th>
  );
};

/** The head of a row: the instrument, which leads to its fields. */
const InstrumentHead = ({ instrument }: { readonly instrument: StudyInstrument }): ReactNode => {
  const { say } = useSpeech();
  const { project } = route.useParams();
  return (
    <th scope="row">
      <Link to="/projects/$project/codebook" params={{ project }} search={{ instrument: instrument.name }}>
        {instrument.label}
      </Link>
      <small>{say(texts.map.fields, { count: instrument.fields.length })}</small>
    </th>
  );
};

/** One arm: its events across, the instruments down. */
export const ArmTable = ({ study, arm, places, counts }: ArmTableProps): ReactNode => {
  const { say } = useSpeech();
  const columns: readonly (StudyEvent | undefined)[] = arm?.events ?? [undefined];
  const rows = study.instruments.filter((one) => columns.some((event) => places.at(event, one) !== 'absent'));
  const records = arm === null ? counts?.recordCount : counts?.ofArm(arm);
  const title = arm === null ? say(texts.map.all) : say(texts.map.arm, { number: arm.armNum, name: arm.name });
  return (
    <section className={style['arm']}>
      <h2>
        {title}
        {records === undefined ? null : (
          <small className={style['soft']}> · {say(texts.map.records, { count: records })}</small>
        )}
      </h2>
      <div className={style['scroll']} role="region" tabIndex={0} aria-label={title}>
        <table className={style['table']}>
          <thead>
            <tr>
              <th scope="col">{say(texts.map.instrument)}</th>
              {columns.map((event) =>
                event === undefined ? (
                  <th key="status" scope="col">
                    {say(texts.map.status)}
                  </th>
                ) : (
                  <EventHead key={event.id} event={event} counts={counts} />
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((instrument) => (
              <tr key={instrument.id}>
                <InstrumentHead instrument={instrument} />
                {columns.map((event) => (
                  <td key={event?.id ?? 'status'}>
                    <StatusCell
                      event={event}
                      instrument={instrument}
                      place={places.at(event, instrument)}
                      counts={counts?.at(event, instrument)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};
