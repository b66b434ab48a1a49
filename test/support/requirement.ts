import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { hasPeers, hasPlots } from '../../bench/load/installed.ts';
import { hasClientLibraries, hasRelay, hasTrialApp, hasUrqlCache } from './client-libraries.ts';
import { hasChromium } from './chromium.ts';
import { hasDuckDb } from './duckdb.ts';
import { hasHelm } from './helm.ts';
import { findPython, findR, findShell } from './language.ts';
import { hasOidcIssuer } from './oidc-issuer.ts';
import { findProgram } from './program.ts';
import { hasRedis } from './redis-server.ts';

/** Something outside of the repository that some tests need. */
export interface Requirement {
  /** What the title of a skipped test says that it needs. */
  readonly name: string;
  readonly isMet: boolean;
  /** One sentence that says how to get it. */
  readonly how: string;
}

/** The folder of recorded projects beside the checkout. Nothing else in the tests looks for it. */
export const recordedFolder = join(import.meta.dirname, '..', '..', '..', 'shared');

/** What tests may need, by name. */
export const requirement = {
  recordedProjects: {
    name: 'recorded projects',
    isMet: existsSync(join(recordedFolder, 'redcap-projects')),
    how: 'Put project XML and exports of a REDCap server in ../shared/redcap-projects, beside the checkout.',
  },
  chromium: {
    name: 'Chromium',
    isMet: hasChromium,
    how: 'Install Chromium, or name its program in the environment variable CHROMIUM.',
  },
  clientLibraries: {
    name: 'client libraries',
    isMet: hasClientLibraries,
    how: 'Run "npm run install-clients".',
  },
  urqlCache: {
    name: "urql's cache",
    isMet: hasUrqlCache,
    how: 'Run "npm run install-clients".',
  },
  relay: {
    name: 'Relay',
    isMet: hasRelay,
    how: 'Run "npm run install-clients".',
  },
  trialApp: {
    name: 'packages of the trial app',
    isMet: hasTrialApp,
    how: 'Run "npm run install-clients".',
  },
  oidcIssuer: {
    name: 'an issuer',
    isMet: hasOidcIssuer && hasChromium,
    how: 'Run "npm run install-clients", and install Chromium.',
  },
  duckDb: {
    name: 'DuckDB',
    isMet: hasDuckDb,
    how: 'Run "npm run install-readers".',
  },
  peers: {
    name: 'peers',
    isMet: hasPeers,
    how: 'Run "npm run install-bench".',
  },
  plots: {
    name: 'plots',
    isMet: hasPlots,
    how: 'Run "npm run install-bench".',
  },
  redis: {
    name: 'Redis',
    isMet: hasRedis,
    how: 'Install redis-server or valkey-server, or name its program in the environment variable REDIS_SERVER.',
  },
  helm: {
    name: 'Helm',
    isMet: hasHelm,
    how: 'Run "npm run install-helm".',
  },
  nginx: {
    name: 'nginx',
    isMet: findProgram('nginx') !== undefined && findProgram('openssl') !== undefined,
    how: 'Install nginx and openssl.',
  },
  apache: {
    name: 'Apache',
    isMet: findProgram('apache2') !== undefined && findProgram('openssl') !== undefined,
    how: 'Install apache2 and openssl.',
  },
  dockerCompose: {
    name: 'docker-compose',
    isMet: findProgram('docker-compose') !== undefined,
    how: 'Install docker-compose.',
  },
  systemdAnalyze: {
    name: 'systemd-analyze',
    isMet: findProgram('systemd-analyze') !== undefined,
    how: 'Install systemd.',
  },
  openssl: {
    name: 'OpenSSL',
    isMet: findProgram('openssl') !== undefined,
    how: 'Install openssl.',
  },
  curl: {
    name: 'curl',
    isMet: findProgram('curl') !== undefined,
    how: 'Install curl.',
  },
  shellRecipes: {
    name: 'curl and jq',
    isMet: findShell() !== undefined,
    how: 'Install curl and jq.',
  },
  pythonRecipes: {
    name: 'Python with requests and pandas',
    // Asked only by tests that need it.
    get isMet() {
      return findPython() !== undefined;
    },
    how: 'Install python3-requests and python3-pandas.',
  },
  rRecipes: {
    name: 'R with httr2 and jsonlite',
    get isMet() {
      return findR() !== undefined;
    },
    how: 'Install r-base-core, r-cran-httr2 and r-cran-jsonlite.',
  },
} as const satisfies Readonly<Record<string, Requirement>>;

/** The title, with what the test needs behind it where that is not there; a reporter finds the reason by it. */
export const titleWith = (needed: Requirement, title: string): string =>
  needed.isMet ? title : `${title} (needs ${needed.name})`;

/** A `describe` that is skipped, and says why, where something is missing. Its body is collected all the same. */
export const describeWith = (needed: Requirement, title: string, body: () => void): void => {
  describe.skipIf(!needed.isMet)(titleWith(needed, title), body);
};

/** An `it` that is skipped, and says why, where something is missing. */
export const itWith = (
  needed: Requirement,
  title: string,
  body: () => void | Promise<void>,
  timeout?: number,
): void => {
  it.skipIf(!needed.isMet)(titleWith(needed, title), body, timeout);
};

/** An `it.each` of the same kind: one test a case, which the title may name by `$member` or `%s`. */
export const itEachWith = <Case>(
  needed: Requirement,
  cases: readonly Case[],
  title: string,
  body: (one: Case) => void | Promise<void>,
): void => {
  it.skipIf(!needed.isMet).each(cases.map((one) => [one] as const))(titleWith(needed, title), body);
};
