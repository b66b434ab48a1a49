import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJsonScan } from '../../src/gateway/json-scan.ts';
import { defaultLimits } from '../../src/gateway/limits.ts';
import { runs } from '../support/runs.ts';

/** What a value is made of: its different keys, its brackets that open, commas and colons, and its depth. */
interface Made {
  readonly keys: ReadonlySet<string>;
  readonly parts: number;
  readonly depth: number;
}

const measure = (value: unknown): Made => {
  if (typeof value !== 'object' || value === null) return { keys: new Set(), parts: 0, depth: 0 };
  const keys = Array.isArray(value) ? [] : Object.keys(value);
  const inner = Object.values(value).map(measure);
  return {
    keys: new Set([...keys, ...inner.flatMap((made) => [...made.keys])]),
    parts: 1 + Math.max(0, inner.length - 1) + keys.length + inner.reduce((sum, { parts }) => sum + parts, 0),
    depth: 1 + Math.max(0, ...inner.map(({ depth }) => depth)),
  };
};

/** The limit that a text is beyond, when it comes in pieces; or how deep it is. */
const scan = (text: string, limits: { jsonKeys: number; jsonParts: number }, piece: number): string => {
  const bytes = Buffer.from(text);
  const { push, depth } = createJsonScan({ ...defaultLimits, ...limits });
  try {
    for (let start = 0; start < bytes.length; start += piece) push(bytes.subarray(start, start + piece));
    return String(depth());
  } catch (error) {
    return /limits\.(\w+)/.exec(String(error))?.[1] ?? String(error);
  }
};

describe('the scan of a JSON text', () => {
  it('counts what a text is made of, whatever stands in strings and wherever the text is cut', () => {
    const key = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a', 'b', '"', '\\', '{', ':', '\\"'));
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.string({ unit: 'binary' }),
        fc.constantFrom('"', '\\', '[', '{"', ':,', '\\"}', 1, null, true),
        fc.array(tie('value'), { maxLength: 5 }),
        fc.dictionary(key, tie('value'), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(value, fc.integer({ min: 1, max: 20 }), fc.constantFrom(undefined, 2), (made, piece, indent) => {
        const text = JSON.stringify(made, undefined, indent);
        // Not what JSON.parse makes of the text: in Node 24.21 it takes `{"a":1,"\"":2,"\\":3}` for an object of two keys.
        const { keys, parts, depth } = measure(made);
        const exact = { jsonKeys: keys.size, jsonParts: parts };
        expect(scan(text, exact, piece)).toBe(String(depth));
        if (parts > 0) expect(scan(text, { ...exact, jsonParts: parts - 1 }, piece)).toBe('jsonParts');
        if (keys.size > 0) expect(scan(text, { ...exact, jsonKeys: keys.size - 1 }, piece)).toBe('jsonKeys');
      }),
      { numRuns: runs(2_000) },
    );
  });
});
