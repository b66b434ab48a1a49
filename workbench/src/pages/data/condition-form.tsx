import { useState } from 'react';
import type { ReactNode } from 'react';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { Button } from '../../part/button.tsx';
import form from '../../part/form.module.css';
import { ChoiceInput, LineInput } from '../../part/input.tsx';
import type { LineInputProps } from '../../part/input.tsx';
import { COMPARISONS_OF } from './field.ts';
import type { FilterField, FilterKind } from './field.ts';
import type { Comparison, Condition } from './search.ts';

/** What the values of a kind are typed into. */
const INPUT: Readonly<Record<FilterKind, LineInputProps['type']>> = {
  text: 'text',
  code: 'text',
  number: 'number',
  date: 'date',
  datetime: 'datetime-local',
  time: 'time',
  choice: 'text',
  checkbox: 'text',
  file: 'text',
};

const needsValue = (is: Comparison): boolean => is !== 'blank' && is !== 'filled';

/** A condition that is being written. */
interface Draft {
  readonly name: string;
  readonly is: Comparison;
  readonly value: string;
  readonly to: string;
}

const draftOf = ({ name, kind, choices }: FilterField): Draft => ({
  name,
  is: COMPARISONS_OF[kind][0] ?? 'filled',
  value: kind === 'choice' || kind === 'checkbox' ? (choices[0]?.code ?? '') : '',
  to: '',
});

const conditionOf = ({ name, is, value, to }: Draft): Condition => ({
  field: name,
  is,
  ...(needsValue(is) ? { value } : {}),
  ...(is === 'between' ? { to } : {}),
});

/** Where the value is chosen or typed, as the kind of the field has it. */
const ValueInputs = (props: {
  readonly field: FilterField;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}): ReactNode => {
  const { field, draft, onChange } = props;
  const { say } = useSpeech();
  if (!needsValue(draft.is)) return null;
  if (field.kind === 'choice' || field.kind === 'checkbox') {
    return (
      <ChoiceInput
        label={say(texts.data.value)}
        value={draft.value}
        options={field.choices.map(({ code, label }) => ({ value: code, label: `${label} (${code})` }))}
        onChoose={(value) => onChange({ ...draft, value })}
      />
    );
  }
  const type = INPUT[field.kind];
  const isRange = draft.is === 'between';
  return (
    <>
      <LineInput
        label={say(isRange ? texts.data.from : texts.data.value)}
        type={type}
        value={draft.value}
        onType={(value) => onChange({ ...draft, value })}
      />
      {isRange ? (
        <LineInput
          label={say(texts.data.to)}
          type={type}
          value={draft.to}
          onType={(to) => onChange({ ...draft, to })}
        />
      ) : null}
    </>
  );
};

/** What the form takes. */
export interface ConditionFormProps {
  readonly fields: readonly FilterField[];
  readonly onAdd: (condition: Condition) => void;
}

/** Writes one more condition: a field by its label, how it compares, and with what. */
export const ConditionForm = ({ fields, onAdd }: ConditionFormProps): ReactNode => {
  const { say } = useSpeech();
  const [written, setDraft] = useState<Draft | null>(null);
  const field = fields.find(({ name }) => name === written?.name) ?? fields[0];
  if (field === undefined) return null;
  const draft = written ?? draftOf(field);
  const isReady =
    !needsValue(draft.is) || (draft.value.trim() !== '' && (draft.is !== 'between' || draft.to.trim() !== ''));
  return (
    <form
      className={form['row']}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        onAdd(conditionOf(draft));
        setDraft(draftOf(field));
      }}
    >
      <ChoiceInput
        label={say(texts.data.field)}
        value={field.name}
        options={fields.map(({ name, label }) => ({ value: name, label }))}
        onChoose={(name) => {
          const chosen = fields.find((one) => one.name === name);
          if (chosen !== undefined) setDraft(draftOf(chosen));
        }}
      />
      <ChoiceInput
        label={say(texts.data.compares)}
        value={draft.is}
        options={COMPARISONS_OF[field.kind].map((is) => ({ value: is, label: say(texts.comparison[is]) }))}
        onChoose={(chosen) =>
          setDraft({ ...draft, is: COMPARISONS_OF[field.kind].find((one) => one === chosen) ?? draft.is })
        }
      />
      <ValueInputs field={field} draft={draft} onChange={setDraft} />
      <Button type="submit" weight="main" isDisabled={!isReady}>
        {say(texts.data.add)}
      </Button>
    </form>
  );
};
