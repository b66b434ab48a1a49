import { isObject } from '../json-object.ts';

/** Documents that an app was built with, by their ids. */
export type Manifest = ReadonlyMap<string, string>;

const addTo = (documents: Map<string, string>, id: unknown, text: unknown): void => {
  if (typeof id !== 'string' || id === '' || typeof text !== 'string') {
    throw new Error('has an operation without an id or without a text.');
  }
  if (documents.has(id)) throw new Error('has two operations with one id.');
  documents.set(id, text);
};

/** The form of Apollo's `generate-persisted-query-manifest`: a list of operations, each with `id` and `body`. */
const readApollo = (operations: readonly unknown[]): Manifest => {
  const documents = new Map<string, string>();
  for (const operation of operations) {
    const { id, body } = isObject(operation) ? operation : {};
    addTo(documents, id, body);
  }
  return documents;
};

/** The form of the Relay compiler and of GraphQL Code Generator: an object of texts by their ids. */
const readTexts = (entries: Readonly<Record<string, unknown>>): Manifest => {
  const documents = new Map<string, string>();
  for (const [id, text] of Object.entries(entries)) addTo(documents, id, text);
  return documents;
};

/** Reads a manifest as Apollo, Relay or GraphQL Code Generator write it. Throws what is wrong with it, without its name. */
export const readManifest = (text: string): Manifest => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('is not JSON.');
  }
  if (!isObject(value)) throw new Error('is no manifest of documents: it must be an object.');
  const { format, operations } = value;
  if (format === undefined) return readTexts(value);
  if (format !== 'apollo-persisted-query-manifest') throw new Error('has a format that is not known.');
  if (!Array.isArray(operations)) throw new Error('has no list of operations.');
  return readApollo(operations);
};
