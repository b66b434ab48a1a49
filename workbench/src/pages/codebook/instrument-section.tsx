import type { ReactNode } from 'react';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import style from './codebook.module.css';
import { FieldEntry } from './field-entry.tsx';
import type { CodebookField, CodebookInstrument, FieldUse } from './field.ts';

/** What a section takes. */
export interface InstrumentSectionProps {
  readonly instrument: CodebookInstrument;
  readonly fields: readonly CodebookField[];
  readonly uses: ReadonlyMap<string, readonly FieldUse[]>;
  /** The variable that holds the record's name. */
  readonly recordIdField: string;
}

/** The events of an instrument, each with its arms: `Baseline (1, 2)`. */
const eventsOf = ({ events }: CodebookInstrument): string => {
  const arms = new Map<string, number[]>();
  for (const { eventName, arm } of events) arms.set(eventName, [...(arms.get(eventName) ?? []), arm.armNum]);
  const several = new Set(events.map(({ arm }) => arm.armNum)).size > 1;
  return [...arms].map(([name, numbers]) => (several ? `${name} (${numbers.join(', ')})` : name)).join(' · ');
};

/** One instrument, the events where it is filled in, and its fields. */
export const InstrumentSection = ({ instrument, fields, uses, recordIdField }: InstrumentSectionProps): ReactNode => {
  const { say } = useSpeech();
  const events = eventsOf(instrument);
  return (
    <section className={style['section']}>
      <header>
        <h2>{instrument.label}</h2>
        <p className={style['soft']}>
          <code>{instrument.name}</code>
          {events === '' ? null : <> · {say(texts.codebook.filledAt, { events })}</>}
        </p>
      </header>
      <ul className={style['fields']}>
        {fields.map((field) => (
          <FieldEntry
            key={field.id}
            field={field}
            uses={uses.get(field.fieldName) ?? []}
            isRecordId={field.fieldName === recordIdField}
          />
        ))}
      </ul>
    </section>
  );
};
