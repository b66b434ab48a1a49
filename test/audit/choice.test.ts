import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseLines } from '../../src/audit/choice.ts';
import type { AuditNote } from '../../src/audit/note.ts';
import { createFolder } from '../support/data-folder.ts';
import { writeLines } from './support.ts';

/** How lines match a record, by their acts. */
const matchesOf = async (notes: readonly AuditNote[], record: string): Promise<readonly string[]> => {
  const path = join(createFolder(), 'audit.jsonl');
  await writeFile(path, writeLines(notes).texts.join(''));
  const chosen: string[] = [];
  for await (const { line, match } of chooseLines([path], { record }, () => undefined)) {
    chosen.push(`${line.act} ${match}`);
  }
  return chosen;
};

describe('the lines about a record', () => {
  it('may be the first line of a read that was broken off: records that came later stand in no other', async () => {
    const begun: AuditNote = { act: 'read', redcap: ['record'], records: ['1'], outcome: 'begun' };
    expect(await matchesOf([begun], '1')).toEqual(['read yes']);
    expect(await matchesOf([begun], '2')).toEqual(['read perhaps']);
    expect(await matchesOf([{ ...begun, outcome: 'ended' }], '2')).toEqual([]);
  });
});
