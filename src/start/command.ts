import type { CommandOption } from '../config/command-line.ts';
import type { Surroundings } from './surroundings.ts';

/** A program that goes on until it is closed. */
export interface Running {
  close(): Promise<void>;
  /** Reads its configuration anew, where it can. */
  reload?(): void;
  /** Milliseconds after which closing it has failed; `HARD_STOP_MS` unless given. */
  readonly hardStopMs?: number;
}

/** A program that is still starting, or that does not say how long its stop may take, has ended after so long. */
export const HARD_STOP_MS = 5_000;

/** A command of the program: what its help says, how it ends, and how it runs. */
export interface Command {
  /** The word that calls it. */
  readonly name: string;
  /** How it is called, options left out. */
  readonly usage: string;
  /** What it does, in one line of a list. */
  readonly summary: string;
  /** What its help says beyond that. */
  readonly details: string;
  readonly options: readonly CommandOption[];
  /** What each exit code means. */
  readonly exitCodes: Readonly<Record<number, string>>;
  /** The exit code of a command that could not run: `run` has thrown. */
  readonly failureCode: number;
  /** Loads what the command needs, and nothing before. Returns an exit code, or what goes on running. */
  readonly run: (surroundings: Surroundings) => Promise<Running | number>;
}

const HELP_OPTION: CommandOption = { name: 'help', value: null, help: 'print this' };

/** Two columns: what is on the left, and beside it what it means. */
const alignColumns = (rows: readonly (readonly [left: string, right: string])[]): string => {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('');
};

const labelOf = ({ name, value }: CommandOption): string => (value === null ? `--${name}` : `--${name} ${value}`);

/** The help of one command. */
const describeCommand = ({ usage, summary, details, options, exitCodes }: Command): string => {
  const optionRows = [...options, HELP_OPTION].map((option) => [labelOf(option), option.help] as const);
  return [
    `Usage: ${usage} [options]\n\n${summary}\n`,
    ...(details === '' ? [] : [`${details}\n`]),
    alignColumns(optionRows),
    `Exit codes:\n${alignColumns(Object.entries(exitCodes))}`,
  ].join('\n');
};

/** The list of all commands, a line each. */
const listCommands = (commands: readonly Command[]): string =>
  alignColumns(commands.map(({ name, summary }) => [name, summary]));

/** A command and the arguments that are left for it. */
export interface CommandCall {
  readonly command: Command;
  readonly argv: readonly string[];
}

/**
 * The command that a command line names with its first word. The first command of the table is called where there is no
 * word but options, or nothing. Throws, with the list of all commands, for a word that names none.
 */
export const findCommand = (
  [first, ...others]: readonly [Command, ...Command[]],
  argv: readonly string[],
): CommandCall => {
  const [word, ...rest] = argv;
  if (word === undefined || word.startsWith('-')) return { command: first, argv };
  const commands = [first, ...others];
  const command = commands.find(({ name }) => name === word);
  if (command !== undefined) return { command, argv: rest };
  throw new Error(`There is no command "${word}". The commands are:\n${listCommands(commands).trimEnd()}`);
};

/** What `--help` prints for a command; for the first, which needs no word, also which others there are. */
export const describeHelp = (commands: readonly [Command, ...Command[]], command: Command): string =>
  command === commands[0]
    ? `${describeCommand(command)}\nCommands, each with a "--help" of its own:\n${listCommands(commands)}`
    : describeCommand(command);

/** True where a command line asks for the help of its command. */
export const asksForHelp = (argv: readonly string[]): boolean => argv.includes('--help') || argv.includes('-h');
