import { readFileSync, readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';

/** A query of `schema/examples`. */
export interface ExampleQuery {
  readonly query: string;
  /** JSON text. */
  readonly variables?: string;
}

/** The example queries of a folder in the order of their names, `01-project.graphql` with `01-project.variables.json`. */
export const readExamples = (folder: string): ExampleQuery[] => {
  const names = readdirSync(folder);
  return names
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => {
      const query = readFileSync(resolve(folder, name), 'utf8');
      const variables = `${basename(name, '.graphql')}.variables.json`;
      return names.includes(variables)
        ? { query, variables: readFileSync(resolve(folder, variables), 'utf8') }
        : { query };
    });
};
