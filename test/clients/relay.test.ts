import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientLibraryFile, requireClientLibrary } from '../support/client-libraries.ts';
import { startDemoGateway, type DemoGateway } from '../support/demo-gateway.ts';
import { root } from '../support/markdown.ts';
import { describeWith, requirement } from '../support/requirement.ts';

/** What is used of relay-runtime, whose package has no types. */
interface RelayRuntime {
  readonly Environment: new (config: object) => RelayEnvironment;
  readonly Network: {
    readonly create: (fetch: (request: { text: string }, variables: object) => Promise<object>) => object;
  };
  readonly RecordSource: new () => object;
  readonly Store: new (source: object) => object;
  readonly createOperationDescriptor: (query: unknown, variables: object) => { readonly fragment: unknown };
  readonly fetchQuery: (
    environment: RelayEnvironment,
    query: unknown,
    variables: object,
  ) => { readonly toPromise: () => Promise<unknown> };
  readonly commitMutation: (
    environment: RelayEnvironment,
    config: {
      readonly mutation: unknown;
      readonly variables: object;
      readonly onCompleted: () => void;
      readonly onError: (error: Error) => void;
    },
  ) => void;
}

interface RelayEnvironment {
  readonly lookup: (fragment: unknown) => { readonly data: unknown };
  readonly retain: (operation: unknown) => unknown;
}

/** What `appEventsQuery` shows. */
interface Events {
  readonly record: {
    readonly adverse_events: {
      readonly nodes: readonly { id: string; repeatInstance: number; ae_term: { raw: string } }[];
    };
  };
}

/** What `appListQuery` shows. Relay leaves a hole where a record was deleted. */
interface List {
  readonly records: {
    readonly edges: readonly ({ node: { name: string } | null } | null)[];
    readonly pageInfo: { readonly hasPreviousPage: boolean; readonly startCursor: string };
  };
}

const DOCUMENTS = `
graphql\`query appListQuery($first: Int, $after: String, $last: Int, $before: String) {
  records(first: $first, after: $after, last: $last, before: $before) @connection(key: "app_records") {
    edges { node { name } }
    pageInfo { hasPreviousPage startCursor }
  }
}\`;
graphql\`query appEventsQuery { record(name: "7") { adverse_events { nodes { id repeatInstance ae_term { raw } } } } }\`;
graphql\`mutation appSaveMutation($rows: [AdverseEvents_Row!]) { importRecords(input: { adverse_events: $rows }) {
  rows { savedNode { ... on AdverseEvents { repeatInstance ae_term { raw } } } }
} }\`;
graphql\`mutation appAddMutation($rows: [Demographics_Row!]) { importRecords(input: { demographics: $rows }) {
  rows { recordNode { id name } }
} }\`;
graphql\`mutation appDeleteMutation($input: DeleteRecordsInput!) { deleteRecords(input: $input) {
  deletedIds @deleteRecord
} }\`;
`;

let relay: RelayRuntime;
let gateway: DemoGateway;
let folder: string;
let environment: RelayEnvironment;
/** How many requests the client has sent. */
let requests = 0;

/** What Relay's compiler made of one of the documents, for the graph of the demo study. */
const compiled = (name: string): unknown =>
  createRequire(join(folder, 'app.js'))(`./artifacts/${name}.graphql.js`) as unknown;

const compile = (): void => {
  for (const name of ['src', 'artifacts']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'study.graphql'), readFileSync(join(root, 'schema/stroke2.graphql')));
  writeFileSync(join(folder, 'src/app.js'), DOCUMENTS);
  const paths = { src: './src', schema: './study.graphql', artifactDirectory: './artifacts' };
  const config = { ...paths, language: 'javascript', eagerEsModules: false };
  writeFileSync(join(folder, 'relay.config.json'), JSON.stringify(config));
  execFileSync(process.execPath, [clientLibraryFile('relay-compiler/cli.js'), 'relay.config.json'], { cwd: folder });
};

const query = (name: string, variables: object = {}): Promise<unknown> =>
  relay.fetchQuery(environment, compiled(name), variables).toPromise();

const mutate = (name: string, variables: object): Promise<void> =>
  new Promise((resolve, reject) => {
    relay.commitMutation(environment, { mutation: compiled(name), variables, onCompleted: resolve, onError: reject });
  });

/** What the store shows of a query, without a request. */
const shown = (name: string, variables: object): unknown =>
  environment.lookup(relay.createOperationDescriptor(compiled(name), variables).fragment).data;

// Relay shows what its document asks for, by the schema. The compiler writes no types for JavaScript.
const shownEvents = () => (shown('appEventsQuery', {}) as Events).record.adverse_events.nodes;
const shownList = (variables: object) => (shown('appListQuery', variables) as List).records;

describeWith(requirement.relay, 'Relay', () => {
  beforeAll(async () => {
    relay = requireClientLibrary('relay-runtime') as RelayRuntime;
    folder = mkdtempSync(join(tmpdir(), 'relay-'));
    compile();
    gateway = await startDemoGateway();
    const send = async ({ text }: { text: string }, variables: object): Promise<object> => {
      requests += 1;
      const response = await fetch(`${gateway.url}/projects/stroke2/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: text, variables }),
      });
      // GraphQL answers an object.
      return (await response.json()) as object;
    };
    environment = new relay.Environment({
      network: relay.Network.create(send),
      store: new relay.Store(new relay.RecordSource()),
    });
  });

  afterAll(async () => {
    await gateway.close();
    rmSync(folder, { recursive: true });
  });

  it('shows what a write has saved, by its answer and without a query more', async () => {
    const save = (row: object) =>
      mutate('appSaveMutation', { rows: [{ record: '7', event: 'baseline_arm_1', ...row }] });
    await save({ newInstance: true, values: { ae_term: 'Nausea' } });
    await query('appEventsQuery');
    const node = shownEvents().find(({ ae_term: term }) => term.raw === 'Nausea');
    expect(node).toBeDefined();
    const sent = requests;
    await save({ repeatInstance: node?.repeatInstance, values: { ae_term: 'Vertigo' } });
    expect(shownEvents().find(({ id }) => id === node?.id)?.ae_term.raw).toBe('Vertigo');
    expect(requests - sent).toBe(1);
  });

  it('pages a connection backwards, and drops a record by `deletedIds @deleteRecord`', async () => {
    const add = { record: 'relay-1', event: 'baseline_arm_1', values: { first_name: 'Cy' } };
    await mutate('appAddMutation', { rows: [add] });
    const page = { first: null, after: null, last: 2, before: null };
    const names = (variables: object): string[] => shownList(variables).edges.flatMap((edge) => edge?.node?.name ?? []);
    await query('appListQuery', page);
    expect(names(page).at(-1)).toBe('relay-1');
    const [known] = names(page);
    const { hasPreviousPage, startCursor } = shownList(page).pageInfo;
    expect(hasPreviousPage).toBe(true);
    const before = { ...page, before: startCursor };
    await query('appListQuery', before);
    expect(names(before)).toHaveLength(4);
    expect(names(before).slice(2)).toEqual([known, 'relay-1']);
    const sent = requests;
    await mutate('appDeleteMutation', { input: { records: ['relay-1'], arm: 1, confirmCount: 1 } });
    expect(names(before)).toHaveLength(3);
    expect(names(before).at(-1)).toBe(known);
    expect(requests - sent).toBe(1);
  });
});
