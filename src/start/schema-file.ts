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

/** Brings the written schemas of a folder up to date, or only looks; answers the names of those that were stale. */
export const updateSchemaFiles = (folder: string, schema: GraphQLSchema, options: { write: boolean }): string[] => {
  const files = {
    'schema.graphql': printSortedSchema(schema),
    'config.schema.json': `${JSON.stringify(configJsonSchema(), null, 2)}\n`,
  };
  return Object.entries(files).flatMap(([name, text]) => {
    const path = resolve(folder, name);
    if (readIfThere(path) === text) return [];
    if (options.write) writeFileSync(path, text);
    return [name];
  });
};
