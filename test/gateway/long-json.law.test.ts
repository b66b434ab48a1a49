import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJsonScan } from '../../src/gateway/json-scan.ts';
import { defaultLimits } from '../../src/gateway/limits.ts';
import { findLongArrays } from '../../src/gateway/long-array.ts';
import { parseLongJson } from '../../src/gateway/long-json.ts';
import { runs } from '../support/runs.ts';

type Reading = { readonly value: unknown } | 'no JSON';

/** What `JSON.parse` makes of the text, which comes as UTF-8. */
const readWhole = (given: string): Reading => {
  const text = Buffer.from(given).toString();
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    return 'no JSON';
  }
};

/** Reads a text with cuts between pieces of so many bytes, and says how many long arrays it found. */
const readInPieces = async (text: string, pieceBytes: number): Promise<{ reading: Reading; arrays: number }> => {
  const bytes = Buffer.from(text);
  const arrays = findLongArrays(pieceBytes);
  createJsonScan(defaultLimits, arrays).push(bytes);
  const found = arrays.found();
  try {
    return { reading: { value: await parseLongJson(bytes, found) }, arrays: found.length };
  } catch {
    return { reading: 'no JSON', arrays: found.length };
  }
};

const key = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('a', 'b', '__proto__', 'constructor', '"', '[', '0'),
);
const { value: anyValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.string({ unit: 'binary' }),
    fc.constantFrom('"', '\\', '[', '],[', ',', 1, -0.5, null, true),
    fc.array(tie('value'), { maxLength: 9 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  ),
}));

describe('a long text of JSON that is parsed in pieces', () => {
  it('says what JSON.parse says, with its keys in their order', async () => {
    const spaces = fc.constantFrom(undefined, 1, '\t');
    await fc.assert(
      fc.asyncProperty(anyValue, fc.integer({ min: 1, max: 30 }), spaces, async (made, pieceBytes, indent) => {
        const text = JSON.stringify(made, undefined, indent);
        const { reading } = await readInPieces(text, pieceBytes);
        expect(JSON.stringify(reading)).toBe(JSON.stringify(readWhole(text)));
      }),
      { numRuns: runs(1_000) },
    );
  });

  it('is refused where JSON.parse refuses it, wherever a character is lost, doubled or changed', async () => {
    const change = fc.record({
      place: fc.nat(),
      by: fc.constantFrom('', ',', ']', '[', '}', '{', '"', ':', '],[', ',,', '\\', ' ', '0'),
      length: fc.integer({ min: 0, max: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyValue, { minLength: 2, maxLength: 9 }),
        change,
        fc.integer({ min: 1, max: 30 }),
        async (made, { place, by, length }, pieceBytes) => {
          const whole = JSON.stringify(made);
          const at = place % whole.length;
          const text = whole.slice(0, at) + by + whole.slice(at + length);
          const { reading } = await readInPieces(text, pieceBytes);
          expect(JSON.stringify(reading)).toBe(JSON.stringify(readWhole(text)));
        },
      ),
      { numRuns: runs(3_000) },
    );
  });

  it.each([
    ['a comma behind the last item', '[1,2,3,]'],
    ['a comma before the first item', '[,1,2,3]'],
    ['two commas between items', '[1,2,,3]'],
    ['a brace that closes an array', '[1,2,3}'],
    ['a text behind the array', '[1,2,3] 4'],
    ['an array that does not close', '[1,2,3'],
  ])('is refused for %s', async (_, text) => {
    expect((await readInPieces(text, 1)).reading).toBe('no JSON');
  });

  it('is cut at its long arrays and at those within their items', async () => {
    const text = '{"rows":[[11,12,13],{"a":[21,22]}],"rest":[1,2]}';
    expect(await readInPieces(text, 3)).toStrictEqual({
      reading: { value: { rows: [[11, 12, 13], { a: [21, 22] }], rest: [1, 2] } },
      arrays: 1,
    });
    expect((await readInPieces(text, 2)).arrays).toBe(1);
  });

  it('takes the last of two arrays with one key, and refuses a mistake in the first', async () => {
    expect((await readInPieces('{"a":[1,2,3],"a":[4]}', 1)).reading).toStrictEqual({ value: { a: [4] } });
    expect((await readInPieces('{"a":[1,02,3],"a":[4]}', 1)).reading).toBe('no JSON');
  });
});
