import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { clinic } from '../../support/clinic.ts';
import { fetchDownload } from '../../support/fetch.ts';
import { startStudy, type SandboxCall, type Study, type StudyOptions } from '../../support/study.ts';

const studies: Study[] = [];

const start = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: clinic, ...options });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const upload = (content: string, filename = 'protocol é.pdf'): object => ({
  promise: Promise.resolve({
    filename,
    mimetype: 'application/pdf',
    createReadStream: () => Readable.from([Buffer.from(content)]),
  }),
});

const documents = {
  createFileRepositoryFolder: `mutation ($input: CreateFileRepositoryFolderInput!) {
    createFileRepositoryFolder(input: $input) {
      folder { folderId name dataAccessGroup } errors { code path message missingRight isRetryable }
    }
  }`,
  importFileRepositoryFile: `mutation ($input: ImportFileRepositoryFileInput!) {
    importFileRepositoryFile(input: $input) {
      file { docId name downloadUrl } errors { code path message missingRight isRetryable }
    }
  }`,
  deleteFileRepositoryFile: `mutation ($input: DeleteFileRepositoryFileInput!) {
    deleteFileRepositoryFile(input: $input) { fileName errors { code path message isRetryable } }
  }`,
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests state the shape that they expect by reading it
const mutate = async (study: Study, name: keyof typeof documents, input: object): Promise<any> => {
  const { data, errors } = await study.run(documents[name], { input: { project: 'study', ...input } });
  expect(errors).toEqual([]);
  return data[name];
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
const list = async (study: Study, folderId: number | null = null): Promise<any> => {
  const { data, errors } = await study.run(
    `query ($folderId: Int) { project(key: "study") { fileRepository(folderId: $folderId) {
      __typename name ... on FileRepositoryFolder { folderId } ... on FileRepositoryFile { docId downloadUrl }
    } } }`,
    { folderId },
  );
  expect(errors).toEqual([]);
  return data.project.fileRepository;
};

const isCall = (call: SandboxCall, action: string): boolean =>
  call['content'] === 'fileRepository' && call['action'] === action;

/** REDCap does it, or not, and its answer is lost. */
const lose = (action: string, isDone: boolean): Partial<StudyOptions> => ({
  intercept: async (call, answer) => {
    if (!isCall(call, action)) return answer();
    if (isDone) await answer();
    return 'reset';
  },
});

describe('Project.fileRepository', () => {
  it('lists one folder, with addresses for its files that cost no call until they are fetched', async () => {
    const study = await start();
    expect(await list(study)).toEqual([]);
    const { folder } = await mutate(study, 'createFileRepositoryFolder', { name: 'Protocols' });
    await mutate(study, 'importFileRepositoryFile', { folderId: folder.folderId, file: upload('v1') });
    study.forget();
    expect(await list(study)).toEqual([
      { __typename: 'FileRepositoryFolder', name: 'Protocols', folderId: folder.folderId },
    ]);
    const [file] = await list(study, folder.folderId);
    expect(file).toMatchObject({ __typename: 'FileRepositoryFile', name: 'protocol é.pdf' });
    expect(study.calls.map((call) => call['action'])).toEqual(['list', 'list']);
    const fetched = await fetchDownload(study, file.downloadUrl);
    expect([fetched?.fileName, fetched?.bytes.toString()]).toEqual(['protocol é.pdf', 'v1']);
    expect((await fetchDownload(study, file.downloadUrl))?.bytes).toEqual(fetched?.bytes);
  });

  it("says that REDCap refuses a folder, and names the right that the token's user lacks", async () => {
    const study = await start();
    const query = '{ project(key: "study") { projectTitle fileRepository(folderId: 9) { name } } }';
    const refused = await study.run(query);
    expect(refused.data).toEqual({ project: { projectTitle: 'Clinic', fileRepository: null } });
    expect(refused.errors[0]?.extensions['code']).toBe('REDCAP_REJECTED');
    study.owner.flags['file_repository'] = 0;
    const forbidden = await study.run(query);
    expect(forbidden.errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', redcapMethod: 'listFileRepository' });
  });
});

describe('createFileRepositoryFolder', () => {
  it('makes a folder for a group', async () => {
    const study = await start();
    const payload = await mutate(study, 'createFileRepositoryFolder', { name: ' Lyon ', dataAccessGroup: 'lyon' });
    expect(payload).toEqual({ folder: { folderId: 1, name: 'Lyon', dataAccessGroup: 'lyon' }, errors: [] });
    expect(study.calls.filter((call) => call['content'] === 'fileRepository').map((call) => call['action'])).toEqual([
      'list',
      'createFolder',
      'list',
    ]);
  });

  it.each([
    ['a name that is taken', { name: 'Protocols' }, 'CONFLICT', ['name']],
    ['a name that is blank', { name: ' ' }, 'VALIDATION', ['name']],
    ['a name that is too long', { name: 'x'.repeat(151) }, 'VALIDATION', ['name']],
    ['a parent that is not there', { name: 'New', folderId: 99 }, 'NOT_FOUND', ['folderId']],
    ['a group that is not there', { name: 'New', dataAccessGroup: 'paris' }, 'NOT_FOUND', ['dataAccessGroup']],
  ])('refuses %s', async (_title, input, code, path) => {
    const study = await start();
    await mutate(study, 'createFileRepositoryFolder', { name: 'Protocols' });
    study.forget();
    expect(await mutate(study, 'createFileRepositoryFolder', input)).toMatchObject({
      folder: null,
      errors: [{ code, path }],
    });
    expect(study.callsOf('fileRepository', 'createFolder')).toEqual([]);
  });

  it('finds out after a lost answer that the folder was made, and makes no second', async () => {
    const study = await start(lose('createFolder', true));
    expect(await mutate(study, 'createFileRepositoryFolder', { name: 'Protocols' })).toMatchObject({
      folder: { folderId: 1, name: 'Protocols' },
      errors: [],
    });
    expect(study.callsOf('fileRepository', 'createFolder')).toHaveLength(1);
  });

  it("names the right that the token's user lacks", async () => {
    const study = await start({
      intercept: (call, answer) =>
        isCall(call, 'createFolder')
          ? Promise.resolve(Response.json({ error: 'You do not have File Repository privileges' }, { status: 403 }))
          : answer(),
    });
    expect(await mutate(study, 'createFileRepositoryFolder', { name: 'X' })).toMatchObject({
      errors: [{ code: 'FORBIDDEN_RIGHT', missingRight: 'File Repository' }],
    });
  });
});

describe('importFileRepositoryFile', () => {
  it('streams a file into a folder and finds out its id', async () => {
    const study = await start();
    await mutate(study, 'importFileRepositoryFile', { file: upload('first') });
    study.forget();
    const { file, errors } = await mutate(study, 'importFileRepositoryFile', { file: upload('second') });
    expect([file.docId, file.name, errors]).toEqual([2, 'protocol é.pdf', []]);
    expect((await fetchDownload(study, file.downloadUrl))?.bytes.toString()).toBe('second');
    expect(study.calls.map((call) => call['action'])).toEqual(['list', 'import', 'list', 'export']);
  });

  it('distinguishes the new files of one name by their bytes', async () => {
    const study: Study = await start({
      intercept: async (call, answer) => {
        const response = await answer();
        if (!isCall(call, 'import')) return response;
        // Somebody else uploads a file of the same name at the same moment.
        const { project } = study;
        const docId = project.nextDocId++;
        project.files.set(docId, {
          docId,
          name: 'protocol é.pdf',
          mimeType: 'application/pdf',
          bytes: Buffer.from('theirs'),
        });
        project.fileRepository?.files.unshift({ docId, folderId: null });
        return response;
      },
    });
    expect(await mutate(study, 'importFileRepositoryFile', { file: upload('ours') })).toMatchObject({
      file: { docId: 1 },
      errors: [],
    });
  });

  it('finds out after a lost answer that the file is there, and adds no second', async () => {
    const study = await start(lose('import', true));
    expect(await mutate(study, 'importFileRepositoryFile', { file: upload('once') })).toMatchObject({
      file: { docId: 1 },
      errors: [],
    });
    expect(study.callsOf('fileRepository', 'import')).toHaveLength(1);
  });

  it('stores nothing when the upload breaks off', async () => {
    const study = await start();
    const broken = {
      promise: Promise.resolve({
        filename: 'a.pdf',
        mimetype: 'application/pdf',
        createReadStream: () =>
          Readable.from(
            (async function* () {
              yield await Promise.resolve(Buffer.from('half'));
              throw new Error('the client went away');
            })(),
          ),
      }),
    };
    expect(await mutate(study, 'importFileRepositoryFile', { file: broken })).toMatchObject({
      file: null,
      errors: [{ code: 'UPLOAD_INCOMPLETE', path: ['file'] }],
    });
    expect(study.clock.pauses).toEqual([]);
    expect(study.project.files.size).toBe(0);
  });

  it('stores nothing when other bytes arrive than were announced', async () => {
    const study = await start();
    const sha256 = createHash('sha256').update('ours').digest('hex').toUpperCase();
    expect(await mutate(study, 'importFileRepositoryFile', { file: upload('theirs'), sha256 })).toMatchObject({
      file: null,
      errors: [{ code: 'VALIDATION', path: ['sha256'] }],
    });
    expect(study.clock.pauses).toEqual([]);
    expect(study.project.files.size).toBe(0);
    expect(await mutate(study, 'importFileRepositoryFile', { file: upload('ours'), sha256: 'abc' })).toMatchObject({
      errors: [{ code: 'VALIDATION', path: ['sha256'] }],
    });
    expect(await mutate(study, 'importFileRepositoryFile', { file: upload('ours'), sha256 })).toMatchObject({
      file: { docId: 1 },
      errors: [],
    });
  });

  it('says when REDCap accepts a file and the folder does not show it', async () => {
    const study = await start({
      intercept: (call, answer) =>
        isCall(call, 'import') ? Promise.resolve(new Response(null, { status: 200 })) : answer(),
    });
    expect(await mutate(study, 'importFileRepositoryFile', { file: upload('x') })).toMatchObject({
      file: null,
      errors: [{ code: 'PARTIAL_WRITE', path: ['file'] }],
    });
  });

  it('refuses a folder that is not there, and a caller that may read only', async () => {
    const study = await start();
    expect(await mutate(study, 'importFileRepositoryFile', { folderId: 9, file: upload('x') })).toMatchObject({
      errors: [{ code: 'NOT_FOUND', path: ['folderId'] }],
    });
    const reader = await start({ mayWrite: false });
    const input = { project: 'study', file: upload('x') };
    const { errors } = await reader.run(documents.importFileRepositoryFile, { input });
    expect(errors[0]?.extensions['code']).toBe('FORBIDDEN');
    expect([...study.callsOf('fileRepository', 'import'), ...reader.calls]).toEqual([]);
  });
});

describe('deleteFileRepositoryFile', () => {
  it('deletes a file of the folder that is named, and no other', async () => {
    const study = await start();
    const { folder } = await mutate(study, 'createFileRepositoryFolder', { name: 'Protocols' });
    const { file } = await mutate(study, 'importFileRepositoryFile', { folderId: folder.folderId, file: upload('x') });
    const place = { docId: file.docId, folderId: folder.folderId };
    expect(await mutate(study, 'deleteFileRepositoryFile', { docId: file.docId })).toMatchObject({
      fileName: null,
      errors: [{ code: 'NOT_FOUND', path: ['docId'] }],
    });
    expect(await mutate(study, 'deleteFileRepositoryFile', place)).toEqual({ fileName: 'protocol é.pdf', errors: [] });
    expect(await mutate(study, 'deleteFileRepositoryFile', place)).toMatchObject({ errors: [{ code: 'NOT_FOUND' }] });
    expect(study.callsOf('fileRepository', 'delete')).toHaveLength(1);
  });

  it('finds out after a lost answer that the file is gone', async () => {
    const study = await start(lose('delete', true));
    const { file } = await mutate(study, 'importFileRepositoryFile', { file: upload('x') });
    expect(await mutate(study, 'deleteFileRepositoryFile', { docId: file.docId })).toEqual({
      fileName: 'protocol é.pdf',
      errors: [],
    });
    expect(study.callsOf('fileRepository', 'delete')).toHaveLength(1);
  });
});
