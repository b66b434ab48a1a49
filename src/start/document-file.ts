import { globSync, statSync } from 'node:fs';
import { extname, join, relative, resolve } from 'node:path';
import { assertValidSchema, buildSchema, GraphQLError, parse, Source } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { readTextFile } from './file.ts';

const ENDINGS = ['.graphql', '.gql'];

/** A fault of GraphQL's syntax or of a schema, with the place where it is known. */
const describeFault = (error: unknown, path: string): Error => {
  const { line, column } = error instanceof GraphQLError ? (error.locations?.[0] ?? {}) : {};
  const place = line === undefined ? path : `${path}:${String(line)}:${String(column)}`;
  return new Error(`${place}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
};

/** Reads a schema that was printed as SDL; throws with the file and the place of what is wrong. */
export const readSchemaFile = (path: string): GraphQLSchema => {
  const text = readTextFile(path);
  try {
    const schema = buildSchema(new Source(text, path));
    assertValidSchema(schema);
    return schema;
  } catch (error) {
    throw describeFault(error, path);
  }
};

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

const glob = (pattern: string): string[] =>
  globSync(pattern, { exclude: (path) => path.split(/[/\\]/).includes('node_modules') }).filter(isFile);

/** The files of one name on a command line: itself, all of a folder, or what a pattern matches. */
const filesOf = (name: string): string[] => {
  // A shell without `globstar` gives the folders that `documents/**` matches, and not the files in them.
  const files = isFile(name) ? [name] : glob(isFolder(name) ? join(name, '**') : name);
  if (files.length === 0) throw new Error(`${name}: matches no file.`);
  return files;
};

/** The GraphQL documents among the files that names on a command line mean, each once, in the order of their paths. */
const documentFiles = (names: readonly string[], except: string): string[] => {
  const paths = new Map(names.flatMap(filesOf).map((path) => [resolve(path), path]));
  paths.delete(resolve(except));
  return [...paths.values()]
    .filter((path) => ENDINGS.includes(extname(path)))
    .map((path) => relative('.', path))
    .sort();
};

/**
 * Reads the documents of an app: `.graphql` and `.gql` files, folders of them and patterns with `*` and `**`, but for the
 * file `except`, which a pattern may match as well. Throws where a name matches no file, where none of the files is such a
 * document, and with the place of what is wrong in one.
 */
export const readDocuments = (names: readonly string[], except: string): DocumentNode[] => {
  const files = documentFiles(names, except);
  if (files.length === 0) {
    throw new Error(`There is no document among ${names.join(' ')}: files that end in ${ENDINGS.join(' or ')}.`);
  }
  return files.map((path) => {
    const text = readTextFile(path);
    try {
      return parse(new Source(text, path));
    } catch (error) {
      throw describeFault(error, path);
    }
  });
};
