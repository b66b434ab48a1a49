import { describe, expect, it } from 'vitest';
import { refuseByPolicy } from '../../src/policy/refusal.ts';
import { RedcapError, type RedcapErrorCode } from '../../src/redcap/errors.ts';
import { userErrorOf } from '../../src/writers/user-error.ts';

const failure = (code: RedcapErrorCode, more: { method?: string; redcapMessage?: string } = {}): RedcapError =>
  new RedcapError(code, { message: 'words of the client', ...more });

describe('userErrorOf', () => {
  it.each([
    ['FORBIDDEN', 'FORBIDDEN_RIGHT', false],
    ['REDCAP_REJECTED', 'REDCAP_REJECTED', false],
    ['BAD_USER_INPUT', 'VALIDATION', false],
    ['REDCAP_UNAVAILABLE', 'REDCAP_UNAVAILABLE', true],
    ['REDCAP_TIMEOUT', 'REDCAP_UNAVAILABLE', true],
    ['REDCAP_MAINTENANCE', 'REDCAP_UNAVAILABLE', true],
    ['REDCAP_RATE_LIMITED', 'REDCAP_UNAVAILABLE', true],
    ['OVERLOADED', 'OVERLOADED', true],
    ['LANE_BUSY', 'LANE_BUSY', true],
    ['WRITE_OUTCOME_UNKNOWN', 'UNKNOWN_OUTCOME', false],
  ] as const)('makes %s an error %s of the payload', (code, expected, isRetryable) => {
    expect(userErrorOf(failure(code), ['rows', '3'])).toMatchObject({
      code: expected,
      isRetryable,
      path: ['rows', '3'],
    });
  });

  it.each(['UNAUTHENTICATED', 'REDCAP_BAD_RESPONSE', 'REDCAP_ERROR', 'ABORTED', 'SHUTTING_DOWN'] as const)(
    'throws %s on, because it is a fault and nothing that the caller did',
    (code) => {
      const error = failure(code);
      expect(() => userErrorOf(error, [])).toThrow(error);
    },
  );

  it('says how long to wait when the gateway or REDCap asks for a pause', () => {
    const error = new RedcapError('OVERLOADED', { message: 'A pause.', notSent: true, retryAfterSeconds: 7 });
    expect(userErrorOf(error, [])).toMatchObject({ isRetryable: true, retryAfterSeconds: 7 });
    expect(userErrorOf(failure('OVERLOADED'), [])).toMatchObject({ isRetryable: true, retryAfterSeconds: null });
  });

  it.each(['OVERLOADED', 'LANE_BUSY'] as const)('blames nothing on REDCap of a wait in the gateway: %s', (code) => {
    expect(userErrorOf(failure(code), []).message).toBe('words of the client');
  });

  it('says which parameter cannot be sent, in the words of the client', () => {
    expect(userErrorOf(failure('BAD_USER_INPUT'), []).message).toBe('words of the client');
  });

  it('throws on what is no failure of REDCap', () => {
    const bug = new TypeError('a bug');
    expect(() => userErrorOf(bug, [])).toThrow(bug);
  });

  it('names the right that REDCap names, and all that the method needs when it names none', () => {
    const named = failure('FORBIDDEN', {
      method: 'deleteRecords',
      redcapMessage: 'You do not have Delete Record privileges',
    });
    expect(userErrorOf(named, []).missingRight).toBe('Delete Record');
    const silent = failure('FORBIDDEN', { method: 'deleteRecords' });
    expect(userErrorOf(silent, [])).toMatchObject({
      missingRight: 'API Import/Update, Delete Record',
      message: "REDCap refused it: the token's user needs API Import/Update, Delete Record.",
    });
  });

  it('names the policy of the gateway that refused it, and no right of REDCap', () => {
    const error = refuseByPolicy('importRecords', 'a row has a field that the policy withholds.');
    expect(userErrorOf(error, [])).toMatchObject({
      code: 'FORBIDDEN_RIGHT',
      missingRight: null,
      message: 'The policy of this caller does not allow it: a row has a field that the policy withholds.',
    });
  });

  it("keeps REDCap's words apart from ours, and a token out of both", () => {
    const error = failure('REDCAP_REJECTED', {
      redcapMessage: 'The value 61.5 of token=0123456789ABCDEF0123456789ABCDEF is odd',
    });
    expect(userErrorOf(error, [])).toMatchObject({
      message: 'REDCap refused it.',
      redcapMessage: 'The value 61.5 of token=[removed] is odd',
    });
  });
});
