import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FormFields } from '../../../src/redcap/method.ts';
import { encodeForm } from '../../../src/redcap/wire/form.ts';

const text = fc.string({ unit: 'binary' });
const scalar = fc.oneof(text, fc.integer(), fc.boolean());
const fields = fc.dictionary(
  fc.stringMatching(/^[a-z_]{1,12}$/),
  fc.oneof(scalar, fc.array(fc.oneof(text, fc.integer()), { minLength: 1, maxLength: 5 }), fc.constant(undefined)),
);

const expected = (form: FormFields): [string, string][] => {
  const pairs: [string, string][] = [];
  for (const [name, value] of Object.entries(form)) {
    if (value === undefined) continue;
    if (typeof value === 'object') value.forEach((item, index) => pairs.push([`${name}[${index}]`, `${item}`]));
    else pairs.push([name, `${value}`]);
  }
  return pairs;
};

describe('the form encoding', () => {
  it('gives back exactly what went in', () => {
    fc.assert(
      fc.property(fields, (form) => {
        expect([...new URLSearchParams(encodeForm(form))]).toEqual(expected(form));
      }),
    );
  });

  it('writes the text that URLSearchParams writes', () => {
    fc.assert(
      fc.property(fields, (form) => {
        expect(encodeForm(form)).toBe(new URLSearchParams(expected(form)).toString());
      }),
    );
    expect(encodeForm({ data: "~!'()*-._ +&%\n" })).toBe('data=%7E%21%27%28%29*-._+%2B%26%25%0A');
  });

  it('lets no value end its own parameter', () => {
    expect(encodeForm({ records: ['1&token=x', 'a=b', '100%', 'a+b c', 'Ж'] })).toBe(
      'records%5B0%5D=1%26token%3Dx&records%5B1%5D=a%3Db&records%5B2%5D=100%25&records%5B3%5D=a%2Bb+c&records%5B4%5D=%D0%96',
    );
  });

  it('writes booleans in small letters and leaves out what is undefined', () => {
    expect(encodeForm({ forceAutoNumber: true, override: 0, arm: undefined, returnContent: 'ids' })).toBe(
      'forceAutoNumber=true&override=0&returnContent=ids',
    );
  });

  it.each([
    [
      'an empty list',
      { records: [] },
      'Parameter "records" is an empty list, which REDCap takes for "all"; leave it out or name some.',
    ],
    [
      'half of a surrogate pair',
      { data: 'x\ud800y' },
      'Parameter "data" holds half of a surrogate pair; send well-formed Unicode text.',
    ],
    ['NaN', { arm: Number.NaN }, 'Parameter "arm" is not a finite number.'],
  ])('refuses %s', (_what, form, message) => {
    expect(() => encodeForm(form)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', message, notSent: true }));
  });
});
