import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveKey } from '../src/secret-key.ts';

describe('a derived key', () => {
  it('is the same in every process with the same secret', () => {
    expect(deriveKey(Buffer.alloc(32, 7), 'ids').toString('hex')).toBe(
      'dd3eb59ca198c76329ea611ed3dbb1849512e2007748c75a6d559bfea8786bed',
    );
  });

  it('is another one for another secret, purpose or owner', () => {
    const one = fc.record({
      secret: fc.uint8Array({ minLength: 32, maxLength: 64 }),
      purpose: fc.string(),
      owner: fc.string(),
    });
    fc.assert(
      fc.property(one, one, (a, b) => {
        const isSame = Buffer.from(a.secret).equals(b.secret) && a.purpose === b.purpose && a.owner === b.owner;
        const [left, right] = [a, b].map(({ secret, purpose, owner }) =>
          deriveKey(secret, purpose, owner).toString('hex'),
        );
        expect(left === right).toBe(isSame);
      }),
    );
  });
});
