import type * as Apollo from '@apollo/client';
import type { PossibleTypesMap, TypedDocumentNode } from '@apollo/client';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { AddAdverseEventDocument, ParticipantPageDocument } from '../codegen/generated/graphql.ts';
import { requireClientLibrary } from '../support/client-libraries.ts';
import { startDemoGateway, type DemoGateway } from '../support/demo-gateway.ts';
import { describeWith, requirement } from '../support/requirement.ts';

let apollo: typeof Apollo;
let gateway: DemoGateway;
let uri: string;
let possibleTypes: PossibleTypesMap;
let client: Apollo.ApolloClient;

/** How many requests the clients have sent. */
let requests = 0;

const createClient = (cacheOptions?: Apollo.InMemoryCacheConfig, address = uri): Apollo.ApolloClient =>
  new apollo.ApolloClient({
    link: new apollo.HttpLink({
      uri: address,
      fetch: (...request) => {
        requests += 1;
        return fetch(...request);
      },
    }),
    cache: new apollo.InMemoryCache(cacheOptions),
  });

interface Introspection {
  readonly __schema: { readonly types: { name: string; possibleTypes: { name: string }[] | null }[] };
}

/** What Apollo Client must know of interfaces, asked of the gateway as Apollo's documentation shows it. */
const askPossibleTypes = async (): Promise<PossibleTypesMap> => {
  const query: TypedDocumentNode<Introspection> = apollo.gql`
    {
      __schema {
        types {
          name
          possibleTypes {
            name
          }
        }
      }
    }
  `;
  const { data } = await createClient().query({ query });
  return Object.fromEntries(
    (data?.__schema.types ?? []).flatMap(({ name, possibleTypes: types }) =>
      types === null ? [] : [[name, types.map((type) => type.name)]],
    ),
  );
};

interface AdverseEvents {
  readonly project: {
    readonly instrumentData: {
      readonly nodes: readonly {
        readonly id: string;
        readonly repeatInstance: number;
        readonly event: { readonly uniqueEventName: string };
        readonly record: { readonly name: string };
        readonly term: { readonly raw: string };
      }[];
    };
  };
}

const readPage = async (record: string) => {
  const { data } = await client.query({
    query: ParticipantPageDocument,
    variables: { project: 'stroke2', record },
    fetchPolicy: 'network-only',
  });
  const participant = data?.project?.record;
  if (participant == null) throw new Error(`Record ${record} is not in the demo study.`);
  return participant;
};

