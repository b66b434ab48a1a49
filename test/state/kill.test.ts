import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { createFolder, openIn } from '../support/data-folder.ts';
import { programEnv } from '../support/main-program.ts';
import { root } from '../support/markdown.ts';
import { systemClock } from '../../src/redcap/clock.ts';
import type { State } from '../../src/state/state.ts';

/** Lets a process change the state of a folder, kills it after so many changes, and returns all that it was promised. */
const killAfter = async (folder: string, changes: number): Promise<readonly string[]> => {
  const child = spawn(process.execPath, [join(root, 'test/support/state-writer.ts'), folder], {
    env: programEnv(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const promised: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    promised.push(line);
    if (promised.length === changes) child.kill('SIGKILL');
  }
  await ended;
  return promised;
};

/** Looks whether a promise was kept. */
const isKept = async ({ journal, backups, kept }: State, promise: string): Promise<boolean> => {
  const [what, id = ''] = promise.split(' ');
  switch (what) {
    case 'begun':
      return (await journal.get(id)) !== null;
    case 'sent':
      return (await journal.get(id))?.stage === 'sent';
    case 'backup':
      return (await backups.find('space', id))?.content === id;
    case 'result':
      return (await kept.idempotency.get('space', id)) !== null;
    default:
      return true;
  }
};

describe('a process that is killed', () => {
  it.each([1, 4, 38, 150])('has kept all %i promises that it made, and leaves its folder free', async (changes) => {
    const folder = createFolder();
    const promised = await killAfter(folder, changes);
    expect(promised.length).toBeGreaterThanOrEqual(changes);
    const { state } = await openIn(folder, { clock: systemClock });
    const kept = await Promise.all(promised.map((promise) => isKept(state, promise)));
    expect(promised.filter((_, index) => kept[index] !== true)).toEqual([]);
    expect(await state.journal.orphans(1_000)).toHaveLength(await state.journal.unended());
    const calls = promised.filter((promise) => promise.startsWith('call')).length;
    const turn = await state.recentCalls.take('host', { rates: [{ calls: calls + 2, spanMs: 60_000 }], longestMs: 1 });
    expect(turn.kind).toBe('booked');
    if (calls === 0) return;
    const full = { rates: [{ calls, spanMs: 60_000 }], longestMs: 1 };
    expect((await state.recentCalls.take('host', full)).kind).toBe('full');
  });
});
