import type { ReactNode } from 'react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { SearchField } from 'react-aria-components/SearchField';
import { classes } from '../look/classes.ts';
import style from './field.module.css';

/** What a search box takes. */
export interface SearchBoxProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A place for words to look for. Escape empties it. */
export const SearchBox = ({ label, value, onChange }: SearchBoxProps): ReactNode => (
  <SearchField value={value} onChange={onChange} className={classes(style['field'], style['grows'])}>
    <Label className={classes(style['label'])}>{label}</Label>
    <Input className={classes(style['input'])} spellCheck="false" />
  </SearchField>
);
