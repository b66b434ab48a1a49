/** The languages of the workbench. */
export const LANGUAGES = ['en', 'fr', 'de'] as const;

/** A language of the workbench. */
export type Language = (typeof LANGUAGES)[number];

/** A text with its forms for one and for other numbers; `{count}` stands for the number. */
export interface Plural {
  readonly one: string;
  readonly other: string;
}

/** A text in every language. `{name}` stands for a value that is put in. */
export type Text = Readonly<Record<Language, string | Plural>>;

type NamesIn<Words> = Words extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type Words<Form> = Form extends Plural ? Form['one' | 'other'] : Form;

/** The values that a text needs, by the names in its English words. */
export type ValuesOf<Any extends Text> = [NamesIn<Words<Any['en']>>] extends [never]
  ? []
  : [values: Readonly<Record<NamesIn<Words<Any['en']>>, string | number>>];

const chooseForm = (form: string | Plural, count: unknown, locale: string): string => {
  if (typeof form === 'string') return form;
  return typeof count === 'number' && new Intl.PluralRules(locale).select(count) === 'one' ? form.one : form.other;
};

/** A text in one language, with its values. Numbers are written as the locale writes them. */
export const write = (
  text: Text,
  language: Language,
  locale: string,
  values: Readonly<Record<string, string | number>> = {},
): string =>
  chooseForm(text[language], values['count'], locale).replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = values[name] ?? '';
    return typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : value;
  });
