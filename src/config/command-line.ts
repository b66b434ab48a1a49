import { parseArgs } from 'node:util';

/** An option of the command line: how it is read, and what the help says of it. */
export interface CommandOption {
  readonly name: string;
  /** What stands for the value in the help; null for an option without a value. */
  readonly value: string | null;
  readonly help: string;
  /** True where the option may be given again. */
  readonly isList?: boolean;
}

/** The options of the gateway, and of every command that reads the gateway's configuration. */
export const gatewayOptions: readonly CommandOption[] = [
  {
    name: 'project',
    value: 'FILE.xml',
    isList: true,
    help: "put this project into the sandbox: a file that REDCap's project XML export wrote; may be given again",
  },
  {
    name: 'study',
    value: 'NAME',
    isList: true,
    help: 'put this invented study into the sandbox; may be given again (test/studies/README.md lists them)',
  },
  { name: 'config', value: 'FILE', help: 'read the configuration from this JSON file (docs/configuration.md)' },
  { name: 'host', value: 'HOST', help: 'listen on this address (127.0.0.1); the variable HOST does the same' },
  { name: 'port', value: 'PORT', help: 'listen on this port, 0 for any free one (4000); PORT does the same' },
  {
    name: 'data',
    value: 'DIR',
    help: 'keep what outlives a restart in this folder (in the user\'s data folder); ":memory:" keeps nothing',
  },
  {
    name: 'cors',
    value: 'ORIGIN',
    isList: true,
    help: 'let pages of this web origin call the gateway; may be given again; CORS_ORIGINS does the same',
  },
  { name: 'redcap-version', value: 'X.Y.Z', help: 'let the sandbox behave like this version of REDCap (16.1.3)' },
  {
    name: 'variant',
    value: 'NAME=VALUE',
    isList: true,
    help: "choose how the sandbox behaves where REDCap's behaviour is not sure; may be given again",
  },
];

/** The options of `audit verify` and `audit show`. */
export const auditOptions: readonly CommandOption[] = [
  { name: 'config', value: 'FILE', help: 'read the configuration, which says where the audit is' },
  { name: 'data', value: 'DIR', help: 'the data folder, where the audit is unless the configuration says otherwise' },
  { name: 'last', value: 'HASH', help: 'verify: the hash of a line that is known to have been written' },
  {
    name: 'since',
    value: 'TIME',
    help: 'show: lines since a day or a moment in UTC, such as 2026-11-30 or 2026-11-30T08:15',
  },
  { name: 'project', value: 'KEY', help: 'show: lines about one project' },
  { name: 'record', value: 'NAME', help: 'show: lines about one record, and those whose list is too long to say' },
  { name: 'caller', value: 'NAME', help: 'show: lines of one API key, person or token' },
  { name: 'json', value: null, help: 'show: the lines as they stand in the file' },
];

/** The options of `init`, besides the gateway's. */
export const initOptions: readonly CommandOption[] = [
  {
    name: 'to',
    value: 'DIR',
    help: 'write into this folder, the one of the app; into the current folder unless given',
  },
  { name: 'force', value: null, help: 'replace files that are there and differ' },
];

/** The options of the commands about stored tokens. */
export const tokenOptions: readonly CommandOption[] = [
  {
    name: 'config',
    value: 'FILE',
    help: 'read the configuration, which says where the store is and what refers to it',
  },
  { name: 'data', value: 'DIR', help: 'the data folder, where the store is unless the configuration says otherwise' },
  {
    name: 'url',
    value: 'URL',
    help: 'the REDCap that is asked about a token, unless the configuration says which it is',
  },
  { name: 'offline', value: null, help: 'add, rotate: do not ask REDCap about the token' },
  {
    name: 'force',
    value: null,
    help: 'rotate: also for another project. remove: also where the configuration refers to it',
  },
  { name: 'json', value: null, help: 'list: print JSON' },
];

/** What the command line of the gateway says; each setting at most once, projects and studies any number of times. */
export interface CommandLine {
  readonly config: string | undefined;
  readonly projectFiles: readonly string[];
  /** Names of invented studies. */
  readonly studies: readonly string[];
  readonly host: string | undefined;
  readonly port: string | undefined;
  /** The data folder. */
  readonly data: string | undefined;
  /** Web origins, as they were given. */
  readonly cors: readonly string[];
  /** The REDCap version that the embedded sandbox behaves like. */
  readonly redcapVersion: string | undefined;
  /** How the embedded sandbox behaves where it is not sure how REDCap does: `NAME=VALUE` each. */
  readonly variants: readonly string[];
  /** What is wrong with it, a sentence each. */
  readonly problems: readonly string[];
}

const tokensOf = (argv: readonly string[], own: readonly CommandOption[] = []) =>
  parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      [...gatewayOptions, ...own].map(
        ({ name, value }) => [name, { type: value === null ? 'boolean' : 'string', multiple: true }] as const,
      ),
    ),
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

/** The values of a command's own options, and the command line without them. */
export interface TakenOptions {
  /** An option without a value stands for the empty text. */
  readonly values: ReadonlyMap<string, string>;
  readonly rest: readonly string[];
}

/** Takes a command's own options out of a command line. Throws where one of them lacks its value. */
export const takeOptions = (argv: readonly string[], own: readonly CommandOption[]): TakenOptions => {
  const values = new Map<string, string>();
  const places = new Set<number>();
  for (const token of tokensOf(argv, own)) {
    if (token.kind !== 'option') continue;
    const option = own.find(({ name }) => name === token.name);
    if (option === undefined) continue;
    if (option.value !== null && (token.value ?? '') === '') throw new Error(`${token.rawName} needs a value.`);
    values.set(token.name, token.value ?? '');
    places.add(token.index);
    if (token.value !== undefined && !token.inlineValue) places.add(token.index + 1);
  }
  return { values, rest: argv.filter((_, index) => !places.has(index)) };
};

interface GivenOptions {
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly problems: readonly string[];
}

const readOptions = (argv: readonly string[]): GivenOptions => {
  const values = new Map<string, string[]>();
  const problems: string[] = [];
  for (const token of tokensOf(argv)) {
    if (token.kind === 'positional') problems.push(`"${token.value}" is not a command. "--help" lists them.`);
    if (token.kind !== 'option') continue;
    if (!gatewayOptions.some(({ name }) => name === token.name)) {
      problems.push(`${token.rawName} is not an option. "--help" lists them.`);
    } else if (token.value === undefined || token.value === '') problems.push(`${token.rawName} needs a value.`);
    else values.set(token.name, [...(values.get(token.name) ?? []), token.value]);
  }
  for (const { name, isList } of gatewayOptions) {
    if (isList !== true && (values.get(name)?.length ?? 0) > 1) problems.push(`--${name} is given more than once.`);
  }
  return { values, problems };
};

/** Reads the gateway's options from a command line. */
export const readCommandLine = (argv: readonly string[]): CommandLine => {
  const { values, problems } = readOptions(argv);
  return {
    config: values.get('config')?.[0],
    projectFiles: values.get('project') ?? [],
    studies: values.get('study') ?? [],
    host: values.get('host')?.[0],
    port: values.get('port')?.[0],
    data: values.get('data')?.[0],
    cors: values.get('cors') ?? [],
    redcapVersion: values.get('redcap-version')?.[0],
    variants: values.get('variant') ?? [],
    problems,
  };
};
