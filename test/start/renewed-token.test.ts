import { describe, expect, it } from 'vitest';
import type { Redcap } from '../../src/redcap/client.ts';
import { RedcapError } from '../../src/redcap/errors.ts';
import { importArms } from '../../src/redcap/methods/arm.ts';
import { exportVersion } from '../../src/redcap/methods/version.ts';
import { withRenewedToken } from '../../src/start/renewed-token.ts';

/** A REDCap that fails by a code, or answers null, and counts its calls. */
const fake = (code?: 'UNAUTHENTICATED' | 'FORBIDDEN') => {
  const calls: string[] = [];
  const redcap: Redcap = {
    fingerprint: 'f',
    call: (method) => {
      calls.push(method.name);
      return code === undefined
        ? Promise.resolve(null as never)
        : Promise.reject(new RedcapError(code, { message: 'refused' }));
    },
  };
  return { redcap, calls };
};

describe('a token that REDCap refuses', () => {
  it('lets a read be asked once more by the token that is configured now', async () => {
    const [old, next] = [fake('UNAUTHENTICATED'), fake()];
    const redcap = withRenewedToken(old.redcap, () => next.redcap);
    await redcap.call(exportVersion, undefined);
    expect([old.calls.length, next.calls.length]).toEqual([1, 1]);
    await redcap.call(exportVersion, undefined);
    expect([old.calls.length, next.calls.length]).toEqual([1, 2]);
  });

  it('lets no write be sent again', async () => {
    const [old, next] = [fake('UNAUTHENTICATED'), fake()];
    const call = withRenewedToken(old.redcap, () => next.redcap).call(importArms, { rows: [], override: false });
    await expect(call).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect([old.calls.length, next.calls.length]).toEqual([1, 0]);
  });

  it('refuses the read where the token is still the same, and looks only then', async () => {
    const [old, other] = [fake('UNAUTHENTICATED'), fake('FORBIDDEN')];
    let looks = 0;
    const renew = (): undefined => {
      looks += 1;
    };
    await expect(withRenewedToken(old.redcap, renew).call(exportVersion, undefined)).rejects.toThrow();
    await expect(withRenewedToken(other.redcap, renew).call(exportVersion, undefined)).rejects.toThrow();
    expect([old.calls.length, other.calls.length, looks]).toEqual([1, 1, 1]);
  });
});
