import { formatDocument } from '@urql/core';
import type { TypedDocumentNode } from '@urql/core';
import { print } from 'graphql';
import type { DocumentNode } from 'graphql';
import { createHash } from 'node:crypto';
import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

/** The file, beside the built pages. */
const FILE = 'documents.json';

const sources = join(import.meta.dirname, 'src');

/** What the pages of the workbench send. Who uses GraphiQL sends any document. */
const readDocuments = async (): Promise<readonly TypedDocumentNode[]> => {
  const files = globSync('**/generated/graphql.ts', { cwd: sources }).filter((file) => !file.startsWith('graphiql'));
  const modules = files.map(async (file): Promise<Readonly<Record<string, unknown>>> => {
    const module: unknown = await import(pathToFileURL(join(sources, file)).href);
    // A module is an object of what it exports.
    return module as Readonly<Record<string, unknown>>;
  });
  const exported = (await Promise.all(modules)).flatMap((module) => Object.entries(module));
  // Code generation gives the documents of operations these names.
  return exported.filter(([name]) => name.endsWith('Document')).map(([, document]) => document as TypedDocumentNode);
};

/** Texts by their hashes, as GraphQL Code Generator writes them: a gateway can be configured to run these documents and no others. */
const writeTexts = (documents: readonly TypedDocumentNode[]): string => {
  // A document with the names of types, as the cache of the pages asks for them, is a document still.
  const texts = documents.map((document) => print(formatDocument(document) as DocumentNode));
  const entries = texts.map((text) => [createHash('sha256').update(text).digest('hex'), text] as const);
  return `${JSON.stringify(Object.fromEntries(entries.toSorted()), null, 2)}\n`;
};

/** Writes a manifest of what the pages send. */
export const writeManifest = (): Plugin => ({
  name: 'write-manifest',
  apply: 'build',
  async writeBundle({ dir = '' }) {
    writeFileSync(join(dir, FILE), writeTexts(await readDocuments()));
  },
});
