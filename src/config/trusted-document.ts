import { readManifest } from '../gateway/trusted-document/manifest.ts';
import type { Manifest } from '../gateway/trusted-document/manifest.ts';
import type { MendedFile } from './mended-file.ts';
import type { Reading } from './reading.ts';

/** Documents that apps were built with. */
export interface TrustedDocumentConfig {
  readonly manifests: readonly Manifest[];
  /** True: no other document is run. */
  readonly isRequired: boolean;
  /** Who may run any document all the same. */
  readonly exempt: { readonly apiKeys: readonly string[]; readonly policies: readonly string[] };
}

const readFile = (reading: Reading, place: string, path: string): Manifest[] => {
  const text = reading.file(place, path);
  if (text === undefined) return [];
  try {
    return [readManifest(text)];
  } catch (error) {
    reading.problems.push(`${place}: ${path} ${error instanceof Error ? error.message : 'cannot be read.'}`);
    return [];
  }
};

/** Reads the manifests of a configuration; null where it has none. */
export const readTrustedDocuments = (reading: Reading, file: MendedFile): TrustedDocumentConfig | null => {
  const section = file.trustedDocuments;
  if (section === undefined) return null;
  const known = new Set(file.callers.apiKeys.map(({ name }) => name));
  for (const name of section.exempt.apiKeys.filter((one) => !known.has(one))) {
    reading.problems.push(`trustedDocuments.exempt.apiKeys: there is no API key "${name}".`);
  }
  const manifests = section.files.flatMap((path, index) =>
    readFile(reading, `trustedDocuments.files[${String(index)}]`, path),
  );
  return { manifests, isRequired: section.required, exempt: section.exempt };
};
