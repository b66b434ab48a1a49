import type { GraphQLParams, Plugin } from 'graphql-yoga';
import type { GraphQLError } from 'graphql';
import { forEachInTurns } from '../work-turn.ts';
import type { GatewayClock } from './clock.ts';
import { createJsonScan } from './json-scan.ts';
import type { Limits } from './limits.ts';
import { refuse } from './refusal.ts';
import { requestStateOf } from './request-state.ts';
import { processUpload, releaseUpload } from './upload.ts';
import type { NodeExchange } from './upload.ts';

const JSON_TYPES = ['application/json', 'application/graphql+json'];

/** A body that is larger than allowed is dropped up to so many times what is allowed; then its connection is cut. */
const DROPPED_BODIES = 4;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const malformed = (message: string): GraphQLError => refuse('BAD_USER_INPUT', message);

const mediaType = (request: Request): string =>
  (request.headers.get('content-type') ?? '').split(/[;,]/, 1)[0]?.trim().toLowerCase() ?? '';

const tooLarge = ({ bodyBytes }: Limits): GraphQLError =>
  refuse('PAYLOAD_TOO_LARGE', `The request body is larger than ${bodyBytes} bytes.`);

/** A body that has arrived. */
interface JsonText {
  readonly text: string;
  /** How deep its brackets are within each other. */
  readonly depth: number;
}

/** The whole body as text, at most `bodyBytes` of it, within `bodySeconds`, and within the limits of what it is made of. */
const readBody = async (request: Request, { req }: NodeExchange, limits: Limits): Promise<JsonText> => {
  if (Number(request.headers.get('content-length') ?? 0) > limits.bodyBytes) throw tooLarge(limits);
  // Without a socket the body is a web stream, which costs more to read.
  const body = (req ?? request.body) as AsyncIterable<Uint8Array> | null;
  if (body === null) return { text: '', depth: 0 };
  const scan = createJsonScan(limits);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  let isRefused = false;
  const { promise: beyond, reject } = Promise.withResolvers<never>();
  const take = (chunk: Uint8Array): void => {
    try {
      if (bytes > limits.bodyBytes) throw tooLarge(limits);
      scan.push(chunk);
      chunks.push(chunk);
    } catch (error) {
      isRefused = true;
      chunks.length = 0;
      reject(error);
    }
  };
  const read = async (): Promise<void> => {
    // What is too much is read and dropped, within reason: to stop reading cuts the connection, and the answer is lost with it.
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (!isRefused) take(chunk);
      if (bytes > limits.bodyBytes * DROPPED_BODIES) break;
    }
  };
  const reading = read();
  // It may go on, and fail, when the refusal has been answered.
  reading.catch(() => undefined);
  await withinSeconds(Promise.race([reading, beyond]), limits.bodySeconds, requestStateOf(request).clock);
  return { text: await decodeBody(chunks), depth: scan.depth() };
};

const decodeBody = async (chunks: readonly Uint8Array[]): Promise<string> => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    if (chunks.length === 1) return decoder.decode(chunks[0]);
    let text = '';
    await forEachInTurns(chunks, (chunk) => {
      text += decoder.decode(chunk, { stream: true });
    });
    return text + decoder.decode();
  } catch {
    throw malformed('The request body is not UTF-8.');
  }
};

const withinSeconds = async (reading: Promise<void>, seconds: number, clock: GatewayClock): Promise<void> => {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const cancel = clock.after(seconds * 1000, () => {
    const message = `The request body did not arrive within ${seconds} seconds.`;
    reject(refuse('BAD_USER_INPUT', message, { status: 408, headers: { connection: 'close' } }));
  });
  try {
    await Promise.race([reading, late]);
  } finally {
    cancel();
  }
};

const parseJson = (text: string, what: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // JSON.parse's own message quotes the text, and with it values.
    throw malformed(`${what} is not valid JSON.`);
  }
};

