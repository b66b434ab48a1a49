import { describe, expect, it } from 'vitest';
import type { AuditNote } from '../../src/audit/note.ts';
import type { LogFields } from '../../src/gateway/access-log.ts';
import { auditAttempts } from '../../src/start/refused-attempt.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const start = () => {
  const notes: AuditNote[] = [];
  const clock = createFakeClock();
  const book = {
    append: (note: AuditNote) => Promise.resolve(void notes.push(note)),
    failure: () => null,
    head: () => null,
    close: () => Promise.resolve(),
  };
  const quiet = (): void => undefined;
  const log = auditAttempts({ info: quiet, warn: quiet, error: quiet }, book, clock, quiet);
  /** Refuses so many requests of an address. */
  const refuse = (times: number, address: string | undefined, more: LogFields = {}): void => {
    for (let count = 0; count < times; count += 1) {
      log.info({ codes: ['UNAUTHENTICATED'], address, ...more }, 'request');
    }
  };
  return { notes, clock, refuse, end: log.endAttempts };
};

/** How many lines each address has. */
const linesOf = (notes: readonly AuditNote[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { address = 'none' } of notes) counts[address] = (counts[address] ?? 0) + 1;
  return counts;
};

describe('the lines of refused attempts', () => {
  it('are ten a minute for each address, so that who tries much hides nobody', () => {
    const { notes, refuse, end } = start();
    refuse(500, '203.0.113.9');
    refuse(2, '198.51.100.1');
    expect(linesOf(notes)).toEqual({ '203.0.113.9': 10, '198.51.100.1': 2 });
    end();
    expect(notes.at(-1)).toEqual({ act: 'refused', codes: ['UNAUTHENTICATED'], times: 490 });
  });

  it('are a hundred a minute for all, however many addresses somebody has', () => {
    const { notes, refuse, end } = start();
    for (let part = 0; part < 250; part += 1) refuse(1, `203.0.113.${String(part)}`);
    expect(notes).toHaveLength(100);
    end();
    expect(notes.at(-1)).toEqual({ act: 'refused', codes: ['UNAUTHENTICATED'], times: 150 });
  });

  it.each([
    ['are those of one network of IPv6, which one client has', ['2001:db8::1', '2001:db8::2:1'], 10],
    ['are of two networks of IPv6', ['2001:db8::1', '2001:db8:0:1::1'], 20],
    ['are of two addresses of IPv4', ['203.0.113.9', '203.0.113.8'], 20],
    ['are of all without an address together', [undefined, undefined], 10],
  ])('%s', (_what, addresses, expected) => {
    const { notes, refuse } = start();
    for (const address of addresses) refuse(10, address);
    expect(notes).toHaveLength(expected);
  });

  it('are asked for where the log drops its lines, and other lines are not', () => {
    const quiet = (): void => undefined;
    const book = {
      append: () => Promise.resolve(),
      failure: () => null,
      head: () => null,
      close: () => Promise.resolve(),
    };
    const dropping = { info: quiet, warn: quiet, error: quiet, isInformed: () => false };
    const { isInformed } = auditAttempts(dropping, book, createFakeClock(), quiet);
    const codes = [undefined, ['NOT_FOUND'], ['NOT_FOUND', 'FORBIDDEN'], ['UNAUTHENTICATED']];
    expect(codes.map((given) => isInformed?.(given))).toEqual([false, false, true, true]);
  });

  it('begin anew each minute', async () => {
    const { notes, clock, refuse } = start();
    refuse(11, '203.0.113.9');
    await clock.advance(60_000);
    refuse(11, '203.0.113.9');
    expect(linesOf(notes)).toEqual({ '203.0.113.9': 20, none: 1 });
  });

  it('are counted apart of known callers, whom strangers cannot hide', () => {
    const { notes, refuse } = start();
    refuse(10, '203.0.113.9');
    refuse(1, '203.0.113.9', { codes: ['FORBIDDEN'], caller: 'dashboard', credential: 'apiKey' });
    expect(notes.at(-1)).toMatchObject({ who: { subject: 'dashboard' }, address: '203.0.113.9', codes: ['FORBIDDEN'] });
  });
});
