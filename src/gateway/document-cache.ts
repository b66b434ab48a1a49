import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { hashDocument } from './request-state.ts';

/** A document that was parsed, and what follows from its text alone. */
export interface KeptDocument {
  readonly document: DocumentNode;
  /** Names the text in the log. */
  readonly hash: string;
  /** The schemas for which the document is valid. It is validated again for any other. */
  readonly validFor: WeakSet<GraphQLSchema>;
}

/** Parsed documents by their text, bounded by the memory that they take. What was used longest ago goes first. */
export interface DocumentCache {
  readonly get: (text: string) => KeptDocument | undefined;
  readonly set: (text: string, document: DocumentNode) => void;
  /** Bytes of memory that all documents take at most. */
  readonly bytes: () => number;
}

/** Measured with the densest documents that can be written: no document took more of the heap than this. */
const BYTES_PER_DOCUMENT = 2_560;
const BYTES_PER_TOKEN = 640;
const BYTES_PER_CHARACTER = 2;

/** Bytes that a parsed document takes at most. Its tokens are what it is made of, however long their text is. */
const sizeOf = (text: string, { loc }: DocumentNode): number => {
  let tokens = 0;
  for (let token = loc?.startToken ?? null; token !== null; token = token.next) tokens += 1;
  return BYTES_PER_DOCUMENT + text.length * BYTES_PER_CHARACTER + tokens * BYTES_PER_TOKEN;
};

/**
 * Keeps parsed documents. Yoga's own cache holds 1,024 of them whatever their size, which can be gigabytes. It also keeps the
 * errors of the documents that are not valid, and each error's stack holds a request. Here no error is kept.
 */
export const createDocumentCache = (maxBytes: number): DocumentCache => {
  const entries = new Map<string, KeptDocument & { readonly size: number }>();
  let bytes = 0;
  /** The text of the document that was used last: it has its place already. A request asks for its document twice. */
  let newest: string | undefined;

  const remove = (text: string): void => {
    bytes -= entries.get(text)?.size ?? 0;
    entries.delete(text);
  };

  return {
    get: (text) => {
      const entry = entries.get(text);
      if (entry === undefined) return undefined;
      if (text !== newest) {
        entries.delete(text);
        entries.set(text, entry);
        newest = text;
      }
      return entry;
    },
    set: (text, document) => {
      remove(text);
      const size = sizeOf(text, document);
      entries.set(text, { document, hash: hashDocument(text), validFor: new WeakSet(), size });
      newest = text;
      bytes += size;
      for (const oldest of entries.keys()) {
        if (bytes <= maxBytes) break;
        remove(oldest);
      }
    },
    bytes: () => bytes,
  };
};

const textOf = (source: unknown): string => String(source);

/**
 * Spares a document that is known the parser, and validation where it is known to be valid. A document that is not valid is
 * validated each time, which costs no more than to validate another one.
 */
export const useDocumentCache = (documents: DocumentCache): Plugin => ({
  onParse({ params, setParsedDocument }) {
    const text = textOf(params.source);
    const known = documents.get(text);
    if (known !== undefined) {
      setParsedDocument(known.document);
      return undefined;
    }
    return ({ result }) => {
      if (result !== null && !(result instanceof Error)) documents.set(text, result as DocumentNode);
    };
  },
  onValidate({ params, setResult }) {
    const schema = params.schema as GraphQLSchema;
    const document = params.documentAST as DocumentNode;
    const known = documents.get(document.loc?.source.body ?? '');
    if (known?.document !== document) return undefined;
    const { validFor } = known;
    if (validFor.has(schema)) {
      setResult([]);
      return undefined;
    }
    return ({ valid }) => {
      if (valid) validFor.add(schema);
    };
  },
});
