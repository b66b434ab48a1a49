import type { ReactNode } from 'react';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import type { StudyMapQuery } from './generated/graphql.ts';
import style from './map.module.css';

/** A study as the map's query has it. */
export type Study = NonNullable<StudyMapQuery['project']>;

/** One of its arms. */
export type StudyArm = Study['arms'][number];

/** Whether, and how, an instrument is filled in at an event. */
type Cell = 'absent' | 'once' | 'repeating';

const cellOf = (study: Study, eventId: string, instrumentId: string): Cell => {
  const isDesignated = study.formEventMappings.some(
    ({ event, instrument }) => event.id === eventId && instrument.id === instrumentId,
  );
  if (!isDesignated) return 'absent';
  const repeats = (study.repeatingInstrumentsAndEvents ?? []).some(
    ({ event, instrument }) => event?.id === eventId && instrument?.id === instrumentId,
  );
  return repeats ? 'repeating' : 'once';
};

/** One arm: its events across, the instruments down. */
export const ArmTable = ({ arm, study }: { readonly arm: StudyArm; readonly study: Study }): ReactNode => {
  const { say } = useSpeech();
  const used = new Set(study.formEventMappings.map(({ instrument }) => instrument.id));
  return (
    <section className={style['arm']}>
      <h2>{say(texts.map.arm, { number: arm.armNum, name: arm.name })}</h2>
      <div className={style['scroll']} role="region" tabIndex={0} aria-label={arm.name}>
        <table className={style['table']}>
          <thead>
            <tr>
              <th scope="col">{say(texts.map.instrument)}</th>
              {arm.events.map((event) => (
                <th key={event.id} scope="col">
                  {event.eventName}
                  {event.isRepeating ? <small>{say(texts.map.repeatingEvent)}</small> : null}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {study.instruments
              .filter(({ id }) => used.has(id))
              .map((instrument) => (
                <tr key={instrument.id}>
                  <th scope="row">
                    {instrument.label}
                    <small>{say(texts.map.fields, { count: instrument.fields.length })}</small>
                  </th>
                  {arm.events.map((event) => (
                    <td key={event.id}>
                      <Mark cell={cellOf(study, event.id, instrument.id)} />
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

const Mark = ({ cell }: { readonly cell: Cell }): ReactNode => {
  const { say } = useSpeech();
  if (cell === 'absent') return null;
  return <span className={style[cell]}>{say(cell === 'repeating' ? texts.map.repeating : texts.map.designated)}</span>;
};
