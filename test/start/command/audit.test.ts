import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAuditFile } from '../../../src/audit/file.ts';
import type { AuditNote } from '../../../src/audit/note.ts';
import { runAudit } from '../../../src/start/command/audit.ts';
import { NOON } from '../../audit/support.ts';
import { createFolder } from '../../support/data-folder.ts';

const run = async (...argv: string[]): Promise<{ readonly code: number; readonly out: string }> => {
  let out = '';
  const code = await runAudit({ argv, env: {}, out: { write: (text) => (out += text) } });
  return { code, out };
};

const many = Array.from({ length: 1_001 }, (_, index) => `r${index}`);

const notes: readonly AuditNote[] = [
  {
    act: 'intent',
    who: { subject: 'dashboard', kind: 'apiKey', apiKey: 'dashboard' },
    project: 'stroke',
    action: 'importRecords',
    redcap: ['record'],
    records: ['2', '1'],
    events: ['baseline_arm_1'],
    fields: ['last_name'],
    reason: 'a reason\nof two lines',
    requestId: 'q1',
  },
  { act: 'read', who: { subject: 'portal', kind: 'jwt', person: 'kim' }, project: 'other', records: many, rows: 1_001 },
  { act: 'refused', codes: ['UNAUTHENTICATED'], times: 4 },
];

const writeAudit = async (): Promise<{ readonly folder: string; readonly path: string }> => {
  const folder = createFolder();
  const book = createAuditFile({ folder, instance: 'one', date: () => NOON });
  onTestFinished(() => book.close());
  await Promise.all(notes.map((note) => book.append(note)));
  return { folder, path: join(folder, '2026-11-30.one.jsonl') };
};

describe('audit verify', () => {
  it('says of an unbroken chain how far it goes', async () => {
    const { folder, path } = await writeAudit();
    const { code, out } = await run('verify', folder);
    expect(code).toBe(0);
    expect(out).toMatch(/^\S+: 3 lines, numbers 1 to 3, unbroken\. Last hash [0-9a-f]{64}\n$/);
    const hash = /[0-9a-f]{64}/.exec(out)?.[0] ?? '';
    expect((await run('verify', path, '--last', hash)).code).toBe(0);
    expect(await run('verify', path, '--last', '0'.repeat(64))).toMatchObject({ code: 1 });
  });

  it('names the line where a chain breaks', async () => {
    const { folder, path } = await writeAudit();
    await writeFile(path, (await readFile(path, 'utf8')).replace('portal', 'Portal'));
    expect(await run('verify', folder)).toEqual({
      code: 1,
      out: `${path}:2: The line is not one that the gateway wrote, or it was changed.\n`,
    });
  });

  it('says where a chain begins whose first lines are not there', async () => {
    const { folder, path } = await writeAudit();
    const lines = (await readFile(path, 'utf8')).split('\n');
    await writeFile(path, lines.slice(1).join('\n'));
    const { code, out } = await run('verify', folder);
    expect([code, out.split('\n')[1]]).toEqual([0, `${path}: begins with number 2. The lines before it are not here.`]);
  });

  it.each([
    [['look'], 'Say what to do with the audit: audit verify [FILE…], or audit show [FILE…]'],
    [['verify'], 'The configuration says of no folder of an audit. Name the files.'],
    [['verify', '--lost'], "Unknown option '--lost'"],
  ])('refuses %j', async (argv, message) => {
    await expect(run(...argv)).rejects.toThrow(message);
  });
});

describe('audit show', () => {
  it('prints a line for each line, without what could write over others', async () => {
    const { folder } = await writeAudit();
    expect((await run('show', folder)).out.split('\n')).toEqual([
      '2026-11-30T12:00:00.000Z  intent  dashboard  project stroke  importRecords  record  records 1, 2  events baseline_arm_1  fields last_name  reason: a reason?of two lines  request q1',
      '2026-11-30T12:00:00.000Z  read  kim by portal  project other  records r0, r1, r10, r100, r1000, r101, r102, r103, r104, r105 and 991 more  1001 rows',
      '2026-11-30T12:00:00.000Z  refused  nobody known  UNAUTHENTICATED  4 times',
      '',
    ]);
  });

  it.each([
    [['--project', 'stroke'], ['intent']],
    [['--caller', 'kim'], ['read']],
    [['--caller', 'dashboard'], ['intent']],
    [
      ['--record', '1'],
      ['intent', 'read'],
    ],
    [['--record', 'r1'], ['read']],
    [['--since', '2026-11-30T12:00:01'], []],
    [
      ['--since', '2026-11-30'],
      ['intent', 'read', 'refused'],
    ],
    [['--since', '2026-11-30', '--project', 'nowhere'], []],
  ])('chooses by %j', async (options, acts) => {
    const { folder } = await writeAudit();
    const { out } = await run('show', folder, '--json', ...options);
    const lines = out.split('\n').filter((text) => text !== '');
    expect(lines.map((text) => (JSON.parse(text) as { act: string }).act)).toEqual(acts);
  });

  it('says that it is not sure of a list that is longer than a line', async () => {
    const { folder } = await writeAudit();
    const { out } = await run('show', folder, '--record', 'r5000');
    expect(out).toMatch(/\(perhaps: the line does not name every record\)\n$/);
    expect((await run('show', folder, '--json', '--record', 'r5000')).out).toContain('"count":1001,"sha256":"');
  });

  it('says that it is not sure of a read that names no record', async () => {
    const { folder } = await writeAudit();
    const book = createAuditFile({ folder, instance: 'two', date: () => NOON });
    onTestFinished(() => book.close());
    await book.append({ act: 'read', project: 'stroke', redcap: ['pdf'] });
    await book.append({ act: 'outcome', project: 'stroke', redcap: ['metadata'], outcome: 'done' });
    expect((await run('show', folder, '--project', 'stroke', '--record', '7')).out).toBe(
      '2026-11-30T12:00:00.000Z  read  nobody known  project stroke  pdf  (perhaps: the line does not name every record)\n',
    );
  });

  it('takes a moment of another time zone, and refuses what is no time', async () => {
    const { folder } = await writeAudit();
    const count = async (since: string) => (await run('show', folder, '--since', since)).out.split('\n').length - 1;
    expect(await count('2026-11-30T13:30+01:00')).toBe(0);
    expect(await count('2026-11-30T12:59+01:00')).toBe(3);
    expect(await count('2026-11-30T12:00')).toBe(3);
    await expect(run('show', folder, '--since', 'yesterday')).rejects.toThrow('--since takes a day such as');
    await expect(run('show', folder, '--since', '2026-13-01')).rejects.toThrow('--since takes a day such as');
  });

  it('shows what it can read, and says of the rest', async () => {
    const { folder, path } = await writeAudit();
    await writeFile(path, (await readFile(path, 'utf8')).replace('stroke', 'strike'));
    await expect(run('show', folder)).rejects.toThrow('1 lines could not be read. Run: audit verify');
  });
});
