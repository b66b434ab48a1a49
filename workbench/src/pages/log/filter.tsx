import { useState } from 'react';
import type { ReactNode } from 'react';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { Button } from '../../part/button.tsx';
import { ChoiceInput, LineInput } from '../../part/input.tsx';
import type { LogQuestion } from './download.tsx';
import style from './log.module.css';
import { route } from './route.ts';
import { TYPES } from './search.ts';

const ALL = '';

/** What stands in no address. */
interface Private {
  readonly record: string;
  readonly details: boolean;
}

/** What the filter takes. */
export interface LogFilterProps {
  readonly question: LogQuestion;
  readonly onApply: (wanted: Private) => void;
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
    const chosen = TYPES.find((one) => one === type);
    void navigate({
      search: {
        from,
        ...(to === '' ? {} : { to }),
        ...(user.trim() === '' ? {} : { user: user.trim() }),
        ...(chosen === undefined ? {} : { type: chosen }),
      },
    });
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
      <div className={style['row']}>
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
      <div className={style['row']}>
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
