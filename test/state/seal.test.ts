import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSeal } from '../../src/state/seal.ts';

const secret = Buffer.alloc(32, 1);
const seal = createSeal(secret, 'state');
const place = fc.array(fc.string(), { maxLength: 4 });

describe('a seal', () => {
  it('opens what it has sealed for the same place, also after a restart', () => {
    fc.assert(
      fc.property(place, fc.uint8Array(), (where, content) => {
        const opened = createSeal(Buffer.from(secret), 'state').open(where, seal.seal(where, content));
        expect(opened?.equals(content)).toBe(true);
      }),
    );
  });

  it('opens nothing in another place', () => {
    fc.assert(
      fc.property(place, place, (where, elsewhere) => {
        fc.pre(JSON.stringify(where) !== JSON.stringify(elsewhere));
        expect(seal.open(elsewhere, seal.seal(where, 'content'))).toBeNull();
      }),
    );
  });

  it('opens nothing of which a bit was changed, or bytes were cut or added', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(7), fc.nat(60), (at, bit, length) => {
        const sealed = seal.seal(['a'], 'content');
        const changed = Buffer.from(sealed);
        changed[at % changed.length] = (changed[at % changed.length] ?? 0) ^ (1 << bit);
        expect(seal.open(['a'], changed)).toBeNull();
        expect(seal.open(['a'], sealed.subarray(0, length % sealed.length))).toBeNull();
        expect(seal.open(['a'], Buffer.concat([sealed, Buffer.of(0)]))).toBeNull();
      }),
    );
  });

  it.each([
    ['another secret', createSeal(Buffer.alloc(32, 2), 'state')],
    ['another purpose', createSeal(secret, 'backup')],
  ])('opens nothing that was sealed under %s, and hides names otherwise', (_what, other) => {
    expect(other.open(['a'], seal.seal(['a'], 'content'))).toBeNull();
    expect(other.hide('name')).not.toBe(seal.hide('name'));
  });

  it('opens no bytes that were never sealed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(seal.open([], bytes)).toBeNull();
      }),
    );
  });

  it('shows nothing of the content, and never seals the same content to the same bytes', () => {
    const [first, second] = [seal.seal(['a'], 'MRN-0012345'), seal.seal(['a'], 'MRN-0012345')];
    expect(first.toString('latin1')).not.toMatch(/MRN|0012345/);
    expect(first.equals(second)).toBe(false);
  });

  it('hides a name behind a short text that is always the same', () => {
    expect(seal.hide('MRN-0012345')).toBe(createSeal(secret, 'state').hide('MRN-0012345'));
    expect(seal.hide('MRN-0012345')).toMatch(/^[\w-]{43}$/);
    expect(seal.hide('MRN-0012346')).not.toBe(seal.hide('MRN-0012345'));
  });
});
