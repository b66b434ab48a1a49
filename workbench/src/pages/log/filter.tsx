import { useState } from 'react';
import type { ReactNode } from 'react';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { Button } from '../../part/button.tsx';
import form from '../../part/form.module.css';
import { ChoiceInput, LineInput } from '../../part/input.tsx';
import type { LogQuestion } from './download.tsx';
import style from './log.module.css';
import { TYPES } from './search.ts';

const ALL = '';

/** What somebody has typed into the filter. */
export interface TypedFilter {
  readonly from: string;
  readonly to: string;
  readonly user: string;
  /** The name of a record; blank for all. */
  readonly record: string;
  readonly type: string;
  readonly details: boolean;
}

/** What the filter takes. */
export interface LogFilterProps {
  readonly question: LogQuestion;
  /** Resolves when what was typed is asked for. */
  readonly onApply: (typed: TypedFilter) => Promise<void>;
}

const typedOf = ({ begin, end, user, record, type, details }: LogQuestion): TypedFilter => ({
  from: begin,
  to: end ?? '',
  user: user ?? '',
  record: record ?? '',
  type: type ?? ALL,
  details,
});

/** What is typed, which begins with the question whenever that is another one: somebody may have gone back. */
const useTyped = (question: LogQuestion): readonly [TypedFilter, (more: Partial<TypedFilter>) => void] => {
  const asked = JSON.stringify(question);
  const [state, setState] = useState({ asked, typed: typedOf(question) });
  const typed = state.asked === asked ? state.typed : typedOf(question);
  if (state.asked !== asked) setState({ asked, typed });
  return [typed, (more) => setState({ asked, typed: { ...typed, ...more } })];
};

/** Which entries are shown. They are asked for when the form is sent, because each question costs REDCap a call. */
export const LogFilter = ({ question, onApply }: LogFilterProps): ReactNode => {
  const { say } = useSpeech();
  const [typed, type] = useTyped(question);
  const [isLooking, setLooking] = useState(false);
  const { from, to, user, record } = typed;
  const apply = async (): Promise<void> => {
    setLooking(true);
    await onApply(typed);
    setLooking(false);
  };
  return (
    <form
      className={style['filter']}
      onSubmit={(event) => {
        event.preventDefault();
        if (from !== '' && !isLooking) void apply();
      }}
    >
      <div className={form['row']}>
        <LineInput
          label={say(texts.log.from)}
          type="datetime-local"
          value={from}
          onType={(text) => type({ from: text })}
        />
        <LineInput label={say(texts.log.to)} type="datetime-local" value={to} onType={(text) => type({ to: text })} />
        <LineInput label={say(texts.log.user)} type="text" value={user} onType={(text) => type({ user: text })} />
        <LineInput label={say(texts.log.record)} type="text" value={record} onType={(text) => type({ record: text })} />
        <ChoiceInput
          label={say(texts.log.type)}
          value={typed.type}
          options={[
            { value: ALL, label: say(texts.log.allTypes) },
            ...TYPES.map((value) => ({ value, label: say(texts.logTypes[value]) })),
          ]}
          onChoose={(value) => type({ type: value })}
        />
      </div>
      <div className={form['row']}>
        <label className={style['check']}>
          <input type="checkbox" checked={typed.details} onChange={({ target }) => type({ details: target.checked })} />
          {say(texts.log.details)}
        </label>
        <Button type="submit" weight="main" isDisabled={from === ''}>
          {say(texts.log.show)}
        </Button>
      </div>
    </form>
  );
};
