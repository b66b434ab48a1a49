import { describe, expect, it } from 'vitest';
import { checkToken } from '../../src/redcap/token.ts';

describe('a token', () => {
  it.each([
    ['a project token', ` ${'aB'.repeat(16)}\n`, 'aB'.repeat(16)],
    ['a super token', 'Z9'.repeat(32), 'Z9'.repeat(32)],
  ])('is taken without its white space: %s', (_what, given, token) => {
    expect(checkToken(given)).toBe(token);
  });

  it.each(['', 'a'.repeat(31), 'g'.repeat(32), 'a'.repeat(33), 'a'.repeat(63)])('is refused: %j', (given) => {
    expect(() => checkToken(given)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED', notSent: true }));
  });
});
