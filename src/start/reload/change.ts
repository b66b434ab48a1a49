import type { Config, ProjectConfig } from '../../config.ts';
import { fingerprintToken } from '../../fingerprint.ts';
import { isOpen } from '../../gateway/caller.ts';
import { digestSetting } from '../setting-digest.ts';

/** Settings that count from the next request on. All others need a restart. */
const REPLACED = [
  'projects',
  'policies',
  'personalTokens',
  'callers',
  'passThrough',
  'projectCreation',
  'trustedDocuments',
  'tokenStore',
  'storedTokens',
  'unknownVariables',
] as const satisfies readonly (keyof Config)[];

/** What a configuration has, in numbers. */
export type ConfigCounts = Readonly<Record<string, number>>;

/** How many there are of what a reload replaces. */
export const countConfig = ({
  projects,
  callers,
  policies,
  personalTokens,
  trustedDocuments,
}: Config): ConfigCounts => ({
  projects: projects.length,
  apiKeys: callers.apiKeys.length,
  policies: policies.length,
  issuers: (callers.issuers ?? []).length,
  people: personalTokens.length,
  manifests: trustedDocuments?.manifests.length ?? 0,
});

/** Digests by name; what has one name counts together, as two API keys of one caller do. */
const digestsOf = <T>(items: readonly T[], nameOf: (item: T) => string): ReadonlyMap<string, string> =>
  new Map([...Map.groupBy(items, nameOf)].map(([name, same]) => [name, digestSetting(same)]));

const compare = <T>(kind: string, before: readonly T[], next: readonly T[], nameOf: (item: T) => string): string[] => {
  const [old, now] = [digestsOf(before, nameOf), digestsOf(next, nameOf)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
    if (old.get(name) === now.get(name)) return [];
    const what = old.has(name) ? (now.has(name) ? 'changed' : 'removed') : 'added';
    return [`${kind} ${what}: ${name}`];
  });
};

const withoutToken = ({ token: _token, ...project }: ProjectConfig): Omit<ProjectConfig, 'token'> => project;

/** What another configuration changes, by names and by fingerprints of tokens. */
export const describeChanges = (before: Config, next: Config, fingerprintKey: Uint8Array): string[] => {
  const fingerprintOf = ({ token }: ProjectConfig): string => fingerprintToken(token.reveal(), fingerprintKey);
  const old = new Map(before.projects.map((project) => [project.key, fingerprintOf(project)]));
  const tokens = next.projects.flatMap((project) => {
    const [was, is] = [old.get(project.key), fingerprintOf(project)];
    return was === undefined || was === is ? [] : [`token of ${project.key}: ${was} → ${is}`];
  });
  const isOther = (name: (typeof REPLACED)[number]): boolean =>
    digestSetting(before[name]) !== digestSetting(next[name]);
  return [
    ...compare('project', before.projects.map(withoutToken), next.projects.map(withoutToken), ({ key }) => key),
    ...tokens,
    ...compare('API key', before.callers.apiKeys, next.callers.apiKeys, ({ name }) => name),
    ...compare('policy', before.policies, next.policies, ({ name }) => name),
    ...compare(
      'issuer',
      before.callers.issuers ?? [],
      next.callers.issuers ?? [],
      ({ issuer }) => new URL(issuer).host,
    ),
    ...(isOther('personalTokens') ? ['people changed'] : []),
    ...(isOther('passThrough') ? ['pass-through changed'] : []),
    ...(isOther('projectCreation') ? ['making of projects changed'] : []),
    ...(isOther('trustedDocuments') ? ['trusted documents changed'] : []),
  ];
};

/** Names of the settings that differ and wait for a restart. */
export const findWaiting = (started: Config, next: Config): string[] => {
  // `parseConfig` makes a configuration of the members of its type and of no others.
  const names = Object.keys(next) as (keyof Config)[];
  return names
    .filter(
      (name) => !REPLACED.some((one) => one === name) && digestSetting(started[name]) !== digestSetting(next[name]),
    )
    .sort();
};

/** Why a configuration without mistakes cannot take the place of the one that counts now. */
export const findRefusals = (before: Config, next: Config): string[] => [
  ...(before.mode === next.mode
    ? []
    : ['projects: whether the sandbox or a REDCap is behind the gateway needs a restart to change.']),
  ...(isOpen(next.callers) && !isOpen(before.callers)
    ? ['callers: nobody would need a credential any more, which needs a restart to change.']
    : []),
];
