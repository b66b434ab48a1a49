import { useState } from 'react';
import type { ReactNode } from 'react';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { Button } from '../../part/button.tsx';
import { Disclosure } from '../../part/disclosure.tsx';
import form from '../../part/form.module.css';
import { LineInput } from '../../part/input.tsx';
import { useView } from './chooser.tsx';
import style from './data.module.css';
import { columnFields } from './field.ts';
import type { Design } from './field.ts';
import type { View } from './view.ts';

/** Which fields are columns, by their labels. */
export const Columns = ({ design, view }: { readonly design: Design; readonly view: View }): ReactNode => {
  const { say } = useSpeech();
  const show = useView();
  const [isOpen, setOpen] = useState(false);
  const [sought, setSought] = useState('');
  const fields = columnFields(design, view.instrument);
  const chosen = new Set(view.question.fields);
  const needle = sought.toLowerCase();
  const found = fields.filter((field) => `${field.fieldLabel} ${field.fieldName}`.toLowerCase().includes(needle));
  const choose = (names: ReadonlySet<string>): void => {
    const columns = fields.map(({ fieldName }) => fieldName).filter((name) => names.has(name));
    show((search) => ({ ...search, columns }));
  };
  return (
    <Disclosure
      title={say(texts.data.columns, { count: chosen.size, total: fields.length })}
      isOpen={isOpen}
      onOpen={setOpen}
    >
      <div className={style['panel']}>
        <div className={form['row']}>
          <LineInput label={say(texts.data.findColumn)} type="search" value={sought} onType={setSought} />
          <Button onPress={() => choose(new Set(fields.map(({ fieldName }) => fieldName)))}>
            {say(texts.data.allColumns)}
          </Button>
          <Button onPress={() => show(({ columns: _columns, ...rest }) => rest)}>{say(texts.data.usualColumns)}</Button>
        </div>
        <ul className={style['columns']}>
          {found.map(({ id, fieldName, fieldLabel }) => (
            <li key={id}>
              <label>
                <input
                  type="checkbox"
                  checked={chosen.has(fieldName)}
                  // A table without columns would show nothing, so that the last one stays.
                  disabled={chosen.size === 1 && chosen.has(fieldName)}
                  onChange={({ target }) =>
                    choose(
                      target.checked
                        ? new Set([...chosen, fieldName])
                        : new Set([...chosen].filter((name) => name !== fieldName)),
                    )
                  }
                />
                <span>
                  {fieldLabel} <code>{fieldName}</code>
                </span>
              </label>
            </li>
          ))}
        </ul>
      </div>
    </Disclosure>
  );
};
