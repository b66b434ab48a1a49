import { parseArgs } from 'node:util';
import type { CommandOption } from '../config/command-line.ts';

/** The options that a command line gives, by their names. */
export type Values = Readonly<Record<string, string | boolean | undefined>>;

/** The value of an option that has one. */
export const textOf = (values: Values, name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
};

/** Reads a command line by a command's own options. Throws for an option that the command does not have. */
export const readArguments = (
  options: readonly CommandOption[],
  argv: readonly string[],
): { readonly names: readonly string[]; readonly values: Values } => {
  const { positionals, values } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: Object.fromEntries(
      options.map(({ name, value }) => [name, { type: value === null ? 'boolean' : 'string' } as const]),
    ),
  });
  return { names: positionals, values };
};

/** The options by which the configuration is found. */
export const configArguments = (values: Values): readonly string[] =>
  ['config', 'data'].flatMap((name) => {
    const value = textOf(values, name);
    return value === undefined ? [] : [`--${name}`, value];
  });
