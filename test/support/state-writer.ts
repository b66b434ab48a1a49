// Changes the state of a data folder again and again, and prints a line after each change that was promised to last:
// node test/support/state-writer.ts FOLDER
import { systemClock } from '../../src/redcap/clock.ts';
import { openSqliteState } from '../../src/state/sqlite/state.ts';

const HOUR = 3_600_000;
const { state } = await openSqliteState({
  folder: process.argv[2] ?? '',
  secret: Buffer.alloc(32, 1),
  clock: systemClock,
});
const note = (what: string, id: string): void => void process.stdout.write(`${what} ${id}\n`);

for (let count = 0; ; count += 1) {
  const id = String(count);
  await state.journal.begin({ id, owner: 'writer', open: { id }, sealed: [id] }, HOUR);
  note('begun', id);
  await state.journal.revise(id, 'writer', { stage: 'sent', open: { id } }, HOUR);
  note('sent', id);
  await state.backups.store(
    'space',
    { id, kind: 'MAPPINGS', createdAt: 0, by: 'a', rows: 1, operationId: id, content: id },
    HOUR,
  );
  note('backup', id);
  await state.kept.idempotency.set('space', id, { id }, { maxAgeMs: HOUR });
  note('result', id);
  await state.recentCalls.take('host', { rates: [], longestMs: HOUR });
  note('call', id);
}
