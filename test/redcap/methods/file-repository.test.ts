import { describe, expect, it } from 'vitest';
import {
  createFileRepositoryFolder,
  deleteFileRepositoryFile,
  exportFileRepositoryFile,
  importFileRepositoryFile,
  listFileRepository,
} from '../../../src/redcap/methods/file-repository.ts';
import { connect } from '../connect.ts';
import { reply, startServer } from '../faulty-server.ts';

const badResponse = expect.objectContaining({ code: 'REDCAP_BAD_RESPONSE' }) as Error;

const bytesOf = async function* (text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
};

describe('the file repository', () => {
  it('is read as folders and files, from JSON and from what CSV-minded servers make of it', () => {
    const value = [
      { folder_id: 1, name: 'New Folder', role: 'Monitor' },
      { folder_id: '', doc_id: '6652', name: 'a.jpg', dag: null },
    ];
    expect(listFileRepository.decode({ value }, {})).toEqual([
      { folder_id: 1, doc_id: null, name: 'New Folder', role: 'Monitor', dag: '' },
      { folder_id: null, doc_id: 6652, name: 'a.jpg', role: '', dag: '' },
    ]);
  });

  it.each([[{ name: 'x' }], [{ name: 'x', folder_id: 1, doc_id: 2 }], [{ folder_id: 1 }]])('has no entry %j', (row) => {
    expect(() => listFileRepository.decode({ value: [row] }, {})).toThrow(badResponse);
  });

  it('gets a folder, once', () => {
    expect(createFileRepositoryFolder.kind).toBe('once');
    expect(createFileRepositoryFolder.form({ name: 'a', folderId: 2, dagId: 3, roleId: 4 })).toEqual({
      name: 'a',
      folder_id: 2,
      dag_id: 3,
      role_id: 4,
    });
    expect(createFileRepositoryFolder.decode({ value: [{ folder_id: 12 }] }, { name: 'a' })).toBe(12);
    expect(() => createFileRepositoryFolder.decode({ value: [] }, { name: 'a' })).toThrow(badResponse);
  });

  it('gets a file as a multipart body, once', async () => {
    await using server = await startServer(reply(200, ''));
    await using connection = connect(server.url);
    const file = { fileName: 'a.txt', contentType: 'text/plain', body: bytesOf('hello') };
    await connection.redcap.call(importFileRepositoryFile, { file, folderId: 2 });
    expect(server.seen).toHaveLength(1);
    const { headers, body } = server.seen[0] ?? {};
    expect(headers?.['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(body).toContain('name="folder_id"\r\n\r\n2\r\n');
    expect(body).toContain('name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nhello\r\n');
  });

  it('gives a file by its number, and drops it', async () => {
    await using server = await startServer(reply(200, 'x', { 'content-type': 'text/html; name="a b.txt"' }));
    await using connection = connect(server.url);
    const { fileName } = await connection.redcap.call(exportFileRepositoryFile, { docId: 7 });
    expect(fileName).toBe('a b.txt');
    expect(server.seen[0]?.form.get('doc_id')).toBe('7');
    expect(deleteFileRepositoryFile.form({ docId: 7 })).toEqual({ doc_id: 7 });
  });
});
