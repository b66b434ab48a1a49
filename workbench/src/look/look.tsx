import { createContext, use, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { keepChoice, keptChoice } from './choice.ts';

/** Light, dark, or as the system says. */
export const THEMES = ['system', 'light', 'dark'] as const;

/** How bright the page is. */
export type Theme = (typeof THEMES)[number];

/** The theme and how to choose another. */
export interface Look {
  readonly theme: Theme;
  readonly setTheme: (theme: Theme) => void;
}

const LookContext = createContext<Look | null>(null);

/** The look of the page. */
export const useLook = (): Look => {
  const look = use(LookContext);
  if (look === null) throw new Error('useLook needs a LookProvider around it');
  return look;
};

const firstTheme = (): Theme => THEMES.find((theme) => theme === keptChoice('theme')) ?? 'system';

/** Gives the page its theme. */
export const LookProvider = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const [theme, setTheme] = useState(firstTheme);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  const look = useMemo<Look>(
    () => ({
      theme,
      setTheme: (chosen) => {
        keepChoice('theme', chosen);
        setTheme(chosen);
      },
    }),
    [theme],
  );
  return <LookContext value={look}>{children}</LookContext>;
};
