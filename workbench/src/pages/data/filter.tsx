import { useState } from 'react';
import type { ReactNode } from 'react';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { Disclosure } from '../../part/disclosure.tsx';
import { ChoiceInput } from '../../part/input.tsx';
import { Notice } from '../../part/notice.tsx';
import { STATUS_CODES } from '../../part/status.tsx';
import { useView } from './chooser.tsx';
import { ConditionForm } from './condition-form.tsx';
import style from './data.module.css';
import { filterFields } from './field.ts';
import type { Design, FilterField } from './field.ts';
import { route } from './route.ts';
import type { Condition, DataSearch } from './search.ts';
import type { View } from './view.ts';

/** The form statuses in the order of their codes. */
const STATUSES = ['INCOMPLETE', 'UNVERIFIED', 'COMPLETE'] as const;

const withFilter = ({ filter: _filter, ...rest }: DataSearch, filter: readonly Condition[]): DataSearch =>
  filter.length === 0 ? rest : { ...rest, filter };

/** A condition in words, such as `Sex is Female`. */
const useWords = (fields: readonly FilterField[]): ((condition: Condition) => string) => {
  const { say, date } = useSpeech();
  return ({ field: name, is, value = '', to = '' }) => {
    const field = fields.find((one) => one.name === name);
    const write = (text: string): string =>
      field?.choices.find(({ code }) => code === text)?.label ??
      (field?.kind === 'date' || field?.kind === 'datetime' ? date(text) : text);
    const values = { field: field?.label ?? name, value: write(value), to: write(to) };
    return say(texts.condition[is], values);
  };
};

/** The conditions that hold, each with a button that takes it away. */
const Conditions = (props: {
  readonly conditions: readonly Condition[];
  readonly fields: readonly FilterField[];
}): ReactNode => {
  const { conditions, fields } = props;
  const { say } = useSpeech();
  const show = useView();
  const words = useWords(fields);
  return (
    <ul className={style['conditions']} aria-label={say(texts.data.filter)}>
      {conditions.map((condition, place) => (
        <li key={`${place} ${condition.field}`}>
          {words(condition)}
          <button
            type="button"
            aria-label={say(texts.data.remove, { condition: words(condition) })}
            onClick={() =>
              show((search) =>
                withFilter(
                  search,
                  conditions.filter((_one, index) => index !== place),
                ),
              )
            }
          >
            <svg viewBox="0 0 12 12" aria-hidden="true">
              <path d="m3 3 6 6M9 3 3 9" />
            </svg>
          </button>
        </li>
      ))}
    </ul>
  );
};

const useFilterFields = (design: Design, view: View): readonly FilterField[] => {
  const { say } = useSpeech();
  return filterFields(design, view.instrument, {
    label: say(texts.data.formStatus),
    choices: STATUSES.map((status) => ({ code: STATUS_CODES[status], label: say(texts.formStatus[status]) })),
  });
};

/** Which rows are shown. */
export const Filter = ({ design, view }: { readonly design: Design; readonly view: View }): ReactNode => {
  const { say } = useSpeech();
  const show = useView();
  const [isOpen, setOpen] = useState(false);
  const { filter: conditions = [], any = false } = route.useSearch();
  const fields = useFilterFields(design, view);
  const isIdentifying = conditions.some(({ field }) => fields.some((one) => one.name === field && one.isIdentifier));
  return (
    <div className={style['filter']}>
      {conditions.length === 0 ? null : <Conditions conditions={conditions} fields={fields} />}
      {conditions.length < 2 ? null : (
        <ChoiceInput
          label={say(texts.data.match)}
          value={any ? 'any' : 'all'}
          options={(['all', 'any'] as const).map((value) => ({ value, label: say(texts.matches[value]) }))}
          onChoose={(chosen) => show(({ any: _any, ...rest }) => (chosen === 'any' ? { ...rest, any: true } : rest))}
        />
      )}
      {isIdentifying ? <Notice kind="warn">{say(texts.data.identifying)}</Notice> : null}
      <Disclosure title={say(texts.data.addFilter)} isOpen={isOpen} onOpen={setOpen}>
        <ConditionForm
          // Another instrument has other fields.
          key={view.instrument.id}
          fields={fields}
          onAdd={(condition) => show((search) => withFilter(search, [...(search.filter ?? []), condition]))}
        />
      </Disclosure>
    </div>
  );
};
