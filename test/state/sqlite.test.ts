import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { Backup } from '../../src/state/backups.ts';
import type { StateClock } from '../../src/state/clock.ts';
import { openHeldHosts } from '../../src/state/sqlite/held-host.ts';
import { StateFailure } from '../../src/state/failure.ts';
import type { SqliteState } from '../../src/state/sqlite/state.ts';
import { bytesIn, createFolder, openIn, secret } from '../support/data-folder.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { testState } from './state-suite.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

testState('the state in a file', async () => {
  const clock = createFakeClock();
  return { state: (await openIn(createFolder(), { clock })).state, advance: clock.advance };
});

const backup = (id: string, content: unknown = [1]): Backup<unknown> => ({
  id,
  kind: 'MAPPINGS',
  createdAt: 1_700_000_000_000,
  by: 'key a',
  rows: 1,
  operationId: null,
  content,
});

const limits = { rates: [{ calls: 3, spanMs: MINUTE }], longestMs: 5_000 };

/** Makes calls that arrive at once. */
const call = async ({ state }: SqliteState, count: number): Promise<void> => {
  for (let made = 0; made < count; made += 1) {
    const turn = await state.recentCalls.take('h', limits);
    if (turn.kind !== 'booked') throw new Error(`the host was ${turn.kind}`);
    await state.recentCalls.arrived('h', turn.call);
  }
};

/** A clock of which the date can be set. The time of the process goes on from 0 at each start, as the system's does. */
const createDatedClock = (first = Date.UTC(2026, 0, 1)): StateClock & { date: () => number; at: number } => {
  const clock = { at: first, now: () => 0, date: () => clock.at, every: () => () => undefined };
  return clock;
};

