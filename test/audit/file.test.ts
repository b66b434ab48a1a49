import { appendFile, open, readFile, readdir, rename, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAuditFile, type AuditBook, type AuditFileOptions } from '../../src/audit/file.ts';
import { verifyFiles } from '../../src/audit/file-verification.ts';
import { listFiles } from '../../src/audit/folder.ts';
import { createFolder } from '../support/data-folder.ts';
import { NOON } from './support.ts';

const openBook = (folder: string, options: Partial<AuditFileOptions> = {}): AuditBook => {
  const book = createAuditFile({ folder, instance: 'one', date: () => NOON, ...options });
  onTestFinished(() => book.close());
  return book;
};

const pathsIn = async (folder: string): Promise<string[]> => (await listFiles(folder)).map(({ path }) => path);

const verifyFolder = async (folder: string, last: string | null = null) => verifyFiles(await pathsIn(folder), last);

/** Notes of these lines of a file, with a mark for what is none. */
const actionsIn = async (path: string): Promise<unknown[]> =>
  (await readFile(path, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((text) => {
      try {
        // A line of the audit is an object.
        return (JSON.parse(text) as { action?: string }).action;
      } catch {
        return 'broken';
      }
    });

/** A disk of which the writes can be made to fail, and that counts. */
const createDisk = () => {
  const disk = { flushes: 0, writes: 0, failure: undefined as string | undefined, cutAt: Number.POSITIVE_INFINITY };
  const openFile: AuditFileOptions['openFile'] = async (path) => {
    const handle = await open(path, 'a', 0o600);
    return {
      writeFile: async (text) => {
        disk.writes += 1;
        await handle.writeFile(typeof text === 'string' ? text.slice(0, disk.cutAt) : text);
        if (disk.failure !== undefined) throw Object.assign(new Error('no'), { code: disk.failure });
      },
      datasync: () => {
        disk.flushes += 1;
        return handle.datasync();
      },
      close: () => handle.close(),
    };
  };
  return { disk, openFile };
};

describe('the file of the audit', () => {
  it('is for the gateway alone, named by day and gateway, and opened with the first line', async () => {
    const folder = join(createFolder(), 'audit');
    const book = openBook(folder);
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
    await book.append({ act: 'read', action: 'record' });
    expect(await readdir(folder)).toEqual(['2026-11-30.one.jsonl']);
    const [path = ''] = await pathsIn(folder);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      sequence: 1,
      time: '2026-11-30T12:00:00.000Z',
      instance: 'one',
      act: 'read',
      action: 'record',
      previous: null,
      hash: book.head()?.hash,
    });
    await book.close();
  });

  it('writes a hundred lines of the same moment with one flush, in their order', async () => {
    const folder = createFolder();
    const { disk, openFile } = createDisk();
    const book = openBook(folder, { openFile });
    const actions = Array.from({ length: 100 }, (_, index) => `a${index}`);
    await Promise.all(actions.map((action) => book.append({ act: 'read', action })));
    expect(disk).toMatchObject({ writes: 1, flushes: 1 });
    const [path = ''] = await pathsIn(folder);
    expect(await actionsIn(path)).toEqual(actions);
    expect((await verifyFolder(folder)).files).toMatchObject([{ lines: 100, broken: null }]);
  });

  it('resolves after the flush and not before', async () => {
    const folder = createFolder();
    const gate = Promise.withResolvers<void>();
    const flushing = Promise.withResolvers<void>();
    const { openFile } = createDisk();
    const slow: AuditFileOptions['openFile'] = async (path) => {
      const handle = await openFile?.(path);
      if (handle === undefined) throw new Error('there is a disk');
      return {
        ...handle,
        datasync: () => {
          flushing.resolve();
          return gate.promise;
        },
      };
    };
    const book = openBook(folder, { openFile: slow });
    let isWritten = false;
    const written = book.append({ act: 'read' }).then(() => (isWritten = true));
    await flushing.promise;
    expect(isWritten).toBe(false);
    gate.resolve();
    await written;
    expect(isWritten).toBe(true);
  });

  it('goes on with the chain in the next process, and in the file of the next day', async () => {
    const folder = createFolder();
    const first = openBook(folder);
    await first.append({ act: 'read' });
    await first.close();
    let date = NOON;
    const second = openBook(folder, { date: () => date });
    await second.append({ act: 'read' });
    date = new Date('2026-12-01T00:00:00.000Z');
    await second.append({ act: 'read' });
    await second.close();
    await openBook(folder, { date: () => new Date('2026-12-05T00:00:00.000Z') }).append({ act: 'read' });
    const { files } = await verifyFolder(folder);
    expect(files.map(({ lines, head, broken }) => [lines, head?.sequence, broken])).toEqual([
      [2, 2, null],
      [1, 3, null],
      [1, 4, null],
    ]);
  });

  it('stays in the file of the later day when the clock is set back', async () => {
    const folder = createFolder();
    let date = NOON;
    const book = openBook(folder, { date: () => date });
    await book.append({ act: 'read' });
    date = new Date('2026-11-29T12:00:00.000Z');
    await book.append({ act: 'read' });
    await openBook(folder, { date: () => date }).append({ act: 'read' });
    expect((await verifyFolder(folder)).files).toMatchObject([{ lines: 3, broken: null }]);
  });

  it('gives each gateway a chain of its own', async () => {
    const folder = createFolder();
    const [one, two] = [openBook(folder), openBook(folder, { instance: 'two' })];
    for (const book of [one, two, one]) await book.append({ act: 'read' });
    const { files } = await verifyFolder(folder);
    expect(files.map(({ lines, broken }) => [lines, broken])).toEqual([
      [2, null],
      [1, null],
    ]);
  });

  it('keeps a line that a process left unfinished, names it in the next, and goes on', async () => {
    const folder = createFolder();
    const first = openBook(folder);
    await first.append({ act: 'read', action: 'first' });
    await first.close();
    const [path = ''] = await pathsIn(folder);
    await appendFile(path, '{"sequence":2,"time":"2026');
    expect((await verifyFolder(folder)).files).toMatchObject([
      {
        broken: {
          line: 2,
          why: 'The line is not whole. The process ended while it wrote it, or somebody cut the file.',
        },
      },
    ]);
    await openBook(folder).append({ act: 'read', action: 'second' });
    expect(await actionsIn(path)).toEqual(['first', 'broken', 'second']);
    expect((await verifyFolder(folder)).files).toMatchObject([{ torn: 1, broken: null, head: { sequence: 2 } }]);
  });

  it('refuses a line that the disk does not take, and writes again when it does', async () => {
    const folder = createFolder();
    const { disk, openFile } = createDisk();
    const book = openBook(folder, { openFile });
    await book.append({ act: 'intent', action: 'first' });
    disk.failure = 'ENOSPC';
    disk.cutAt = 30;
    await expect(book.append({ act: 'intent', action: 'second' })).rejects.toThrow('no');
    expect(book.failure()).toBe('ENOSPC');
    await expect(book.append({ act: 'intent', action: 'third' })).rejects.toThrow('no');
    Object.assign(disk, { failure: undefined, cutAt: Number.POSITIVE_INFINITY });
    await book.append({ act: 'intent', action: 'fourth' });
    expect(book.failure()).toBeNull();
    const [path = ''] = await pathsIn(folder);
    expect((await actionsIn(path)).filter((action) => action !== 'broken')).toEqual(['first', 'fourth']);
    expect((await verifyFolder(folder)).files).toMatchObject([{ broken: null, head: { sequence: 2 } }]);
  });

  it('goes on behind lines that came to the disk though the flush failed', async () => {
    const folder = createFolder();
    const { disk, openFile } = createDisk();
    const book = openBook(folder, { openFile });
    disk.failure = 'EIO';
    await expect(book.append({ act: 'intent', action: 'first' })).rejects.toThrow('no');
    disk.failure = undefined;
    await book.append({ act: 'intent', action: 'second' });
    const { files } = await verifyFolder(folder);
    expect(files).toMatchObject([{ lines: 2, broken: null, head: { sequence: 2 } }]);
  });

  it('shows that lines were cut off while the gateway ran', async () => {
    const folder = createFolder();
    const book = openBook(folder);
    await book.append({ act: 'read' });
    const [path = ''] = await pathsIn(folder);
    const { size } = await stat(path);
    await book.append({ act: 'read' });
    await truncate(path, size);
    await book.append({ act: 'read' });
    expect((await verifyFolder(folder)).files).toMatchObject([
      {
        broken: {
          line: 2,
          why: 'The line has number 3, and 2 has to follow. Lines are missing, or were moved or added.',
        },
      },
    ]);
  });

  it('makes a new file where the old one was moved away, and shows that it is missing', async () => {
    const folder = createFolder();
    const book = openBook(folder);
    await book.append({ act: 'read' });
    const [path = ''] = await pathsIn(folder);
    await rename(path, join(folder, 'away'));
    await book.append({ act: 'read' });
    expect((await verifyFolder(folder)).files).toMatchObject([{ lines: 1, broken: null, first: { sequence: 2 } }]);
    expect((await verifyFiles([join(folder, 'away'), path], null)).files).toMatchObject([
      { broken: null },
      { broken: null },
    ]);
  });

  it('does not find a line that is known to have been written and is not there', async () => {
    const folder = createFolder();
    const book = openBook(folder);
    await book.append({ act: 'read' });
    const [path = ''] = await pathsIn(folder);
    const text = await readFile(path);
    await book.append({ act: 'read' });
    const last = book.head()?.hash ?? '';
    expect((await verifyFolder(folder, last)).hasLast).toBe(true);
    await writeFile(path, text);
    expect(await verifyFolder(folder, last)).toMatchObject({ files: [{ broken: null }], hasLast: false });
  });

  it('finds the last line of a file whose end is one long broken line', async () => {
    const folder = createFolder();
    await openBook(folder).append({ act: 'read' });
    const [path = ''] = await pathsIn(folder);
    await appendFile(path, 'x'.repeat(300_000));
    await openBook(folder).append({ act: 'read' });
    expect((await verifyFolder(folder)).files).toMatchObject([{ torn: 1, broken: null, head: { sequence: 2 } }]);
  });

  it('deletes files only where that is asked for, and only those that are too old', async () => {
    const folder = createFolder();
    for (const day of ['2026-11-01', '2026-11-27', '2026-11-28']) {
      await openBook(folder, { date: () => new Date(day) }).append({ act: 'read' });
    }
    await openBook(folder).append({ act: 'read' });
    expect(await readdir(folder)).toHaveLength(4);
    await openBook(folder, { keepDays: 2 }).append({ act: 'read' });
    expect(await readdir(folder)).toEqual(['2026-11-28.one.jsonl', '2026-11-30.one.jsonl']);
    expect((await verifyFolder(folder)).files).toMatchObject([{ first: { sequence: 3 } }, { broken: null }]);
  });
});
