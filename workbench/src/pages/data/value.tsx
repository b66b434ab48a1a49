import type { ReactNode } from 'react';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import type { CellValueFragment } from './generated/graphql.ts';
import type { Shown } from './search.ts';
import style from './value.module.css';

/** A value that has a code beside its label. */
const hasCode = ({ __typename, missingDataCode }: CellValueFragment): boolean =>
  missingDataCode !== null ||
  __typename === 'ChoiceValue' ||
  __typename === 'BooleanValue' ||
  __typename === 'CheckboxValue';

const isMoment = ({ __typename, isInvalid }: CellValueFragment): boolean =>
  !isInvalid && (__typename === 'DateValue' || __typename === 'DateTimeValue');

/** Why there is nothing. Blank is no news, so that the cell stays empty. */
const Absent = ({ value }: { readonly value: CellValueFragment }): ReactNode => {
  const { say } = useSpeech();
  const { absence } = value;
  if (absence === null || absence === 'BLANK' || absence === 'MISSING_DATA_CODE') return null;
  return <span className={style['absent']}>{say(texts.absence[absence])}</span>;
};

/** A value as people read it, its code, or both. Codes are what REDCap stores, character for character. */
export const ValueText = ({ value, show }: { readonly value: CellValueFragment; readonly show: Shown }): ReactNode => {
  const { date, say } = useSpeech();
  const { raw, label, isInvalid } = value;
  if (raw === null) return <Absent value={value} />;
  if (show === 'code') return <span className={style['value']}>{raw}</span>;
  const read = isMoment(value) ? date(raw) : (label ?? raw);
  return (
    <span className={style['value']}>
      {read}
      {show === 'both' && hasCode(value) ? (
        <>
          {' '}
          <code className={style['code']}>{raw}</code>
        </>
      ) : null}
      {isInvalid ? (
        <>
          {' '}
          <span className={style['absent']}>{say(texts.data.invalid)}</span>
        </>
      ) : null}
    </span>
  );
};