describe('what a later start finds in the file', () => {
  it('is each kept value of an area that outlives the process, with its version, until it is too old', async () => {
    const [folder, clock] = [createFolder(), createFakeClock()];
    const first = await openIn(folder, { clock });
    const version = await first.state.kept.idempotency.set('a', 'x', { rows: [1] }, { maxAgeMs: DAY });
    await first.state.kept.design.set('a', 'x', 1, { maxAgeMs: DAY });
    await first.close();
    await clock.advance(DAY - 1);
    const second = await openIn(folder, { clock });
    expect(await second.state.kept.idempotency.get('a', 'x')).toEqual({ value: { rows: [1] }, version });
    expect(await second.state.kept.idempotency.versions('a')).toEqual(new Map([['x', version]]));
    expect(await second.state.kept.design.get('a', 'x')).toBeNull();
    await second.close();
    await clock.advance(1);
    expect(await (await openIn(folder, { clock })).state.kept.idempotency.get('a', 'x')).toBeNull();
  });

  it('is no value that was taken or forgotten, nor one that a condition refused', async () => {
    const folder = createFolder();
    const first = await openIn(folder);
    const { idempotency } = first.state.kept;
    for (const name of ['x', 'y', 'z']) await idempotency.set('a', name, name, { maxAgeMs: DAY });
    await idempotency.take('a', 'x');
    await idempotency.forget('a', ['y']);
    await idempotency.set('a', 'z', 'other', { maxAgeMs: DAY, ifVersion: null });
    await first.close();
    const { kept } = (await openIn(folder)).state;
    expect([...(await kept.idempotency.versions('a')).keys()]).toEqual(['z']);
    expect((await kept.idempotency.get('a', 'z'))?.value).toBe('z');
  });

  it('is each write of the journal, of which no owner lives', async () => {
    const [folder, clock] = [createFolder(), createFakeClock()];
    const first = await openIn(folder, { clock });
    const { journal } = first.state;
    await journal.live('one', DAY);
    for (const id of ['a', 'b', 'c']) await journal.begin({ id, owner: 'one', open: { id }, sealed: [id] }, DAY);
    await journal.revise('b', 'one', { stage: 'sent', open: { sent: 1 } }, DAY);
    await journal.revise('c', 'one', { stage: 'ended', open: { ended: 1 }, sealed: null }, DAY);
    expect(await journal.orphans(9)).toEqual([]);
    await first.close();
    const later = (await openIn(folder, { clock })).state.journal;
    expect(await later.orphans(9)).toEqual(['a', 'b']);
    expect(await later.get('b')).toEqual({
      id: 'b',
      owner: 'one',
      stage: 'sent',
      open: { sent: 1 },
      sealed: ['b'],
      isGenuine: true,
    });
    expect(await later.get('c')).toMatchObject({ stage: 'ended', open: { ended: 1 }, sealed: null });
    expect(await later.adopt('a', 'one', 'two')).toBe(true);
    expect(await later.unended()).toBe(2);
  });

  it('is each backup with what it holds', async () => {
    const folder = createFolder();
    const first = await openIn(folder);
    await first.state.backups.store('a', backup('1', { rows: ['näme'] }), DAY);
    await first.close();
    const { backups } = (await openIn(folder)).state;
    expect(await backups.find('a', '1')).toEqual(backup('1', { rows: ['näme'] }));
    expect(await backups.list('a')).toHaveLength(1);
  });

  it('is each call of the last minute, so that a restart passes no rate', async () => {
    const [folder, clock] = [createFolder(), createFakeClock()];
    const first = await openIn(folder, { clock });
    await call(first, 1);
    await clock.advance(20_000);
    await call(first, 1);
    await first.close();
    await clock.advance(10_000);
    const second = await openIn(folder, { clock });
    await call(second, 1);
    expect(await second.state.recentCalls.take('h', limits)).toEqual({ kind: 'full', waitMs: 30_000 });
    expect(await second.state.recentCalls.take('g', limits)).toMatchObject({ kind: 'booked' });
    await clock.advance(30_000);
    await call(second, 1);
    expect(await second.state.recentCalls.take('h', limits)).toEqual({ kind: 'full', waitMs: 20_000 });
  });

  it('is each call that was under way, as if it had just arrived, and none that was not sent', async () => {
    const [folder, clock] = [createFolder(), createFakeClock()];
    const first = await openIn(folder, { clock });
    for (let count = 0; count < 2; count += 1) await first.state.recentCalls.take('h', limits);
    const unsent = await first.state.recentCalls.take('h', limits);
    if (unsent.kind !== 'booked') throw new Error('the host was free');
    await first.state.recentCalls.unused('h', unsent.call);
    await clock.advance(50_000);
    await first.close();
    const second = await openIn(folder, { clock });
    await call(second, 1);
    expect(await second.state.recentCalls.take('h', limits)).toEqual({ kind: 'full', waitMs: MINUTE });
  });

  it('is the rest of a pause, and a ban with its date', async () => {
    const [folder, clock] = [createFolder(), createFakeClock()];
    const first = await openIn(folder, { clock });
    await first.state.recentCalls.pause('h', 15 * MINUTE);
    await first.state.recentCalls.ban('g', '2026-01-02T03:04:05.000Z');
    await first.close();
    await clock.advance(5 * MINUTE);
    const { recentCalls } = (await openIn(folder, { clock })).state;
    expect(await recentCalls.take('h', limits)).toEqual({ kind: 'paused', waitMs: 10 * MINUTE });
    expect(await recentCalls.take('g', limits)).toEqual({ kind: 'banned' });
    const held = (await recentCalls.held()).toSorted((a, b) => a.host.localeCompare(b.host));
    expect(held).toEqual([
      { host: 'g', pauseMs: 0, bannedSince: '2026-01-02T03:04:05.000Z' },
      { host: 'h', pauseMs: 10 * MINUTE, bannedSince: null },
    ]);
  });

  it('is no ban that a command has lifted beside the gateway, which notices it at the next call', async () => {
    const folder = createFolder();
    const { state } = await openIn(folder);
    await state.recentCalls.ban('h', '2026-01-02T03:04:05.000Z');
    await state.recentCalls.pause('g', MINUTE);
    const beside = await openHeldHosts(folder, createFakeClock().date);
    expect((await beside.held()).map(({ host }) => host).toSorted()).toEqual(['g', 'h']);
    expect([await beside.resume('h'), await beside.resume('h')]).toEqual([true, false]);
    await beside.close();
    expect(await state.recentCalls.take('h', limits)).toMatchObject({ kind: 'booked' });
    expect((await state.recentCalls.held()).map(({ host }) => host)).toEqual(['g']);
    await expect(openHeldHosts(createFolder(), createFakeClock().date)).rejects.toThrow(
      'There is no state of a gateway in',
    );
  });
});

