import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextSink } from '../../src/plan/text-sink.ts';
import { givePieceBack } from '../../src/text-piece.ts';
import { runs } from '../support/runs.ts';

const anyPart = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ maxLength: 8 }),
  fc
    .tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 30_000 }))
    .map(([text, times]) => text.repeat(times)),
);

describe('a text that is written a little at a time', () => {
  it('is all that was added, in its order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyPart, fc.boolean())), (parts) => {
        const sink = new TextSink();
        for (const [part, isBytes] of parts) {
          const bytes = Buffer.from(`<${part}>`);
          if (isBytes) sink.copy(bytes, 1, bytes.length - 1);
          else sink.add(part);
        }
        expect(Buffer.concat(sink.end()).toString()).toBe(parts.map(([part]) => part).join(''));
      }),
      { numRuns: runs(200) },
    );
  });

  it('is all that was added where two are written in turn, in pieces that others have given back', () => {
    const write = (parts: readonly string[]) => {
      const sinks = [new TextSink(), new TextSink()];
      for (const part of parts) for (const [index, sink] of sinks.entries()) sink.add(`${String(index)}${part}`);
      return sinks.map((sink) => sink.end());
    };
    fc.assert(
      fc.property(fc.array(anyPart), fc.array(anyPart), (before, parts) => {
        write(before).flat().forEach(givePieceBack);
        const written = write(parts).map((pieces) => Buffer.concat(pieces).toString());
        expect(written).toEqual(['0', '1'].map((index) => parts.map((part) => `${index}${part}`).join('')));
      }),
      { numRuns: runs(200) },
    );
  });

  it('is looked back to as far as its last piece goes', () => {
    const sink = new TextSink();
    sink.add('before');
    const mark = sink.mark();
    sink.add('é');
    sink.add(' "x"');
    expect(sink.since(mark)).toBe('é "x"');
    sink.add('y'.repeat(100_000));
    expect(sink.since(mark)).toBeNull();
  });
});
