import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack, unpack } from '../../src/state/pack.ts';

describe('a packed text', () => {
  it('is unpacked as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        expect(await unpack(await pack(text))).toBe(text);
      }),
    );
  });

  it('is a fraction of a dictionary', async () => {
    const rows = Array.from({ length: 500 }, (_, index) => ({
      field_name: `field_${String(index)}`,
      field_label: `Question number ${String(index)}`,
      select_choices_or_calculations: '1, Yes | 2, No',
    }));
    const text = JSON.stringify(rows);
    expect((await pack(text)).length).toBeLessThan(text.length / 8);
  });
});
