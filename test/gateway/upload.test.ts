import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { createGateway, gatewayOptions, ORIGIN } from './gateway.ts';

interface Uploaded {
  readonly filename: string;
  readonly mimetype: string;
  readonly createReadStream: () => Readable;
}

const MUTATION = 'mutation ($file: Upload!) { importFile(file: $file) }';
const PREFLIGHT = { 'x-graphql-yoga-csrf': '1' };

/** A resolver that reads its file as it arrives and counts the bytes. */
const countBytes = (seen: unknown[] = []) => ({
  Mutation: {
    importFile: async (_source: unknown, { file }: { file: Promise<Uploaded> }): Promise<number> => {
      const { filename, mimetype, createReadStream } = await file;
      const hash = createHash('sha256');
      let bytes = 0;
      for await (const chunk of createReadStream() as AsyncIterable<Uint8Array>) {
        bytes += chunk.byteLength;
        hash.update(chunk);
      }
      seen.push({ filename, mimetype, sha256: hash.digest('hex') });
      return bytes;
    },
  },
});

const form = (file: Blob, name: string, map: unknown = { 0: ['variables.file'] }): FormData => {
  const data = new FormData();
  data.set('operations', JSON.stringify({ query: MUTATION, variables: { file: null } }));
  data.set('map', JSON.stringify(map));
  data.set('0', file, name);
  return data;
};

