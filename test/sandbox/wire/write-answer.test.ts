import { describe, expect, it } from 'vitest';

import type { Answer } from '../../../src/sandbox/call/answer.ts';
import { writeAnswer } from '../../../src/sandbox/wire/write-answer.ts';

const table: Answer = {
  kind: 'table',
  columns: ['id', 'text', 'label', 'forms'],
  rows: [{ id: 1, text: 'a <b> & "c"', label: null, forms: { x: 1, y: 0 } }],
  whenEmpty: 'header',
};

const write = async (answer: Answer, format: 'json' | 'csv' | 'xml', returnFormat = format) => {
  const response = writeAnswer(answer, format, returnFormat);
  return { text: await response.text(), type: response.headers.get('content-type') };
};

const xml = '<?xml version="1.0" encoding="UTF-8" ?>';

describe('a table', () => {
  it('is an array of objects in json', async () => {
    expect(await write(table, 'json')).toEqual({
      text: '[{"id":1,"text":"a <b> & \\"c\\"","label":null,"forms":{"x":1,"y":0}}]',
      type: 'application/json; charset=utf-8',
    });
  });

  it('has a header in csv', async () => {
    expect(await write(table, 'csv')).toEqual({
      text: 'id,text,label,forms\n1,"a <b> & ""c""",,"x:1,y:0"\n',
      type: 'text/csv; charset=utf-8',
    });
  });

  it('is items in xml, markup in CDATA', async () => {
    expect(await write(table, 'xml')).toEqual({
      text:
        `${xml}\n<records>\n<item><id>1</id><text><![CDATA[a <b> & "c"]]></text><label></label>` +
        '<forms><x>1</x><y>0</y></forms></item>\n</records>',
      type: 'text/xml; charset=utf-8',
    });
  });

  it('ends no CDATA early', async () => {
    const answer: Answer = { kind: 'table', columns: ['a'], rows: [{ a: 'x]]>y' }], whenEmpty: 'header' };
    expect((await write(answer, 'xml')).text).toContain('<a><![CDATA[x]]]]><![CDATA[>y]]></a>');
  });

  // EVIDENCE.md#control-characters-in-xml
  it('has what XML cannot hold as it is in each format, and in XML alone without it where that is chosen', async () => {
    const text = 'a\u0000b\u000bc\u001fd\uffffe\tf\u0085g';
    const answer: Answer = { kind: 'table', columns: ['a'], rows: [{ a: text }], whenEmpty: 'header' };
    const texts = async (controls: 'raw' | 'dropped'): Promise<string[]> =>
      Promise.all(
        (['json', 'csv', 'xml'] as const).map((format) => writeAnswer(answer, format, format, controls).text()),
      );
    const json = '[{"a":"a\\u0000b\\u000bc\\u001fd\uffffe\\tf\u0085g"}]';
    const csv = `a\n"${text}"\n`;
    const item = (content: string): string => `${xml}\n<records>\n<item><a>${content}</a></item>\n</records>`;
    expect(await texts('raw')).toEqual([json, csv, item(text)]);
    expect(await texts('dropped')).toEqual([json, csv, item('abcde\tf\u0085g')]);
  });

  it.each([
    ['json', 'header', '[]'],
    ['csv', 'header', 'a,b\n'],
    ['csv', 'newline', '\n'],
    ['xml', 'header', `${xml}\n<records>\n</records>`],
  ] as const)('without rows, in %s (%s)', async (format, whenEmpty, text) => {
    expect((await write({ kind: 'table', columns: ['a', 'b'], rows: [], whenEmpty }, format)).text).toBe(text);
  });

  it('fills a missing column with nothing', async () => {
    const answer: Answer = { kind: 'table', columns: ['a', 'b'], rows: [{ a: 'x' }], whenEmpty: 'header' };
    expect((await write(answer, 'json')).text).toBe('[{"a":"x","b":""}]');
    expect((await write(answer, 'csv')).text).toBe('a,b\nx,\n');
  });

  it('may have label headers and another delimiter in csv', async () => {
    const answer: Answer = {
      kind: 'table',
      columns: ['a', 'b'],
      rows: [{ a: '1', b: '2' }],
      headers: ['Complete?', 'Complete?'],
      delimiter: '\t',
      whenEmpty: 'header',
    };
    expect((await write(answer, 'csv')).text).toBe('Complete?\tComplete?\n1\t2\n');
  });
});

describe('what an import answers', () => {
  it.each([
    [{ kind: 'count', value: 2 }, 'json', '{"count": 2}'],
    [{ kind: 'count', value: 2 }, 'csv', '2'],
    [{ kind: 'count', value: 2 }, 'xml', `${xml}<count>2</count>`],
    [{ kind: 'number', value: 3 }, 'json', '3'],
    [{ kind: 'number', value: 3 }, 'csv', '3'],
    [{ kind: 'number', value: 3 }, 'xml', '3'],
    [{ kind: 'ids', ids: ['3', '4'] }, 'json', '["3","4"]'],
    [{ kind: 'ids', ids: ['3', '4'] }, 'csv', 'id\n3\n4'],
    [{ kind: 'ids', ids: ['1002,1'] }, 'csv', 'id\n"1002,1"'],
    [{ kind: 'ids', ids: ['3'] }, 'xml', `${xml}<ids><id>3</id></ids>`],
    [{ kind: 'success', value: true }, 'json', '{"success":true}'],
    [{ kind: 'empty' }, 'json', ''],
    [{ kind: 'text', text: '331-3' }, 'json', '331-3'],
  ] as const)('%j in %s', async (answer, returnFormat, text) => {
    expect((await write(answer, 'csv', returnFormat)).text).toBe(text);
  });
});
