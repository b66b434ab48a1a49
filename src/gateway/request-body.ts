import type { Plugin } from 'graphql-yoga';
import type { ArrivingBody } from './body-text.ts';
import { handoverOf } from './handover.ts';
import { parseJson } from './json-text.ts';
import { checkParameters, isJsonType, mediaTypeOf, readParameters } from './parameters.ts';
import type { ParameterRules } from './parameters.ts';
import { malformed, refuse } from './refusal.ts';
import { requestStateOf } from './request-state.ts';
import { bytesOf, processUpload, releaseUpload } from './upload.ts';

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
    documentId: search.get('documentId') ?? undefined,
    operationName: search.get('operationName') ?? undefined,
    variables: json('variables'),
    extensions: json('extensions'),
  };
};

const bodyOf = (request: Request, exchange: object): ArrivingBody => ({
  bytes: bytesOf(request, exchange),
  announced: request.headers.get('content-length'),
});

/**
 * Reads GraphQL requests: JSON and multipart by POST, queries by GET.
 *
 * In place of yoga's own readers, because those quote a malformed body in the error and keep uploaded files in memory.
 */
export const useBody = (rules: ParameterRules): Plugin => ({
  onResponse({ request, response }) {
    releaseUpload(request, response);
  },
  onRequestParse({ request, url, serverContext, setRequestParser }) {
    if (request.method === 'GET') {
      setRequestParser(() => checkParameters(parseSearch(url), rules, requestStateOf(request)));
      return;
    }
    if (request.method !== 'POST') {
      throw refuse('BAD_USER_INPUT', 'GraphQL is spoken by GET and POST.', {
        status: 405,
        headers: { allow: 'GET, POST' },
      });
    }
    const type = mediaTypeOf(request.headers.get('content-type'));
    if (isJsonType(type)) {
      const read = handoverOf(serverContext)?.parameters;
      setRequestParser(() => read ?? readParameters(bodyOf(request, serverContext), rules, requestStateOf(request)));
    } else if (type === 'multipart/form-data') {
      setRequestParser(async () =>
        checkParameters(await processUpload(request, serverContext, rules.limits), rules, requestStateOf(request)),
      );
    } else {
      const message = 'Send the operation as application/json, or as multipart/form-data with files.';
      throw refuse('BAD_USER_INPUT', message, { status: 415 });
    }
  },
});