describe('a clock that was set back', () => {
  it('lets nobody pass a rate, and counts calls of the future for a minute only', async () => {
    const [folder, clock] = [createFolder(), createDatedClock()];
    const first = await openIn(folder, { clock });
    await call(first, 3);
    await first.close();
    clock.at -= 30 * DAY;
    const second = await openIn(folder, { clock });
    expect(await second.state.recentCalls.take('h', limits)).toEqual({ kind: 'full', waitMs: MINUTE });
    await second.close();
    clock.at += MINUTE;
    await call(await openIn(folder, { clock }), 3);
  });

  it('makes no pause longer than it was', async () => {
    const [folder, clock] = [createFolder(), createDatedClock()];
    const first = await openIn(folder, { clock });
    await first.state.recentCalls.pause('h', 15 * MINUTE);
    await first.close();
    clock.at -= 30 * DAY;
    const { recentCalls } = (await openIn(folder, { clock })).state;
    expect(await recentCalls.take('h', limits)).toEqual({ kind: 'paused', waitMs: 15 * MINUTE });
  });

  it('lets nothing last longer than its age from the next start on, and ends nothing early', async () => {
    const [folder, clock] = [createFolder(), createDatedClock()];
    const first = await openIn(folder, { clock });
    await first.state.kept.idempotency.set('a', 'x', 1, { maxAgeMs: DAY });
    await first.close();
    clock.at -= 365 * DAY;
    const second = await openIn(folder, { clock });
    clock.at += DAY - 1;
    expect((await second.state.kept.idempotency.get('a', 'x'))?.value).toBe(1);
    clock.at += 1;
    expect(await second.state.kept.idempotency.get('a', 'x')).toBeNull();
  });

  it('is noticed by a gateway that runs, within a minute', async () => {
    const [folder, fake] = [createFolder(), createFakeClock()];
    let setBack = 0;
    const clock = { ...fake, date: () => fake.date() - setBack };
    const { state } = await openIn(folder, { clock });
    await state.kept.idempotency.set('a', 'x', 1, { maxAgeMs: DAY });
    setBack = 365 * DAY;
    await fake.advance(MINUTE);
    await fake.advance(DAY - 1);
    expect((await state.kept.idempotency.get('a', 'x'))?.value).toBe(1);
    await fake.advance(1);
    expect(await state.kept.idempotency.get('a', 'x')).toBeNull();
  });
});

describe('a clock that was set forward', () => {
  it('makes nothing too old in a gateway that runs', async () => {
    const [folder, fake] = [createFolder(), createFakeClock()];
    let setForward = 0;
    const clock = { ...fake, date: () => fake.date() + setForward };
    const { state } = await openIn(folder, { clock });
    await state.kept.idempotency.set('a', 'x', 1, { maxAgeMs: DAY });
    await state.journal.begin({ id: '1', owner: 'o', open: {}, sealed: null }, 30 * DAY);
    await state.backups.store('a', backup('1'), 30 * DAY);
    await fake.advance(HOUR);
    setForward = 365 * DAY;
    await fake.advance(MINUTE);
    expect((await state.kept.idempotency.get('a', 'x'))?.value).toBe(1);
    expect(await state.journal.unended()).toBe(1);
    expect(await state.backups.list('a')).toHaveLength(1);
    await fake.advance(DAY);
    expect(await state.kept.idempotency.get('a', 'x')).toBeNull();
  });

  it('removes nothing when the machine had started with a date of years ago', async () => {
    const [folder, fake] = [createFolder(), createFakeClock()];
    let moved = 0;
    const clock = { ...fake, date: () => fake.date() + moved };
    const first = await openIn(folder, { clock });
    await first.state.backups.store('a', backup('1'), 30 * DAY);
    await first.close();
    moved = -3_650 * DAY;
    const second = await openIn(folder, { clock });
    await fake.advance(MINUTE);
    moved = 0;
    await fake.advance(MINUTE);
    expect(await second.state.backups.list('a')).toHaveLength(1);
  });
});

