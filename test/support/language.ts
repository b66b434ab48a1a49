import { execFileSync } from 'node:child_process';
import { findProgram, findPrograms } from './program.ts';

const succeeds = (program: string, argv: readonly string[]): boolean => {
  try {
    execFileSync(program, argv, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** A start of Python or R takes a second, which few tests need and none twice. */
const once = <Found>(find: () => Found): (() => Found) => {
  let found: { readonly value: Found } | undefined;
  return () => (found ??= { value: find() }).value;
};

/** The first Python on the path that has the packages of the recipes; undefined where there is none. */
export const findPython = once(() =>
  findPrograms('python3').find((python) => succeeds(python, ['-c', 'import pandas, requests'])),
);

/** R, where it has the packages of the recipes. */
export const findR = once(() => {
  const program = findProgram('Rscript');
  return program !== undefined && succeeds(program, ['-e', 'library(httr2); library(jsonlite)']) ? program : undefined;
});

/** The shell, where it has the programs of the recipes. */
export const findShell = (): string | undefined =>
  ['curl', 'jq', 'sha256sum'].every((name) => findProgram(name) !== undefined) ? findProgram('sh') : undefined;
