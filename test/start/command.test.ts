import { describe, expect, it } from 'vitest';
import { asksForHelp, describeHelp, findCommand } from '../../src/start/command.ts';
import { commands } from '../../src/start/command-table.ts';
import { imports } from '../support/import-graph.ts';

const nameOf = (argv: readonly string[]): [string, readonly string[]] => {
  const call = findCommand(commands, argv);
  return [call.command.name, call.argv];
};

describe('the command line', () => {
  it.each([
    ['nothing', [], ['gateway', []]],
    ['options alone', ['--port', '0'], ['gateway', ['--port', '0']]],
    ['the name of the first command', ['gateway', '--port', '0'], ['gateway', ['--port', '0']]],
    ['another name', ['check', 'stroke2', 'a.graphql'], ['check', ['stroke2', 'a.graphql']]],
  ])('calls a command by %s', (_what, argv, expected) => {
    expect(nameOf(argv)).toEqual(expected);
  });

  it('lists all commands for a word that names none', () => {
    expect(() => nameOf(['serve'])).toThrow(
      /^There is no command "serve"\. The commands are:\n {2}gateway {2}Run .*\n {2}sandbox {2}.*\n {2}schema .*\n {2}init .*\n {2}check .*\n {2}doctor .*\n {2}api-key {2}.*\n {2}resume {2}.*\n {2}audit {4}.*\n {2}token {4}.*\n {2}trigger .*$/,
    );
  });

  it.each([
    [['--help'], true],
    [['-h'], true],
    [['help'], false],
    [[], false],
  ])('takes %j for a question for help: %s', (argv, expected) => {
    expect(asksForHelp(argv)).toBe(expected);
  });
});

describe('the help of a command', () => {
  const helpOf = (name: string): string => describeHelp(commands, findCommand(commands, [name]).command);

  it('has its usage, its options and its exit codes', () => {
    const help = helpOf('check');
    expect(help).toMatch(/^Usage: npx redcap-graphql check \[PROJECT\] study\.graphql documents\/\*\* \[options\]\n/);
    expect(help).toContain('\n  --config FILE           read the configuration');
    expect(help).toContain(
      'Exit codes:\n  0  All operations fit.\n  1  Some do not. Each is listed with its place.\n  2  The command could not find out.',
    );
  });

  it('lists the other commands where it is the help of the whole program', () => {
    expect(helpOf('gateway')).toContain('\n  api-key  Make an API key');
    expect(helpOf('sandbox')).not.toContain('api-key');
  });

  it('has no line that a terminal of 130 columns would break', () => {
    const lines = commands.flatMap(({ name }) => helpOf(name).split('\n'));
    expect(lines.length).toBeGreaterThan(50);
    expect(lines.filter((line) => line.length > 130)).toEqual([]);
  });
});

describe('the start of the program', () => {
  /** The files that a file loads at once, whatever the command. */
  const loadedBy = (file: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(file)) return seen;
    seen.add(file);
    for (const { from, to, isTypeOnly, isLazy } of imports)
      if (from === file && !isTypeOnly && !isLazy) loadedBy(to, seen);
    return seen;
  };

  it('loads the table of commands and no command', () => {
    expect([...loadedBy('main.ts')].sort()).toEqual([
      'config/command-line.ts',
      'main.ts',
      'sandbox/option.ts',
      'start/allocation.ts',
      'start/command-table.ts',
      'start/command.ts',
      'start/compile-cache.ts',
    ]);
  });
});
