import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextSink } from '../../../src/plan/text-sink.ts';
import { cellsOf } from '../../../src/redcap/methods/record-cell.ts';
import { ScannedRow } from '../../../src/redcap/wire/cell-row.ts';
import { createJsonCells, createJsonRows, type JsonRow, type JsonRows } from '../../../src/redcap/wire/json-row.ts';
import { runs } from '../../support/runs.ts';

/** Texts as people store them, and texts that look like JSON. */
const anyText = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '1',
    'visit_1',
    '2024-01-02',
    'a/b',
    '"',
    '\\',
    '\\"',
    '},{"id":"',
    '"}]',
    '\n',
    '\r\n',
    '\t',
    'Ngāti',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom('\u0000', '\u001f', '\u007f', '\u2028', '\ud800', '😀', '/', 'a'), maxLength: 5 }),
);

const anyCell = fc.oneof(
  { weight: 20, arbitrary: anyText },
  { weight: 2, arbitrary: fc.integer() },
  { weight: 1, arbitrary: fc.constantFrom(null, true, false, 1.5, 1e21, -0, '\ud800') },
);

const anyColumns = fc.uniqueArray(
  fc.oneof(
    fc.constantFrom('redcap_event_name', 'age', '__proto__', '1', 'é'),
    fc.string({ minLength: 1, maxLength: 6 }),
  ),
  { maxLength: 5 },
);

const anyRows = anyColumns.chain((more) => {
  const columns = ['id', ...more.filter((column) => column !== 'id')];
  const entries = fc.tuple(...columns.map((column) => fc.tuple(fc.constant(column), anyCell)));
  return fc.array(
    entries.map((own): JsonRow => Object.fromEntries(own)),
    { maxLength: 12 },
  );
});

/** The spellings of JSON: PHP's own, JavaScript's, and with blanks. */
const spellings: readonly ((rows: readonly JsonRow[]) => string)[] = [
  (rows) =>
    JSON.stringify(rows)
      .replace(/[\u0080-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .replaceAll('/', '\\/'),
  (rows) => JSON.stringify(rows),
  (rows) => JSON.stringify(rows, null, 1),
  (rows) => `\ufeff \n${JSON.stringify(rows)}\r\n `,
];

/** The rows of a text that arrives in pieces of these lengths; null where it is no list of rows. */
const read = <Row>(rows: JsonRows<Row>, bytes: Uint8Array, lengths: readonly number[]): readonly Row[] | null => {
  const found: Row[] = [];
  try {
    for (let start = 0, index = 0; start < bytes.length; index += 1) {
      const length = lengths[index % lengths.length] ?? 1;
      found.push(...rows.push(bytes.subarray(start, start + length)));
      start += length;
    }
    found.push(...rows.end());
    return found;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
};

/** How a cell of any type is read as text. */
const textOf = (value: unknown): string =>
  value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);

const toTexts = (row: JsonRow): Record<string, string> =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, textOf(value)]));

const anyLengths = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 });
const anySpelling = fc.constantFrom(...spellings);

describe('rows whose cells are found and not read', () => {
  it('are those of the engine, wherever the text is cut', () => {
    let scanned = 0;
    fc.assert(
      fc.property(anyRows, anySpelling, anyLengths, (rows, spell, lengths) => {
        const found = read(createJsonCells(), Buffer.from(spell(rows)), lengths);
        scanned += found?.filter((row) => row instanceof ScannedRow).length ?? 0;
        // JSON of a list of rows is a list of rows.
        const whole = JSON.parse(JSON.stringify(rows)) as readonly JsonRow[];
        expect(found?.map((row) => (row instanceof ScannedRow ? row.toRow() : toTexts(row)))).toEqual(
          whole.map(toTexts),
        );
      }),
      { numRuns: runs(2_000) },
    );
    expect(scanned).toBeGreaterThan(100);
  });

  it('are refused where the engine refuses them', () => {
    fc.assert(
      fc.property(
        anyRows,
        anySpelling,
        anyLengths,
        fc.array(
          fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('"\\{}[],:u0 \n'))), fc.boolean()),
        ),
        (rows, spell, lengths, changes) => {
          const bytes = [...Buffer.from(spell(rows))];
          for (const [place, byte, isMore] of changes) bytes.splice(place % (bytes.length + 1), isMore ? 0 : 1, byte);
          const found = read(createJsonCells(), Buffer.from(bytes), lengths);
          const right = read(createJsonRows(), Buffer.from(bytes), lengths);
          expect(found?.map((row) => (row instanceof ScannedRow ? row.toRow() : toTexts(row))) ?? null).toEqual(
            right?.map(toTexts) ?? null,
          );
        },
      ),
      { numRuns: runs(3_000) },
    );
  });

  it('are written as JavaScript spells them', () => {
    fc.assert(
      fc.property(anyRows, anySpelling, anyLengths, (rows, spell, lengths) => {
        for (const row of read(createJsonCells(), Buffer.from(spell(rows)), lengths) ?? []) {
          const cells = row instanceof ScannedRow ? row : cellsOf([toTexts(row)])[0];
          cells?.columns.names.forEach((column, index) => {
            const sink = new TextSink();
            cells.write(index, Buffer.from('<'), Buffer.from('>'), sink);
            const text = cells.get(column) ?? '';
            expect(Buffer.concat(sink.end()).toString()).toBe(`<${JSON.stringify(text).slice(1, -1)}>`);
            expect(cells.isBlank(index)).toBe(text === '');
            expect(cells.at(index)).toBe(text);
          });
        }
      }),
      { numRuns: runs(1_000) },
    );
  });
});
