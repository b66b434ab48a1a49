import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Operation } from './operation.ts';

const FOLDER = join(import.meta.dirname, '../../schema/examples');

/** One of the operations that the project shows to its users, with its variables. They are asked of the demo study. */
export const readExample = (name: string): Operation => ({
  query: readFileSync(join(FOLDER, `${name}.graphql`), 'utf8'),
  // The examples have objects there, as their tests show.
  variables: JSON.parse(readFileSync(join(FOLDER, `${name}.variables.json`), 'utf8')) as Operation['variables'],
});

/** The key of the demo study in these operations. */
export const exampleProject = 'stroke2';
