import { describe, expect, it } from 'vitest';
import { fingerprintToken } from '../src/fingerprint.ts';

describe('the fingerprint of a token', () => {
  it('depends on the key and shows nothing of the token', () => {
    expect(fingerprintToken('A'.repeat(32), 'key')).toBe('579db4cfed4e');
    expect(fingerprintToken('A'.repeat(32), 'other key')).not.toBe('579db4cfed4e');
    expect(fingerprintToken('A'.repeat(32))).toMatch(/^[0-9a-f]{12}$/);
  });

  it('is the same for a project token in either case, and not for a super token', () => {
    expect(fingerprintToken('a'.repeat(32), 'key')).toBe('579db4cfed4e');
    expect(fingerprintToken('a'.repeat(64), 'key')).not.toBe(fingerprintToken('A'.repeat(64), 'key'));
  });
});
