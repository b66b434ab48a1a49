import { describe, expect, it } from 'vitest';
import type { StateUnderTest } from './state-suite.ts';

const DAY = 86_400_000;

/** What every journal holds to. */
export const testJournal = (create: () => Promise<StateUnderTest> | StateUnderTest): void => {
  const entry = { id: 'w1', owner: 'g1', open: { mutation: 'renameRecord' }, sealed: { record: 'näme' } };
  const written = { ...entry, isGenuine: true };

  describe('the journal', () => {
    it('gives an entry back as it was begun, and none where none was', async () => {
      const { journal } = (await create()).state;
      expect(await journal.begin(entry, DAY)).toBe(true);
      expect(await journal.get('w1')).toEqual({ ...written, stage: 'begun' });
      expect(await journal.get('w2')).toBeNull();
    });

    it('begins an id once, also when the entry has ended', async () => {
      const { journal } = (await create()).state;
      await journal.begin(entry, DAY);
      expect(await journal.begin({ ...entry, owner: 'g2' }, DAY)).toBe(false);
      await journal.revise('w1', 'g1', { stage: 'ended', open: 1 }, DAY);
      expect(await journal.begin(entry, DAY)).toBe(false);
      expect((await journal.get('w1'))?.open).toBe(1);
    });

    it('changes what is open, and what is sealed only where that is given', async () => {
      const { journal } = (await create()).state;
      await journal.begin(entry, DAY);
      expect(await journal.revise('w1', 'g1', { stage: 'sent', open: { call: 0 } }, DAY)).toBe(true);
      expect(await journal.get('w1')).toEqual({ ...written, stage: 'sent', open: { call: 0 } });
      await journal.revise('w1', 'g1', { stage: 'sent', open: { call: 1 }, sealed: ['x'] }, DAY);
      expect(await journal.get('w1')).toEqual({ ...written, stage: 'sent', open: { call: 1 }, sealed: ['x'] });
      await journal.revise('w1', 'g1', { stage: 'ended', open: 'done', sealed: null }, DAY);
      expect(await journal.get('w1')).toEqual({ ...written, stage: 'ended', open: 'done', sealed: null });
    });

    it('changes nothing for who does not own the entry, after its end, or where there is none', async () => {
      const { journal } = (await create()).state;
      await journal.begin(entry, DAY);
      const change = { stage: 'ended' as const, open: 'done' };
      expect(await journal.revise('w1', 'g2', change, DAY)).toBe(false);
      expect(await journal.revise('w2', 'g1', change, DAY)).toBe(false);
      expect(await journal.revise('w1', 'g1', change, DAY)).toBe(true);
      expect(await journal.revise('w1', 'g1', { ...change, open: 'again' }, DAY)).toBe(false);
      expect((await journal.get('w1'))?.open).toBe('done');
    });

    it('finds the entries whose owner shows no life, the oldest first, and none that have ended', async () => {
      const { state, advance } = await create();
      const { journal } = state;
      await journal.live('g1', 100);
      for (const id of ['b', 'a', 'c', 'd']) await journal.begin({ ...entry, id }, DAY);
      await journal.begin({ ...entry, id: 'e', owner: 'g2' }, DAY);
      await journal.revise('c', 'g1', { stage: 'ended', open: null }, DAY);
      await journal.revise('b', 'g1', { stage: 'sent', open: null }, DAY);
      expect([await journal.orphans(10), await journal.unended()]).toEqual([['e'], 4]);
      await advance(99);
      expect(await journal.orphans(10)).toEqual(['e']);
      await advance(1);
      expect(await journal.orphans(10)).toEqual(['b', 'a', 'd', 'e']);
      expect(await journal.orphans(2)).toEqual(['b', 'a']);
      await journal.live('g1', 100);
      expect(await journal.orphans(10)).toEqual(['e']);
      await journal.live('g1', 0);
      expect(await journal.orphans(10)).toEqual(['b', 'a', 'd', 'e']);
    });

    it('gives the entry of an owner without life to one other, and to nobody while the owner lives', async () => {
      const { state, advance } = await create();
      const { journal } = state;
      await journal.live('g1', 100);
      await journal.begin(entry, DAY);
      expect(await journal.adopt('w1', 'g1', 'g2')).toBe(false);
      await advance(100);
      const taken = await Promise.all([journal.adopt('w1', 'g1', 'g2'), journal.adopt('w1', 'g1', 'g3')]);
      expect(taken.toSorted()).toEqual([false, true]);
      const owner = taken[0] === true ? 'g2' : 'g3';
      expect(await journal.get('w1')).toEqual({ ...written, owner, stage: 'begun' });
      expect(await journal.revise('w1', 'g1', { stage: 'sent', open: null }, DAY)).toBe(false);
      expect(await journal.revise('w1', owner, { stage: 'ended', open: null }, DAY)).toBe(true);
      expect(await journal.adopt('w1', owner, 'g4')).toBe(false);
      expect(await journal.adopt('w9', 'g1', 'g4')).toBe(false);
    });

    it('forgets entries that are too old, which counts anew with each change', async () => {
      const { state, advance } = await create();
      const { journal } = state;
      await journal.begin(entry, 100);
      await journal.begin({ ...entry, id: 'w2' }, 100);
      await advance(60);
      await journal.revise('w1', 'g1', { stage: 'sent', open: null }, 100);
      await advance(60);
      expect([(await journal.get('w1'))?.stage, await journal.get('w2'), await journal.unended()]).toEqual([
        'sent',
        null,
        1,
      ]);
      await journal.revise('w1', 'g1', { stage: 'ended', open: null }, 100);
      await advance(100);
      expect([await journal.get('w1'), await journal.orphans(10), await journal.unended()]).toEqual([null, [], 0]);
    });
  });
};
