import { describe, expect, it } from 'vitest';
import { toRedcapError } from '../../../src/redcap/transport/failure.ts';

const failWith = (code: string): Error => Object.assign(new Error('token=secret'), { code });
const read = { name: 'exportArms', kind: 'read' } as const;
const write = { name: 'importArms', kind: 'write' } as const;
const before = { sent: false, hasToken: true, answered: false, stopped: undefined };

describe('a failure before anything was sent', () => {
  it.each([
    ['ECONNREFUSED', 2],
    ['ENOTFOUND', 2],
    ['EAI_AGAIN', 2],
    ['UND_ERR_CONNECT_TIMEOUT', 2],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 0],
    ['CERT_HAS_EXPIRED', 0],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 0],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 0],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 0],
  ])('by %s may be repeated %d times, by a write too', (code, repeats) => {
    for (const method of [read, write]) {
      const error = toRedcapError(method, failWith(code), before);
      expect(error).toMatchObject({ code: 'REDCAP_UNAVAILABLE', notSent: true, repeats });
      expect(error.cause).toEqual(new Error(code));
    }
  });
});

describe('a call that we ended', () => {
  it.each([
    ['caller', false, 'ABORTED', 'ABORTED'],
    ['caller', true, 'ABORTED', 'WRITE_OUTCOME_UNKNOWN'],
    ['deadline', false, 'REDCAP_TIMEOUT', 'REDCAP_TIMEOUT'],
    ['deadline', true, 'REDCAP_TIMEOUT', 'WRITE_OUTCOME_UNKNOWN'],
    ['shutdown', false, 'SHUTTING_DOWN', 'SHUTTING_DOWN'],
    ['shutdown', true, 'SHUTTING_DOWN', 'WRITE_OUTCOME_UNKNOWN'],
  ] as const)('for the %s, sent: %s, is %s as a read and %s as a write', (stopped, sent, asRead, asWrite) => {
    const progress = { sent, hasToken: true, answered: false, stopped };
    const codes = [read, write].map((method) => toRedcapError(method, failWith('ABORT'), progress));
    expect(codes).toMatchObject([
      { code: asRead, notSent: !sent },
      { code: asWrite, notSent: !sent },
    ]);
  });
});

describe('an upload that ends before its token has left', () => {
  const within = { sent: true, hasToken: false };

  it.each([
    ['a broken connection', false, undefined, 'REDCAP_UNAVAILABLE'],
    ['a broken answer', true, undefined, 'REDCAP_UNAVAILABLE'],
    ['the caller', false, 'caller', 'ABORTED'],
    ['the deadline', false, 'deadline', 'REDCAP_TIMEOUT'],
    ['the shutdown', false, 'shutdown', 'SHUTTING_DOWN'],
  ] as const)('by %s was not done', (_what, answered, stopped, code) => {
    const error = toRedcapError(write, failWith('ECONNRESET'), { ...within, answered, stopped });
    expect(error).toMatchObject({ code, notSent: true, repeats: 0 });
  });
});
