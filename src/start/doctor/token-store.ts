import { stat } from 'node:fs/promises';
import type { Config } from '../../config.ts';
import { listTokenFiles } from '../token-store/folder.ts';
import { findToken, openTokenStore } from '../token-store/store.ts';
import { reportOn } from './finding.ts';
import type { Finding } from './finding.ts';

const { ok, warn, fail } = reportOn('gateway');
const STEP = 'token store';
const OTHERS = 0o007;

/** Looks at the store of sealed tokens, and at what refers to it. A reference that leads nowhere is a mistake of the configuration. */
export const examineTokenStore = async (
  config: Pick<Config, 'tokenStore' | 'data' | 'secret' | 'storedTokens'>,
): Promise<readonly Finding[]> => {
  const store = openTokenStore(config);
  const names = 'problem' in store ? null : listTokenFiles(store.folder);
  if ('problem' in store || names === null) return [];
  const findings: Finding[] = [];
  if (((await stat(store.folder)).mode & OTHERS) !== 0) {
    findings.push(warn(STEP, `${store.folder} is open to others.`, `Run: chmod 700 ${store.folder}`));
  }
  for (const name of names) {
    const entry = findToken(store, name);
    if ('problem' in entry) findings.push(fail(STEP, `"${name}" cannot be used.`, `It ${entry.problem}`));
    else if (!config.storedTokens.some((one) => one.name === name)) {
      const remedy = `If nobody needs it, run: redcap-graphql token remove ${name}`;
      findings.push(warn(STEP, `nothing refers to "${name}".`, remedy));
    }
  }
  if (findings.length > 0) return findings;
  return names.length === 0
    ? []
    : [ok(STEP, `has ${names.length === 1 ? '1 token' : `${String(names.length)} tokens`}, all of which are used.`)];
};