const send = async (
  gateway: Gateway,
  body: FormData,
  headers: Record<string, string> = PREFLIGHT,
): Promise<{ status: number; body: unknown }> => {
  const response = await gateway.fetch(new Request(`${ORIGIN}/graphql`, { method: 'POST', headers, body }));
  return { status: response.status, body: await response.json() };
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'upload-test-'));
  vi.stubEnv('TMPDIR', folder);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe('an upload', () => {
  afterEach(async () => {
    await vi.waitFor(() => expect(readdirSync(folder)).toEqual([]));
  });

  it('reaches its resolver with its name, type and bytes', async () => {
    const seen: unknown[] = [];
    const gateway = createGateway(gatewayOptions({ resolvers: countBytes(seen) }));
    const file = new Blob(['consent ', 'given'], { type: 'text/plain' });
    expect(await send(gateway, form(file, '同意書.txt'))).toEqual({ status: 200, body: { data: { importFile: 13 } } });
    expect(seen).toEqual([
      {
        filename: '同意書.txt',
        mimetype: 'text/plain',
        sha256: createHash('sha256').update('consent given').digest('hex'),
      },
    ]);
  });

  it('is refused without a header that forces a preflight', async () => {
    const answer = await send(createGateway(gatewayOptions()), form(new Blob(['x']), 'a.txt'), {});
    expect(answer).toMatchObject({ status: 403, body: { errors: [{ extensions: { code: 'FORBIDDEN' } }] } });
  });

  it('above the limit fails with PAYLOAD_TOO_LARGE, and is not imported in part', async () => {
    const seen: unknown[] = [];
    const gateway = createGateway(gatewayOptions({ resolvers: countBytes(seen), limits: { fileBytes: 100_000 } }));
    const { body } = await send(gateway, form(new Blob([new Uint8Array(300_000)]), 'a.bin'));
    expect(body).toMatchObject({ data: { importFile: null }, errors: [{ extensions: { code: 'PAYLOAD_TOO_LARGE' } }] });
    expect(seen).toEqual([]);
  });

  it.each([
    ['a map to a place that is none', { 0: ['variables.__proto__.x'] }],
    ['a map that is no list', { 0: 'variables.file' }],
  ])('is refused as malformed: %s', async (_what, map) => {
    const { status, body } = await send(createGateway(gatewayOptions()), form(new Blob(['x']), 'a.txt', map));
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('is refused as malformed without its parts', async () => {
    const data = new FormData();
    data.set('0', new Blob(['x']), 'a.txt');
    expect(await send(createGateway(gatewayOptions()), data)).toMatchObject({ status: 400 });
  });

  /** A multipart body whose characters are its bytes, with a Latin-1 letter where the test puts one. */
  const sendLatin = (parts: { operations?: string; map?: string; filename?: string }, seen: unknown[] = []) => {
    const operations = JSON.stringify({ query: MUTATION, variables: { file: null } });
    const part = (header: string, body: string): string =>
      `--limit\r\nContent-Disposition: form-data; ${header}\r\n\r\n${body}\r\n`;
    const body =
      part('name="operations"', parts.operations ?? operations) +
      part('name="map"', parts.map ?? '{"0":["variables.file"]}') +
      part(`name="0"; ${parts.filename ?? 'filename="a.txt"'}`, 'x') +
      '--limit--\r\n';
    const headers = { ...PREFLIGHT, 'content-type': 'multipart/form-data; boundary=limit' };
    const request = new Request(`${ORIGIN}/graphql`, { method: 'POST', headers, body: Buffer.from(body, 'latin1') });
    return createGateway(gatewayOptions({ resolvers: countBytes(seen) })).fetch(request);
  };

  it.each([
    ['operations', { operations: `{"query":"mutation { a(b: \\"caf\xe9\\") }"}` }],
    ['variables', { operations: `{"query":"${MUTATION}","variables":{"file":null,"name":{"a":["caf\xe9"]}}}` }],
    ['the name of a variable', { operations: `{"query":"${MUTATION}","variables":{"file":null,"caf\xe9":1}}` }],
    ['the map', { map: '{"0":["variables.caf\xe9"]}' }],
  ])('is refused where bytes are not UTF-8 in %s', async (_where, parts) => {
    const seen: unknown[] = [];
    const response = await sendLatin(parts, seen);
    expect([response.status, await response.json()]).toEqual([
      400,
      {
        errors: [
          {
            message:
              'The parts "operations" and "map" must be UTF-8, and hold no U+FFFD, which stands for bytes that are not UTF-8.',
            extensions: { code: 'BAD_USER_INPUT' },
          },
        ],
      },
    ]);
    expect(seen).toEqual([]);
  });

  it.each([
    ['in UTF-8', `filename="${Buffer.from('café.txt').toString('latin1')}"`, 'café.txt'],
    ['in UTF-8, by a parameter of its own', "filename*=UTF-8''caf%C3%A9.txt", 'café.txt'],
    ['in Latin-1, by a parameter that says so', "filename*=ISO-8859-1''caf%E9.txt", 'café.txt'],
    // The writer refuses this name: test/schema/file/file.test.ts.
    ['in Latin-1', 'filename="caf\xe9.txt"', 'caf\ufffd.txt'],
  ])('has a file name %s', async (_how, filename, name) => {
    const seen: unknown[] = [];
    const response = await sendLatin({ filename }, seen);
    expect([response.status, seen]).toEqual([200, [expect.objectContaining({ filename: name })]]);
  });

  it('is not answered for operations that nobody validated', async () => {
    const data = form(new Blob(['x']), 'a.txt');
    data.set('operations', JSON.stringify({ query: 'mutation { nope }', variables: { file: null } }));
    const { body } = await send(createGateway(gatewayOptions()), data);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
  });

  it('of 64 MiB over a socket streams: it is never in memory as a whole', async () => {
    const MIB = 1024 * 1024;
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    let before = 0;
    /** Bytes that are held since the beginning: garbage is collected only where it could be mistaken for them. */
    const heldBytes = (): number => {
      if (process.memoryUsage().arrayBuffers - before > 8 * MIB) collect();
      return process.memoryUsage().arrayBuffers - before;
    };
    let most = 0;
    const piece = new Uint8Array(MIB);
    async function* pieces(): AsyncGenerator<Uint8Array> {
      const head =
        `--b\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${JSON.stringify({ query: MUTATION, variables: { file: null } })}\r\n` +
        `--b\r\ncontent-disposition: form-data; name="map"\r\n\r\n{"0":["variables.file"]}\r\n` +
        `--b\r\ncontent-disposition: form-data; name="0"; filename="scan.bin"\r\ncontent-type: application/octet-stream\r\n\r\n`;
      yield new TextEncoder().encode(head);
      for (let sent = 0; sent < 64; sent += 1) {
        yield piece;
        most = Math.max(most, heldBytes());
      }
      yield new TextEncoder().encode('\r\n--b--\r\n');
    }
    const gateway = createGateway(gatewayOptions({ resolvers: countBytes() }));
    const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
    collect();
    before = process.memoryUsage().arrayBuffers;
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { ...PREFLIGHT, 'content-type': 'multipart/form-data; boundary=b' },
      body: ReadableStream.from(pieces()),
      duplex: 'half',
    } as RequestInit);
    expect(await response.json()).toEqual({ data: { importFile: 64 * MIB } });
    expect(most).toBeLessThan(16 * MIB);
    await gateway.close(15_000);
  });
});
