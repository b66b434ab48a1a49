import { describe, expect, it } from 'vitest';
import { createMemoryState } from '../../../src/state/memory/state.ts';
import type { Journal } from '../../../src/state/journal.ts';
import { readOperation, type OperationNote } from '../../../src/writers/operation/note.ts';
import { createWriteOperations } from '../../../src/writers/operation/operations.ts';
import { resolveOpen } from '../../../src/writers/operation/resolution.ts';
import type { WriteIntent } from '../../../src/writers/witness.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const target = { project: 'p', host: 'h', space: 's' };
const call = { method: 'importRecords', args: { rows: [] } };

const intentOf = (operationId: string): WriteIntent => ({
  operationId,
  mutation: 'm',
  subject: 'somebody',
  reason: null,
  target,
  calls: [call],
  backupId: null,
});

const createJournal = () => {
  const clock = createFakeClock();
  return { clock, journal: createMemoryState({ now: clock.now }).journal };
};

describe('a write under a key whose gateway sleeps', () => {
  it('is not taken for unsent when its gateway wakes and sends it while another one looks', async () => {
    const { clock, journal } = createJournal();
    const operation = createWriteOperations(journal, clock).start('m', 'somebody');
    const write = await operation.witness.begin(intentOf(operation.operationId));
    await clock.advance(5_000);
    await journal.live((await journal.get(operation.operationId))?.owner ?? '', 0);
    const adopt: Journal['adopt'] = async (...rest) => {
      await write.sending(0, call);
      return journal.adopt(...rest);
    };
    const other = createWriteOperations({ ...journal, adopt }, clock);
    expect(await other.hasDoneNothing(operation.operationId)).toBe(false);
    expect((await journal.get(operation.operationId))?.stage).toBe('sent');
  });

  it('cannot be sent any more once another gateway has found it unsent', async () => {
    const { clock, journal } = createJournal();
    const operation = createWriteOperations(journal, clock).start('m', 'somebody');
    const write = await operation.witness.begin(intentOf(operation.operationId));
    await journal.live((await journal.get(operation.operationId))?.owner ?? '', 0);
    expect(await createWriteOperations(journal, clock).hasDoneNothing(operation.operationId)).toBe(true);
    await expect(write.sending(0, call)).rejects.toThrow('Another gateway has taken this operation over.');
  });
});

describe('an operation whose entry another program has changed', () => {
  /** Begins an operation that is sent, and looks at it as its store shows it then. */
  const changeOf = async (stage: 'begun' | 'ended') => {
    const { clock, journal } = createJournal();
    const operation = createWriteOperations(journal, clock).start('m', 'somebody');
    const write = await operation.witness.begin(intentOf(operation.operationId));
    await write.sending(0, call);
    await journal.live((await journal.get(operation.operationId))?.owner ?? '', 0);
    const get: Journal['get'] = async <Open, Sealed>(id: string) => {
      const entry = await journal.get<Open, Sealed>(id);
      // As a store shows it: what is open is not what a gateway wrote.
      return entry === null ? null : { ...entry, stage, open: null as Open, isGenuine: false };
    };
    return { clock, journal, id: operation.operationId, changed: { ...journal, get } };
  };

  it.each(['begun', 'ended'] as const)('is never taken for unsent, nor for done: %s', async (stage) => {
    const { clock, id, changed } = await changeOf(stage);
    expect(await createWriteOperations(changed, clock).hasDoneNothing(id)).toBe(false);
    expect(await readOperation(changed, id)).toMatchObject({ open: { outcome: null }, sealed: null });
  });

  it('ends as unknown with the next look', async () => {
    const { clock, journal, id, changed } = await changeOf('begun');
    const operations = createWriteOperations(changed, clock);
    const resolved = await resolveOpen({ operations, findProject: () => null, clock });
    expect(resolved).toEqual([{ id, mutation: 'unknown', target: null, outcome: 'unknown' }]);
    expect([await journal.unended(), (await journal.get(id))?.stage]).toEqual([0, 'ended']);
  });
});

describe('an operation of several writes', () => {
  const run = async (after: (fail: () => void) => Promise<(begin: () => Promise<unknown>) => Promise<void>>) => {
    const { clock, journal } = createJournal();
    let fails = false;
    const revise: Journal['revise'] = (...rest) => {
      if (fails) return Promise.reject(new Error('The store is away.'));
      return journal.revise(...rest);
    };
    const operation = createWriteOperations({ ...journal, revise }, clock).start('m', 'somebody');
    const intent = intentOf(operation.operationId);
    const write = await operation.witness.begin(intent);
    await write.sending(0, call);
    await write.end({ outcome: 'done', code: null, accepted: 1 });
    const goOn = await after(() => {
      fails = true;
    });
    await goOn(() => operation.witness.begin(intent));
    fails = false;
    await operation.end();
    return (await journal.get<OperationNote, unknown>(operation.operationId))?.open.outcome;
  };

  it('is done when all that it sent is done', async () => {
    expect(await run(() => Promise.resolve(() => Promise.resolve()))).toBe('done');
  });

  it('is done in part when the second could not be noted, and was not sent for that', async () => {
    const outcome = await run((fail) => {
      fail();
      return Promise.resolve(async (begin) => {
        await expect(begin()).rejects.toThrow('The store is away.');
      });
    });
    expect(outcome).toBe('partly');
  });
});
