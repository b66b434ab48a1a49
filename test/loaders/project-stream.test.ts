import { describe, expect, it } from 'vitest';
import { createCost } from '../../src/loaders/cost.ts';
import { createProjectCalls } from '../../src/loaders/project-call.ts';
import { createSharedReads } from '../../src/loaders/shared-reads.ts';
import type { Redcap } from '../../src/redcap/client.ts';
import { RedcapError } from '../../src/redcap/errors.ts';
import type { RowBatches } from '../../src/redcap/method.ts';
import { exportReportRows } from '../../src/redcap/methods/report.ts';

interface Scene {
  readonly open: () => AsyncGenerator<readonly unknown[]>;
  /** What happened, in order. */
  readonly log: readonly string[];
}

/** A project whose REDCap answers with these rows. */
const createScene = (answer: () => Promise<RowBatches>): Scene => {
  const log: string[] = [];
  const note = (what: string) => (): Promise<void> => {
    log.push(what);
    return Promise.resolve();
  };
  const redcap: Redcap = {
    fingerprint: 'f',
    call: async <_Args, Result>(): Promise<Result> => {
      log.push('call');
      return (await answer()) as Result;
    },
  };
  const calls = createProjectCalls<'arms'>({
    project: 'p',
    token: 't',
    owner: 't p',
    redcap,
    gate: {
      pass: async (_token, call) => {
        log.push('enter');
        try {
          return await call();
        } finally {
          log.push('leave');
        }
      },
      passAlone: (_token, call) => call(),
    },
    reads: createSharedReads(),
    memory: {
      epoch: () => Promise.resolve('epoch'),
      afterWrite: note('after a write'),
      forgetDesign: note('forget the design'),
      forgetReads: note('forget all reads'),
      forgetToken: note('forget the token'),
    },
    cost: createCost(),
    signal: undefined,
    deadline: undefined,
  });
  return { open: () => calls.stream(exportReportRows, { reportId: 1 }), log };
};

const twoBatches = async function* (): AsyncGenerator<readonly unknown[]> {
  yield await Promise.resolve([1]);
  yield [2];
};

describe('rows that are handed out of a project', () => {
  it('are asked for by the first step, and under way until the last one', async () => {
    const { open, log } = createScene(() => Promise.resolve(twoBatches()));
    const rows = open();
    expect(log).toEqual([]);
    expect((await rows.next()).value).toEqual([1]);
    expect((await rows.next()).value).toEqual([2]);
    expect(log).toEqual(['enter', 'call']);
    expect((await rows.next()).done).toBe(true);
    expect(log).toEqual(['enter', 'call', 'leave']);
  });

  it('are under way no more when their reader has left', async () => {
    const { open, log } = createScene(() => Promise.resolve(twoBatches()));
    const rows = open();
    await rows.next();
    await rows.return(undefined);
    expect(log).toEqual(['enter', 'call', 'leave']);
  });

  it.each([
    ['at once', () => Promise.reject(new RedcapError('UNAUTHENTICATED', { message: 'No.' }))],
    [
      'in the middle',
      () =>
        Promise.resolve(
          (async function* () {
            yield await Promise.resolve([1]);
            throw new RedcapError('UNAUTHENTICATED', { message: 'No.' });
          })(),
        ),
    ],
  ])('fail %s with what REDCap said, after which the token is forgotten', async (_when, answer) => {
    const { open, log } = createScene(answer);
    const read = async (): Promise<void> => {
      for await (const batch of open()) expect(batch).toEqual([1]);
    };
    await expect(read()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect([...log].sort()).toEqual(['call', 'enter', 'forget the token', 'leave']);
  });
});
