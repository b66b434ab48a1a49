import { createHash } from 'node:crypto';
import { stripIgnoredCharacters } from 'graphql';
import type { Caller } from '../caller.ts';
import { isObject } from '../json-object.ts';
import { malformed, refuse } from '../refusal.ts';
import type { Manifest } from './manifest.ts';

/** A body of a GraphQL request, of which nothing was checked. */
type Body = Readonly<Record<string, unknown>>;

/** Finds the document of a request: its text, or the one that it names. Throws where it may not be run. */
export type FindDocument = (body: Body, caller: Caller | undefined) => string;

/** How a gateway takes documents that apps were built with. */
export interface TrustedDocumentOptions {
  /** Of each manifest, its documents by their ids. */
  readonly manifests: readonly Manifest[];
  /** True: no other document is run. */
  readonly isRequired: boolean;
  /** Whether a caller may run any document all the same. */
  readonly isExempt: (caller: Caller) => boolean;
}

const textOf = ({ query }: Body): string => {
  if (typeof query !== 'string') throw malformed('"query" must be the GraphQL document, as a string.');
  return query;
};

/** Apollo Client's way to name a document by its hash. */
const hashOf = ({ extensions }: Body): unknown => {
  const named = isObject(extensions) ? extensions['persistedQuery'] : undefined;
  return isObject(named) ? named['sha256Hash'] : undefined;
};

/** The id that a request names its document by: `documentId`, Relay's `doc_id`, or Apollo's hash. Undefined without one. */
const idOf = (body: Body): string | undefined => {
  const id = body['documentId'] ?? body['doc_id'] ?? hashOf(body);
  if (id === undefined || id === null) return undefined;
  if (typeof id !== 'string') throw malformed('"documentId" must be a string.');
  return id.replace(/^sha256:/, '');
};

/** Clients know these words: Apollo Client sends the text from then on. */
const notSupported = () => refuse('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported');
const notFound = () => refuse('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');

/** For a gateway without trusted documents: a request has the text of its document. */
export const findPlainDocument: FindDocument = (body) => {
  if (body['query'] === undefined && idOf(body) !== undefined) throw notSupported();
  return textOf(body);
};

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64');

/** The same for two texts that differ in spaces and comments alone; of a text that is no GraphQL, its own. */
const formOf = (text: string): string => {
  try {
    return digestOf(stripIgnoredCharacters(text));
  } catch {
    return digestOf(text);
  }
};

/** Finds documents by the ids of manifests. Where they are required, another text is refused. */
export const createTrustedDocuments = (options: TrustedDocumentOptions): FindDocument => {
  const documents = new Map(options.manifests.flatMap((manifest) => [...manifest]));
  const forms = new Set([...documents.values()].map(formOf));
  const texts = new Set(documents.values());
  const mayRun = (text: string, caller: Caller | undefined): boolean =>
    texts.has(text) || (caller !== undefined && options.isExempt(caller)) || forms.has(formOf(text));
  return (body, caller) => {
    const id = body['query'] === undefined ? idOf(body) : undefined;
    if (id === undefined) {
      const text = textOf(body);
      if (!options.isRequired || mayRun(text, caller)) return text;
      throw refuse(
        'DOCUMENT_NOT_TRUSTED',
        'This gateway runs the documents that its operator knows, and this is none of them. Ask the operator to add your app.',
      );
    }
    const text = documents.get(id);
    if (text === undefined) throw notFound();
    return text;
  };
};

/** Finds one more document by its text, whoever asks. */
export const knowing =
  (text: string, find: FindDocument): FindDocument =>
  (body, caller) =>
    body['query'] === text ? text : find(body, caller);
