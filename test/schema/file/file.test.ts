import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { clinic, everything, stored } from '../../support/clinic.ts';
import { startStudy, type Study, type StudyOptions } from '../../support/study.ts';

const studies: Study[] = [];

const start = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: clinic, ...options });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const bytes = Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 255, 13, 10, 128]);
const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** A file as a multipart request's variable holds it. */
const upload = (content: Uint8Array | (() => Readable), filename = 'consent é.pdf'): object => ({
  promise: Promise.resolve({
    filename,
    mimetype: 'application/pdf',
    createReadStream: typeof content === 'function' ? content : () => Readable.from([content]),
  }),
});

const importDocument = `mutation ($input: ImportFileInput!) {
  importFile(input: $input) { file { fileName contentType downloadUrl } errors { code path message isRetryable } }
}`;
const deleteDocument = `mutation ($input: DeleteFileInput!) {
  deleteFile(input: $input) { fileName errors { code path message } }
}`;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests state the shape that they expect by reading it
const importFile = async (study: Study, input: object): Promise<any> => {
  const { data, errors } = await study.run(importDocument, { input: { project: 'study', ...input } });
  expect(errors).toEqual([]);
  return data.importFile;
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
const deleteFile = async (study: Study, input: object): Promise<any> => {
  const { data, errors } = await study.run(deleteDocument, { input: { project: 'study', ...input } });
  expect(errors).toEqual([]);
  return data.deleteFile;
};

const place = { record: '1', event: 'baseline_arm_1', field: 'consent_pdf' };
const filesOf = (study: Study) => [...study.project.files.values()];

const lose = (action: string): Partial<StudyOptions> => ({
  intercept: async (call, answer) => {
    const real = await answer();
    return call['content'] === 'file' && call['action'] === action ? 'reset' : real;
  },
});

describe('importFile', () => {
  it.each([
    ['not UTF-8', 'caf\ufffd.pdf', 'The name of the file is not UTF-8: send it in UTF-8, or give it another name.'],
    ['with a control character', 'a\u000bb.pdf', 'The name of the file has a control character: give it another name.'],
    ['blank', ' ', 'The file has no name: REDCap keeps it by its name.'],
  ])('refuses a file name that is %s before anything is sent', async (_what, name, message) => {
    const study = await start();
    const payload = await importFile(study, { ...place, file: upload(bytes, name) });
    expect(payload).toMatchObject({ file: null, errors: [{ code: 'VALIDATION', path: ['file'], message }] });
    expect([study.callsOf('file', 'import'), filesOf(study)]).toEqual([[], []]);
  });

  it('keeps bytes, name and type, and gives an address to fetch them from', async () => {
    const study = await start();
    const payload = await importFile(study, { ...place, file: upload(bytes), sha256: sha256(bytes).toUpperCase() });
    expect(payload).toEqual({
      file: {
        fileName: 'consent é.pdf',
        contentType: 'application/pdf',
        downloadUrl: expect.stringMatching(/^\/files\/[\w-]{32}$/) as string,
      },
      errors: [],
    });
    expect(filesOf(study)).toMatchObject([{ name: 'consent é.pdf', mimeType: 'application/pdf' }]);
    expect(Buffer.from(filesOf(study)[0]?.bytes ?? [])).toEqual(bytes);
    const ticket = (payload.file.downloadUrl as string).slice('/files/'.length);
    study.forget();
    const reply = await (await study.shared.downloads.find(ticket))?.open();
    const fetched: Uint8Array[] = [];
    for await (const chunk of reply?.body ?? []) fetched.push(chunk);
    expect(Buffer.concat(fetched)).toEqual(bytes);
    expect(study.calls).toMatchObject([{ content: 'file', action: 'export', record: '1', event: 'baseline_arm_1' }]);
  });

  it('puts a file into instance 7 of a repeating instrument', async () => {
    const study = await start();
    const at = { record: '1', event: 'baseline_arm_1', field: 'ae_report', repeatInstance: 7 };
    expect(await importFile(study, { ...at, file: upload(bytes) })).toMatchObject({ errors: [] });
    expect(stored(study.project, '1', 'baseline_arm_1', 'adverse_events', 7)).toEqual({ ae_report: '1' });
  });

  it('stores nothing when other bytes arrive than were announced', async () => {
    const study = await start();
    const before = everything(study.project);
    const payload = await importFile(study, { ...place, file: upload(bytes), sha256: sha256(Buffer.from('other')) });
    expect(payload).toEqual({
      file: null,
      errors: [
        {
          code: 'VALIDATION',
          path: ['sha256'],
          message:
            'The bytes that arrived do not have this SHA-256, and so they were not passed on to their end. Nothing was stored. Send the file again.',
          isRetryable: false,
        },
      ],
    });
    expect(study.clock.pauses).toEqual([]);
    expect(filesOf(study)).toEqual([]);
    expect(everything(study.project)).toEqual(before);
  });

  it('leaves the old file of the same name when other bytes arrive than were announced', async () => {
    const study = await start();
    await importFile(study, { ...place, file: upload(Buffer.from('old')) });
    const payload = await importFile(study, { ...place, file: upload(bytes), sha256: sha256(Buffer.from('other')) });
    expect(payload.errors).toMatchObject([{ code: 'VALIDATION', path: ['sha256'] }]);
    expect(Buffer.from(filesOf(study)[0]?.bytes ?? []).toString()).toBe('old');
  });

  it.each([
    [
      'stops coming',
      { status: 499 },
      'UPLOAD_INCOMPLETE',
      true,
      'The bytes of the file stopped coming before its end. Nothing was stored. Send the file again.',
    ],
    [
      'is too large',
      { status: 413 },
      'VALIDATION',
      false,
      'The file is larger than this gateway takes. Nothing was stored. Send a smaller one.',
    ],
    [
      'breaks off',
      {},
      'UPLOAD_INCOMPLETE',
      true,
      'The upload broke off in the gateway. Nothing was stored. Send the file again.',
    ],
  ])(
    'stores nothing when the upload %s, and knows so without a look',
    async (_what, status, code, isRetryable, message) => {
      const study = await start();
      const broken = upload(() =>
        Readable.from(
          (async function* () {
            yield await Promise.resolve(bytes);
            throw Object.assign(new Error('the upload ended'), status);
          })(),
        ),
      );
      const payload = await importFile(study, { ...place, file: broken });
      expect(payload.errors).toEqual([{ code, path: ['file'], message, isRetryable }]);
      expect(study.clock.pauses).toEqual([]);
      expect(filesOf(study)).toEqual([]);
    },
  );

  it('says that a file did not begin to come', async () => {
    const study = await start();
    const promise = Promise.reject(Object.assign(new Error('the upload ended'), { status: 499 }));
    // The reader of uploads does so too: nobody may ask for the file.
    promise.catch(() => undefined);
    const payload = await importFile(study, { ...place, file: { promise } });
    expect(payload.errors).toMatchObject([{ code: 'UPLOAD_INCOMPLETE', path: ['file'], isRetryable: true }]);
    expect(study.callsOf('file', 'import')).toEqual([]);
  });

  it('passes a large file on whole, piece by piece', async () => {
    const study = await start();
    const chunk = Buffer.alloc(64 * 1024, 7);
    let ahead = 0;
    const large = upload(() =>
      Readable.from(
        (async function* () {
          for (let sent = 0; sent < 64; sent += 1) {
            ahead += 1;
            yield await Promise.resolve(chunk);
          }
        })(),
        { highWaterMark: 1 },
      ),
    );
    expect(await importFile(study, { ...place, file: large })).toMatchObject({ errors: [] });
    expect(ahead).toBe(64);
    expect(filesOf(study)[0]?.bytes.length).toBe(64 * 64 * 1024);
  });

  it.each([
    ['a field that is no file', { field: 'first_name' }, 'VALIDATION', ['field']],
    ['a field that is not there', { field: 'consent' }, 'NOT_FOUND', ['field']],
    ['a signature', { field: 'signed' }, 'VALIDATION', ['field']],
    ['a record that is not there', { record: '7' }, 'NOT_FOUND', ['record']],
    ['no event', { event: null }, 'VALIDATION', ['event']],
    ['an event that the instrument is not designated for', { event: 'baseline_arm_2' }, 'VALIDATION', ['event']],
    ['an instance where nothing repeats', { repeatInstance: 2 }, 'VALIDATION', ['repeatInstance']],
    ['no instance where the event repeats', { event: 'unscheduled_arm_1' }, 'VALIDATION', ['repeatInstance']],
    ['a hash that is none', { sha256: 'abc' }, 'VALIDATION', ['sha256']],
  ])('refuses %s', async (_title, input, code, path) => {
    const study = await start();
    const payload = await importFile(study, { ...place, file: upload(bytes), ...input });
    expect(payload).toMatchObject({ file: null, errors: [{ code, path }] });
    expect(study.callsOf('file', 'import')).toEqual([]);
  });

  it('finds out after a lost answer that the file is stored, by its bytes', async () => {
    const study = await start(lose('import'));
    expect(await importFile(study, { ...place, file: upload(bytes) })).toMatchObject({
      file: { fileName: 'consent é.pdf' },
      errors: [],
    });
    expect(study.callsOf('file', 'import')).toHaveLength(1);
  });

  it('is not done when REDCap accepts the file and the field stays empty', async () => {
    const study = await start({
      intercept: (call, answer) =>
        call['content'] === 'file' && call['action'] === 'import'
          ? Promise.resolve(new Response(null, { status: 200 }))
          : answer(),
    });
    const payload = await importFile(study, { ...place, file: upload(bytes) });
    expect(payload).toMatchObject({ file: null, errors: [{ code: 'PARTIAL_WRITE', path: ['file'] }] });
  });

  it("says which right the token's user lacks", async () => {
    const study = await start();
    study.owner.flags['api_import'] = 0;
    const payload = await importFile(study, { ...place, file: upload(bytes) });
    expect(payload.errors).toMatchObject([{ code: 'FORBIDDEN_RIGHT' }]);
  });

  it('refuses a caller that may read only', async () => {
    const study = await start({ mayWrite: false });
    const input = { project: 'study', ...place, file: upload(bytes) };
    const { errors } = await study.run(importDocument, { input });
    expect(errors[0]?.extensions['code']).toBe('FORBIDDEN');
  });
});

describe('deleteFile', () => {
  it('is not done because a look does not show the record', async () => {
    let isLost = false;
    const study = await start({
      intercept: async (call, answer) => {
        if (call['content'] === 'file' && call['action'] === 'delete') {
          isLost = true;
          return 'reset';
        }
        return isLost && call['content'] === 'record' ? Response.json([]) : answer();
      },
    });
    await importFile(study, { ...place, file: upload(bytes) });
    expect(await deleteFile(study, place)).toMatchObject({ fileName: null, errors: [{ code: 'UNKNOWN_OUTCOME' }] });
    expect(filesOf(study)).toHaveLength(1);
  });

  it('deletes the file of a field and returns its name', async () => {
    const study = await start();
    await importFile(study, { ...place, file: upload(bytes) });
    expect(await deleteFile(study, place)).toEqual({ fileName: 'consent é.pdf', errors: [] });
    expect(filesOf(study)).toEqual([]);
    expect(await deleteFile(study, place)).toMatchObject({
      fileName: null,
      errors: [{ code: 'NOT_FOUND', path: ['field'] }],
    });
  });

  it('finds out after a lost answer that the file is gone', async () => {
    const study = await start(lose('delete'));
    await importFile(study, { ...place, file: upload(bytes) });
    expect(await deleteFile(study, place)).toEqual({ fileName: 'consent é.pdf', errors: [] });
    expect(study.callsOf('file', 'delete')).toHaveLength(1);
  });

  it('refuses a record that is not there', async () => {
    const study = await start();
    expect(await deleteFile(study, { ...place, record: '7' })).toMatchObject({ errors: [{ code: 'NOT_FOUND' }] });
  });
});

describe('StoredFile', () => {
  it('costs no REDCap call until it is fetched', async () => {
    const study = await start();
    await importFile(study, { ...place, file: upload(bytes) });
    study.forget();
    const { data, errors } =
      await study.run(`{ project(key: "study") { record(name: "1") { instances(instrument: "consent") {
      value(field: "consent_pdf") { raw ... on FileValue { file { fileName contentType downloadUrl } } }
    } } } }`);
    expect(errors).toEqual([]);
    expect(data.project.record.instances[0].value).toMatchObject({
      raw: 'consent é.pdf',
      file: { fileName: 'consent é.pdf', contentType: null, downloadUrl: expect.stringContaining('/files/') as string },
    });
    expect(study.calls.filter((call) => call['content'] === 'file')).toEqual([]);
  });
});
