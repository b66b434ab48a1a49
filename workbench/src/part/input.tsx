import { useId } from 'react';
import type { ReactNode } from 'react';
import { classes } from '../look/classes.ts';
import style from './input.module.css';

/** One of the things to choose from. */
export interface Option {
  readonly value: string;
  readonly label: string;
  /** Options of one group stand together. */
  readonly group?: string | undefined;
}

/** What a choice takes. */
export interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChoose: (value: string) => void;
}

const OptionList = ({ options }: { readonly options: readonly Option[] }): ReactNode =>
  options.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));

/** One of several. The browser's own list is what phones, screen readers and keyboards know best. */
export const ChoiceInput = ({ label, value, options, onChoose }: ChoiceProps): ReactNode => {
  const id = useId();
  const groups = [...new Set(options.map(({ group }) => group))];
  return (
    <div className={style['field']}>
      <label htmlFor={id}>{label}</label>
      <select id={id} className={style['input']} value={value} onChange={({ target }) => onChoose(target.value)}>
        {groups.map((group) => {
          const members = options.filter((option) => option.group === group);
          if (group === undefined) return <OptionList key="" options={members} />;
          return (
            <optgroup key={group} label={group}>
              <OptionList options={members} />
            </optgroup>
          );
        })}
      </select>
    </div>
  );
};

/** What a line of text, a number, a date or a time is typed into. */
export interface LineInputProps {
  readonly label: string;
  readonly type: 'text' | 'number' | 'date' | 'datetime-local' | 'time' | 'search';
  readonly value: string;
  readonly onType: (value: string) => void;
  /** It takes the width that is left beside it. */
  readonly grows?: boolean;
}

/** One line. The browser remembers none of it: it may be about a participant. */
export const LineInput = ({ label, type, value, onType, grows = false }: LineInputProps): ReactNode => {
  const id = useId();
  return (
    <div className={classes(style['field'], grows && style['grows'])}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={style['input']}
        type={type}
        step="any"
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={({ target }) => onType(target.value)}
      />
    </div>
  );
};
