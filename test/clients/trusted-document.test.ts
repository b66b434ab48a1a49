import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requireClientLibrary } from '../support/client-libraries.ts';
import { startDemoGateway, type DemoGateway } from '../support/demo-gateway.ts';
import { describeWith, requirement } from '../support/requirement.ts';

/** As much of the libraries as is used here. Their types are not beside the tests. */
interface Apollo {
  readonly gql: (text: string) => object;
  readonly HttpLink: new (options: { uri: string; fetch: typeof fetch }) => object;
  readonly InMemoryCache: new () => object;
  readonly ApolloClient: new (options: { link: object; cache: object }) => {
    readonly query: (options: { query: object }) => Promise<{ readonly data?: unknown; readonly error?: Error }>;
  };
}
interface PersistedQueries {
  readonly PersistedQueryLink: new (options: { readonly generateHash: (document: object) => string }) => {
    readonly concat: (link: object) => object;
  };
}

const KNOWN = '{ projects { key __typename } }';
const UNKNOWN = '{ projects { projectTitle __typename } }';
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

describeWith(requirement.clientLibraries, "Apollo Client's persisted queries", () => {
  const folder = mkdtempSync(join(tmpdir(), 'trusted-'));
  const bodies: string[] = [];
  let gateway: DemoGateway;
  let apollo: Apollo;

  /** Asks by hashes that are made of a text beside the document. */
  const ask = async (text: string): Promise<unknown> => {
    // The library has these, as its documentation says.
    const { PersistedQueryLink } = requireClientLibrary('@apollo/client/link/persisted-queries') as PersistedQueries;
    const link = new PersistedQueryLink({ generateHash: () => digest(text) }).concat(
      new apollo.HttpLink({
        uri: `${gateway.url}/graphql`,
        fetch: (address, options) => {
          bodies.push(typeof options?.body === 'string' ? options.body : '');
          return fetch(address, options);
        },
      }),
    );
    const client = new apollo.ApolloClient({ link, cache: new apollo.InMemoryCache() });
    return (await client.query({ query: apollo.gql(text) })).data;
  };

  beforeAll(async () => {
    // The library has these, as its documentation says.
    apollo = requireClientLibrary('@apollo/client') as Apollo;
    const operations = [{ id: digest(KNOWN), name: null, type: 'query', body: KNOWN }];
    const manifest = JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations });
    writeFileSync(join(folder, 'manifest.json'), manifest);
    writeFileSync(join(folder, 'gateway.json'), JSON.stringify({ trustedDocuments: { files: ['manifest.json'] } }));
    gateway = await startDemoGateway('--config', join(folder, 'gateway.json'));
  });

  afterAll(async () => {
    await gateway.close();
    rmSync(folder, { recursive: true });
  });

  it('send the hash alone where the manifest has the document', async () => {
    bodies.length = 0;
    expect(await ask(KNOWN)).toMatchObject({ projects: [{ key: 'stroke2' }] });
    expect(bodies.map((body) => body.includes('"query"'))).toEqual([false]);
  });

  it('send the text behind the hash where it has not', async () => {
    bodies.length = 0;
    expect(await ask(UNKNOWN)).toMatchObject({ projects: [{ __typename: 'Project' }] });
    expect(bodies.map((body) => body.includes('"query"'))).toEqual([false, true]);
  });
});