describe('the file of the state', () => {
  it('can be read by its user alone, and so can the folder that is made for it', async () => {
    const folder = join(createFolder(), 'deep', 'data');
    await (await openIn(folder)).state.backups.store('a', backup('1'), DAY);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of ['state.db', 'state.db-wal', 'state.db-shm']) {
      expect([name, statSync(join(folder, name)).mode & 0o077]).toEqual([name, 0]);
    }
  });

  it('is closed to others where it was open to them', async () => {
    const folder = createFolder();
    const first = await openIn(folder);
    await first.close();
    chmodSync(first.file, 0o644);
    await openIn(folder);
    expect(statSync(first.file).mode & 0o777).toBe(0o600);
  });

  it('holds no value, name or token in its bytes, nor does its log', async () => {
    const folder = createFolder();
    const canary = 'CANARY-4711';
    const { state, close } = await openIn(folder);
    await state.kept.idempotency.set(`s ${canary}`, `n ${canary}`, { value: canary }, { maxAgeMs: DAY });
    await state.kept.lookup.set(`s ${canary}`, `n ${canary}`, { value: canary }, { maxAgeMs: DAY });
    await state.journal.begin({ id: '1', owner: 'o', open: { field: 'age' }, sealed: { record: canary } }, DAY);
    await state.journal.revise('1', 'o', { stage: 'sent', open: 1, sealed: [canary] }, DAY);
    await state.backups.store(`s ${canary}`, backup('1', { rows: [canary] }), DAY);
    const running = bytesIn(folder);
    expect([running.length > 10_000, running.includes('CANARY'), running.includes('4711')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(running.includes('{"field":"age"}')).toBe(true);
    await close();
    expect(bytesIn(folder).includes('CANARY')).toBe(false);
  });

  it('says nothing of what it holds to who has another secret, and reports that there is one', async () => {
    const folder = createFolder();
    const first = await openIn(folder);
    expect(first.isOtherSecret).toBe(false);
    await first.state.kept.idempotency.set('a', 'x', 1, { maxAgeMs: DAY });
    await first.state.journal.begin({ id: '1', owner: 'o', open: 1, sealed: ['name'] }, DAY);
    await first.state.backups.store('a', backup('1'), DAY);
    await first.close();
    const other = await openIn(folder, { secret: Buffer.alloc(32, 2) });
    expect(other.isOtherSecret).toBe(true);
    expect(await other.state.kept.idempotency.get('a', 'x')).toBeNull();
    expect(await other.state.journal.get('1')).toMatchObject({ open: null, sealed: null, isGenuine: false });
    expect(await other.state.backups.list('a')).toEqual([]);
    await other.close();
    const back = await openIn(folder, { secret });
    expect([back.isOtherSecret, (await back.state.kept.idempotency.get('a', 'x'))?.value]).toEqual([true, 1]);
    expect(await back.state.backups.find('a', '1')).toEqual(backup('1'));
  });

  it('opens nothing that was moved to another place, or of which a byte was changed', async () => {
    const folder = createFolder();
    const first = await openIn(folder);
    for (const name of ['x', 'y', 'z']) await first.state.kept.idempotency.set('a', name, name, { maxAgeMs: DAY });
    await first.close();
    const beside = new DatabaseSync(first.file);
    const rows = beside.prepare('SELECT id, value FROM kept ORDER BY id').all();
    const write = beside.prepare('UPDATE kept SET value = ? WHERE id = ?');
    write.run(rows[1]?.['value'] ?? null, rows[0]?.['id'] ?? null);
    // The column is a blob.
    const changed = Buffer.from(rows[2]?.['value'] as Uint8Array);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    write.run(changed, rows[2]?.['id'] ?? null);
    beside.close();
    const { idempotency } = (await openIn(folder)).state.kept;
    const values = ['x', 'y', 'z'].map(async (name) => (await idempotency.get('a', name))?.value ?? null);
    expect(await Promise.all(values)).toEqual([null, 'y', null]);
  });

  it('makes room for the latest values of an area, and leaves the other areas alone', async () => {
    const { kept } = (await openIn(createFolder(), { maxBytes: { idempotency: 100_000 } })).state;
    await kept.lookup.set('a', 'x', 'v'.repeat(1_000), { maxAgeMs: DAY });
    for (let count = 0; count < 150; count += 1) {
      await kept.idempotency.set('a', String(count), 'v'.repeat(1_000), { maxAgeMs: DAY });
    }
    const names = [...(await kept.idempotency.versions('a')).keys()].map(Number);
    expect(names.length).toBeLessThanOrEqual(100);
    expect(names.length).toBeGreaterThan(60);
    expect(names.toSorted((a, b) => a - b)).toEqual(names.map((_, index) => 150 - names.length + index));
    expect(await kept.lookup.get('a', 'x')).not.toBeNull();
  });

  it('lets writes that have ended make room in the journal, and none that has not', async () => {
    const { journal } = (await openIn(createFolder(), { maxBytes: { journal: 50_000 } })).state;
    const begin = (id: string) => journal.begin({ id, owner: 'o', open: 'v'.repeat(1_000), sealed: null }, DAY);
    for (let count = 0; count < 100; count += 1) {
      await begin(String(count));
      await journal.revise(String(count), 'o', { stage: 'ended', open: 'v'.repeat(1_000) }, DAY);
    }
    expect(await journal.get('0')).toBeNull();
    expect(await journal.get('99')).not.toBeNull();
    for (let count = 100; count < 149; count += 1) await begin(String(count));
    await expect(begin('149')).rejects.toMatchObject({ fault: 'full' });
    expect(await journal.unended()).toBe(49);
    await journal.revise('100', 'o', { stage: 'ended', open: 1 }, DAY);
    expect(await begin('150')).toBe(true);
  });

  it('gives the room of what is too old back to the disk', async () => {
    const [folder, clock] = [createFolder(), createFakeClock()];
    const open = await openIn(folder, { clock });
    for (let count = 0; count < 400; count += 1) {
      await open.state.kept.idempotency.set('a', String(count), 'v'.repeat(10_000), { maxAgeMs: HOUR });
    }
    await open.state.kept.idempotency.set('a', 'young', 1, { maxAgeMs: DAY });
    await clock.advance(HOUR + MINUTE);
    for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await open.close();
    expect(statSync(open.file).size).toBeLessThan(200_000);
    const again = (await openIn(folder, { clock })).state.kept.idempotency;
    expect([...(await again.versions('a')).keys()]).toEqual(['young']);
  });
});

describe('the calls in the file', () => {
  it('are no more than those of the last minute or two', async () => {
    const clock = createFakeClock();
    const open = await openIn(createFolder(), { clock });
    const free = { rates: [], longestMs: MINUTE };
    for (let minute = 0; minute < 5; minute += 1) {
      for (let count = 0; count < 150; count += 1) {
        const turn = await open.state.recentCalls.take('h', free);
        if (turn.kind === 'booked') await open.state.recentCalls.arrived('h', turn.call);
      }
      await clock.advance(MINUTE);
    }
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    const beside = new DatabaseSync(open.file, { readOnly: true });
    const calls = Number(beside.prepare('SELECT count(*) AS calls FROM call').get()?.['calls']);
    beside.close();
    expect(calls).toBeLessThanOrEqual(300);
  });
});

describe('a file that takes no change', () => {
  /** Fills the file up, and returns what the last change came to. */
  const fillUp = async ({ state }: SqliteState): Promise<unknown> => {
    for (let count = 0; count < 1_000; count += 1) {
      try {
        await state.backups.store('a', backup(String(count), randomBytes(20_000).toString('hex')), DAY);
      } catch (error) {
        return error;
      }
    }
    return undefined;
  };

  it('refuses the change, keeps what it had, and goes on counting calls', async () => {
    const folder = createFolder();
    const open = await openIn(folder, { maxBytes: { file: 1_000_000 } });
    const failure = await fillUp(open);
    expect(failure).toBeInstanceOf(StateFailure);
    expect(failure).toMatchObject({
      fault: 'full',
      message: "The gateway's data folder has no room left.",
    });
    const { state } = open;
    const long = 'v'.repeat(40_000);
    await expect(state.kept.idempotency.set('a', 'x', long, { maxAgeMs: DAY })).rejects.toMatchObject({
      fault: 'full',
    });
    const entry = { id: '1', owner: 'o', open: long, sealed: null };
    await expect(state.journal.begin(entry, DAY)).rejects.toMatchObject({ fault: 'full' });
    expect(await state.journal.get('1')).toBeNull();
    expect((await state.backups.list('a')).length).toBeGreaterThan(10);
    await call(open, 3);
    expect(await state.recentCalls.take('h', limits)).toMatchObject({ kind: 'full' });
  });

  it('takes changes again when there is room', async () => {
    const [folder, clock] = [createFolder(), createFakeClock()];
    const open = await openIn(folder, { clock, maxBytes: { file: 1_000_000 } });
    await fillUp(open);
    await clock.advance(DAY + MINUTE);
    for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await open.state.backups.store('a', backup('later', randomBytes(20_000).toString('hex')), DAY);
    expect((await open.state.backups.list('a')).map(({ id }) => id)).toEqual(['later']);
  });
});

describe('a data folder that cannot be used', () => {
  it('is one that another gateway has, until that one has closed', async () => {
    const folder = createFolder();
    const first = await openIn(folder);
    await expect(openIn(folder)).rejects.toThrow(`Another gateway uses the data folder ${folder}.`);
    await first.state.kept.idempotency.set('a', 'x', 1, { maxAgeMs: DAY });
    await first.close();
    expect((await (await openIn(folder)).state.kept.idempotency.get('a', 'x'))?.value).toBe(1);
  });

  it('is one that cannot be made, or that everyone may write to', async () => {
    const folder = createFolder();
    writeFileSync(join(folder, 'file'), '');
    await expect(openIn(join(folder, 'file', 'data'))).rejects.toThrow(
      `The data folder ${join(folder, 'file', 'data')} cannot be made (ENOTDIR).`,
    );
    mkdirSync(join(folder, 'open'));
    chmodSync(join(folder, 'open'), 0o777);
    await expect(openIn(join(folder, 'open'))).rejects.toThrow(`Run: chmod 700 ${join(folder, 'open')}`);
  });

  it.each([
    ['damaged from its first byte', (bytes: Buffer) => bytes.fill(0xff, 0, 100), 'is damaged. Nothing was changed.'],
    ['damaged within', (bytes: Buffer) => bytes.fill(0xff, 4_096), 'is damaged. Nothing was changed.'],
    ['cut', (bytes: Buffer) => bytes.subarray(0, 8_192), 'is damaged. Nothing was changed.'],
  ])('has a file that is %s, which stays as it is', async (_how, damage, message) => {
    const folder = createFolder();
    const first = await openIn(folder);
    await first.state.backups.store('a', backup('1', 'v'.repeat(50_000)), DAY);
    await first.close();
    const damaged = Buffer.from(damage(readFileSync(first.file)));
    writeFileSync(first.file, damaged);
    await expect(openIn(folder)).rejects.toThrow(`${first.file} ${message}`);
    expect(readFileSync(first.file).equals(damaged)).toBe(true);
    expect(existsSync(`${first.file}-wal`)).toBe(false);
  });

  it('has a file of a newer version, or of another program', async () => {
    const folder = createFolder();
    const first = await openIn(folder);
    await first.close();
    const change = (text: string): void => {
      const beside = new DatabaseSync(first.file);
      beside.exec(text);
      beside.close();
    };
    change('PRAGMA user_version = 1000');
    await expect(openIn(folder)).rejects.toThrow(
      `${first.file} was written by a newer version of redcap-graphql. Nothing was changed.`,
    );
    change('PRAGMA user_version = 1; PRAGMA application_id = 1; PRAGMA journal_mode = DELETE');
    const before = readFileSync(first.file);
    await expect(openIn(folder)).rejects.toThrow(`${first.file} is no state of redcap-graphql.`);
    expect(readFileSync(first.file).equals(before)).toBe(true);
  });
});
