import { describe, expect, it } from 'vitest';
import { createAnswerTexts, type AnswerPlace } from '../src/answer-text.ts';
import { takePiece } from '../src/text-piece.ts';

const placeOf = (...steps: readonly (string | number)[]): AnswerPlace => {
  const [first, ...rest] = steps;
  return rest.reduce<AnswerPlace>((prev, key) => ({ prev, key }), { prev: undefined, key: first ?? '' });
};

const put = (
  texts: ReturnType<typeof createAnswerTexts>,
  text: string,
  ...steps: readonly (string | number)[]
): void => {
  texts.put(
    placeOf(...steps),
    [...text].map((character) => Buffer.from(character)),
  );
};

describe('the texts of an answer', () => {
  it('are accepted when the writer of the answer has opened them', () => {
    const texts = createAnswerTexts();
    expect(texts.accepts(placeOf('a'))).toBe(false);
    texts.open();
    expect(texts.accepts(placeOf('a'))).toBe(true);
  });

  it('stand at their places, and all else is as JSON.stringify has it', () => {
    const texts = createAnswerTexts();
    put(texts, '[{"a":"é"}]', 'project', 'records', 'nodes');
    put(texts, '[1]', 'all', 1, 'nodes');
    put(texts, '[2]', 'all', 1, 'again');
    const answer = {
      data: {
        project: { records: { before: '"', nodes: [], after: { deep: [1, null] } } },
        all: [{ nodes: [] }, { nodes: [], again: [] }, null],
        none: [],
        left: undefined,
      },
      extensions: { redcap: { calls: 1 } },
      errors: undefined,
      stringify: () => '',
    };
    expect(texts.write(answer).toString()).toBe(
      '{"data":{"project":{"records":{"before":"\\"","nodes":[{"a":"é"}],"after":{"deep":[1,null]}}},' +
        '"all":[{"nodes":[]},{"nodes":[1],"again":[2]},null],"none":[]},"extensions":{"redcap":{"calls":1}}}',
    );
  });

  it('give the pieces of their bytes back when the answer is written', () => {
    const texts = createAnswerTexts();
    const piece = takePiece();
    const length = piece.write('[1]');
    texts.put(placeOf('records', 0, 'nodes'), [piece.subarray(0, length)]);
    const written = texts.write({ data: { records: [{ nodes: [] }] } });
    texts.giveBack();
    expect(takePiece().buffer).toBe(piece.buffer);
    piece.fill(0);
    expect(written.toString()).toBe('{"data":{"records":[{"nodes":[1]}]}}');
  });

  it('are gone where an error above has taken their place away', () => {
    const texts = createAnswerTexts();
    put(texts, '[1]', 'records', 'nodes');
    expect(texts.write({ data: { records: null } }).toString()).toBe('{"data":{"records":null}}');
    expect(texts.write({ data: null }).toString()).toBe('{"data":null}');
    expect(texts.write({ data: {} }).toString()).toBe('{"data":{}}');
  });
});
