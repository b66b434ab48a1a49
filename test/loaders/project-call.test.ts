import { describe, expect, it } from 'vitest';
import { createCost } from '../../src/loaders/cost.ts';
import { createProjectCalls, type ProjectCalls, type ProjectMemory } from '../../src/loaders/project-call.ts';
import { createSharedReads } from '../../src/loaders/shared-reads.ts';
import type { Redcap } from '../../src/redcap/client.ts';
import { RedcapError } from '../../src/redcap/errors.ts';
import { exportArms, importArms } from '../../src/redcap/methods/arm.ts';

interface Scene {
  readonly calls: ProjectCalls<'arms'>;
  /** What was forgotten, or tried to be, and which calls reached REDCap. */
  readonly log: readonly string[];
}

/** Calls of a project whose memory fails so many times to forget. */
const createScene = (failures: number, answer: () => Promise<unknown> = () => Promise.resolve(7)): Scene => {
  const log: string[] = [];
  let left = failures;
  const forget = (what: string) => (): Promise<void> => {
    log.push(what);
    left -= 1;
    return left >= 0 ? Promise.reject(new Error('the state is away')) : Promise.resolve();
  };
  const memory: ProjectMemory<'arms'> = {
    epoch: () => Promise.resolve('epoch'),
    afterWrite: (changes) => forget(`after a write of ${changes.join()}`)(),
    forgetDesign: forget('the design'),
    forgetReads: forget('all reads'),
    forgetToken: forget('the token'),
  };
  const redcap: Redcap = {
    fingerprint: 'f',
    call: async <Args, Result>(method: { readonly name: string }, _args: Args): Promise<Result> => {
      log.push(method.name);
      return (await answer()) as Result;
    },
  };
  const gate = {
    pass: <T>(_token: string, call: () => Promise<T>) => call(),
    passAlone: <T>(_token: string, call: () => Promise<T>) => call(),
  };
  const reads = createSharedReads();
  const options = { project: 'p', token: 't', owner: 't p', redcap, gate, reads, memory, cost: createCost() };
  return { calls: createProjectCalls({ ...options, signal: undefined, deadline: undefined }), log };
};

const arms = { rows: [], override: false };

describe('a write after which nothing can be forgotten', () => {
  it("has REDCap's answer, and forgets before the next read", async () => {
    const { calls, log } = createScene(1);
    expect(await calls.write(importArms, arms, ['arms'])).toBe(7);
    await calls.read(exportArms, {});
    await calls.read(exportArms, {});
    expect(log).toEqual(['importArms', 'after a write of arms', 'after a write of arms', 'exportArms', 'exportArms']);
  });

  it("has REDCap's answer when it is alone, and forgets before the next read", async () => {
    const { calls, log } = createScene(1);
    expect(await calls.writeAlone(importArms, arms)).toBe(7);
    await calls.read(exportArms, {});
    expect(log).toEqual(['importArms', 'all reads', 'all reads', 'exportArms']);
  });

  it("has REDCap's failure, which says whether it may have been done", async () => {
    const failure = new RedcapError('WRITE_OUTCOME_UNKNOWN', { message: 'Lost.' });
    const { calls } = createScene(2, () => Promise.reject(failure));
    await expect(calls.write(importArms, arms)).rejects.toBe(failure);
    await expect(calls.writeAlone(importArms, arms)).rejects.toBe(failure);
  });

  it('tries again before every read until it has forgotten, and reads all the same', async () => {
    const { calls, log } = createScene(2);
    await calls.write(importArms, arms);
    expect(await calls.read(exportArms, {})).toBe(7);
    await calls.read(exportArms, {});
    await calls.read(exportArms, {});
    expect(log.filter((entry) => entry.startsWith('after'))).toHaveLength(3);
  });
});
