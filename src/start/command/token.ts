import { parseTokenStore, parseTokenTrial } from '../../config/token-command.ts';
import type { TokenAddress, TokenCommandConfig } from '../../config/token-command.ts';
import { STORED_TOKEN_NAME } from '../../config/section/secret-reference.ts';
import { tokenOptions } from '../../config/command-line.ts';
import { fingerprintToken } from '../../fingerprint.ts';
import { checkToken, isSuperToken } from '../../redcap/token.ts';
import { normalizeUrl } from '../../redcap/url.ts';
import { configArguments, readArguments, textOf } from '../argument.ts';
import type { Values } from '../argument.ts';
import { dataFolderOf } from '../data-folder.ts';
import { describeFindings, reportOn } from '../doctor/finding.ts';
import { tryToken } from '../doctor/token.ts';
import type { TokenTrial } from '../doctor/token.ts';
import { configInputOf } from '../surroundings.ts';
import type { Surroundings } from '../surroundings.ts';
import { writeEntry } from '../token-store/entry.ts';
import type { TokenEntry, TokenProject } from '../token-store/entry.ts';
import { addTokenFile, isTaken, listTokenFiles, removeTokenFile, replaceTokenFile } from '../token-store/folder.ts';
import { describeTokens, showTokens } from '../token-store/report.ts';
import { findToken, openTokenStore } from '../token-store/store.ts';
import type { TokenStore } from '../token-store/store.ts';
import { readTokenUse } from '../token-store/use.ts';

/** What the program gives these commands. */
type Given = Pick<Surroundings, 'argv' | 'env' | 'out' | 'askSecret'>;

/** A command about tokens that runs: what it was given, and the store. */
interface Run extends TokenCommandConfig, Pick<Given, 'env' | 'out' | 'askSecret'> {
  readonly values: Values;
  readonly store: TokenStore;
}

/** What REDCap said decides what the command comes to. */
const EXIT_CODES: Readonly<Record<TokenTrial['outcome'], number>> = { accepted: 0, refused: 1, unknown: 2 };

const isForced = ({ values }: Run): boolean => values['force'] === true;
const isOffline = ({ values }: Run): boolean => values['offline'] === true;

/** Prints why a change was refused. */
const refuse = ({ out }: Pick<Run, 'out'>, reason: string): number => {
  out.write(`${reason}\n`);
  return 1;
};

/** A name, which is shown only where it can be no token that was put in its place. */
const checkName = (name: string | undefined): string => {
  if (name !== undefined && STORED_TOKEN_NAME.test(name)) return name;
  throw new Error(
    'Name a token: a letter, then letters, digits, "_" and "-", at most 31. The token itself is read from stdin.',
  );
};

const findEntry = ({ store }: Run, name: string): TokenEntry => {
  const entry = findToken(store, name);
  if ('problem' in entry) throw new Error(`The stored token "${name}" ${entry.problem}`);
  return entry;
};

const askToken = async ({ askSecret }: Run, name: string): Promise<string> => {
  if (askSecret === undefined) throw new Error('There is no stdin to read the token from.');
  return checkToken(await askSecret(`Token "${name}", which is not shown: `));
};

/** Where REDCap is asked about a token: as the command line says, as the configuration uses it, as it was added, or at the only REDCap. */
const chooseAddress = (
  { values, references }: Run,
  addresses: readonly TokenAddress[],
  name: string,
  known: TokenProject | null,
): TokenAddress => {
  const url = textOf(values, 'url');
  if (url !== undefined) return { url: normalizeUrl(url), allowInsecureHttp: false, project: null };
  const project = references.find((one) => one.name === name)?.project ?? null;
  const used = project === null ? undefined : addresses.find((one) => one.project === project);
  const asAdded = known === null ? undefined : addresses.find((one) => one.url === known.url);
  const [first, ...others] = addresses;
  const only = first !== undefined && others.every((one) => one.url === first.url) ? first : undefined;
  const address = used ?? asAdded ?? only;
  if (address !== undefined) return used === undefined ? { ...address, username: undefined } : address;
  if (known !== null) return { url: known.url, allowInsecureHttp: false, project: null };
  throw new Error('Which REDCap is the token of? Give its address with --url, or do not ask it: --offline.');
};

/** Asks REDCap about a token, and prints what it says. */
const examine = async (run: Run, name: string, token: string, known: TokenProject | null): Promise<TokenTrial> => {
  const config = parseTokenTrial(configInputOf({ argv: configArguments(run.values), env: run.env }));
  const address = chooseAddress(run, config.addresses, name, known);
  const trial = await tryToken({ name, token, address }, config);
  run.out.write(describeFindings(trial.findings));
  return trial;
};

const nameToken = ({ store }: Run, token: string): string =>
  `fingerprint ${fingerprintToken(token, store.fingerprintKey)}`;

const add = async (run: Run, name: string): Promise<number> => {
  const { store, out } = run;
  const taken = `There is a token "${name}" already. Run: redcap-graphql token rotate ${name}`;
  if (isTaken(store.folder, name)) return refuse(run, taken);
  const token = await askToken(run, name);
  const trial = isOffline(run) ? null : await examine(run, name, token, null);
  if (trial !== null && trial.outcome !== 'accepted') {
    out.write('Nothing was stored. With --offline the token is stored without asking REDCap.\n');
    return EXIT_CODES[trial.outcome];
  }
  const entry = { token, project: trial?.project ?? null, added: new Date().toISOString(), replaced: null };
  if (!addTokenFile(store.folder, name, writeEntry(store.seal, name, entry))) return refuse(run, taken);
  out.write(`Stored "${name}", ${nameToken(run, token)}. The configuration refers to it by { "stored": "${name}" }.\n`);
  return 0;
};

