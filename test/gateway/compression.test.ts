import { get } from 'node:http';
import { brotliDecompressSync, createGunzip, gunzipSync } from 'node:zlib';
import type { GraphQLField } from 'graphql';
import { isInterfaceType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { chooseEncoding, createPacker } from '../../src/gateway/encoding.ts';
import { schema } from '../../src/schema/index.ts';
import { createGateway, createTestSchema, gatewayOptions, ORIGIN } from './gateway.ts';

const LONG = 'lorem ipsum '.repeat(1_000);
const resolvers = {
  Query: { hello: () => LONG, nothing: () => 'short', a: () => LONG, self: () => ({}) },
  Mutation: { rename: () => LONG },
};

const createTest = (compression = true) => {
  const own = createTestSchema(resolvers);
  const query = own.getQueryType()?.getFields();
  if (query?.['a'] !== undefined) query['a'].extensions = { secret: true };
  return createGateway(gatewayOptions({ schema: own, compression }));
};

const ask = (query: string, encoding: string | null, gateway = createTest()): Promise<Response> =>
  gateway.fetch(
    new Request(`${ORIGIN}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(encoding === null ? {} : { 'accept-encoding': encoding }),
      },
      body: JSON.stringify({ query }),
    }),
  );

const bytesOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer());

describe('an answer of a query', () => {
  it.each([
    ['br', 'gzip, deflate, br', brotliDecompressSync],
    ['gzip', 'gzip, deflate', gunzipSync],
    ['gzip', 'br;q=0.5, gzip;q=0.9', gunzipSync],
    ['gzip', 'br;q=0, *', gunzipSync],
  ])('is packed with %s for a client that accepts %s', async (encoding, accepted, unpack) => {
    const answer = await ask('{ hello }', accepted);
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, encoding]);
    expect(answer.headers.get('vary')).toMatch(/accept-encoding/i);
    const bytes = await bytesOf(answer);
    expect(answer.headers.get('content-length')).toBe(String(bytes.length));
    expect(JSON.parse(unpack(bytes).toString())).toEqual({ data: { hello: LONG } });
    expect(bytes.length).toBeLessThan(LONG.length / 10);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('etag')).toBeNull();
  });

  it.each([null, '', 'identity', 'deflate', 'gzip;q=0, br;q=0', 'x'])('is not packed for %s', async (accepted) => {
    const answer = await ask('{ hello }', accepted);
    expect(answer.headers.get('content-encoding')).toBeNull();
    expect(answer.headers.get('vary')).toMatch(/accept-encoding/i);
    const text = await answer.text();
    expect(JSON.parse(text)).toEqual({ data: { hello: LONG } });
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
  });

  it.each([
    ['is small', '{ nothing }'],
    ['is that of a mutation', 'mutation { rename(to: "a") }'],
    ['has an error', '{ hello secret }'],
    ['is not valid', `{ ${'nope'.repeat(2_000)} }`],
    ['holds what is as good as a credential', '{ hello a }'],
    ['holds it below an alias and a fragment', '{ ...f } fragment f on Query { hello self { b: a } }'],
  ])('is not packed when it %s', async (_what, query) => {
    const answer = await ask(query, 'gzip, br');
    expect(answer.headers.get('content-encoding')).toBeNull();
    expect(JSON.parse(await answer.text())).toBeTypeOf('object');
  });

  it('is not packed where the configuration says so', async () => {
    const answer = await ask('{ hello }', 'gzip', createTest(false));
    expect([answer.headers.get('content-encoding'), answer.headers.get('vary')]).toEqual([null, null]);
  });

  it('arrives packed over a socket, with its length', async () => {
    const gateway = createTest();
    const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
    const answer = await new Promise<{ headers: unknown; bytes: Buffer }>((resolve, reject) => {
      const headers = { 'accept-encoding': 'gzip', accept: 'application/json' };
      get(`${url}/graphql?query={hello}`, { headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ headers: response.headers, bytes: Buffer.concat(chunks) }));
      }).on('error', reject);
    });
    expect(answer.headers).toMatchObject({ 'content-encoding': 'gzip', 'content-length': String(answer.bytes.length) });
    expect(gunzipSync(answer.bytes).toString()).toContain(LONG);
    await gateway.close(1_000);
  });
});

describe('a packer', () => {
  it('gives what was written before the next is written', async () => {
    const packer = createPacker('gzip');
    const unpacked = packer.pipe(createGunzip());
    for (const part of ['first', 'second', 'third']) {
      const read = new Promise((resolve) => unpacked.once('data', resolve));
      packer.write(part);
      expect(String(await read)).toBe(part);
    }
    packer.end();
  });
});

describe('the encoding', () => {
  it('is the one that the client wants most, and brotli of two that it wants alike', () => {
    expect(['gzip;q=1.0, br;q=0.1', 'br;q=1, gzip', 'GZIP', ' gzip ;q=0.2 ', '*', '*;q=0'].map(chooseEncoding)).toEqual(
      ['gzip', 'br', 'gzip', 'gzip', 'br', undefined],
    );
  });
});

describe('the graph', () => {
  it('marks every field that is as good as a credential', () => {
    const fields = Object.values(schema.getTypeMap())
      .filter((type) => isObjectType(type) || isInterfaceType(type))
      .flatMap((type): [string, GraphQLField<unknown, unknown>][] =>
        Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field]),
      );
    const marked = fields.filter(([, { extensions }]) => extensions['secret'] === true).map(([name]) => name);
    expect(marked.sort()).toEqual([
      'CreateProjectPayload.token',
      'Download.downloadUrl',
      'FileRepositoryFile.downloadUrl',
      'Project.surveyAccessCode',
      'Project.surveyLink',
      'Project.surveyQueueLink',
      'Project.surveyReturnCode',
      'StoredFile.downloadUrl',
      'SurveyParticipant.surveyAccessCode',
      'SurveyParticipant.surveyLink',
      'SurveyParticipant.surveyQueueLink',
    ]);
    // A new field whose description calls it a secret, or an address of a download, is not forgotten.
    const named = /(?:: a secret|as secret as|is a secret|can be fetched (?:there )?for five minutes|Whoever has it)/;
    expect(
      fields
        .filter(([, { description }]) => named.test(description ?? ''))
        .map(([name]) => name)
        .sort(),
    ).toEqual(marked);
  });
});
