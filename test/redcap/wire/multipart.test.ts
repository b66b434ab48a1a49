import { describe, expect, it } from 'vitest';
import { encodeMultipart } from '../../../src/redcap/wire/multipart.ts';

async function* bytes(...parts: string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}

const collect = async (body: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
};

describe('the multipart encoding', () => {
  it('is read by another implementation as it was meant', async () => {
    const file = { fileName: 'Bericht "ä".txt', contentType: 'text/plain', body: bytes('one\r\n', '--two') };
    const { body, contentType } = encodeMultipart({ record: '1\r\n--x', field: 'upload' }, file);
    const form = await new Response(new Uint8Array(await collect(body)), {
      headers: { 'content-type': contentType },
    }).formData();
    const part = form.get('file');
    if (!(part instanceof File)) throw new Error('The part is no file.');
    expect([form.get('record'), form.get('field')]).toEqual(['1\r\n--x', 'upload']);
    expect([part.name, part.type, await part.text()]).toEqual(['Bericht "ä".txt', 'text/plain', 'one\r\n--two']);
  });

  it('sends every parameter behind the file, so that a body that breaks off within the file has no token', async () => {
    const file = { fileName: 'a', contentType: 'text/plain', body: bytes('one', 'two') };
    const { body, hasToken } = encodeMultipart({ record: '1', token: 'T0KEN' }, file);
    const seen: [string, boolean][] = [];
    for await (const chunk of body) seen.push([Buffer.from(chunk).toString(), hasToken()]);
    expect(seen.map(([text, has]) => [/name="(?:record|token)"|T0KEN/.test(text), has])).toEqual([
      [false, false],
      [false, false],
      [false, false],
      [true, true],
    ]);
  });

  it('lets no file name or type end its header', async () => {
    const file = { fileName: 'a"\r\nX-Evil: 1', contentType: 'text/html\r\nX-Evil: 2', body: bytes('') };
    const sent = (await collect(encodeMultipart({}, file).body)).toString();
    expect(sent).toContain('filename="a%22%0D%0AX-Evil: 1"\r\nContent-Type: application/octet-stream\r\n\r\n');
  });

  it('knows its length when the size of the file is known', async () => {
    const { body, contentLength } = encodeMultipart(
      { record: 'Ж' },
      { fileName: 'ä', contentType: 'text/plain', size: 5, body: bytes('12', '345') },
    );
    expect(contentLength).toBe((await collect(body)).length);
  });

  it('draws nothing from the file before it is read', () => {
    let drawn = false;
    const body = (async function* () {
      drawn = true;
      yield Buffer.from('x');
    })();
    encodeMultipart({}, { fileName: 'x', contentType: 'text/plain', body });
    expect(drawn).toBe(false);
  });
});
