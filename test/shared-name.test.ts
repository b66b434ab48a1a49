import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSharedNames } from '../src/shared-name.ts';

const secret = Buffer.alloc(32, 1);
const names = createSharedNames(secret);
const place = { host: 'redcap.example.org', projectId: 15 };

describe('a share id', () => {
  it('is the same in all processes with one secret', () => {
    expect(names.shareIdOf(place, 'MRN-1')).toBe('Wm1lV65JKfoMpkXQuKk0bX');
    expect(createSharedNames(Buffer.alloc(32, 1)).shareIdOf({ ...place }, 'MRN-1')).toBe('Wm1lV65JKfoMpkXQuKk0bX');
  });

  it.each([
    ['another name', names.shareIdOf(place, 'MRN-01')],
    ['the name in other capitals', names.shareIdOf(place, 'mrn-1')],
    ['another project', names.shareIdOf({ ...place, projectId: 16 }, 'MRN-1')],
    ['another REDCap', names.shareIdOf({ ...place, host: 'redcap.example.com' }, 'MRN-1')],
    ['another secret', createSharedNames(Buffer.alloc(32, 2)).shareIdOf(place, 'MRN-1')],
  ])('is another one for %s', (_title, other) => {
    expect(names.isShareId(other)).toBe(true);
    expect(other).not.toBe(names.shareIdOf(place, 'MRN-1'));
  });

  it('differs wherever the name or the project does, whatever they are', () => {
    const places = fc.record({ host: fc.string(), projectId: fc.nat() });
    fc.assert(
      fc.property(places, fc.string(), places, fc.string(), (left, leftName, right, rightName) => {
        const isSame = left.host === right.host && left.projectId === right.projectId && leftName === rightName;
        expect(names.shareIdOf(left, leftName) === names.shareIdOf(right, rightName)).toBe(isSame);
        expect(names.isShareId(names.shareIdOf(left, leftName))).toBe(true);
      }),
    );
  });

  it.each([
    '',
    'short',
    names.shareIdOf(place, '1').slice(1),
    `${names.shareIdOf(place, '1')}A`,
    `${names.shareIdOf(place, '1').slice(1)}=`,
  ])('is not %j', (text) => {
    expect(names.isShareId(text)).toBe(false);
  });
});

describe('a shared cursor', () => {
  it('is good in all processes with one secret, and with no other', () => {
    const cursor = names.cursors.encode(['logging', 'stroke2', 28_000_000, 3]);
    expect(createSharedNames(Buffer.alloc(32, 1)).cursors.decode(cursor)).toEqual([
      'logging',
      'stroke2',
      28_000_000,
      3,
    ]);
    expect(createSharedNames(Buffer.alloc(32, 2)).cursors.decode(cursor)).toBeNull();
  });
});
