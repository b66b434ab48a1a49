import { describe, expect, it } from 'vitest';
import { runResume } from '../../../src/start/command/resume.ts';
import { createLog } from '../../../src/start/log.ts';
import { createFolder, openIn } from '../../support/data-folder.ts';
import { schema } from '../../../src/schema/index.ts';

const SINCE = '2026-01-02T03:04:05.000Z';
const limits = { rates: [{ calls: 3, spanMs: 60_000 }], longestMs: 5_000 };

/** Runs the command, and returns its exit code and what it prints. */
const resume = async (folder: string, ...argv: readonly string[]): Promise<readonly [code: number, text: string]> => {
  let text = '';
  const code = await runResume({
    argv: [...argv, '--data', folder],
    env: { REDCAP_URL: 'https://redcap.example.org/api/', REDCAP_TOKEN: 'A'.repeat(32) },
    out: { write: (part: string) => (text += part) },
    schemaFolder: 'nowhere',
    createLog: () => createLog('silent'),
    loadSchema: () => Promise.resolve(schema),
  });
  return [code, text];
};

/** A gateway's state in a folder, with two hosts that it does not call. */
const start = async () => {
  const folder = createFolder();
  const { state } = await openIn(folder);
  await state.recentCalls.ban('a.example.org', SINCE);
  await state.recentCalls.ban('b.example.org', SINCE);
  return { folder, calls: state.recentCalls };
};

describe('redcap-graphql resume', () => {
  it('lets a gateway that runs call one host again, and no other', async () => {
    const { folder, calls } = await start();
    expect(await resume(folder, 'a.example.org')).toEqual([
      0,
      `Resumed a.example.org: it has blocked the gateway's address since ${SINCE}.\n` +
        'The gateways call it again within a second or two.\n',
    ]);
    expect(await calls.take('a.example.org', limits)).toMatchObject({ kind: 'booked' });
    expect(await calls.take('b.example.org', limits)).toEqual({ kind: 'banned' });
  });

  it('lets it call all hosts again when none is named', async () => {
    const { folder, calls } = await start();
    const [code, text] = await resume(folder);
    expect([code, text.split('\n').length]).toEqual([0, 4]);
    expect(await calls.held()).toEqual([]);
    expect(await resume(folder)).toEqual([0, 'No REDCap is held off.\n']);
  });

  it('names the hosts that are held off when another one is meant', async () => {
    const { folder } = await start();
    expect(await resume(folder, 'c.example.org')).toEqual([
      1,
      'Not held off. These are: a.example.org, b.example.org\n',
    ]);
  });

  it('says so where there is no state, or none that outlives the gateway', async () => {
    await expect(resume(createFolder())).rejects.toThrow('There is no state of a gateway in ');
    await expect(resume(':memory:')).rejects.toThrow('in its memory only');
  });
});
