import { describe, expect, it } from 'vitest';

import { readParameters } from '../../../src/sandbox/call/parameters.ts';
import { readRows, readTextRows } from '../../../src/sandbox/wire/read-rows.ts';

const call = (format: 'json' | 'csv' | 'xml', data?: string, more: [string, string][] = []) => ({
  format,
  parameters: readParameters([...(data === undefined ? [] : ([['data', data]] as [string, string][])), ...more]),
});

describe('data', () => {
  it.each([
    ['json', '[{"a":1,"b":null,"c":true,"d":false,"e":1.5,"f":"x"}]'],
    ['json', '{"a":"1","b":"","c":"1","d":"0","e":"1.5","f":"x"}'],
    ['json', '{"3":{"a":"1","b":"","c":"1","d":"0","e":"1.5","f":"x"}}'],
    ['csv', 'a,b,c,d,e,f\n1,,1,0,1.5,x'],
    [
      'xml',
      '<?xml version="1.0"?><records><item><a>1</a><b/><c>1</c><d>0</d><e>1.5</e><f><![CDATA[x]]></f></item></records>',
    ],
    ['xml', '<root><row><a>1</a><b></b><c>1</c><d>0</d><e>1.5</e><f>x</f></row></root>'],
    ['xml', '<items><a>1</a><b/><c>1</c><d>0</d><e>1.5</e><f>x</f></items>'],
  ] as const)('in %s is rows of text: %s', (format, data) => {
    expect(readRows(call(format, data))).toEqual([{ a: '1', b: '', c: '1', d: '0', e: '1.5', f: 'x' }]);
  });

  it.each([
    ['json', '[{"u":"x","forms":{"a":1,"b":"2"}}]'],
    ['xml', '<users><item><u>x</u><forms><a>1</a><b>2</b></forms></item></users>'],
  ] as const)('in %s may nest rights', (format, data) => {
    expect(readRows(call(format, data))).toEqual([{ u: 'x', forms: { a: '1', b: '2' } }]);
  });

  it('keeps markup and line breaks that XML escapes', () => {
    const data = '<records>\n <item><a>x &lt; y &amp; z</a><b><![CDATA[1\n<b>2</b>]]></b></item>\n</records>';
    expect(readRows(call('xml', data))).toEqual([{ a: 'x < y & z', b: '1\n<b>2</b>' }]);
  });

  it('follows csvDelimiter', () => {
    expect(readRows(call('csv', 'a\tb\n1\t2', [['csvDelimiter', 'tab']]))).toEqual([{ a: '1', b: '2' }]);
    expect(readRows(call('csv', 'a;b\n1;2', [['csvDelimiter', ';']]))).toEqual([{ a: '1', b: '2' }]);
  });

  it.each(['json', 'csv', 'xml'] as const)('in %s may be blank', (format) => {
    expect(readRows(call(format, ' '))).toEqual([]);
  });

  it.each([
    ['json', '[{"a":1'],
    ['json', '[1]'],
    ['json', '"text"'],
    ['json', '[{"a":[[1]]}]'],
    ['csv', 'a,b\n"1,2'],
    ['csv', 'a\n1,2'],
    ['xml', '<records><item>'],
    ['xml', '<!DOCTYPE x [<!ENTITY e "secret">]><records><item><a>&e;</a></item></records>'],
    ['xml', 'text'],
  ] as const)('that is malformed %s is refused without being repeated: %s', (format, data) => {
    expect(() => readRows(call(format, data))).toThrow(
      `The data being imported is not formatted correctly as ${format}`,
    );
  });

  it('must be there', () => {
    expect(() => readRows(call('json'))).toThrow('The required parameter "data" is missing');
  });

  it('of records holds no objects', () => {
    expect(() => readTextRows(call('json', '[{"a":{"b":1}}]'))).toThrow(
      'The column "a" must hold a text or a number, not an object or a list',
    );
  });
});
