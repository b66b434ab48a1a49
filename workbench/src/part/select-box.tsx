import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select, SelectValue } from 'react-aria-components/Select';
import { classes } from '../look/classes.ts';
import style from './field.module.css';

/** One thing that can be selected. */
export interface Option<Name extends string> {
  readonly name: Name;
  readonly label: string;
}

/** What a select box takes. */
export interface SelectBoxProps<Name extends string> {
  readonly label: string;
  readonly options: readonly Option<Name>[];
  readonly selected: Name;
  readonly onSelect: (name: Name) => void;
}

/** One of several, chosen from a list that opens. */
export const SelectBox = <Name extends string>(props: SelectBoxProps<Name>): ReactNode => {
  const { label, options, selected, onSelect } = props;
  return (
    <Select
      className={classes(style['field'])}
      selectedKey={selected}
      onSelectionChange={(key) => {
        const found = options.find(({ name }) => name === key);
        if (found !== undefined) onSelect(found.name);
      }}
    >
      <Label className={classes(style['label'])}>{label}</Label>
      <Button className={classes(style['select'])}>
        <SelectValue className={classes(style['value'])} />
        <svg viewBox="0 0 12 12" aria-hidden="true" className={style['arrow']}>
          <path d="m2 4 4 4 4-4" />
        </svg>
      </Button>
      <Popover className={classes(style['popover'])}>
        <ListBox className={classes(style['list'])}>
          {options.map(({ name, label: text }) => (
            <ListBoxItem key={name} id={name} textValue={text} className={classes(style['option'])}>
              {text}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
};
