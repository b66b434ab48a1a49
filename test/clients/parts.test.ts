import type * as Apollo from '@apollo/client';
import type * as ApolloIncremental from '@apollo/client/incremental';
import type * as Urql from '@urql/core';
import { afterEach, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { requireClientLibrary } from '../support/client-libraries.ts';
import { manyNames, manyRecordsXml } from '../support/many-records.ts';
import { gatewayOver } from '../support/parts.ts';
import { describeWith, requirement } from '../support/requirement.ts';
import { recordsAsked } from '../support/records-asked.ts';
import { projectFromXml, startStudy, type Study, type StudyOptions } from '../support/study.ts';

/** What a client shows of an answer at one moment. */
interface Shown {
  readonly names: readonly string[];
  readonly totalCount: number | undefined;
  readonly isComplete: boolean | undefined;
  /** Codes of the errors, or the kind of another failure. */
  readonly problems: readonly string[];
  readonly isLast: boolean;
}

interface Page {
  readonly project?: {
    readonly records?: {
      readonly nodes?: readonly { readonly name: string }[];
      readonly totalCount?: number;
      readonly completeness?: { readonly isComplete: boolean };
    };
  };
}

/** Asks by a client, and calls `show` with each state that the client passes to its page. Returns how to leave. */
type AskByClient = (url: string, query: string, show: (shown: Shown) => void) => () => void;

const shownOf = (data: unknown, problems: readonly string[], isLast: boolean): Shown => {
  // A client shows what it has of the query's own form.
  const records = (data as Page | null | undefined)?.project?.records;
  return {
    names: (records?.nodes ?? []).map(({ name }) => name),
    totalCount: records?.totalCount,
    isComplete: records?.completeness?.isComplete,
    problems,
    isLast,
  };
};

const codesOf = (errors: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[]): string[] =>
  errors.map(({ extensions }) => String(extensions?.['code']));

/** Apollo Client as the app gets it, with the types that it brings. */
const requireApollo = () => ({
  apollo: requireClientLibrary('@apollo/client') as typeof Apollo,
  incremental: requireClientLibrary('@apollo/client/incremental') as typeof ApolloIncremental,
});

const askByApollo: AskByClient = (uri, query, show) => {
  const { apollo, incremental } = requireApollo();
  const client = new apollo.ApolloClient({
    link: new apollo.HttpLink({ uri }),
    cache: new apollo.InMemoryCache(),
    incrementalHandler: new incremental.Defer20220824Handler(),
  });
  const asked = client.watchQuery({ query: apollo.gql(query), errorPolicy: 'all' });
  const subscription = asked.subscribe(({ data, error, networkStatus }) => {
    const problems = apollo.CombinedGraphQLErrors.is(error) ? codesOf(error.errors) : error ? ['network'] : [];
    const isLast = networkStatus === apollo.NetworkStatus.ready || networkStatus === apollo.NetworkStatus.error;
    show(shownOf(data, problems, isLast));
  });
  return () => {
    subscription.unsubscribe();
  };
};

const askByUrql: AskByClient = (url, query, show) => {
  // The library is what its types say, which the same package brings.
  const { Client, fetchExchange, cacheExchange, gql } = requireClientLibrary('@urql/core') as typeof Urql;
  const client = new Client({ url, exchanges: [cacheExchange, fetchExchange], preferGetMethod: false });
  const subscription = client.query(gql(query), {}).subscribe(({ data, error, hasNext }) => {
    const network = error?.networkError === undefined ? [] : ['network'];
    show(shownOf(data, [...codesOf(error?.graphQLErrors ?? []), ...network], !hasNext));
  });
  return () => {
    subscription.unsubscribe();
  };
};

const QUERY = `query Page {
  project(key: "study") {
    key
    records(first: 60) {
      nodes @stream(initialCount: 2) { id name events { values(fields: ["age"]) { raw } } }
      ... @defer { totalCount completeness { isComplete } }
    }
  }
}`;

let study: Study;
let gateway: Gateway;

const start = async (intercept: NonNullable<StudyOptions['intercept']>): Promise<string> => {
  study = await startStudy({ project: projectFromXml(manyRecordsXml(60)), intercept });
  gateway = gatewayOver(study);
  const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
  return `${url}/graphql`;
};

/** All that a client shows, until it shows the last; `look` sees each as it comes. */
const collect = (ask: AskByClient, url: string, look: (shown: Shown) => void = () => undefined): Promise<Shown[]> =>
  new Promise((resolve) => {
    const all: Shown[] = [];
    ask(url, QUERY, (shown) => {
      all.push(shown);
      look(shown);
      if (shown.isLast) resolve(all);
    });
  });

const clients = { 'Apollo Client': askByApollo, urql: askByUrql };

describeWith(requirement.clientLibraries, 'an answer in parts', () => {
  afterEach(async () => {
    await gateway.close(0);
    await study.close();
  });

  it.each(Object.entries(clients))('is shown by %s as it comes, and whole in the end', async (_client, ask) => {
    const second = Promise.withResolvers<void>();
    const url = await start(async (call, answer) => {
      if (recordsAsked(call).length > 20) await second.promise;
      return answer();
    });
    const all = await collect(ask, url, ({ names }) => {
      // The second export waits until the client shows the records of the first.
      if (names.length === 20) second.resolve();
    });
    expect(all.at(-1)).toEqual({
      names: manyNames(1, 60),
      totalCount: 60,
      isComplete: true,
      problems: [],
      isLast: true,
    });
    expect(all.map(({ names }) => names.length)).toContain(20);
    expect(all.find(({ names }) => names.length > 0)?.isComplete).toBeUndefined();
  });

  it.each(Object.entries(clients))(
    'has the error for %s at which it broke off, and what came before',
    async (_client, ask) => {
      const url = await start(async (call, answer) =>
        recordsAsked(call).length > 20 ? Response.json({ error: 'not now' }, { status: 400 }) : answer(),
      );
      const all = await collect(ask, url);
      expect(all.at(-1)?.names).toEqual(manyNames(1, 20));
      expect(all.at(-1)?.problems).toContain('REDCAP_REJECTED');
    },
  );

  it.each(Object.entries(clients))('is noticed by %s when the gateway stops before its end', async (_client, ask) => {
    const never = Promise.withResolvers<never>();
    const url = await start(async (call, answer) => (recordsAsked(call).length > 20 ? never.promise : answer()));
    const all = await collect(ask, url, ({ names }) => {
      if (names.length === 20) void gateway.close(0);
    });
    expect(all.at(-1)?.problems).toEqual(['SHUTTING_DOWN']);
  });

  it.each(Object.entries(clients))("ends REDCap's export when %s leaves", async (_client, ask) => {
    const left = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const url = await start(async (call, answer, whenLeft) => {
      if (recordsAsked(call).length <= 20) return answer();
      begun.resolve();
      await whenLeft;
      left.resolve();
      return 'hang';
    });
    const leave = ask(url, QUERY, () => undefined);
    await begun.promise;
    leave();
    await left.promise;
    expect(study.callsOf('record').map((call) => recordsAsked(call).length)).toContain(40);
  });
});

describeWith(requirement.clientLibraries, 'an operation with @defer and @stream', () => {
  afterEach(async () => {
    await gateway.close(0);
    await study.close();
  });

  it('is answered at once to Apollo Client when it asks for another form of the parts', async () => {
    const url = await start((_call, answer) => answer());
    const { apollo, incremental } = requireApollo();
    const client = new apollo.ApolloClient({
      link: new apollo.HttpLink({ uri: url }),
      cache: new apollo.InMemoryCache(),
      // Its own type says that a part of it may be undefined, which `exactOptionalPropertyTypes` takes literally.
      incrementalHandler: new incremental.GraphQL17Alpha9Handler() as unknown as ApolloIncremental.Incremental.Handler,
    });
    const { data } = await client.query({ query: apollo.gql(QUERY) });
    expect(shownOf(data, [], true)).toMatchObject({ names: manyNames(1, 60), totalCount: 60, isComplete: true });
  });
});
