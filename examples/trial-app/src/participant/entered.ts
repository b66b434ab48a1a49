import type { AdverseEvents_Event } from '../generated/graphql.ts';
import type { FormField } from '../project.ts';
import type { Entered } from './add-adverse-event.ts';

/** The event of the study that an entry belongs to. */
interface EntryEvent {
  readonly id: string;
  readonly name: string;
  readonly value: AdverseEvents_Event;
}

const BOOLEAN_TYPES = ['YESNO', 'TRUEFALSE'];

/** A value as the typed graph takes it. Dates and numbers travel as text. */
const inputOf = ({ fieldType }: FormField, text: string): string | boolean =>
  BOOLEAN_TYPES.includes(fieldType) ? text === '1' : text;

/** What the list shows of an entry before REDCap has it: the labels come from the dictionary. */
const shownOf = (
  fields: readonly FormField[],
  form: Readonly<Record<string, string>>,
  event: EntryEvent,
): Entered['shown'] => {
  const text = (name: string): string | null => form[name] || null;
  const date = (name: string) => ({ __typename: 'DateValue', value: text(name) }) as const;
  const words = (name: string) => ({ __typename: 'TextValue', value: text(name) }) as const;
  const answer = (name: string) =>
    ({ __typename: 'BooleanValue', value: text(name) === null ? null : text(name) === '1' }) as const;
  const choice = (name: string) => {
    const choices = fields.find(({ fieldName }) => fieldName === name)?.choices ?? [];
    const chosen = choices.find(({ code }) => code === text(name));
    return { __typename: 'ChoiceValue', code: chosen?.code ?? null, label: chosen?.label ?? null } as const;
  };
  return {
    event: { __typename: 'Event', id: event.id, eventName: event.name },
    ae_term: words('ae_term'),
    ae_grade: choice('ae_grade'),
    ae_onset: date('ae_onset'),
    ae_ongoing: answer('ae_ongoing'),
    ae_serious: answer('ae_serious'),
    ae_outcome: choice('ae_outcome'),
    ae_narrative: words('ae_narrative'),
  };
};

/** The content of a form as the graph takes it. What is blank is left out: nothing is erased by a form that adds. */
export const enteredOf = (
  fields: readonly FormField[],
  form: Readonly<Record<string, string>>,
  event: EntryEvent,
): Entered => {
  const filled = fields.filter(({ fieldName }) => (form[fieldName] ?? '') !== '');
  const values = Object.fromEntries(
    filled.map((field) => [field.fieldName, inputOf(field, form[field.fieldName] ?? '')]),
  );
  // The input has these fields, because both are made of the same dictionary. The gateway checks it again.
  return { event: event.value, values, shown: shownOf(fields, form, event), form };
};
