import { createContext, use, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { keepChoice, keptChoice } from '../look/choice.ts';
import { LANGUAGES, write } from './message.ts';
import type { Language, Text, ValuesOf } from './message.ts';

/** How the page speaks to its reader. */
export interface Speech {
  readonly language: Language;
  /** The language with the reader's region, such as `de-CH`: it decides how numbers and dates are written. */
  readonly locale: string;
  readonly setLanguage: (language: Language) => void;
  /** A text in the reader's language. */
  readonly say: <Any extends Text>(text: Any, ...values: ValuesOf<Any>) => string;
  readonly number: (value: number) => string;
  /** A date such as `2026-03-31`, or a time such as `2026-03-31T14:05`. What is neither stays as it is. */
  readonly date: (text: string) => string;
  /** The time of day of a moment, on the clock of the reader. */
  readonly time: (moment: Date) => string;
}

const SpeechContext = createContext<Speech | null>(null);

/** The reader's language. */
export const useSpeech = (): Speech => {
  const speech = use(SpeechContext);
  if (speech === null) throw new Error('useSpeech needs a LanguageProvider around it');
  return speech;
};

const isLanguage = (text: string | null): text is Language => LANGUAGES.some((language) => language === text);

const readersLanguages = (): readonly string[] => navigator.languages;

const firstLanguage = (): Language => {
  const kept = keptChoice('language');
  if (isLanguage(kept)) return kept;
  return (
    readersLanguages()
      .map((tag) => tag.slice(0, 2).toLowerCase())
      .find(isLanguage) ?? 'en'
  );
};

const localeOf = (language: Language): string =>
  readersLanguages().find((tag) => tag.toLowerCase().startsWith(language)) ?? language;

const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?$/;

/** REDCap's times have no zone, so they are written as they are, whatever the zone of the reader. */
const writeDate = (text: string, locale: string): string => {
  const [, year, month, day, hour, minute, second] = DATE.exec(text) ?? [];
  if (year === undefined) return text;
  const [hours, minutes, seconds] = [hour, minute, second].map((part) => Number(part ?? 0));
  const moment = Date.UTC(Number(year), Number(month) - 1, Number(day), hours, minutes, seconds);
  const time = second === undefined ? ('short' as const) : ('medium' as const);
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    dateStyle: 'medium',
    ...(hour === undefined ? {} : { timeStyle: time }),
  }).format(moment);
};

/** Lets all below it speak the reader's language. */
export const LanguageProvider = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const [language, setLanguage] = useState(firstLanguage);
  const speech = useMemo<Speech>(() => {
    const locale = localeOf(language);
    return {
      language,
      locale,
      setLanguage: (chosen) => {
        keepChoice('language', chosen);
        setLanguage(chosen);
      },
      say: (text, ...values) => write(text, language, locale, values[0]),
      number: (value) => new Intl.NumberFormat(locale).format(value),
      date: (text) => writeDate(text, locale),
      time: (moment) => new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }).format(moment),
    };
  }, [language]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <SpeechContext value={speech}>
      <I18nProvider locale={speech.locale}>{children}</I18nProvider>
    </SpeechContext>
  );
};
