import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOpaqueIdCodec, createOpaqueIdCodecs } from '../src/opaque-id.ts';

const secret = Buffer.alloc(32, 1);
const codec = createOpaqueIdCodec(secret, 'alice', 'id');
const parts = fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)));

describe('an opaque id', () => {
  it('gives back what went in, and is the same for the same object', () => {
    fc.assert(
      fc.property(parts, (given) => {
        expect(codec.decode(codec.encode(given))).toEqual(given);
        expect(codec.encode(given)).toBe(codec.encode(given));
      }),
    );
  });

  it('does not show what it stands for', () => {
    const id = codec.encode(['Record', 'stroke2', 'MRN-0012345']);
    expect(Buffer.from(id, 'base64url').toString('latin1')).not.toMatch(/MRN|stroke2|Record/);
  });

  it.each([
    ['another caller', createOpaqueIdCodec(secret, 'bob', 'id')],
    ['another purpose', createOpaqueIdCodec(secret, 'alice', 'cursor')],
    ['another secret', createOpaqueIdCodec(Buffer.alloc(32, 2), 'alice', 'id')],
  ])('is nothing to %s', (_title, other) => {
    expect(other.decode(codec.encode(['Record', '1']))).toBeNull();
  });

  it('is nothing when a single bit of it was changed', () => {
    fc.assert(
      fc.property(fc.nat(), (at) => {
        const bytes = Buffer.from(codec.encode(['Record', '1']), 'base64url');
        const index = at % bytes.length;
        bytes[index] = (bytes[index] ?? 0) ^ 1;
        expect(codec.decode(bytes.toString('base64url'))).toBeNull();
      }),
    );
  });

  it('is nothing when it is no id at all', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(codec.decode(text)).toBeNull();
      }),
    );
  });
});

describe('the codecs of all callers', () => {
  it('are those of each caller and purpose, remembered or made again', () => {
    const codecs = createOpaqueIdCodecs(secret);
    const first = codecs('alice', 'id');
    expect(codecs('alice', 'id')).toBe(first);
    for (let count = 0; count < 2_000; count += 1) codecs(`caller ${count}`, 'id');
    expect(codecs('alice', 'id')).not.toBe(first);
    for (const [caller, purpose] of [
      ['alice', 'id'],
      ['alice', 'cursor'],
      ['bob', 'id'],
    ] as const) {
      expect(codecs(caller, purpose).encode(['x', 1])).toBe(
        createOpaqueIdCodec(secret, caller, purpose).encode(['x', 1]),
      );
    }
  });
});
