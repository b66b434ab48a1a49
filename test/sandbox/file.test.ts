import { describe, expect, it } from 'vitest';

import type { Bench } from './record/support.ts';
import { makeField, sketchBench, sketchClinic, sketchVisits } from './record/support.ts';

const refusal = (error: string): string => JSON.stringify({ error });

const file = (bench: Bench, action: string, fields: Record<string, string>, upload?: File): Promise<Response> =>
  bench.send({ content: 'file', action, ...fields }, upload);

const place = { record: '1', field: 'mugshot' };

describe('a file', () => {
  it('comes back byte for byte, with its type and its name', async () => {
    const bench = await sketchClinic();
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const imported = await file(bench, 'import', place, new File([bytes], 'mugshot-1.jpg', { type: 'image/jpeg' }));
    expect([imported.status, await imported.text()]).toEqual([200, '']);
    const exported = await file(bench, 'export', place);
    expect(exported.status).toBe(200);
    expect(exported.headers.get('content-type')).toBe('image/jpeg; name="mugshot-1.jpg"');
    expect(new Uint8Array(await exported.arrayBuffer())).toEqual(bytes);
  });

  it('of text says its character set without a blank', async () => {
    const bench = await sketchClinic();
    await file(bench, 'import', place, new File(['test upload\n'], 'test_upload.txt', { type: 'text/plain' }));
    const exported = await file(bench, 'export', place);
    expect(exported.headers.get('content-type')).toBe('text/plain; name="test_upload.txt";charset=UTF-8');
    expect(await exported.text()).toBe('test upload\n');
  });

  it('without a type gets the one that its name suggests', async () => {
    const bench = await sketchClinic();
    const typeOf = async (name: string): Promise<string | null> => {
      await file(bench, 'import', place, new File(['x'], name));
      return (await file(bench, 'export', place)).headers.get('content-type');
    };
    expect(await typeOf('notes.TXT')).toBe('text/plain; name="notes.TXT";charset=UTF-8');
    expect(await typeOf('core.xyz')).toBe('application/octet-stream; name="core.xyz"');
  });

  it('may have a name in any script: the header holds the bytes of its UTF-8', async () => {
    const bench = await sketchClinic();
    await file(bench, 'import', place, new File(['x'], 'signé ☃.pdf', { type: 'application/pdf' }));
    const header = (await file(bench, 'export', place)).headers.get('content-type') ?? '';
    expect(Buffer.from(header, 'latin1').toString('utf8')).toBe('application/pdf; name="signé ☃.pdf"');
  });

  it('is replaced by the next one, and the old one is gone', async () => {
    const bench = await sketchClinic();
    await file(bench, 'import', place, new File(['1'], 'one.txt'));
    await file(bench, 'import', place, new File(['2'], 'two.txt'));
    expect(await bench.json({ records: '1', fields: 'mugshot' })).toEqual([{ mugshot: 'two.txt' }]);
    expect([...bench.project.files.keys()]).toEqual([2]);
  });

  it('is deleted with an empty answer, and cannot be exported or deleted again', async () => {
    const bench = await sketchClinic();
    await file(bench, 'import', place, new File(['1'], 'one.txt'));
    const deleted = await file(bench, 'delete', place);
    expect([deleted.status, await deleted.text()]).toEqual([200, '']);
    expect(await bench.json({ records: '1', fields: 'mugshot' })).toEqual([{ mugshot: '' }]);
    expect((await file(bench, 'export', place)).status).toBe(400);
    expect((await file(bench, 'delete', place)).status).toBe(400);
    expect(bench.project.files.size).toBe(0);
  });

  it('goes to an instance of a repeating form, which it may create', async () => {
    const bench = sketchBench({
      fields: [makeField('id', 'main'), makeField('scan', 'scans', 'file')],
      repeating: [[0, 'scans']],
    });
    await bench.importRows([{ id: '1' }]);
    const at = { record: '1', field: 'scan' };
    await file(bench, 'import', { ...at, repeat_instance: '3' }, new File(['3'], 'three.txt'));
    await file(bench, 'import', at, new File(['1'], 'one.txt'));
    expect(await bench.json({ fields: 'id,scan' })).toEqual([
      { id: '1', redcap_repeat_instrument: '', redcap_repeat_instance: '', scan: '' },
      { id: '1', redcap_repeat_instrument: 'scans', redcap_repeat_instance: 1, scan: 'one.txt' },
      { id: '1', redcap_repeat_instrument: 'scans', redcap_repeat_instance: 3, scan: 'three.txt' },
    ]);
  });

  it('needs an event in a longitudinal project', async () => {
    const bench = await sketchVisits();
    const at = { record: '1', field: 'image_profile' };
    const upload = new File(['x'], 'x.txt');
    expect(await (await file(bench, 'import', at, upload)).text()).toBe(
      refusal('The parameter "event" is required because the project is longitudinal'),
    );
    expect((await file(bench, 'import', { ...at, event: 'intake_arm_1' }, upload)).status).toBe(200);
    expect((await file(bench, 'import', { ...at, event: 'nope_arm_1' }, upload)).status).toBe(400);
    expect(await bench.json({ records: '1', fields: 'image_profile' })).toEqual([
      { image_profile: 'x.txt' },
      { image_profile: '' },
      { image_profile: '' },
    ]);
  });
});

