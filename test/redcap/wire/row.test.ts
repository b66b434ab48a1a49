import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsvBatches, readJsonBatches } from '../../../src/redcap/wire/row-batch.ts';
import { runs } from '../../support/runs.ts';

/** Bytes in pieces of these sizes, again and again. */
async function* cut(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (let place = 0, piece = 0; place < bytes.length; piece += 1) {
    const size = sizes[piece % sizes.length] ?? 1;
    yield bytes.subarray(place, place + size);
    place += size;
  }
}

const collect = async (batches: AsyncIterable<readonly unknown[]>): Promise<unknown[]> => {
  const rows: unknown[] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows;
};

const readCsv = (text: string | Uint8Array, sizes: readonly number[] = [65_536]): Promise<unknown[]> =>
  collect(readCsvBatches(cut(Buffer.from(text), sizes)));

const readJson = (text: string | Uint8Array, sizes: readonly number[] = [65_536]): Promise<unknown[]> =>
  collect(readJsonBatches(cut(Buffer.from(text), sizes)));

/** Values that lead a careless reader astray, beside any text. */
const value = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    '"',
    '""',
    ',',
    '\n',
    '\r\n',
    '},{"record_id":',
    '\\',
    '\\"',
    '[{',
    ']',
    'é',
    '日本',
    '😀',
    '\u2028',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });

const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

describe('rows in CSV', () => {
  it('are read as a library reads them, however they are quoted and cut', async () => {
    const table = fc.integer({ min: 1, max: 4 }).chain((width) =>
      fc.record({
        cells: fc.array(fc.array(value, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
        lineEnd: fc.constantFrom('\n', '\r\n'),
        always: fc.boolean(),
      }),
    );
    await fc.assert(
      fc.asyncProperty(table, sizes, async ({ cells, lineEnd, always }, pieces) => {
        const header = cells[0]?.map((_cell, index) => `c${String(index)}`) ?? [];
        const spell = (cell: string): string => (always || /[",\r\n]/.test(cell) ? quote(cell) : cell);
        const text = [header, ...cells].map((row) => row.map(spell).join(',') + lineEnd).join('');
        const read = await readCsv(text, pieces);
        expect(read).toEqual([header, ...cells]);
        expect(read).toEqual(parse(text, { skip_empty_lines: false, record_delimiter: lineEnd }));
      }),
      { numRuns: runs(1000) },
    );
  });

  it.each([
    ['a line break alone', '\n', []],
    ['a header alone', 'record_id,redcap_event_name\n', [['record_id', 'redcap_event_name']]],
    ['a byte-order mark', '\ufeffrecord_id\n1\n', [['record_id'], ['1']]],
  ])('are read from %s', async (_what, text, rows) => {
    expect(await readCsv(text)).toEqual(rows);
    expect(await readCsv(text, [1])).toEqual(rows);
  });

  it.each([
    ['nothing at all', ''],
    ['a cell too few', 'a,b\n1\n'],
    ['a cell too many', 'a,b\n1,2,3\n'],
    ['a quote that never ends', 'a\n"1\n'],
    ['something behind a closing quote', 'a\n"1"2\n'],
    ['a text that was cut within a row', 'a,b\n1,2\n3'],
    ['a text without its last line break', 'a,b\n1,2\n3,4'],
    ['rows behind an empty line', '\na\n1\n'],
  ])('are refused with %s', async (_what, text) => {
    await expect(readCsv(text)).rejects.toThrow(SyntaxError);
    await expect(readCsv(text, [1])).rejects.toThrow(SyntaxError);
  });

  it('are refused when their bytes are not UTF-8', async () => {
    await expect(readCsv(Buffer.from([0x61, 0x0a, 0xe9, 0x0a]))).rejects.toThrow(TypeError);
  });
});

describe('rows in JSON', () => {
  it('are read as the whole text is, however they are spelt and cut', async () => {
    const row = fc.record({ record_id: value, age: value, redcap_repeat_instance: fc.oneof(fc.integer(), value) });
    const given = fc.record({
      rows: fc.array(row, { maxLength: 8 }),
      turned: fc.boolean(),
      spaces: fc.constantFrom(undefined, 1),
    });
    await fc.assert(
      fc.asyncProperty(given, sizes, async ({ rows, turned, spaces }, pieces) => {
        // A row whose columns come in another order is read too.
        const sent = rows.map((each, index) =>
          turned && index % 2 === 1 ? Object.fromEntries(Object.entries(each).reverse()) : each,
        );
        expect(await readJson(JSON.stringify(sent, null, spaces), pieces)).toEqual(sent);
      }),
      { numRuns: runs(1000) },
    );
  });

  it('come in batches before the text has ended', async () => {
    const seen: number[] = [];
    let sent = 0;
    const bytes = async function* (): AsyncGenerator<Uint8Array> {
      await Promise.resolve();
      for (const piece of ['[{"a":"1"},{"a":"2"},{"a"', ':"3"},{"a":"4"}', ',{"a":"5"}]']) {
        sent += 1;
        yield Buffer.from(piece);
      }
    };
    for await (const batch of readJsonBatches(bytes())) seen.push(sent, batch.length);
    expect(seen).toEqual([1, 1, 2, 2, 3, 1, 3, 1]);
  });

  it.each([
    ['an object', '{"error":"x"}'],
    ['text', 'x'],
    ['a list of something else', '[1,2]'],
    ['a list that does not end', '[{"a":"1"},{"a":"2"}'],
    ['a list cut within a row', '[{"a":"1"},{"a":"2'],
    ['something behind the list', '[{"a":"1"}]<b>Warning</b>'],
    ['nothing', ''],
  ])('are refused when the text is %s', async (_what, text) => {
    await expect(readJson(text)).rejects.toThrow(SyntaxError);
    await expect(readJson(text, [1])).rejects.toThrow(SyntaxError);
  });

  it('name no value in the refusal', async () => {
    await expect(readJson('[{"a":"secret"},{"a":"sec')).rejects.toThrow('The text is not a list of rows.');
  });
});