describeWith(requirement.clientLibraries, 'Apollo Client', () => {
  beforeAll(async () => {
    apollo = requireClientLibrary('@apollo/client') as typeof Apollo;
    gateway = await startDemoGateway();
    uri = `${gateway.url}/graphql`;
    possibleTypes = await askPossibleTypes();
  });

  afterAll(async () => {
    await gateway.close();
  });

  beforeEach(() => {
    client = createClient({ possibleTypes });
  });

  it('shows what a write has saved to whoever reads it from the cache, without a query more', async () => {
    const read: TypedDocumentNode<AdverseEvents> = apollo.gql`
      {
        project(key: "stroke2") {
          id
          instrumentData(instrument: "adverse_events", first: 40) {
            nodes {
              id
              repeatInstance
              event {
                id
                uniqueEventName
              }
              record {
                id
                name
              }
              term: value(field: "ae_term") {
                raw
              }
            }
          }
        }
      }
    `;
    const write = apollo.gql`
      mutation ($rows: [InstrumentRowInput!]!) {
        importRecords(input: { project: "stroke2", rows: $rows }) {
          rows {
            instrument {
              id
              term: value(field: "ae_term") {
                raw
              }
            }
          }
        }
      }
    `;
    // Not one of the first record, which other tests look at.
    const { data } = await client.query({ query: read });
    const place = data?.project.instrumentData.nodes.findLast(({ record }) => record.name !== '1');
    if (place === undefined) throw new Error('The demo study has no adverse events.');
    const row = {
      record: place.record.name,
      event: place.event.uniqueEventName,
      repeatInstance: place.repeatInstance,
      instrument: 'adverse_events',
      values: [{ field: 'ae_term', raw: 'Vertigo' }],
    };
    await client.mutate({ mutation: write, variables: { rows: [row] } });
    const cached = client.readQuery({ query: read });
    expect(cached?.project.instrumentData.nodes.find(({ id }) => id === place.id)?.term.raw).toBe('Vertigo');
  });

  it('adds, renames and drops a record by what the answers of the writes hold, without a query more', async () => {
    interface Node {
      readonly id: string;
      readonly name: string;
    }
    const list: TypedDocumentNode<{ project: { id: string; records: { nodes: Node[] } } }> = apollo.gql`
      {
        project(key: "stroke2") {
          id
          records(last: 2) {
            nodes {
              id
              name
            }
          }
        }
      }
    `;
    const add: TypedDocumentNode<{ importRecords: { rows: { recordNode: Node }[] } }> = apollo.gql`
      mutation {
        importRecords(
          input: {
            project: "stroke2"
            rows: [
              {
                record: "cache-1"
                event: "baseline_arm_1"
                instrument: "demographics"
                values: [{ field: "first_name", raw: "Cy" }]
              }
            ]
          }
        ) {
          rows {
            recordNode {
              id
              name
            }
          }
        }
      }
    `;
    const rename: TypedDocumentNode<{ renameRecord: { record: Node; previousId: string } }> = apollo.gql`
      mutation {
        renameRecord(input: { project: "stroke2", record: "cache-1", newName: "cache-2" }) {
          record {
            id
            name
          }
          previousId
        }
      }
    `;
    const remove: TypedDocumentNode<{ deleteRecords: { deletedIds: string[] } }> = apollo.gql`
      mutation {
        deleteRecords(input: { project: "stroke2", records: ["cache-2"], arm: 1, confirmCount: 1 }) {
          deletedIds
        }
      }
    `;
    const show = (cache: Apollo.ApolloCache, node: Node): void => {
      cache.updateQuery(
        { query: list },
        (known) =>
          known && {
            project: {
              ...known.project,
              records: { ...known.project.records, nodes: [...known.project.records.nodes, node] },
            },
          },
      );
    };
    const drop = (cache: Apollo.ApolloCache, id: string): void => {
      cache.evict({ id: cache.identify({ __typename: 'Record', id }) ?? '' });
    };
    const shown = (): string[] | undefined =>
      client.readQuery({ query: list })?.project.records.nodes.map(({ name }) => name);
    await client.query({ query: list });
    const [before, sent] = [shown() ?? [], requests];
    expect(before).toHaveLength(2);
    await client.mutate({
      mutation: add,
      update: (cache, { data }) => {
        for (const { recordNode } of data?.importRecords.rows ?? []) show(cache, recordNode);
      },
    });
    expect(shown()).toEqual([...before, 'cache-1']);
    await client.mutate({
      mutation: rename,
      update: (cache, { data }) => {
        if (data == null) return;
        drop(cache, data.renameRecord.previousId);
        show(cache, data.renameRecord.record);
      },
    });
    expect(shown()).toEqual([...before, 'cache-2']);
    await client.mutate({
      mutation: remove,
      update: (cache, { data }) => {
        for (const id of data?.deleteRecords.deletedIds ?? []) drop(cache, id);
      },
    });
    expect(shown()).toEqual(before);
    expect(requests - sent).toBe(3);
  });

  it('shows a renamed arm by the answer of the mutation that renamed it', async () => {
    const arms: TypedDocumentNode<{ project: { arms: { name: string }[] } }> = apollo.gql`
      {
        project(key: "stroke2") {
          id
          arms {
            id
            name
          }
        }
      }
    `;
    const rename = apollo.gql`
      mutation {
        importArms(input: { project: "stroke2", arms: [{ armNum: 2, name: "Renamed" }] }) {
          project {
            id
            arms {
              id
              name
            }
          }
          errors {
            message
          }
        }
      }
    `;
    await client.query({ query: arms });
    const sent = requests;
    await client.mutate({ mutation: rename });
    expect(client.readQuery({ query: arms })?.project.arms[1]?.name).toBe('Renamed');
    expect(requests - sent).toBe(1);
  });

  it('normalises what is saved by its own type in the graph of a project', async () => {
    const typed = createClient({ possibleTypes }, `${gateway.url}/projects/stroke2/graphql`);
    const read: TypedDocumentNode<{
      record: { adverse_events: { nodes: { id: string; repeatInstance: number; ae_term: { raw: string } }[] } };
    }> = apollo.gql`
      {
        record(name: "4") {
          id
          adverse_events {
            nodes {
              id
              repeatInstance
              ae_term {
                raw
              }
            }
          }
        }
      }
    `;
    const write: TypedDocumentNode<{ importRecords: { rows: { savedNode: { id: string } }[] } }> = apollo.gql`
      mutation ($rows: [AdverseEvents_Row!]) {
        importRecords(input: { adverse_events: $rows }) {
          rows {
            savedNode {
              id
              ... on AdverseEvents {
                repeatInstance
                ae_term {
                  raw
                }
              }
            }
          }
        }
      }
    `;
    const save = (row: object) =>
      typed.mutate({ mutation: write, variables: { rows: [{ record: '4', event: 'baseline_arm_1', ...row }] } });
    await save({ newInstance: true, values: { ae_term: 'Nausea' } });
    const { data } = await typed.query({ query: read });
    const node = data?.record.adverse_events.nodes.find(({ ae_term: term }) => term.raw === 'Nausea');
    expect(node).toBeDefined();
    const sent = requests;
    await save({ repeatInstance: node?.repeatInstance, values: { ae_term: 'Vertigo' } });
    const cached = typed.readQuery({ query: read })?.record.adverse_events.nodes.find(({ id }) => id === node?.id);
    expect(cached).toMatchObject({ __typename: 'AdverseEvents', ae_term: { raw: 'Vertigo' } });
    expect(requests - sent).toBe(1);
  });

  it("runs the participant page of the examples against the demo study, typed by each value's kind", async () => {
    const participant = await readPage('1');
    expect(participant.name).toBe('1');
    expect(participant.dataAccessGroup).toEqual({
      __typename: 'DataAccessGroup',
      uniqueGroupName: 'nashville',
      dataAccessGroupName: 'Nashville',
    });
    const baseline = participant.events[0];
    expect(baseline?.event?.eventName).toBe('Baseline');
    const values = baseline?.instruments.flatMap((instrument) => instrument.values) ?? [];
    const told = values.map((value): [string, string | null] => {
      const { fieldName } = value.field;
      if (value.__typename === 'DateValue') return [fieldName, value.date];
      if (value.__typename === 'ChoiceValue') return [fieldName, value.choice?.label ?? null];
      return [fieldName, value.raw];
    });
    expect(Object.fromEntries(told)).toMatchObject({
      first_name: 'Ada',
      last_name: "O'Brien",
      dob: '1948-03-21',
      sex: 'Female',
      email: null,
      sbp: '151',
    });
  });

  it('keeps a record once under an id that does not reveal its name, whichever operation brought it', async () => {
    const { id } = await readPage('1');
    const query: TypedDocumentNode<{ project: { id: string; records: { nodes: { id: string }[] } } }> = apollo.gql`
      {
        project(key: "stroke2") {
          id
          records(first: 1) {
            nodes {
              id
              arms {
                armNum
              }
            }
          }
        }
      }
    `;
    const { data } = await client.query({ query });
    expect(data?.project.records.nodes.map((node) => node.id)).toEqual([id]);
    const cached = client.cache.extract() as Record<string, unknown>;
    const keys = Object.keys(cached).filter((key) => key.startsWith('Record:'));
    expect(keys).toEqual([`Record:${id}`]);
    // Both operations wrote to the one entry.
    const entry = cached[`Record:${id}`];
    expect(entry).toMatchObject({ __typename: 'Record', name: '1' });
    expect(Object.keys(entry ?? {})).toContain('arms');
    expect(Buffer.from(id, 'base64url').toString('latin1')).not.toMatch(/stroke2|Record|\["1"\]/);
  });

  it('answers the same page again from its cache, and without losing a kind of value', async () => {
    const variables = { project: 'stroke2', record: '2' };
    const first = await client.query({ query: ParticipantPageDocument, variables });
    const again = await client.query({ query: ParticipantPageDocument, variables, fetchPolicy: 'cache-only' });
    expect(again.data).toEqual(first.data);
    expect(again.data?.project?.record?.name).toBe('2');
  });

  it('adds an adverse event, and once only when the same key is sent twice', async () => {
    const before = (await readPage('3')).adverseEvents.length;
    const variables = {
      project: 'stroke2',
      record: '3',
      key: 'apollo-0001',
      values: [
        { field: 'ae_term', raw: 'Headache' },
        { field: 'ae_grade', raw: '2' },
      ],
    };
    const first = await client.mutate({ mutation: AddAdverseEventDocument, variables });
    const second = await client.mutate({ mutation: AddAdverseEventDocument, variables });
    expect(first.data?.importRecords?.rows).toMatchObject([{ outcome: 'CREATED', errors: [] }]);
    expect(second.data).toEqual(first.data);
    const after = (await readPage('3')).adverseEvents;
    expect(after).toHaveLength(before + 1);
    expect(after.filter(({ term, grade }) => term?.raw === 'Headache' && grade?.raw === '2')).not.toEqual([]);
  });

  it('learns of a fault by its code', async () => {
    const { error } = await client.query({
      query: ParticipantPageDocument,
      variables: { project: 'no-such-study', record: '1' },
      errorPolicy: 'all',
    });
    expect(error).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT', argument: 'key' } }] });
  });
});