/** The project that the old token opens: as it was seen before, or as REDCap says now. */
const findOldProject = async (run: Run, name: string, { token, project }: TokenEntry): Promise<TokenProject | null> => {
  if (project !== null || isSuperToken(token)) return project;
  run.out.write('REDCap has not been asked about the old token yet:\n');
  return (await examine(run, name, token, null)).project;
};

/** Why a token does not take the place of another; null where it may. */
const judgeReplacement = (old: TokenProject | null, next: TokenProject | null, isSuper: boolean): string | null => {
  if (isSuper) return null;
  if (old === null) return 'Which project the old token opened is not known.';
  return old.url === next?.url && old.id === next.id ? null : 'The new token opens another project than the old one.';
};

const rotate = async (run: Run, name: string): Promise<number> => {
  const { store, out } = run;
  const old = findEntry(run, name);
  if (isOffline(run) && !isForced(run)) {
    return refuse(run, 'Nothing shows that the new token opens the same project. Leave --offline out, or add --force.');
  }
  const token = await askToken(run, name);
  if (token === old.token) return refuse(run, 'This is the token that is stored.');
  if (isSuperToken(token) !== isSuperToken(old.token)) {
    return refuse(run, 'One of the two is a super token, so that neither can take the place of the other.');
  }
  const trial = isOffline(run) ? null : await examine(run, name, token, old.project);
  if (trial !== null && trial.outcome !== 'accepted') {
    out.write('Nothing has changed.\n');
    return EXIT_CODES[trial.outcome];
  }
  const project = trial?.project ?? null;
  if (!isForced(run)) {
    const reason = judgeReplacement(await findOldProject(run, name, old), project, isSuperToken(token));
    if (reason !== null) return refuse(run, `${reason} Nothing has changed. If it is meant, add --force.`);
  }
  const entry = { ...old, token, project, replaced: new Date().toISOString() };
  replaceTokenFile(store.folder, name, writeEntry(store.seal, name, entry));
  out.write(
    `Replaced "${name}", ${nameToken(run, old.token)} by ${nameToken(run, token)}. A gateway that runs takes it over.\n`,
  );
  return 0;
};

const remove = (run: Run, name: string): number => {
  const { store, references, out } = run;
  // Also a token that cannot be read can be removed.
  if (listTokenFiles(store.folder)?.includes(name) !== true) findEntry(run, name);
  const places = references.filter((one) => one.name === name).map(({ place }) => place);
  if (places.length > 0 && !isForced(run)) {
    return refuse(
      run,
      `The configuration refers to "${name}": ${places.join(', ')}. Take that out first, or add --force.`,
    );
  }
  removeTokenFile(store.folder, name);
  out.write(`Removed "${name}". REDCap accepts the token until it is deleted there.\n`);
  return 0;
};

const list = ({ store, place, references, values, out }: Run): number => {
  const folder = dataFolderOf(place);
  const tokens = showTokens(store, references, folder === null ? new Map() : readTokenUse(folder));
  if (values['json'] === true) out.write(`${JSON.stringify(tokens, null, 2)}\n`);
  else out.write(tokens.length === 0 ? `There is no token in ${store.folder}.\n` : describeTokens(tokens));
  return tokens.some(({ problem }) => problem !== null) ? 1 : 0;
};

const test = async (run: Run, names: readonly string[]): Promise<number> => {
  const chosen = names.length > 0 ? names : (listTokenFiles(run.store.folder) ?? []);
  if (chosen.length === 0) throw new Error(`There is no token in ${run.store.folder}.`);
  let code = 0;
  for (const name of chosen) {
    const entry = findToken(run.store, checkName(name));
    if ('problem' in entry) {
      run.out.write(describeFindings([reportOn(name).fail('token', 'it cannot be used.', `It ${entry.problem}`)]));
      code = EXIT_CODES.unknown;
    } else {
      const { outcome } = await examine(run, name, entry.token, entry.project);
      code = Math.max(code, EXIT_CODES[outcome]);
    }
  }
  return code;
};

const openRun = ({ env, out, askSecret }: Given, values: Values): Run => {
  const config = parseTokenStore(configInputOf({ argv: configArguments(values), env }));
  const store = openTokenStore(config.place);
  if ('problem' in store) throw new Error(`The token store ${store.problem}`);
  return { ...config, env, out, askSecret, values, store };
};

/** Runs a command about stored tokens. Returns the exit code. */
export const runToken = async (given: Given): Promise<number> => {
  const { names, values } = readArguments(tokenOptions, given.argv);
  const [what, name, ...more] = names;
  if (what === 'list' && name === undefined) return list(openRun(given, values));
  if (what === 'test') return test(openRun(given, values), names.slice(1));
  if (what !== 'add' && what !== 'rotate' && what !== 'remove') {
    throw new Error(
      'Say what to do: token add NAME, token list, token test [NAME…], token rotate NAME or token remove NAME',
    );
  }
  if (more.length > 0) {
    throw new Error(
      `"token ${what}" takes one name. A token never stands in a command line, which others on the machine can read.`,
    );
  }
  const checked = checkName(name);
  const run = openRun(given, values);
  if (what === 'add') return add(run, checked);
  return what === 'rotate' ? rotate(run, checked) : remove(run, checked);
};
