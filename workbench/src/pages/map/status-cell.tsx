import type { ReactNode } from 'react';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { StatusShape } from '../../part/status.tsx';
import style from './map.module.css';
import type { Place, StatusCounts } from './study.ts';

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

const Counts = ({ counts }: { readonly counts: StatusCounts }): ReactNode => {
  const { say, number } = useSpeech();
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
          <span key={status} title={say(texts.formStatus[status])}>
            <StatusShape status={status} />
            {number(numbers[status])}
            <span className={style['heard']}> {say(texts.formStatus[status])}</span>
          </span>
        ))}
      </span>
    </>
  );
};

/** What a cell takes. */
export interface StatusCellProps {
  readonly place: Place;
  /** Undefined until they are there. */
  readonly counts: StatusCounts | undefined;
}

/** One instrument at one event: whether it is filled in there, how often, and how far. */
export const StatusCell = ({ place, counts }: StatusCellProps): ReactNode => {
  const { say } = useSpeech();
  if (place === 'absent') return null;
  return (
    <span className={style['cell']}>
      {place === 'repeating' ? <span className={style['repeats']}>↻ {say(texts.map.repeating)}</span> : null}
      {counts === undefined ? (
        <span className={style['soft']}>{place === 'repeating' ? null : say(texts.map.designated)}</span>
      ) : (
        <Counts counts={counts} />
      )}
    </span>
  );
};
