import { stringifyDocument } from '@urql/core';
import type { TypedDocumentNode } from '@urql/core';

/** Variables of an operation, as JSON has them. */
export type Variables = Readonly<Record<string, unknown>>;

/** An operation that answers what a page shows. */
export interface ShownOperation {
  readonly document: TypedDocumentNode<unknown, never>;
  readonly variables: Variables;
}

/** An operation as people read it. */
export interface WrittenOperation {
  /** The name in its document. */
  readonly name: string;
  readonly query: string;
  readonly variables: Variables;
}

/** Whether a node of a document asks for the name of a type. */
const isTypeName = (node: { readonly kind?: string; readonly name?: { readonly value?: string } }): boolean =>
  node.kind === 'Field' && node.name?.value === '__typename';

/** A document without the names of types. Types and cache of the page need them at every object, and nobody else does. */
const withoutTypeNames = ({ kind, definitions }: ShownOperation['document']): ShownOperation['document'] => {
  const text = JSON.stringify({ kind, definitions });
  // A document is plain data. What is left out of it leaves it a document.
  return JSON.parse(text, (_name, value: unknown) =>
    Array.isArray(value) ? value.filter((node: object) => !isTypeName(node)) : value,
  ) as ShownOperation['document'];
};

/** Writes an operation as the page sends it, but for the names of types. */
export const writeOperation = ({ document, variables }: ShownOperation): WrittenOperation => {
  const query = stringifyDocument(withoutTypeNames(document)).replaceAll('\nfragment ', '\n\nfragment ');
  return { name: /^\w+ (\w+)/.exec(query)?.[1] ?? '', query, variables };
};
