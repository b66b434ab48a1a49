import { enableCompileCache, flushCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where this user's programs keep what they can make again. */
const cacheFolder = (env: Readonly<Record<string, string | undefined>>): string =>
  env['XDG_CACHE_HOME'] || env['LOCALAPPDATA'] || join(homedir(), '.cache');

/**
 * Lets Node keep the modules that it has compiled, so that the next start need not compile them. The variables
 * NODE_COMPILE_CACHE and NODE_DISABLE_COMPILE_CACHE come first. Without a folder to write to, nothing is kept.
 */
export const keepCompiledModules = (env: Readonly<Record<string, string | undefined>>): void => {
  try {
    const given = env['NODE_COMPILE_CACHE'];
    enableCompileCache(given || join(cacheFolder(env), 'redcap-graphql', 'compiled'));
  } catch {
    // A user without a home has no cache either. The program starts all the same.
  }
};

/** Writes what was compiled so far. Node writes the rest at its end, which a process that is killed does not reach. */
export const storeCompiledModules = (): void => {
  try {
    flushCompileCache();
  } catch {
    // The next start compiles again.
  }
};
