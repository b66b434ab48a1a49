import { describe, expect, it } from 'vitest';
import { parseError } from '../../../src/redcap/wire/error.ts';
import { parseJson } from '../../../src/redcap/wire/json.ts';
import { decodeText } from '../../../src/redcap/wire/text.ts';
import { decodeEntities, parseXml } from '../../../src/redcap/wire/xml.ts';

describe('an error body', () => {
  it.each([
    ['json', '{"error":"You do not have permissions to use the API"}'],
    ['csv', 'ERROR: You do not have permissions to use the API'],
    [
      'xml',
      '<?xml version="1.0" encoding="UTF-8" ?><hash><error>You do not have permissions to use the API</error></hash>',
    ],
    ['xml with CDATA', '<hash><error><![CDATA[You do not have permissions to use the API]]></error></hash>'],
  ])('is understood as %s', (_format, body) => {
    expect(parseError(body)).toBe('You do not have permissions to use the API');
  });

  it.each([
    ['an object with other keys', '{"error":"x","record_id":"1"}'],
    ['a list', '[{"error":"x"}]'],
    ['an error that is no text', '{"error":{"a":1}}'],
    ['a page', '<html><error>x</error></html>'],
    ['text', 'no ERROR: here'],
  ])('is not seen in %s', (_what, body) => {
    expect(parseError(body)).toBeUndefined();
  });
});

describe('XML', () => {
  it('keeps text as it is: leading zeros, spaces, CDATA, entities', () => {
    const body =
      '<?xml version="1.0" encoding="UTF-8" ?><records><item><id>007</id><a> b </a><c><![CDATA[<&amp;>]]></c>' +
      '<d>1 &lt; 2 &amp;amp; &#x416;&#1078;</d><e></e><f/></item><item><id>1e5</id></item></records>';
    const items = parseXml(body)?.children ?? [];
    expect(items.map(({ children }) => children.map(({ name, text }) => [name, text]))).toEqual([
      [
        ['id', '007'],
        ['a', ' b '],
        ['c', '<&amp;>'],
        ['d', '1 < 2 &amp; Жж'],
        ['e', ''],
        ['f', ''],
      ],
      [['id', '1e5']],
    ]);
  });

  it('expands no entity that the document defines', () => {
    const bomb =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><records><item><id>&b;</id></item></records>';
    expect(JSON.stringify(parseXml(bomb) ?? [])).not.toContain('aaaa');
  });

  it.each([
    ['beyond Unicode', '&#x110000;'],
    ['half a surrogate pair', '&#xd800;'],
    ['of HTML', '&nbsp;'],
  ])('leaves a character reference %s as it is written', (_what, entity) => {
    expect(decodeEntities(entity)).toBe(entity);
  });

  it.each([
    ['text', 'no xml'],
    ['a cut document', '<records><item>'],
    ['200,000 levels', '<a>'.repeat(200_000)],
  ])('is not seen in %s', (_what, body) => {
    expect(parseXml(body)).toBeUndefined();
  });
});

describe('JSON and text', () => {
  it('says that a cut document is none, without quoting it', () => {
    expect(parseJson('[{"name":"Jane"')).toEqual({ ok: false });
  });

  it('drops a byte-order mark and refuses bytes that are not UTF-8', () => {
    expect(decodeText(Buffer.from('\ufeff[]'))).toBe('[]');
    expect(decodeText(Buffer.from([0x5b, 0xff, 0x5d]))).toBeUndefined();
  });
});
