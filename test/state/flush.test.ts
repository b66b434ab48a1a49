import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StateFailure } from '../../src/state/failure.ts';
import { openFlush } from '../../src/state/sqlite/flush.ts';
import { createFolder } from '../support/data-folder.ts';

const open = () => {
  const path = join(createFolder(), 'state.db');
  writeFileSync(`${path}-wal`, 'log');
  return openFlush(path);
};

describe('a flush', () => {
  it('serves all who ask before it begins, and nobody who asks later', async () => {
    const { flush, close } = await open();
    const [first, second] = [flush(), flush()];
    expect(second).toBe(first);
    await first;
    const later = flush();
    expect(later).not.toBe(first);
    await later;
    await close();
  });

  it('fails for good once it has failed, because nobody knows what is on the disk then', async () => {
    const { flush, close } = await open();
    await close();
    await expect(flush()).rejects.toThrow(StateFailure);
    await expect(flush()).rejects.toThrow("The gateway's data folder failed.");
  });
});
