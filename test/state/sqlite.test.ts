import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { openSqliteState, type SqliteState } from '../../src/state/sqlite/state.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { testState } from './state-suite.ts';

const opened: SqliteState[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const state of opened.splice(0)) await state.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const createFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'state-'));
  folders.push(folder);
  return folder;
};

testState('the state in a file', async () => {
  const clock = createFakeClock();
  const open = await openSqliteState({ folder: createFolder(), secret: Buffer.alloc(32, 1), clock });
  opened.push(open);
  return { state: open.state, advance: clock.advance };
});
