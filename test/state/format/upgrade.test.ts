import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { createFolder, openIn } from '../../support/data-folder.ts';

const DAY = 86_400_000;

/** The moment at which the programs of those formats wrote their files. */
const WRITTEN = Date.UTC(2026, 0, 1);

const clock = { now: () => 0, date: () => WRITTEN + 1_000, every: () => () => undefined };

/** A folder with a file that an earlier version of this program wrote. */
const folderOf = (format: number): string => {
  const folder = createFolder();
  const database = new DatabaseSync(join(folder, 'state.db'));
  database.exec(readFileSync(new URL(`format-${String(format)}.sql`, import.meta.url), 'utf8'));
  database.close();
  return folder;
};

const change = (folder: string, text: string): void => {
  const database = new DatabaseSync(join(folder, 'state.db'));
  database.exec(text);
  database.close();
};

describe.each([1, 2])('a file of format %i', (format) => {
  it('has all that it had once this version has opened it, and again at the next start', async () => {
    const folder = folderOf(format);
    for (let start = 0; start < 2; start += 1) {
      const open = await openIn(folder, { clock });
      const { kept, journal, backups, recentCalls } = open.state;
      expect(open.isOtherSecret).toBe(false);
      expect((await kept.idempotency.get('a', 'result'))?.value).toEqual({ result: 'done' });
      expect((await kept.idempotency.get('a', 'begun'))?.value).toEqual({ name: 'b' });
      const entry = { owner: 'one', isGenuine: true };
      expect(await journal.get('b')).toEqual({ ...entry, id: 'b', stage: 'begun', open: { id: 'b' }, sealed: ['b'] });
      expect(await journal.get('s')).toEqual({ ...entry, id: 's', stage: 'sent', open: { sent: 1 }, sealed: ['s'] });
      expect(await journal.get('e')).toEqual({ ...entry, id: 'e', stage: 'ended', open: { ended: 1 }, sealed: null });
      expect(await journal.orphans(9)).toEqual(['b', 's']);
      expect((await backups.find('a', '1'))?.content).toEqual(['row']);
      const limits = { rates: [{ calls: 2, spanMs: 60_000 }], longestMs: 5_000 };
      expect(await recentCalls.take('h', limits)).toEqual({ kind: 'full', waitMs: 59_000 });
      expect(await recentCalls.take('g', limits)).toEqual({ kind: 'banned' });
      await open.close();
    }
  });
});

describe('an entry of the journal that another program has changed in the file', () => {
  /** Opens a folder with entries that were changed as the text says. */
  const openChanged = async (text: string) => {
    const folder = createFolder();
    const first = await openIn(folder, { clock });
    const { journal } = first.state;
    for (const id of ['x', 'y']) await journal.begin({ id, owner: 'one', open: { id }, sealed: [id] }, DAY);
    await journal.revise('x', 'one', { stage: 'sent', open: { sent: 1 } }, DAY);
    await first.close();
    change(folder, text);
    return (await openIn(folder, { clock })).state.journal;
  };

  it.each([
    ['its stage', "UPDATE journal SET stage = 'ended' WHERE id = 'x'"],
    ['what is open', `UPDATE journal SET open = '{"sent":0}' WHERE id = 'x'`],
    [
      'both, by those of another entry',
      "UPDATE journal SET (stage, open, proof) = (SELECT stage, open, proof FROM journal WHERE id = 'y') WHERE id = 'x'",
    ],
    ['all proofs, by a file that looks older', 'UPDATE journal SET proof = NULL; DELETE FROM secret'],
  ])('is not genuine: %s', async (_what, text) => {
    const journal = await openChanged(text);
    expect(await journal.get('x')).toMatchObject({ id: 'x', open: null, isGenuine: false });
  });

  it('is still one that can be ended, as genuine from then on', async () => {
    const journal = await openChanged(`UPDATE journal SET open = '{"sent":0}' WHERE id = 'x'`);
    expect(await journal.adopt('x', 'one', 'two')).toBe(true);
    expect(await journal.revise('x', 'two', { stage: 'ended', open: { unknown: 1 } }, DAY)).toBe(true);
    expect(await journal.get('x')).toMatchObject({ stage: 'ended', open: { unknown: 1 }, isGenuine: true });
    expect(await journal.get('y')).toMatchObject({ open: { id: 'y' }, isGenuine: true });
  });
});

describe('values that must not go', () => {
  it('have room of their own, are refused without it, and outlast all others and a restart', async () => {
    const folder = createFolder();
    const room = { clock, maxBytes: { idempotency: 10_000 } };
    const first = await openIn(folder, room);
    const { idempotency } = first.state.kept;
    const firm = (name: string) => idempotency.set('a', name, 'v'.repeat(1_000), { maxAgeMs: DAY, isFirm: true });
    for (let count = 0; count < 9; count += 1) await firm(String(count));
    await expect(firm('9')).rejects.toThrow('The gateway has no room left for what it must not forget.');
    for (let count = 0; count < 40; count += 1) {
      await idempotency.set('b', String(count), 'v'.repeat(1_000), { maxAgeMs: DAY });
    }
    await first.close();
    const { kept } = (await openIn(folder, room)).state;
    expect([...(await kept.idempotency.versions('a')).keys()].toSorted()).toEqual([...'012345678']);
    expect((await kept.idempotency.versions('b')).size).toBeLessThan(10);
    await expect(kept.idempotency.set('a', '9', 1, { maxAgeMs: DAY, isFirm: true })).resolves.not.toBeNull();
    await kept.idempotency.set('a', '0', null, { maxAgeMs: 0 });
    await kept.idempotency.set('a', '9', 'v'.repeat(1_000), { maxAgeMs: DAY, isFirm: true });
    expect((await kept.idempotency.versions('a')).size).toBe(9);
  });

  it('give their room back once they are too old', async () => {
    let today = WRITTEN;
    const aging = { now: () => 0, date: () => today, every: () => () => undefined };
    const { kept } = (await openIn(createFolder(), { clock: aging, maxBytes: { idempotency: 2_500 } })).state;
    const firm = (name: string) => kept.idempotency.set('a', name, 'v'.repeat(1_000), { maxAgeMs: DAY, isFirm: true });
    for (const name of ['x', 'y']) await firm(name);
    await expect(firm('z')).rejects.toThrow('no room');
    today += DAY;
    expect(await firm('z')).not.toBeNull();
  });
});
