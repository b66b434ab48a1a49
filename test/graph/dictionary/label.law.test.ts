import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/graph/dictionary/label.ts';
import { runs } from '../../support/runs.ts';

const toOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Text of any signs, mostly of those that HTML is made of. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        ...'<>/&;#!-="\'abipLOD159 \n',
        '<b>',
        '</b>',
        '<br',
        '&lt;',
        '&amp',
        '<!--',
        '-->',
        'é',
        '<script>',
        '</script',
        ' a="',
      ),
    )
    .map((signs) => signs.join('')),
);

/** Words that look like HTML and are none. */
const words = fc.constantFrom(
  ...['CRP', '<LOD', '<LLOQ', '>LOD)', '<NA>', '1<x<2', '<5', '<3', 'x<y', 'y>z', 'a', '&', 'R&D', '&foo;', '1<i>2'],
  ...['<', '>', '<a@b.c>', '<https://a.b>', '<time>', '<->', '"', "'", '[name]', '{dob}', '<!', '</', '="'],
);

/** Each puts words into HTML of some kind, and none parts a word. */
const wrappings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `<b>${text}</b>`,
  (text) => `<span style="color:red" title='a > b'>${text}</span>`,
  (text) => `<P CLASS=x>${text}</P>`,
  (text) => `<div>\n${text}<br/></div >`,
  (text) => `<!-- <LOD & --> ${text}`,
  (text) => `<script>if (a<b) alert("x")</script>${text}<style>b > i {}</style>`,
  (text) => `<ul><li>${text}</li></ul>`,
  (text) => `<a href="https://a.b/?c=1&d=2" target=_blank>${text}</a>`,
];

const sentence: fc.Arbitrary<{ readonly html: string; readonly text: string }> = fc
  .array(fc.tuple(fc.array(words, { minLength: 1, maxLength: 3 }), fc.constantFrom(...wrappings)), { minLength: 1 })
  .map((parts) => ({
    html: parts.map(([some, wrap]) => wrap(some.join(' '))).join(' '),
    text: parts.map(([some]) => some.join(' ')).join(' '),
  }));

/** Names of no element, of any letters. */
const otherNames = fc
  .string({ unit: fc.constantFrom(...'xyzLODNA'), minLength: 1, maxLength: 6 })
  .filter((name) => !/^(?:dl|dd|ol|a|nav)$/i.test(name));

describe('the plain text of any label', () => {
  it('is the label itself, in one line, where it has neither a less-than sign nor an ampersand', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const harmless = text.replaceAll(/[<&]/g, '');
        expect(plainText(harmless)).toBe(toOneLine(harmless));
      }),
      { numRuns: runs(1000) },
    );
  });

  it('is the text that was escaped', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(plainText(escapeText(text))).toBe(toOneLine(text));
      }),
      { numRuns: runs(2000) },
    );
  });

  it('has every word outside of tags, in order', () => {
    fc.assert(
      fc.property(sentence, ({ html, text }) => {
        expect(plainText(html)).toBe(text);
      }),
      { numRuns: runs(5000) },
    );
  });

  it('has all that is behind a less-than sign and no name of an element', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(otherNames, fc.constantFrom('>', ' ', '/>', ' a="b">', '<', ''))), (parts) => {
        const text = parts.map(([name, end]) => `<${name}${end}`).join('');
        expect(plainText(text)).toBe(toOneLine(text));
      }),
      { numRuns: runs(1000) },
    );
  });

  it('is the same again when it is escaped and read once more', () => {
    fc.assert(
      fc.property(anyText, (label) => {
        const text = plainText(label);
        expect(plainText(escapeText(text))).toBe(text);
      }),
      { numRuns: runs(1000) },
    );
  });
});
