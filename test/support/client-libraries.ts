import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './markdown.ts';

/** The app whose `package.json` brings Apollo Client, urql and GraphQL Code Generator, which `npm ci` does without. */
export const CLIENT_APP = join(root, 'examples/participant-page');

/** Whether they are installed; npm writes this file last. */
export const hasClientLibraries = existsSync(join(CLIENT_APP, 'node_modules/.package-lock.json'));

/** Whether the normalised cache of urql is among them. */
export const hasUrqlCache = existsSync(join(CLIENT_APP, 'node_modules/@urql/exchange-graphcache/package.json'));

/** Whether Relay and its compiler are among them. */
export const hasRelay = ['relay-runtime', 'relay-compiler'].every((name) =>
  existsSync(join(CLIENT_APP, 'node_modules', name, 'package.json')),
);

/** The app whose `package.json` brings React, Vite and axe. */
export const TRIAL_APP = join(root, 'examples/trial-app');

/** Whether its packages are installed. */
export const hasTrialApp = existsSync(join(TRIAL_APP, 'node_modules/.package-lock.json'));

/** What to do about it when they are not. */
export const HOW_TO_INSTALL = 'The client libraries are not installed: run "npm run install-clients" first.';

/** A file of one of the app's packages, such as its command. */
export const clientLibraryFile = (path: string): string => join(CLIENT_APP, 'node_modules', path);

/** One of the libraries as the app gets it. The test cannot import it by name, as it does not lie above the test. */
export const requireClientLibrary = (name: string): unknown => createRequire(join(CLIENT_APP, 'package.json'))(name);
