import { Readable } from 'node:stream';
import { OperationTypeNode, getOperationAST } from 'graphql';
import type { ExecutionArgs } from 'graphql';
import { isAsyncIterable } from 'graphql-yoga';
import type { Plugin } from 'graphql-yoga';
import { chooseEncoding, pack, packStream } from './encoding.ts';
import type { Encoding } from './encoding.ts';
import { addVary } from './header-set.ts';
import type { AnswerHeaders, RequestHeaders } from './header-set.ts';
import type { OperationResult } from './operation-run.ts';
import { requestStateOf } from './request-state.ts';
import { createSecretSearch } from './secret.ts';

/** Below it an answer fits into a few packets, and to pack it costs more than it saves. */
const SMALLEST_BYTES = 4_096;

/** Notes the text of an answer that is written at once, so that its length is known. */
const noteText = (request: Request, result: OperationResult): OperationResult => {
  const write = result.stringify ?? JSON.stringify;
  return {
    ...result,
    stringify: (answer) => {
      const text = write(answer);
      requestStateOf(request).answerText = text;
      return text;
    },
  };
};

/** Says of an answer that it may be packed, and chooses how; undefined for an answer that leaves as it is. */
export const choosePacking = (
  request: RequestHeaders,
  answer: AnswerHeaders,
  bytes: number | undefined,
): Encoding | undefined => {
  addVary(answer, 'accept-encoding');
  return bytes !== undefined && bytes < SMALLEST_BYTES ? undefined : chooseEncoding(request.get('accept-encoding'));
};

/** Packs a text, and says so in its headers. */
export const packText = async (
  headers: AnswerHeaders,
  encoding: Encoding,
  text: string | Uint8Array,
): Promise<Uint8Array> => {
  headers.set('content-encoding', encoding);
  const bytes = await pack(text, encoding);
  headers.set('content-length', String(bytes.byteLength));
  return bytes;
};

/** An answer with the same status and headers, and packed. The bytes of a stream leave as they come. */
const packAnswer = async (
  answer: Response,
  encoding: Encoding,
  text: string | Uint8Array | undefined,
): Promise<Response> => {
  const { status, statusText, headers } = answer;
  if (text !== undefined) {
    const bytes = await packText(headers, encoding, text);
    return new Response(bytes as Uint8Array<ArrayBuffer>, { status, statusText, headers });
  }
  headers.set('content-encoding', encoding);
  // Node can iterate a body of the web, which the web's own types do not say.
  const stream = Readable.from(answer.body as unknown as AsyncIterable<Uint8Array>);
  return new Response(Readable.toWeb(packStream(stream, encoding)) as ReadableStream, { status, statusText, headers });
};

/** Whether the answer of an operation may be packed, as long as it has no errors. */
export type PackPermission = (args: ExecutionArgs) => boolean;

/** Permits what no credential can be in; nothing where packing is off. */
export const createPackPermission = (isOn: boolean): PackPermission => {
  const selectsSecret = createSecretSearch();
  return ({ schema, document, operationName }) =>
    isOn &&
    getOperationAST(document, operationName)?.operation === OperationTypeNode.QUERY &&
    !selectsSecret(schema, document);
};

/**
 * Packs the answers of queries as the client accepts it, and says how long the others are.
 *
 * Whoever can put a text into an answer and sees how long the packed answer is may learn what else is in it. So answers are not
 * packed where a credential could be in them: those of mutations, and those of queries that select a field which the schema
 * marks as secret. Answers with errors, which quote what the caller sent, are not packed either. Small answers never are.
 */
export const useCompression = (mayPack: PackPermission): Plugin => ({
  onExecute({ args }) {
    const { contextValue } = args as ExecutionArgs;
    if (mayPack(args)) requestStateOf((contextValue as { request: Request }).request).mayPack = true;
  },
  onResultProcess(hook) {
    const { request, result } = hook;
    if (isAsyncIterable(result) || Array.isArray(result)) return;
    const answer = result as OperationResult;
    if (answer.errors !== undefined && answer.errors.length > 0) requestStateOf(request).mayPack = false;
    hook.setResult(noteText(request, answer) as Parameters<typeof hook.setResult>[0]);
  },
  async onResponse(hook) {
    const { request, response } = hook;
    const { answerText: text, mayPack } = requestStateOf(request);
    const bytes = text === undefined ? undefined : Buffer.byteLength(text);
    if (bytes !== undefined) response.headers.set('content-length', String(bytes));
    if (!mayPack || (text === undefined && response.body === null)) return;
    const encoding = choosePacking(request.headers, response.headers, bytes);
    if (encoding === undefined) return;
    hook.setResponse(await packAnswer(response, encoding, text));
  },
});
