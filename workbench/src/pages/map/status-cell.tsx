import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { STATUS_CODES, StatusShape } from '../../part/status.tsx';
import { statusFieldOf } from '../data/field.ts';
import type { DataSearch } from '../data/search.ts';
import style from './map.module.css';
import { route } from './route.ts';
import type { Place, StatusCounts, StudyEvent, StudyInstrument } from './study.ts';

/** The form statuses in REDCap's order of work done. */
export const STATUSES = ['COMPLETE', 'UNVERIFIED', 'INCOMPLETE'] as const;

type Status = (typeof STATUSES)[number];

/** The counts side by side as a bar. The numbers below it say the same. */
const Bar = ({
  counts,
  total,
}: {
  readonly counts: Readonly<Record<Status, number>>;
  readonly total: number;
}): ReactNode => {
  const starts = STATUSES.map((_status, index) =>
    STATUSES.slice(0, index).reduce((sum, status) => sum + counts[status], 0),
  );
  return (
    <svg className={style['bar']} viewBox={`0 0 ${String(total)} 1`} preserveAspectRatio="none" aria-hidden="true">
      {STATUSES.map((status, index) => (
        <rect key={status} x={starts[index]} width={counts[status]} height="1" className={style[status]} />
      ))}
    </svg>
  );
};

/** What a cell is about. */
interface CellSubject {
  /** Undefined in a classic project. */
  readonly event: StudyEvent | undefined;
  readonly instrument: StudyInstrument;
}

/** The rows of the cell that have a status, on the page Data. */
const rowsOf = ({ event, instrument }: CellSubject, status: Status): DataSearch => ({
  instrument: instrument.name,
  ...(event === undefined ? {} : { event: event.uniqueEventName }),
  filter: [{ field: statusFieldOf(instrument), is: 'eq', value: STATUS_CODES[status] }],
});

const Counts = ({ counts, ...subject }: CellSubject & { readonly counts: StatusCounts }): ReactNode => {
  const { say, number } = useSpeech();
  const { project } = route.useParams();
  if (counts.absence !== null) return <span className={style['soft']}>{say(texts.map.withheld)}</span>;
  const numbers = {
    COMPLETE: counts.complete ?? 0,
    UNVERIFIED: counts.unverified ?? 0,
    INCOMPLETE: counts.incomplete ?? 0,
  };
  const total = numbers.COMPLETE + numbers.UNVERIFIED + numbers.INCOMPLETE;
  if (total === 0) return <span className={style['soft']}>{say(texts.map.nothing)}</span>;
  return (
    <>
      <Bar counts={numbers} total={total} />
      <span className={style['numbers']}>
        {STATUSES.filter((status) => numbers[status] > 0).map((status) => (
          <Link
            key={status}
            to="/projects/$project/data"
            params={{ project }}
            search={rowsOf(subject, status)}
            title={say(texts.formStatus[status])}
          >
            <StatusShape status={status} />
            {number(numbers[status])}
            <span className={style['heard']}> {say(texts.formStatus[status])}</span>
          </Link>
        ))}
      </span>
    </>
  );
};

/** What a cell takes. */
export interface StatusCellProps extends CellSubject {
  readonly place: Place;
  /** Undefined until they are there. */
  readonly counts: StatusCounts | undefined;
}

/** One instrument at one event: whether it is filled in there, how often, and how far. */
export const StatusCell = ({ place, counts, ...subject }: StatusCellProps): ReactNode => {
  const { say } = useSpeech();
  if (place === 'absent') return null;
  return (
    <span className={style['cell']}>
      {place === 'repeating' ? <span className={style['repeats']}>↻ {say(texts.map.repeating)}</span> : null}
      {counts === undefined ? (
        <span className={style['soft']}>{place === 'repeating' ? null : say(texts.map.designated)}</span>
      ) : (
        <Counts counts={counts} {...subject} />
      )}
    </span>
  );
};