describe('a file method is refused', () => {
  it.each(['export', 'import', 'delete'])('for a field that is none of files (%s)', async (action) => {
    const bench = await sketchClinic();
    const upload = new File(['x'], 'x.txt');
    for (const field of ['mugshotttttt', 'weight']) {
      const response = await file(bench, action, { ...place, field }, upload);
      expect(response.status).toBe(400);
      expect(await response.text()).toBe(refusal(`The field '${field}' does not exist or is not a 'file' field`));
    }
  });

  it('for an unknown record, which is not created', async () => {
    const bench = await sketchClinic();
    const response = await file(bench, 'import', { ...place, record: '77' }, new File(['x'], 'x.txt'));
    expect(response.status).toBe(400);
    expect(bench.project.records.has('77')).toBe(false);
  });

  it('without a file', async () => {
    expect((await file(await sketchClinic(), 'import', place)).status).toBe(400);
  });

  it('for a signature', async () => {
    const bench = sketchBench({
      fields: [
        makeField('id', 'main'),
        makeField('sign', 'main', 'file', { text_validation_type_or_show_slider_number: 'signature' }),
      ],
    });
    await bench.importRows([{ id: '1' }]);
    const response = await file(bench, 'import', { record: '1', field: 'sign' }, new File(['x'], 'x.png'));
    expect(response.status).toBe(400);
  });

  it.each([
    ['without the right to import', 'api_import', 'import', 'You do not have API Import/Update privileges'],
    ['without the right to export', 'api_export', 'export', 'You do not have API Export privileges'],
  ])('%s', async (_name, flag, action, text) => {
    const bench = await sketchClinic();
    bench.user.flags[flag] = 0;
    const response = await file(bench, action, place, new File(['x'], 'x.txt'));
    expect(response.status).toBe(403);
    expect(await response.text()).toBe(refusal(text));
  });

  it.each([
    [0, '', 403],
    [2, 'y', 403],
    [3, 'y', 403],
    [3, '', 200],
    [1, 'y', 200],
  ])('by the export right %i for a field with identifier "%s": %i', async (right, identifier, status) => {
    const bench = sketchBench({ fields: [makeField('id', 'main'), makeField('scan', 'main', 'file', { identifier })] });
    await bench.importRows([{ id: '1' }]);
    await file(bench, 'import', { record: '1', field: 'scan' }, new File(['x'], 'x.txt'));
    bench.user.formsExport = { main: right };
    expect((await file(bench, 'export', { record: '1', field: 'scan' })).status).toBe(status);
  });
});
