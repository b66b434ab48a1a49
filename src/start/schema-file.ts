import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { lexicographicSortSchema, printSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { configJsonSchema } from '../config/file.ts';

/** The schema as SDL, sorted, as it is committed. */
export const printSortedSchema = (schema: GraphQLSchema): string => `${printSchema(lexicographicSortSchema(schema))}\n`;

const readIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

/** What is written into the folder of schemas. */
export interface WrittenSchemas {
  /** The one that is the same for every project. */
  readonly schema: GraphQLSchema;
  /** Those of single projects as SDL, by their keys. */
  readonly projects: Readonly<Record<string, string>>;
}

/** Brings the written schemas of a folder up to date, or only looks; answers the names of those that were stale. */
export const updateSchemaFiles = (
  folder: string,
  { schema, projects }: WrittenSchemas,
  options: { write: boolean },
): string[] => {
  const files = {
    'schema.graphql': printSortedSchema(schema),
    'config.schema.json': `${JSON.stringify(configJsonSchema(), null, 2)}\n`,
    ...Object.fromEntries(Object.entries(projects).map(([key, sdl]) => [`${key}.graphql`, sdl])),
  };
  return Object.entries(files).flatMap(([name, text]) => {
    const path = resolve(folder, name);
    if (readIfThere(path) === text) return [];
    if (options.write) writeFileSync(path, text);
    return [name];
  });
};
