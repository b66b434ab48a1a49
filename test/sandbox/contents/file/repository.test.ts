import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { openArchive } from '../../../../src/sandbox/state/archive.ts';
import { createStore } from '../../../../src/sandbox/state/store.ts';
import type { SandboxKit } from '../../support.ts';
import { makeSandbox, tokens } from '../../support.ts';

const ask = { token: tokens.classic, content: 'fileRepository', format: 'json' };

const list = (kit: SandboxKit, more: Readonly<Record<string, string>> = {}): Promise<unknown> =>
  kit.postJson({ ...ask, action: 'list', ...more });

const createFolder = (kit: SandboxKit, name: string, more: Readonly<Record<string, string>> = {}): Promise<unknown> =>
  kit.postJson({ ...ask, action: 'createFolder', name, ...more });

const upload = async (kit: SandboxKit, file: File, more: Readonly<Record<string, string>> = {}) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...ask, action: 'import', ...more })) form.set(name, value);
  form.set('file', file);
  const response = await kit.handle(new Request('http://sandbox.test/api/', { method: 'POST', body: form }));
  return { status: response.status, text: await response.text() };
};

const noFolder = (id: string): string =>
  `{"error":"The File Repository folder folder_id=${id} does not exist or else you do not have permission to that ` +
  'folder because it is DAG-restricted or Role-restricted."}';

