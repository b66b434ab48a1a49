import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Menu, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { useSpeech } from '../language/language.tsx';
import { LANGUAGES } from '../language/message.ts';
import { texts } from '../language/texts.ts';
import { classes } from '../look/classes.ts';
import { THEMES, useLook } from '../look/look.tsx';
import { Choices } from './menu.tsx';
import style from './menu.module.css';

/** The reader's language, and how bright the page is. */
export const SettingsMenu = (): ReactNode => {
  const { say, language, setLanguage } = useSpeech();
  const { theme, setTheme } = useLook();
  return (
    <MenuTrigger>
      <Button
        className={classes(style['trigger'])}
        aria-label={`${language.toUpperCase()}: ${say(texts.frame.settings)}`}
      >
        <span>{language.toUpperCase()}</span>
        <svg viewBox="0 0 12 12" aria-hidden="true" className={style['arrow']}>
          <path d="m2 4 4 4 4-4" />
        </svg>
      </Button>
      <Popover className={classes(style['popover'])} placement="bottom end">
        <Menu aria-label={say(texts.frame.settings)} className={classes(style['menu'])}>
          <Choices
            title={say(texts.frame.language)}
            choices={LANGUAGES.map((name) => ({ name, label: say(texts.languages[name]) }))}
            chosen={language}
            onChoose={setLanguage}
          />
          <Choices
            title={say(texts.frame.theme)}
            choices={THEMES.map((name) => ({ name, label: say(texts.themes[name]) }))}
            chosen={theme}
            onChoose={setTheme}
          />
        </Menu>
      </Popover>
    </MenuTrigger>
  );
};
