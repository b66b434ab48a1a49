import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Caller } from '../../src/gateway/caller.ts';
import { readManifest } from '../../src/gateway/trusted-document/manifest.ts';
import { createTrustedDocuments } from '../../src/gateway/trusted-document/trusted-document.ts';
import { startDemoGateway } from '../support/demo-gateway.ts';
import { createGateway, gatewayOptions, ORIGIN, post } from './gateway.ts';

const HELLO = 'query Hello { hello }';
const hash = createHash('sha256').update(HELLO).digest('hex');

const apollo = JSON.stringify({
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: [{ id: hash, name: 'Hello', type: 'query', body: HELLO }],
});
const relay = JSON.stringify({ '7b1d': HELLO });

const key = (name: string): { name: string; sha256: string; projects: 'all'; scopes: ['read'] } => ({
  name,
  sha256: createHash('sha256').update(name).digest('hex'),
  projects: 'all',
  scopes: ['read'],
});

const open = (isRequired: boolean, isExempt: (caller: Caller) => boolean = () => false) => {
  const manifests = [readManifest(apollo), readManifest(relay)];
  const resolvers = { Query: { hello: () => 'you' } };
  return createGateway(
    gatewayOptions({ findDocument: createTrustedDocuments({ manifests, isRequired, isExempt }), resolvers }),
  );
};

const codeOf = (body: unknown): unknown =>
  // Every refusal has this form. Another one throws.
  (body as { errors: [{ extensions: { code: string } }] }).errors[0].extensions.code;
const answered = { data: { hello: 'you' } };

describe('a document of a manifest', () => {
  it.each([
    ['its id', { documentId: '7b1d' }],
    ['its hash, with the name of its function', { documentId: `sha256:${hash}` }],
    ["Relay's doc_id", { doc_id: '7b1d' }],
    ["Apollo's hash", { extensions: { persistedQuery: { version: 1, sha256Hash: hash } } }],
  ])('is run by %s', async (_, body) => {
    expect(await post(open(true), body)).toMatchObject({ status: 200, body: answered });
  });

  it('is run by its id from the query of an address', async () => {
    const answer = await open(true).fetch(new Request(`${ORIGIN}/graphql?documentId=7b1d`));
    expect(await answer.json()).toEqual(answered);
  });

  it.each([HELLO, 'query Hello {\n  # a comment\n  hello,\n}'])(
    'is run by its text where it is required: %j',
    async (query) => {
      expect(await post(open(true), { query })).toMatchObject({ status: 200, body: answered });
    },
  );
});

describe('another document', () => {
  it('is run where documents are not required', async () => {
    expect((await post(open(false), { query: '{ hello }' })).body).toEqual(answered);
  });

  it('is refused where they are required, also one that asks for the schema', async () => {
    for (const query of ['{ hello }', '{ __schema { types { name } } }', '{', 'query Hello { hello hello }']) {
      const { status, body } = await post(open(true), { query });
      expect([status, codeOf(body)]).toEqual([403, 'DOCUMENT_NOT_TRUSTED']);
    }
  });

  it('is not read where it is longer than any may be', async () => {
    const asked: unknown[] = [];
    const findDocument = (body: Readonly<Record<string, unknown>>): string => {
      asked.push(body);
      return HELLO;
    };
    const gateway = createGateway(gatewayOptions({ findDocument, limits: { queryBytes: 100 } }));
    const { status, body } = await post(gateway, { query: `{ ${'a '.repeat(60)}}` });
    expect([status, codeOf(body), asked]).toEqual([413, 'PAYLOAD_TOO_LARGE', []]);
  });

  it('is refused as a text beside the id of one that is known', async () => {
    expect(codeOf((await post(open(true), { query: '{ hello }', documentId: '7b1d' })).body)).toBe(
      'DOCUMENT_NOT_TRUSTED',
    );
  });

  it('is run for a caller who is exempt, and for no other', async () => {
    const resolvers = { Query: { hello: () => 'you' } };
    const findDocument = createTrustedDocuments({
      manifests: [readManifest(relay)],
      isRequired: true,
      isExempt: ({ subject }) => subject === 'guide',
    });
    const callers = { apiKeys: [key('guide'), key('app')], passThrough: null };
    const gateway = createGateway(gatewayOptions({ findDocument, callers, resolvers }));
    const ask = (name: string) => post(gateway, { query: '{ hello }' }, { authorization: `Bearer ${name}` });
    expect((await ask('guide')).body).toEqual(answered);
    expect(codeOf((await ask('app')).body)).toBe('DOCUMENT_NOT_TRUSTED');
  });
});

describe('a gateway that requires documents', () => {
  it('serves tables at plain addresses, which no manifest names', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trusted-'));
    writeFileSync(join(folder, 'relay.json'), relay);
    const trustedDocuments = { files: ['relay.json'], required: true };
    writeFileSync(join(folder, 'gateway.json'), JSON.stringify({ trustedDocuments }));
    const gateway = await startDemoGateway('--config', join(folder, 'gateway.json'));
    try {
      const table = await fetch(`${gateway.url}/projects/stroke2/instruments/adverse_events.csv`);
      expect([table.status, (await table.text()).split(',')[0]]).toEqual([200, 'record_id']);
    } finally {
      await gateway.close();
      rmSync(folder, { recursive: true });
    }
  });
});

describe('an id that no manifest has', () => {
  it.each([
    ['a gateway with manifests', open(false), 404, 'PersistedQueryNotFound', 'PERSISTED_QUERY_NOT_FOUND'],
    [
      'a gateway without',
      createGateway(gatewayOptions()),
      400,
      'PersistedQueryNotSupported',
      'PERSISTED_QUERY_NOT_SUPPORTED',
    ],
  ])('is refused by %s in the words that Apollo Client knows', async (_, gateway, status, message, code) => {
    const body = { extensions: { persistedQuery: { version: 1, sha256Hash: 'f'.repeat(64) } } };
    const answer = await post(gateway, body);
    expect(answer).toMatchObject({ status, body: { errors: [{ message, extensions: { code } }] } });
    const old = await post(gateway, body, { accept: 'application/json' });
    expect(old.status).toBe(200);
  });

  it.each(['__proto__', 'constructor', ''])('is not found by a name that all objects have: %j', async (documentId) => {
    expect(codeOf((await post(open(false), { documentId })).body)).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  it('is refused as malformed where it is no string', async () => {
    expect(codeOf((await post(open(false), { documentId: 7 })).body)).toBe('BAD_USER_INPUT');
  });
});

describe('a manifest', () => {
  it.each([
    ['no JSON', '{', 'is not JSON.'],
    ['a list', '[]', 'is no manifest of documents: it must be an object.'],
    ['another format', '{"format":"other","operations":[]}', 'has a format that is not known.'],
    ['Apollo without operations', '{"format":"apollo-persisted-query-manifest"}', 'has no list of operations.'],
    ['an operation without a text', '{"a":1}', 'has an operation without an id or without a text.'],
    [
      'two of one id',
      JSON.stringify({
        format: 'apollo-persisted-query-manifest',
        operations: [
          { id: 'a', body: HELLO },
          { id: 'a', body: HELLO },
        ],
      }),
      'has two operations with one id.',
    ],
  ])('is refused: %s', (_, text, message) => {
    expect(() => readManifest(text)).toThrow(message);
  });
});
