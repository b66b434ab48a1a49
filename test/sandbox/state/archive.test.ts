import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createDemoProject } from '../../../src/sandbox/demo/study.ts';
import { keepChanges } from '../../../src/sandbox/http/keep-changes.ts';
import { openArchive } from '../../../src/sandbox/state/archive.ts';
import { createStore } from '../../../src/sandbox/state/store.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
});

afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

const never = { delayMs: 2_000_000_000 };

describe('the state of a sandbox in a folder', () => {
  it('is the same store after a restart, files included', async () => {
    const store = createStore();
    createDemoProject(store);
    const archive = await openArchive(folder, store, never);
    archive.sources.set('stroke2', 1);
    archive.touch();
    await archive.flush();

    const again = createStore();
    const restored = await openArchive(folder, again, never);
    expect(again.projects).toEqual(store.projects);
    expect([again.nextProjectId, again.nextEventId, again.nextDagId]).toEqual([2, 13, 4]);
    expect(restored.sources).toEqual(new Map([['stroke2', 1]]));
  });

  it('holds each file once, and none that no project has any more', async () => {
    const store = createStore();
    const project = createDemoProject(store);
    const archive = await openArchive(folder, store, never);
    archive.touch();
    await archive.flush();
    const before = await readdir(join(folder, 'files'));
    // Three signatures are the same picture; three consents and a report differ.
    expect(before).toHaveLength(5);

    project.files.clear();
    archive.touch();
    await archive.flush();
    expect(await readdir(join(folder, 'files'))).toEqual([]);
  });

  it('leaves nothing half-written beside it', async () => {
    const store = createStore();
    createDemoProject(store);
    const archive = await openArchive(folder, store, never);
    archive.touch();
    await archive.flush();
    expect((await readdir(folder)).sort()).toEqual(['files', 'state.json']);
  });

  it('keeps the old state when a save fails, and saves with the next flush', async () => {
    const store = createStore();
    const archive = await openArchive(folder, store, never);
    archive.touch();
    await archive.flush();
    const before = await readFile(join(folder, 'state.json'), 'utf8');
    // A file where the folder of files must be.
    await rm(join(folder, 'files'), { recursive: true });
    await writeFile(join(folder, 'files'), '');
    createDemoProject(store);
    archive.touch();
    await expect(archive.flush()).rejects.toThrow(/files/);
    expect(await readFile(join(folder, 'state.json'), 'utf8')).toBe(before);

    await rm(join(folder, 'files'));
    await archive.flush();
    const again = createStore();
    await openArchive(folder, again, never);
    expect(again.projects.size).toBe(1);
  });

  it('is saved by itself after a change', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const store = createStore();
    const archive = await openArchive(folder, store, { delayMs: 200 });
    const handle = keepChanges(() => Promise.resolve(new Response('1')), archive);
    store.nextProjectId = 77;
    await handle(new Request('http://sandbox/api/', { method: 'POST', body: 'content=version' }));
    await vi.advanceTimersByTimeAsync(200);
    vi.useRealTimers();
    await archive.flush();
    const again = createStore();
    await openArchive(folder, again, never);
    expect(again.nextProjectId).toBe(77);
  });

  it('is not written when nothing was asked of the sandbox', async () => {
    const archive = await openArchive(folder, createStore(), never);
    await archive.flush();
    expect(await readdir(folder)).toEqual([]);
  });

  it('reports a save in the background that failed', async () => {
    const failed = new Promise<Error>((resolve) => {
      void openArchive(folder, createStore(), { delayMs: 0, onError: resolve }).then(async (archive) => {
        await rm(folder, { recursive: true });
        await writeFile(folder, '');
        archive.touch();
      });
    });
    expect((await failed).message).toMatch(/ENOTDIR|EEXIST/);
  });

  it.each([
    ['{"format":1,', 'JSON'],
    ['{"format":2,"projects":[]}', 'this version does not know its format'],
    ['null', 'this version does not know its format'],
  ])('is refused when state.json says %s', async (text, reason) => {
    await writeFile(join(folder, 'state.json'), text);
    const opening = openArchive(folder, createStore(), never);
    await expect(opening).rejects.toThrow(reason);
    await expect(opening).rejects.toThrow(`The sandbox's state in ${folder} cannot be loaded`);
  });

  it('is refused when a file was changed behind its back', async () => {
    const store = createStore();
    createDemoProject(store);
    const archive = await openArchive(folder, store, never);
    archive.touch();
    await archive.flush();
    const [name = ''] = await readdir(join(folder, 'files'));
    await writeFile(join(folder, 'files', name), 'other bytes');
    const again = createStore();
    await expect(openArchive(folder, again, never)).rejects.toThrow(`the file ${name} was changed`);
    expect(again.projects.size).toBe(0);
  });
});
