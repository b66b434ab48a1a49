import { parseArgs } from 'node:util';

/** What the command line of the gateway says; each setting at most once, projects and studies any number of times. */
export interface CommandLine {
  readonly config: string | undefined;
  readonly projectFiles: readonly string[];
  /** Names of invented studies. */
  readonly studies: readonly string[];
  readonly host: string | undefined;
  readonly port: string | undefined;
  /** The REDCap version that the embedded sandbox is to be like. */
  readonly redcapVersion: string | undefined;
  readonly help: boolean;
  /** What is wrong with it, a sentence each. */
  readonly problems: readonly string[];
}

const TEXT_OPTIONS = ['config', 'project', 'study', 'host', 'port', 'redcap-version'];

const tokensOf = (argv: readonly string[]) =>
  parseArgs({
    args: [...argv],
    options: Object.fromEntries([
      ...TEXT_OPTIONS.map((name) => [name, { type: 'string' as const, multiple: true }]),
      ['help', { type: 'boolean' as const, short: 'h' }],
    ]) as Record<string, { type: 'string' | 'boolean'; multiple?: boolean; short?: string }>,
    strict: false,
    tokens: true,
    allowPositionals: true,
  }).tokens;

/** The names on a command line (a project, files) and, as they were given, its options with their values. */
export interface SplitCommandLine {
  readonly names: readonly string[];
  readonly options: readonly string[];
}

/** Takes the names out of a command line, for commands that have some besides the gateway's options. */
export const splitCommandLine = (argv: readonly string[]): SplitCommandLine => {
  const tokens = tokensOf(argv).filter((token) => token.kind === 'positional');
  const places = new Set(tokens.map((token) => token.index));
  return { names: tokens.map((token) => token.value), options: argv.filter((_, index) => !places.has(index)) };
};

/** Reads `--config FILE --project FILE.xml … --study NAME … --host HOST --port PORT --redcap-version X.Y.Z --help`. */
export const readCommandLine = (argv: readonly string[]): CommandLine => {
  const tokens = tokensOf(argv);
  const given = new Map<string, string[]>();
  const problems: string[] = [];
  let help = false;
  for (const token of tokens) {
    if (token.kind === 'positional') problems.push(`"${token.value}" is not a command. "--help" lists them.`);
    if (token.kind !== 'option') continue;
    if (token.name === 'help') help = true;
    else if (!TEXT_OPTIONS.includes(token.name))
      problems.push(`${token.rawName} is not an option. "--help" lists them.`);
    else if (token.value === undefined || token.value === '') problems.push(`${token.rawName} needs a value.`);
    else given.set(token.name, [...(given.get(token.name) ?? []), token.value]);
  }
  for (const name of ['config', 'host', 'port', 'redcap-version']) {
    if ((given.get(name)?.length ?? 0) > 1) problems.push(`--${name} is given more than once.`);
  }
  return {
    config: given.get('config')?.[0],
    projectFiles: given.get('project') ?? [],
    studies: given.get('study') ?? [],
    host: given.get('host')?.[0],
    port: given.get('port')?.[0],
    redcapVersion: given.get('redcap-version')?.[0],
    help,
    problems,
  };
};
