import type { Config, ProjectConfig } from '../config.ts';
import { Secret } from '../config/secret.ts';
import { serveSandbox } from '../sandbox/control/serve.ts';
import { createDemoProject, demoProjectKey } from '../sandbox/demo/study.ts';
import { loadProjectFile, projectKey } from '../sandbox/source/project-file.ts';
import type { SandboxProject } from '../sandbox/state/project.ts';
import { createStore } from '../sandbox/state/store.ts';
import { studyFile } from '../sandbox/source/study.ts';
import { readVariants } from '../sandbox/variant/variant.ts';

/** The sandbox in this process, and the configuration that has its projects behind the gateway. */
export interface EmbeddedSandbox {
  /** Ends in `/api/`. */
  readonly url: string;
  /** Where the sandbox's users, clock and faults are to be had, on this machine. */
  readonly controlUrl: string | null;
  readonly config: Config;
  readonly close: () => Promise<void>;
}

const HOST = '127.0.0.1';
/** A sandbox bans nobody: its calls need no holding back. */
const CALLS_PER_MINUTE = 1_000_000;

const tokenOf = (project: SandboxProject): { username: string; token: Secret } => {
  for (const { username, token } of project.users) {
    if (token !== null) return { username, token: new Secret(token) };
  }
  throw new Error(`The sandbox project "${project.settings.project_title}" has no user with a token.`);
};

/** The key itself, or with `-2`, `-3`, … where a file of the same name came before. */
const freeKey = (key: string, taken: ReadonlyMap<string, unknown>): string => {
  if (!taken.has(key)) return key;
  let number = 2;
  while (taken.has(`${key}-${String(number)}`)) number += 1;
  return `${key}-${String(number)}`;
};

/** Starts the sandbox with the demo study, the invented studies and the project files that are asked for, each under its key. */
export const startSandbox = async (config: Config): Promise<EmbeddedSandbox> => {
  const { sandboxSuperToken: superToken, sandboxVersion: version } = config;
  const store = createStore({
    ...(superToken === null ? {} : { superToken: superToken.reveal() }),
    ...(version === null ? {} : { version }),
    variants: readVariants(config.sandboxVariants),
  });
  const projects = new Map([[demoProjectKey, createDemoProject(store)]]);
  // Studies before files: a study always has its own name as its key.
  for (const name of new Set(config.studies)) projects.set(name, loadProjectFile(store, studyFile(name)));
  for (const path of config.projectFiles) {
    projects.set(freeKey(projectKey(path), projects), loadProjectFile(store, path));
  }
  const { sandboxPort: port, sandboxControlPort: controlPort } = config;
  const sandbox = await serveSandbox(store, { host: HOST, port, controlPort });
  const connected = [...projects].map(([key, project]): ProjectConfig => ({
    key,
    url: sandbox.url,
    allowInsecureHttp: false,
    ...tokenOf(project),
  }));
  return {
    url: sandbox.url,
    controlUrl: sandbox.controlUrl,
    config: {
      ...config,
      projects: connected,
      projectCreation: { url: sandbox.url, superToken: new Secret(store.superToken), allowInsecureHttp: false },
      redcap: { ...config.redcap, callsPerMinute: CALLS_PER_MINUTE },
    },
    close: () => sandbox.close(),
  };
};
