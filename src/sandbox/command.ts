import { parseArgs } from 'node:util';

import type { ServedSandbox } from './control/serve.ts';
import { serveSandbox } from './control/serve.ts';
import { createDemoProject, demoProjectKey } from './demo/study.ts';
import type { SandboxHandler } from './http/listen.ts';
import type { Archive } from './state/archive.ts';
import { keepChanges } from './http/keep-changes.ts';
import { createTrigger } from './http/trigger.ts';
import { openArchive } from './state/archive.ts';
import { sandboxOptions } from './option.ts';
import { loadProjectFile, projectKey } from './source/project-file.ts';
import type { SandboxProject } from './state/project.ts';
import type { SandboxStore } from './state/store.ts';
import { createStore, defaultSuperToken, defaultVersion, isVersion } from './state/store.ts';
import { studyFile } from './source/study.ts';
import type { Variants } from './variant/variant.ts';
import { readVariants } from './variant/variant.ts';

export { loadProjectFile, projectKey } from './source/project-file.ts';

/** A mistake on the command line. The message says which, and what to write instead. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** Where a command prints, for example `process.stdout`. */
export interface Output {
  readonly write: (text: string) => unknown;
}

interface Options {
  readonly port: number;
  readonly host: string;
  readonly projects: readonly string[];
  readonly studies: readonly string[];
  readonly data: string | undefined;
  readonly superToken: string | undefined;
  /** Null for no control address. */
  readonly controlPort: number | null;
  /** Where the Data Entry Trigger goes; null for none. */
  readonly trigger: URL | null;
  readonly version: string;
  readonly variants: Partial<Variants>;
}

const readPort = (option: string, text: string, others = ''): number => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new CommandError(`${option} must be a number from 0 to 65535${others}.`);
};

const readVersion = (text: string): string => {
  if (isVersion(text)) return text;
  throw new CommandError('--redcap-version must look like 16.1.3.');
};

const readTrigger = (text: string | undefined): URL | null => {
  if (text === undefined) return null;
  const url = URL.parse(text);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new CommandError('--trigger must be an address that begins with http:// or https://.');
};

const chooseFrom = (texts: readonly string[]): Partial<Variants> => {
  try {
    return readVariants(texts);
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error));
  }
};

/** The values of each option, in the order in which they were given. */
const readValues = (argv: readonly string[]): Readonly<Record<string, readonly string[] | undefined>> => {
  try {
    return parseArgs({
      args: [...argv],
      options: Object.fromEntries(
        sandboxOptions.map(({ name }) => [name, { type: 'string', multiple: true }] as const),
      ),
    }).values;
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : String(error)} Try --help.`);
  }
};

const readOptions = (argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Options => {
  const values = readValues(argv);
  const last = (name: string): string | undefined => values[name]?.at(-1);
  const superToken = last('super-token') ?? (env['SANDBOX_SUPER_TOKEN'] || undefined);
  if (superToken !== undefined && superToken.length !== 64) {
    throw new CommandError('The super token (--super-token or SANDBOX_SUPER_TOKEN) must have 64 characters.');
  }
  const controlPort = last('control-port') ?? '0';
  return {
    port: readPort('--port', last('port') ?? '8080'),
    host: last('host') ?? '127.0.0.1',
    projects: values['project'] ?? [],
    studies: values['study'] ?? [],
    data: last('data'),
    superToken,
    controlPort: controlPort === 'off' ? null : readPort('--control-port', controlPort, ', or "off"'),
    trigger: readTrigger(last('trigger')),
    version: readVersion(last('redcap-version') ?? defaultVersion),
    variants: chooseFrom(values['variant'] ?? []),
  };
};

/** Makes each wanted project unless the archive has it from an earlier start. */
const fillStore = (store: SandboxStore, options: Options, archive: Archive | null): void => {
  const sources = archive?.sources ?? new Map<string, number>();
  const keep = (key: string, make: () => SandboxProject): void => {
    if (sources.has(key)) return;
    sources.set(key, make().projectId);
    archive?.touch();
  };
  keep(demoProjectKey, () => createDemoProject(store));
  for (const name of new Set(options.studies)) {
    const path = studyFile(name);
    // No key of a file has a slash.
    keep(`study/${name}`, () => loadProjectFile(store, path));
  }
  for (const path of options.projects) {
    const key = projectKey(path);
    if (archive === null) loadProjectFile(store, path);
    else keep(key, () => loadProjectFile(store, path));
  }
};

const describeProjects = (store: SandboxStore): string[] =>
  [...store.projects.values()].map((project) => {
    const token = project.users.find((user) => user.token !== null)?.token ?? 'no user has a token';
    return `  ${project.settings.project_title}\n    ${token}`;
  });

const describeStart = ({ url, controlUrl }: ServedSandbox, store: SandboxStore): string => {
  const superToken =
    store.superToken === defaultSuperToken
      ? `Super token (the default): ${defaultSuperToken}`
      : 'Super token: as given';
  return [
    `The sandbox answers REDCap's API at ${url}`,
    ...(controlUrl === null ? [] : [`Its control address is ${controlUrl}`]),
    '',
    'Projects with a token each:',
    ...describeProjects(store),
    '',
    superToken,
    '',
  ].join('\n');
};

/**
 * Runs the sandbox as a program. It reads the command line, serves the demo study and the given projects and studies,
 * prints addresses and tokens, and answers until `close`.
 * Throws a CommandError for a mistake on the command line. Throws an Error with one sentence for the operator where a
 * file, a study, the folder or a port cannot be used.
 */
export const runSandbox = async (
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  out: Output,
): Promise<{ readonly close: () => Promise<void> }> => {
  const options = readOptions(argv, env);
  const { superToken, version, variants } = options;
  const store = createStore({ version, variants, ...(superToken === undefined ? {} : { superToken }) });
  const onError = (error: Error): void => {
    out.write(`The sandbox's state could not be saved: ${error.message}\n`);
  };
  const archive = options.data === undefined ? null : await openArchive(options.data, store, { onError });
  fillStore(store, options, archive);
  await archive?.flush();
  const keep = (handler: SandboxHandler) => (archive === null ? handler : keepChanges(handler, archive));
  const sandbox = await serveSandbox(store, { ...options, keep });
  if (options.trigger !== null) store.trigger = createTrigger(options.trigger, () => sandbox.url);
  out.write(describeStart(sandbox, store));
  return {
    close: async () => {
      await sandbox.close();
      await archive?.flush();
    },
  };
};
