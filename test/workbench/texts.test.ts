import { describe, expect, it } from 'vitest';
import { LANGUAGES, write } from '../../workbench/src/language/message.ts';
import type { Text } from '../../workbench/src/language/message.ts';
import { texts } from '../../workbench/src/language/texts.ts';

const all = Object.entries(texts).flatMap(([section, entries]) =>
  Object.entries<Text>(entries).map(([name, text]) => [`${section}.${name}`, text] as const),
);

const formsOf = (text: Text): string[] =>
  LANGUAGES.flatMap((language) => {
    const form = text[language];
    return typeof form === 'string' ? [form] : [form.one, form.other];
  });

const namesIn = (form: string): string[] => [...form.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();

describe('the texts of the workbench', () => {
  it('are many', () => {
    expect(all.length).toBeGreaterThan(50);
  });

  it('have the same values in every language and form', () => {
    const odd = all.filter(([, text]) => new Set(formsOf(text).map((form) => namesIn(form).join())).size > 1);
    expect(odd.map(([name]) => name)).toEqual([]);
  });

  it('have forms for one and for many in every language where they have them in one', () => {
    const odd = all.filter(([, text]) => new Set(LANGUAGES.map((language) => typeof text[language])).size > 1);
    expect(odd.map(([name]) => name)).toEqual([]);
  });

  it('are blank in no language', () => {
    expect(all.filter(([, text]) => formsOf(text).some((form) => form.trim() === '')).map(([name]) => name)).toEqual(
      [],
    );
  });
});

describe('a text', () => {
  const fields = {
    en: { one: '{count} field of {name}', other: '{count} fields of {name}' },
    fr: { one: '{count} champ de {name}', other: '{count} champs de {name}' },
    de: { one: '{count} Feld von {name}', other: '{count} Felder von {name}' },
  } as const;

  it.each([
    ['en', 'en-GB', 1, '1 field of {x}'],
    ['en', 'en-GB', 0, '0 fields of {x}'],
    ['fr', 'fr-CH', 0, '0 champ de {x}'],
    ['de', 'de-DE', 12345, '12.345 Felder von {x}'],
  ] as const)('is written by the rules of its language: %s, %s, %d', (language, locale, count, expected) => {
    expect(write(fields, language, locale, { count, name: '{x}' })).toBe(expected);
  });
});