describe('the file repository', () => {
  it('is empty at first', async () => {
    const kit = makeSandbox();
    expect(await list(kit)).toEqual([]);
    expect(kit.classic.fileRepository).toBeUndefined();
  });

  it('lists folders and files as they were made, each with the keys that it has', async () => {
    const kit = makeSandbox();
    expect(await createFolder(kit, 'New Folder')).toEqual([{ folder_id: 1 }]);
    expect(await upload(kit, new File(['test upload\n'], 'test.txt', { type: 'text/plain' }))).toEqual({
      status: 200,
      text: '',
    });
    const reply = await kit.post({ ...ask, action: 'list' });
    expect(reply.text).toBe('[{"folder_id":1,"name":"New Folder"},{"doc_id":1,"name":"test.txt"}]');
    expect((await kit.post({ ...ask, action: 'list', format: 'csv' })).text).toBe(
      'folder_id,doc_id,name,role,dag\n1,,"New Folder",,\n,1,test.txt,,\n',
    );
  });

  it('has no columns for restrictions before REDCap 16.0.8', async () => {
    const kit = makeSandbox({ version: '16.0.7' });
    await createFolder(kit, 'a', { dag_id: '20' });
    expect((await kit.post({ ...ask, action: 'list', format: 'csv' })).text).toBe('folder_id,doc_id,name\n1,,a\n');
    expect(await list(kit)).toEqual([{ folder_id: 1, name: 'a' }]);
  });

  it('answers a new folder in xml as folders', async () => {
    const { text } = await makeSandbox().post({ ...ask, action: 'createFolder', name: 'a', format: 'xml' });
    expect(text).toBe(
      '<?xml version="1.0" encoding="UTF-8" ?>\n<folders>\n<folder><folder_id>1</folder_id></folder>\n</folders>',
    );
  });

  it('has folders in folders, and takes a name twice', async () => {
    const kit = makeSandbox();
    await createFolder(kit, 'a');
    expect(await createFolder(kit, 'a', { folder_id: '1' })).toEqual([{ folder_id: 2 }]);
    expect(await createFolder(kit, 'a')).toEqual([{ folder_id: 3 }]);
    expect(await list(kit)).toEqual([
      { folder_id: 1, name: 'a' },
      { folder_id: 3, name: 'a' },
    ]);
    await upload(kit, new File(['x'], 'x.bin'), { folder_id: '2' });
    expect(await list(kit, { folder_id: '1' })).toEqual([{ folder_id: 2, name: 'a' }]);
    expect(await list(kit, { folder_id: '2' })).toEqual([{ doc_id: 1, name: 'x.bin' }]);
  });

  it.each([
    ['', 'The required parameter "name" is missing'],
    ['x'.repeat(151), 'The parameter "name" must not be longer than 150 characters'],
  ])('refuses the folder name "%s"', async (name, error) => {
    expect(await createFolder(makeSandbox(), name)).toEqual({ error });
  });

  it('gives a file back byte for byte, with its name in the type', async () => {
    const kit = makeSandbox();
    const bytes = new Uint8Array([0, 255, 10, 13]);
    await upload(kit, new File([bytes], 'scan 1.png', { type: 'image/png' }));
    const body = new URLSearchParams({ ...ask, action: 'export', doc_id: '1' });
    const response = await kit.handle(new Request('http://sandbox.test/api/', { method: 'POST', body }));
    expect(response.headers.get('content-type')).toBe('image/png; name="scan 1.png"');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  it('forgets a file that was deleted', async () => {
    const kit = makeSandbox();
    await upload(kit, new File(['x'], 'x.txt'));
    expect(await kit.post({ ...ask, action: 'delete', doc_id: '1' })).toMatchObject({ status: 200, text: '' });
    expect(await list(kit)).toEqual([]);
    expect(kit.classic.files.size).toBe(0);
    for (const action of ['export', 'delete']) {
      const reply = await kit.post({ ...ask, action, doc_id: '1' });
      expect(reply.status).toBe(400);
    }
  });

  it('never gives out a file that belongs to a record', async () => {
    const kit = makeSandbox();
    kit.classic.files.set(5, { docId: 5, name: 'a', mimeType: 'text/plain', bytes: new Uint8Array() });
    for (const action of ['export', 'delete']) {
      expect((await kit.post({ ...ask, action, doc_id: '5' })).status).toBe(400);
    }
    expect(kit.classic.files.size).toBe(1);
  });

  it.each(['99', 'x', '0'])('refuses the unknown folder %s', async (folder) => {
    const kit = makeSandbox();
    for (const action of ['list', 'createFolder']) {
      const reply = await kit.post({ ...ask, action, folder_id: folder, name: 'n' });
      expect(reply).toMatchObject({ status: 400, text: noFolder(folder) });
    }
    expect(await upload(kit, new File(['x'], 'x.txt'), { folder_id: folder })).toEqual({
      status: 400,
      text: noFolder(folder),
    });
  });

  it('refuses an upload without a file', async () => {
    const reply = await makeSandbox().post({ ...ask, action: 'import' });
    expect(reply).toMatchObject({ status: 400, text: '{"error":"No valid file was uploaded"}' });
  });
});

describe('a restricted folder', () => {
  it('is seen by its group and by users of none, with all that is in it', async () => {
    const kit = makeSandbox();
    const site = { token: tokens.classicSite };
    await createFolder(kit, 'North', { dag_id: '20' });
    await createFolder(kit, 'South', { dag_id: '21' });
    await createFolder(kit, 'Deep', { folder_id: '2' });
    await upload(kit, new File(['x'], 'x.txt'), { folder_id: '3' });
    expect(await list(kit)).toEqual([
      { folder_id: 1, name: 'North', dag: 'north' },
      { folder_id: 2, name: 'South', dag: 'south' },
    ]);
    expect(await list(kit, site)).toEqual([{ folder_id: 1, name: 'North', dag: 'north' }]);
    for (const folder of ['2', '3']) {
      const reply = await kit.post({ ...ask, ...site, action: 'list', folder_id: folder });
      expect(reply).toMatchObject({ status: 400, text: noFolder(folder) });
    }
    expect((await kit.post({ ...ask, ...site, action: 'export', doc_id: '1' })).status).toBe(400);
    expect((await kit.post({ ...ask, action: 'export', doc_id: '1' })).text).toBe('x');
  });

  it('is seen by its role', async () => {
    const kit = makeSandbox();
    const [owner] = kit.classic.users;
    if (owner === undefined) throw new Error('The project has no users.');
    const { flags, forms, formsExport } = owner;
    kit.classic.roles = ['A', 'B'].map((label) => ({
      uniqueRoleName: `U-${label}`,
      roleLabel: `Role ${label}`,
      flags,
      forms,
      formsExport,
    }));
    await createFolder(kit, 'For B', { role_id: '2' });
    expect(await list(kit)).toEqual([{ folder_id: 1, name: 'For B', role: 'U-B' }]);
    owner.role = 'U-A';
    expect(await list(kit)).toEqual([]);
    owner.role = 'U-B';
    expect(await list(kit)).toEqual([{ folder_id: 1, name: 'For B', role: 'U-B' }]);
  });

  it.each([
    ['dag_id', '99'],
    ['role_id', '1'],
  ])('is not made with the unknown %s %s', async (parameter, value) => {
    expect(await createFolder(makeSandbox(), 'a', { [parameter]: value })).toEqual({
      error: `The value of the parameter "${parameter}" is not valid`,
    });
  });
});

describe('the rights of the file repository', () => {
  it.each([
    ['list', "You must have 'API Export' privileges and 'File Repository' privileges"],
    ['export', "You must have 'API Export' privileges and 'File Repository' privileges"],
    ['import', "You must have 'API Import/Update' privileges and 'File Repository' privileges"],
    ['delete', "You must have 'API Import/Update' privileges and 'File Repository' privileges"],
    ['createFolder', "You must have 'API Import/Update' privileges and 'File Repository' privileges"],
  ])('are asked for by %s', async (action, error) => {
    const kit = makeSandbox();
    const [owner] = kit.classic.users;
    if (owner !== undefined) owner.flags['file_repository'] = 0;
    const reply = await kit.post({ ...ask, action });
    expect(reply).toMatchObject({ status: 403, text: JSON.stringify({ error }) });
  });
});

describe('a saved state', () => {
  it('has the file repository with its files', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'repository-'));
    const kit = makeSandbox();
    const archive = await openArchive(folder, kit.store);
    await createFolder(kit, 'a');
    await upload(kit, new File(['bytes'], 'x.txt'), { folder_id: '1' });
    archive.touch();
    await archive.flush();
    const again = createStore();
    await openArchive(folder, again);
    const project = again.projects.get(1);
    expect(project?.fileRepository).toEqual({
      folders: [{ folderId: 1, name: 'a', parentId: null, dagId: null, role: null }],
      files: [{ docId: 1, folderId: 1 }],
      nextFolderId: 2,
    });
    expect(Buffer.from(project?.files.get(1)?.bytes ?? []).toString()).toBe('bytes');
    await rm(folder, { recursive: true });
  });
});
