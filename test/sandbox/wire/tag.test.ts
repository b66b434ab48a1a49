import { describe, expect, it } from 'vitest';
import { withoutTags } from '../../../src/sandbox/wire/tag.ts';

describe('a label without its tags', () => {
  it.each([
    ['<p>Weigh <em>before</em></p>', 'Weigh before'],
    ['<span style="color:red" title=\'a > b\'>red</span><br/>', 'red'],
    ['<IMG SRC=a.png>see', 'see'],
  ])('is its text: %s', (label, text) => {
    expect(withoutTags(label)).toBe(text);
  });

  it.each(['<LOD', '<LLOQ (but >LOD)', '<NA>', '1<x<2', 'x<y and y>z', '<5 or >9', 'if a <b and c> d', '<a@b.c>', '<'])(
    'keeps text behind a less-than sign that is no tag: %s',
    (label) => {
      expect(withoutTags(label)).toBe(label);
    },
  );
});
