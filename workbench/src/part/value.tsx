import type { ReactNode } from 'react';
import { useSpeech } from '../language/language.tsx';
import { texts } from '../language/texts.ts';
import type { Shown } from './shown.ts';
import style from './value.module.css';

/** A value as the graph has it. */
export interface ShownValue {
  /** The type of the graph, such as `ChoiceValue`. */
  readonly __typename: string;
  readonly raw: string | null;
  readonly label: string | null;
  readonly isInvalid: boolean;
  readonly missingDataCode: object | null;
  /** Why there is none. */
  readonly absence: keyof typeof texts.absence | 'BLANK' | 'MISSING_DATA_CODE' | null;
}

/** A value that has a code beside its label. */
const hasCode = ({ __typename, missingDataCode }: ShownValue): boolean =>
  missingDataCode !== null ||
  __typename === 'ChoiceValue' ||
  __typename === 'BooleanValue' ||
  __typename === 'CheckboxValue';

const isMoment = ({ __typename, isInvalid }: ShownValue): boolean =>
  !isInvalid && (__typename === 'DateValue' || __typename === 'DateTimeValue');

/** Why there is nothing. Blank is no news, so that the cell stays empty. */
const Absent = ({ value }: { readonly value: ShownValue }): ReactNode => {
  const { say } = useSpeech();
  const { absence } = value;
  if (absence === null || absence === 'BLANK' || absence === 'MISSING_DATA_CODE') return null;
  return <span className={style['absent']}>{say(texts.absence[absence])}</span>;
};

/** A value as people read it, its code, or both. Codes are what REDCap stores, character for character. */
export const ValueText = ({ value, show }: { readonly value: ShownValue; readonly show: Shown }): ReactNode => {
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
          <span className={style['absent']}>{say(texts.value.invalid)}</span>
        </>
      ) : null}
    </span>
  );
};
