import { useState } from 'react';
import type { ReactNode } from 'react';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { Button } from '../../part/button.tsx';
import form from '../../part/form.module.css';
import { ChoiceInput, LineInput } from '../../part/input.tsx';
import type { LogQuestion } from './download.tsx';
import style from './log.module.css';
import { route } from './route.ts';
import { readLogSearch, TYPES } from './search.ts';

const ALL = '';

/** What of a question stands in no address. */
export interface PrivateQuestion {
  /** The name of a record; blank for all. */
  readonly record: string;
  readonly details: boolean;
}

/** What the filter takes. */
export interface LogFilterProps {
  readonly question: LogQuestion;
  readonly onApply: (asked: PrivateQuestion) => void;
}

/** Which entries are shown. They are asked for when the form is sent, because each question costs REDCap a call. */
export const LogFilter = ({ question, onApply }: LogFilterProps): ReactNode => {
  const { say } = useSpeech();
  const navigate = route.useNavigate();
  const [from, setFrom] = useState(question.begin);
  const [to, setTo] = useState(question.end ?? '');
  const [user, setUser] = useState(question.user ?? '');
  const [record, setRecord] = useState(question.record ?? '');
  const [type, setType] = useState<string>(question.type ?? ALL);
  const [details, setDetails] = useState(question.details);
  const apply = (): void => {
    void navigate({ search: readLogSearch({ from, to, user: user.trim(), type }) });
    onApply({ record: record.trim(), details });
  };
  return (
    <form
      className={style['filter']}
      onSubmit={(event) => {
        event.preventDefault();
        if (from !== '') apply();
      }}
    >
      <div className={form['row']}>
        <LineInput label={say(texts.log.from)} type="datetime-local" value={from} onType={setFrom} />
        <LineInput label={say(texts.log.to)} type="datetime-local" value={to} onType={setTo} />
        <LineInput label={say(texts.log.user)} type="text" value={user} onType={setUser} />
        <LineInput label={say(texts.log.record)} type="text" value={record} onType={setRecord} />
        <ChoiceInput
          label={say(texts.log.type)}
          value={type}
          options={[
            { value: ALL, label: say(texts.log.allTypes) },
            ...TYPES.map((value) => ({ value, label: say(texts.logTypes[value]) })),
          ]}
          onChoose={setType}
        />
      </div>
      <div className={form['row']}>
        <label className={style['check']}>
          <input type="checkbox" checked={details} onChange={({ target }) => setDetails(target.checked)} />
          {say(texts.log.details)}
        </label>
        <Button type="submit" weight="main" isDisabled={from === ''}>
          {say(texts.log.show)}
        </Button>
      </div>
    </form>
  );
};