/** Refuses variables nested deeper than any input type is: coercing them would be recursive. */
const checkNesting = (value: unknown, most: number): void => {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) {
      throw refuse('OPERATION_TOO_COMPLEX', `The variables are nested more than ${most} levels deep.`);
    }
    level = level.flatMap((container) =>
      typeof container === 'object' && container !== null
        ? (Object.values(container) as unknown[]).filter((inner) => typeof inner === 'object' && inner !== null)
        : [],
    );
  }
};

const optionalObject = (value: unknown, name: string): Record<string, unknown> | undefined => {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw malformed(`"${name}" must be an object.`);
  return value;
};

/**
 * The parameters of one GraphQL request, each of its type; throws `BAD_USER_INPUT` with the name of the first that is not.
 * `depth` is how deep the body's brackets are, where that is known.
 */
const checkParameters = (body: unknown, limits: Limits, depth = Number.POSITIVE_INFINITY): GraphQLParams => {
  if (Array.isArray(body)) throw malformed('Send one operation per request: batches are not supported.');
  if (!isObject(body)) throw malformed('The request body must be a JSON object with "query".');
  const { query, operationName } = body;
  if (typeof query !== 'string') throw malformed('"query" must be the GraphQL document, as a string.');
  if (Buffer.byteLength(query) > limits.queryBytes) {
    throw refuse('PAYLOAD_TOO_LARGE', `"query" is longer than ${limits.queryBytes} bytes. Put values into variables.`);
  }
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') {
    throw malformed('"operationName" must be a string.');
  }
  const variables = optionalObject(body['variables'], 'variables');
  const extensions = optionalObject(body['extensions'], 'extensions');
  // The variables are within the body: of a body that is not that deep, nothing needs to be looked at.
  if (variables !== undefined && depth > limits.nesting) checkNesting(variables, limits.nesting);
  return {
    query,
    ...(operationName ? { operationName } : {}),
    ...(variables === undefined ? {} : { variables }),
    ...(extensions === undefined ? {} : { extensions }),
  };
};

const parseSearch = (url: URL): unknown => {
  const search = url.searchParams;
  // The parser of addresses puts U+FFFD in the place of bytes that are not UTF-8. REDCap would look for that.
  if ([...search.values()].join('').includes('\ufffd') && !/%EF%BF%BD/i.test(url.search))
    throw malformed('The address is not UTF-8.');
  const json = (name: string): unknown => {
    const text = search.get(name);
    return text === null || text === '' ? undefined : parseJson(text, `"${name}"`);
  };
  return {
    query: search.get('query') ?? undefined,
    operationName: search.get('operationName') ?? undefined,
    variables: json('variables'),
    extensions: json('extensions'),
  };
};

/**
 * Reads GraphQL requests: JSON and multipart by POST, queries by GET.
 *
 * In place of yoga's own readers, because those quote a malformed body in the error and keep uploaded files in memory.
 */
export const useBody = (limits: Limits): Plugin => ({
  onResponse({ request, response }) {
    releaseUpload(request, response);
  },
  onRequestParse({ request, url, serverContext, setRequestParser }) {
    if (request.method === 'GET') {
      setRequestParser(() => checkParameters(parseSearch(url), limits));
      return;
    }
    if (request.method !== 'POST') {
      throw refuse('BAD_USER_INPUT', 'GraphQL is spoken by GET and POST.', {
        status: 405,
        headers: { allow: 'GET, POST' },
      });
    }
    const type = mediaType(request);
    if (JSON_TYPES.includes(type)) {
      setRequestParser(async () => {
        const { text, depth } = await readBody(request, serverContext as NodeExchange, limits);
        return checkParameters(parseJson(text, 'The request body'), limits, depth);
      });
    } else if (type === 'multipart/form-data') {
      setRequestParser(async () => checkParameters(await processUpload(request, serverContext, limits), limits));
    } else {
      const message = 'Send the operation as application/json, or as multipart/form-data with files.';
      throw refuse('BAD_USER_INPUT', message, { status: 415 });
    }
  },
});
