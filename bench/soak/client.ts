interface Page {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** What the operations of the mix read of their answers. */
export interface SoakAnswer {
  readonly data?: {
    readonly project?: { readonly instrumentData?: Page; readonly changes?: Page } | null;
    readonly importRecords?: { readonly rows: readonly { readonly record: string }[] } | null;
  } | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

/** One caller of the gateway. */
export interface SoakClient {
  /** Counts the codes of refusals, and throws when there is no answer of GraphQL. */
  readonly ask: (query: string, variables: Readonly<Record<string, unknown>>) => Promise<SoakAnswer>;
  /** Asks with another key. */
  readonly askAs: (key: string, query: string) => Promise<void>;
  /** Reads so many pieces of an address at most, and leaves. */
  readonly download: (path: string, pieces: number) => Promise<void>;
  /** Asks, and leaves after so many milliseconds. */
  readonly hangUp: (query: string, ms: number) => Promise<void>;
}

/** A caller with a key. `codes` counts the refusals of all. */
export const createSoakClient = (url: string, key: string, codes: Record<string, number>): SoakClient => {
  const send = (query: string, variables: object, by: string, signal?: AbortSignal): Promise<Response> =>
    fetch(`${url}graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${by}` },
      body: JSON.stringify({ query, variables }),
      ...(signal === undefined ? {} : { signal }),
    });
  return {
    ask: async (query, variables) => {
      const response = await send(query, variables, key);
      // GraphQL over HTTP answers nothing else.
      const answer = (await response.json()) as SoakAnswer;
      for (const { extensions } of answer.errors ?? []) {
        const code = extensions?.code ?? 'no code';
        codes[code] = (codes[code] ?? 0) + 1;
      }
      return answer;
    },
    askAs: async (other, query) => {
      const response = await send(query, {}, other);
      await response.text();
    },
    download: async (path, pieces) => {
      const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${key}` } });
      let read = 0;
      for await (const _piece of response.body ?? []) {
        read += 1;
        if (read >= pieces) break;
      }
    },
    hangUp: async (query, ms) => {
      try {
        const response = await send(query, {}, key, AbortSignal.timeout(ms));
        await response.text();
      } catch {
        // It has left, as it was asked to.
      }
    },
  };
};
