import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherText } from '../../../../src/writers/record/flat/gathered-text.ts';
import { FlatTextError, readFlatRows, type FlatFormat } from '../../../../src/writers/record/flat/text.ts';
import { runs } from '../../../support/runs.ts';

const cell = fc.oneof(
  fc.constantFrom('', 'a', '"', '""', '\\', '\\"', '},{', '[{"x":1}]', ',', '\n', '\r\n', 'é漢🌍', ' x ', '\u0000'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const column = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);

const table = fc
  .uniqueArray(column, { minLength: 2, maxLength: 5 })
  .chain((columns) =>
    fc.tuple(
      fc.constant(columns),
      fc.array(fc.array(cell, { minLength: columns.length, maxLength: columns.length }), { maxLength: 12 }),
    ),
  );

type Table = readonly [columns: readonly string[], rows: readonly (readonly string[])[]];

const objects = ([columns, rows]: Table): object[] =>
  rows.map((cells) => Object.fromEntries(columns.map((name, index) => [name, cells[index]])));

/** The same table in every format, as different programs write it. */
const texts: readonly (readonly [FlatFormat, (of: Table) => string])[] = [
  ['CSV', ([columns, rows]) => stringify([columns, ...rows])],
  ['CSV', ([columns, rows]) => stringify([columns, ...rows], { bom: true, quoted: true, record_delimiter: 'windows' })],
  ['CSV', ([columns, rows]) => stringify([columns, ...rows], { eof: false, quoted: true })],
  [
    'NDJSON',
    (of) =>
      objects(of)
        .map((row) => `${JSON.stringify(row)}\n`)
        .join(''),
  ],
  [
    'NDJSON',
    (of) =>
      objects(of)
        .map((row) => JSON.stringify(row))
        .join('\r\n\r\n'),
  ],
  ['JSON', (of) => JSON.stringify(objects(of))],
  ['JSON', (of) => `\ufeff ${JSON.stringify(objects(of), null, 2)}\n`],
];

/** The bytes in pieces of these sizes, again and again, which may cut a character. */
const pieces = async function* (text: string, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let from = 0, turn = 0; from < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(from, from + size);
    from += size;
  }
};

const read = async (format: FlatFormat, text: string, sizes: readonly number[]): Promise<unknown[]> => {
  const rows: unknown[] = [];
  for await (const batch of readFlatRows(format, pieces(text, sizes))) {
    for (const { columns, cells } of batch) rows.push([[...columns], [...cells]]);
  }
  return rows;
};

describe('a file of flat rows', () => {
  it('is read to the same rows in every format, wherever its bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(...texts),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }),
        async ([columns, rows], [format, write], sizes) => {
          expect(await read(format, write([columns, rows]), sizes)).toEqual(rows.map((cells) => [columns, cells]));
        },
      ),
      { numRuns: runs(1_500) },
    );
  });

  it('is either read or refused in words of ours, and is refused where it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(...texts.slice(3)), fc.nat(), async (of, [format, write], place) => {
        const text = write(of).trimEnd();
        const cut = text.slice(0, place % Math.max(1, text.length));
        const result = await read(format, cut, [7]).catch((error: unknown) => error);
        if (format === 'JSON' && cut !== '') expect(result).toBeInstanceOf(FlatTextError);
        else expect(Array.isArray(result) || result instanceof FlatTextError).toBe(true);
      }),
      { numRuns: runs(500) },
    );
  });

  it('keeps every digit of a number that stands in it without quotes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^-?(?:0|[1-9]\d{0,30})(?:\.\d{1,30})?$/), { minLength: 1, maxLength: 4 }),
        fc.constantFrom<FlatFormat>('NDJSON', 'JSON'),
        async (numbers, format) => {
          const row = `{${numbers.map((number, index) => `"c${String(index)}": ${number}`).join(',')}}`;
          // Each row is read as its columns and its cells, which are texts.
          const [[, cells] = []] = (await read(format, format === 'JSON' ? `[${row}]` : row, [5])) as [
            [unknown, string[]],
          ];
          const digits = (number: string): string =>
            number.replace(/(?<=\.\d*)0+$|^-(?=0(?:\.0*)?$)/g, '').replace(/\.$/, '');
          expect(cells?.map(digits)).toEqual(numbers.map(digits));
        },
      ),
      { numRuns: runs(500) },
    );
    expect(await read('NDJSON', '{"a":1e400,"b":1.0,"c":7,"d":-0,"e":1E2}', [3])).toEqual([
      [
        ['a', 'b', 'c', 'd', 'e'],
        ['1e400', '1', '7', '0', '100'],
      ],
    ]);
  });

  it.each(['{"a":"1","b":"2","a":"3"}', '{"a":"1","\\u0061":"1"}', '{"a":":","a":null}'])(
    'is refused where a row of JSON has a column twice: %s',
    async (row) => {
      await expect(read('NDJSON', row, [4])).rejects.toThrow('A row of the file has a column twice.');
      await expect(read('JSON', `[${row}]`, [4])).rejects.toThrow('A row of the file has a column twice.');
    },
  );

  it('is refused when a row of it does not end within 2 MiB', async () => {
    for (const [format, start] of [
      ['CSV', 'a,b\n"'],
      ['NDJSON', '{"a":"'],
    ] as const) {
      const endless = async function* (): AsyncGenerator<Uint8Array> {
        yield Buffer.from(start);
        for (;;) yield Buffer.alloc(65_536, 'x');
      };
      const rows = readFlatRows(format, endless());
      const whole = async (): Promise<void> => {
        for await (const batch of rows) expect(batch).toEqual([]);
      };
      await expect(whole()).rejects.toThrow('A row of the file does not end within 2 MiB.');
    }
  });

  it('that comes in single characters is looked at as often as a row grows by some share', async () => {
    let waiting = 0;
    let looks = 0;
    const characters = async function* (): AsyncGenerator<string> {
      for (let count = 0; count < 50_000; count += 1) yield 'x';
    };
    for await (const piece of gatherText(characters(), () => waiting)) {
      waiting += piece.length;
      looks += 1;
    }
    expect(waiting).toBe(50_000);
    expect(looks).toBeLessThan(150);
  });

  it('is refused when it is not UTF-8', async () => {
    const latin = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('record_id,notes\n1,caf\u00e9\n', 'latin1');
    };
    await expect(readFlatRows('CSV', latin()).next()).rejects.toThrow('The file is not UTF-8');
  });
});
