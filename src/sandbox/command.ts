import { parseArgs } from 'node:util';

import { createSandbox } from './app.ts';
import { createDemoProject, demoProjectKey } from './demo/study.ts';
import { listenSandbox } from './listen.ts';
import type { Archive } from './persistence.ts';
import { keepChanges, openArchive } from './persistence.ts';
import { loadProjectFile, projectKey } from './project-file.ts';
import type { SandboxProject } from './project.ts';
import type { SandboxStore } from './store.ts';
import { createStore, defaultSuperToken } from './store.ts';

export { loadProjectFile, projectKey } from './project-file.ts';

/** A mistake on the command line; the message says which and what to write instead. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** Where a command prints, for example `process.stdout`. */
export interface Output {
  readonly write: (text: string) => unknown;
}

const help = `Usage: npm run sandbox -- [options]

A stand-in REDCap server with a demo study. It answers REDCap's API at http://127.0.0.1:8080/api/.

  --port PORT            port to listen on, 0 for any free one (8080)
  --host HOST            address to listen on (127.0.0.1)
  --project FILE.xml     also serve this project, a project XML file that REDCap exported; may be given again
  --data DIR             keep everything in this folder across restarts
  --super-token TOKEN    64 characters, for creating projects; SANDBOX_SUPER_TOKEN does the same
  --help                 print this
`;

interface Options {
  readonly port: number;
  readonly host: string;
  readonly projects: readonly string[];
  readonly data: string | undefined;
  readonly superToken: string | undefined;
  readonly help: boolean;
}

const readPort = (text: string): number => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new CommandError('--port must be a number from 0 to 65535.');
};

const readOptions = (argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Options => {
  const read = () => {
    try {
      return parseArgs({
        args: [...argv],
        options: {
          port: { type: 'string' },
          host: { type: 'string' },
          project: { type: 'string', multiple: true },
          data: { type: 'string' },
          'super-token': { type: 'string' },
          help: { type: 'boolean', short: 'h' },
        },
      }).values;
    } catch (error) {
      throw new CommandError(`${error instanceof Error ? error.message : String(error)} Try --help.`);
    }
  };
  const values = read();
  const superToken = values['super-token'] ?? (env['SANDBOX_SUPER_TOKEN'] || undefined);
  if (superToken !== undefined && superToken.length !== 64) {
    throw new CommandError('The super token (--super-token or SANDBOX_SUPER_TOKEN) must have 64 characters.');
  }
  return {
    port: readPort(values.port ?? '8080'),
    host: values.host ?? '127.0.0.1',
    projects: values.project ?? [],
    data: values.data,
    superToken,
    help: values.help === true,
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

const describeStart = (url: string, store: SandboxStore): string => {
  const superToken =
    store.superToken === defaultSuperToken
      ? `Super token (the default): ${defaultSuperToken}`
      : 'Super token: as given';
  return `The sandbox answers REDCap's API at ${url}\n\nProjects with a token each:\n${describeProjects(store).join('\n')}\n\n${superToken}\n`;
};

/**
 * Runs the sandbox as a program: reads the command line, serves the demo study and the given projects, prints the address
 * and the tokens, and answers until `close`. Throws a CommandError for a mistake on the command line, and an Error with one
 * sentence for the operator when a file, the folder or the port cannot be used.
 */
export const runSandbox = async (
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  out: Output,
): Promise<{ readonly close: () => Promise<void> }> => {
  const options = readOptions(argv, env);
  if (options.help) {
    out.write(help);
    return { close: () => Promise.resolve() };
  }
  const store = createStore(options.superToken === undefined ? {} : { superToken: options.superToken });
  const onError = (error: Error): void => {
    out.write(`The sandbox's state could not be saved: ${error.message}\n`);
  };
  const archive = options.data === undefined ? null : await openArchive(options.data, store, { onError });
  fillStore(store, options, archive);
  await archive?.flush();
  const handler = createSandbox(store);
  const sandbox = await listenSandbox(archive === null ? handler : keepChanges(handler, archive), options);
  out.write(describeStart(sandbox.url, store));
  return {
    close: async () => {
      await sandbox.close();
      await archive?.flush();
    },
  };
};
