import type { GraphQLFormattedError } from 'graphql';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import type { Limits } from '../../src/gateway/limits.ts';
import { createProjectSchema } from '../../src/project-schema/index.ts';
import { RedcapError } from '../../src/redcap/errors.ts';
import { schema } from '../../src/schema/index.ts';
import { explainFailure } from '../../src/start/failure.ts';
import { gatewayOptions, ORIGIN } from '../gateway/gateway.ts';
import type { Study } from './study.ts';

type Path = readonly (string | number)[];

/** A part of an answer as it arrives. */
export interface Part {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly hasNext: boolean;
  readonly incremental?: readonly {
    readonly path: Path;
    readonly label?: string;
    readonly data?: unknown;
    readonly items?: readonly unknown[] | null;
    readonly errors?: readonly GraphQLFormattedError[];
  }[];
}

const FIRST = '\r\n---';
const HEAD = /^\r\ncontent-type: application\/json; charset=utf-8\r\ncontent-length: (\d+)\r\n\r\n/;

/** The parts in a body, read literally and as they come. Throws where the body is not one that ends with its last part. */
export async function* readParts(body: AsyncIterable<Uint8Array>): AsyncGenerator<Part> {
  let bytes = Buffer.alloc(0);
  let isBegun = false;
  let isOver = false;
  for await (const chunk of body) {
    bytes = Buffer.concat([bytes, chunk]);
    if (!isBegun && bytes.length >= FIRST.length) {
      if (bytes.toString('utf8', 0, FIRST.length) !== FIRST) throw new Error('the body does not begin with a boundary');
      isBegun = true;
      bytes = bytes.subarray(FIRST.length);
    }
    for (;;) {
      const [head, length] = HEAD.exec(bytes.toString('latin1', 0, 200)) ?? [];
      const end = (head?.length ?? 0) + Number(length ?? 0);
      if (head === undefined || bytes.length < end + FIRST.length) break;
      if (bytes.toString('utf8', end, end + FIRST.length) !== FIRST)
        throw new Error('a part does not end with a boundary');
      // The form of a part is what the tests expect of it.
      const part = JSON.parse(bytes.toString('utf8', head.length, end)) as Part;
      bytes = bytes.subarray(end + FIRST.length);
      yield part;
      if (isOver) throw new Error('a part came after the last one');
      isOver = !part.hasNext;
    }
  }
  if (!isOver || bytes.toString() !== '--\r\n') throw new Error('the body broke off before its last part');
}

/** All parts of a body that is all there. */
export const allParts = async (response: Response): Promise<Part[]> => {
  const parts: Part[] = [];
  // Node can iterate a body of the web, which the web's own types do not say.
  for await (const part of readParts(response.body as unknown as AsyncIterable<Uint8Array>)) parts.push(part);
  return parts;
};

/** An object or a list. */
type Holder = Record<string | number, unknown>;

const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null;

const mergeInto = (holder: Holder, key: string | number, value: unknown): void => {
  const before = holder[key];
  if (!isHolder(value) || !isHolder(before)) {
    // A key such as "__proto__" is a key like any other.
    Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
    return;
  }
  for (const [step, own] of Object.entries(value)) mergeInto(before, step, own);
};

const holderAt = (root: Holder, path: Path): Holder =>
  path.reduce((at, key) => {
    const next = at[key];
    if (!isHolder(next)) throw new Error('a part came before what it belongs to');
    return next;
  }, root);

/** An answer in parts, put together as the proposal of August 2022 says. */
export const mergeParts = (parts: readonly Part[]): { data: unknown; errors: readonly GraphQLFormattedError[] } => {
  const answer: Holder = { data: parts[0]?.data };
  const errors = parts.flatMap((part) => [
    ...(part.errors ?? []),
    ...(part.incremental ?? []).flatMap((later) => later.errors ?? []),
  ]);
  for (const { path, data, items } of parts.flatMap(({ incremental = [] }) => incremental)) {
    const place: Path = ['data', ...path];
    const last = place.at(-1) ?? '';
    if (items === undefined) {
      if (data !== null) mergeInto(holderAt(answer, place.slice(0, -1)), last, data);
      continue;
    }
    const list = holderAt(answer, place.slice(0, -1));
    for (const [index, item] of (items ?? []).entries()) {
      const at = Number(last) + index;
      if (at > Number(list['length'])) throw new Error(`an item came before the one at ${String(list['length'])}`);
      mergeInto(list, at, item);
    }
  }
  return { data: answer['data'], errors };
};

/** A gateway over a study, without a socket. Its project's own graph is at `/projects/study/graphql`. */
export const gatewayOver = (study: Study, limits: Partial<Limits> = {}): Gateway =>
  createGateway(
    gatewayOptions({
      schema,
      limits,
      createContext: ({ signal, hold, texts, errors }) => study.contextOf({ signal, hold, texts, errors }),
      projectSchema: async (context) => {
        // The context is what `createContext` has made.
        const source = (context as ReturnType<Study['contextOf']>).projects.get('study');
        return source === undefined ? null : createProjectSchema(await source.design(), new Set());
      },
      explainError: (error) => (error instanceof RedcapError ? explainFailure(error) : undefined),
    }),
  );

/** Sends an operation, for parts unless another form is accepted. */
export const ask = (
  gateway: Gateway,
  query: string,
  {
    accept = 'multipart/mixed;deferSpec=20220824, application/json',
    path = '/graphql',
    variables = {},
    signal = null,
  } = {},
): Promise<Response> =>
  gateway.fetch(
    new Request(`${ORIGIN}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify({ query, variables }),
      signal,
    }),
  );
