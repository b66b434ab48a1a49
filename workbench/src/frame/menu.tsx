import type { ReactNode } from 'react';
import { Header } from 'react-aria-components/Header';
import { MenuItem, MenuSection } from 'react-aria-components/Menu';
import { classes } from '../look/classes.ts';
import style from './menu.module.css';

/** One thing of several that can be chosen. */
export interface Choice<Name extends string> {
  readonly name: Name;
  readonly label: string;
}

/** What a group of choices takes. */
export interface ChoicesProps<Name extends string> {
  readonly title: string;
  readonly choices: readonly Choice<Name>[];
  readonly chosen: Name | undefined;
  readonly onChoose: (name: Name) => void;
}

/** A group of a menu, of which one item is chosen. */
export const Choices = <Name extends string>(props: ChoicesProps<Name>): ReactNode => {
  const { title, choices, chosen, onChoose } = props;
  return (
    <MenuSection
      className={classes(style['section'])}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={chosen === undefined ? [] : [chosen]}
      onSelectionChange={(keys) => {
        const found = choices.find(({ name }) => keys !== 'all' && keys.has(name));
        if (found !== undefined) onChoose(found.name);
      }}
    >
      <Header className={classes(style['header'])}>{title}</Header>
      {choices.map(({ name, label }) => (
        <MenuItem key={name} id={name} textValue={label} className={classes(style['item'])}>
          {({ isSelected }) => (
            <>
              <svg viewBox="0 0 16 16" aria-hidden="true" className={style['check']}>
                {isSelected ? <path d="m3 8.5 3.5 3.5L13 4.5" /> : null}
              </svg>
              {label}
            </>
          )}
        </MenuItem>
      ))}
    </MenuSection>
  );
};
