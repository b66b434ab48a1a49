import type { Issuer, SignIn } from '../gateway/caller.ts';
import { isLoopback } from '../gateway/host.ts';
import { readCa } from './network.ts';
import type { MendedFile } from './mended-file.ts';
import { checkProjectKeys } from './project.ts';
import type { Reading } from './reading.ts';
import type { Secret } from './secret.ts';

/** A person's own token in a project. */
export interface PersonalToken {
  readonly issuer: string;
  readonly subject: string;
  /** The project's key. */
  readonly project: string;
  readonly token: Secret;
}

type Given = MendedFile['callers']['issuers'][number];

/** Checks an address of an issuer: a key that came in clear text may be anybody's. */
const checkAddress = (address: string, allowInsecureHttp: boolean): string => {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) throw new Error('must be an address that begins with https://.');
  if (url.protocol === 'http:' && !isLoopback(url.hostname) && !allowInsecureHttp) {
    throw new Error('must begin with https://, because whoever can change the keys on their way can be anybody.');
  }
  if (url.username !== '' || url.password !== '') throw new Error('must hold no password.');
  return address;
};

const readSignIn = ({ issuer = '', signIn }: Given): SignIn | undefined =>
  signIn === undefined ? undefined : { ...signIn, name: signIn.name ?? URL.parse(issuer)?.host ?? issuer };

const asList = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);

const readIssuer = (reading: Reading, place: string, given: Given): Issuer | null => {
  const { issuer, audience, policies, jwksUrl, allowInsecureHttp = false, callsPerMinute } = given;
  if (issuer === undefined || audience === undefined || policies === undefined) return null;
  // Without an address of its own the keys are found at the issuer's.
  const [name, address] = jwksUrl === undefined ? ['issuer', issuer] : ['jwksUrl', jwksUrl];
  reading.attempt(`${place}.${name}`, () => checkAddress(address, allowInsecureHttp));
  // People are sent to the issuer's own address to sign in.
  if (given.signIn !== undefined && name !== 'issuer') {
    reading.attempt(`${place}.issuer`, () => checkAddress(issuer, allowInsecureHttp));
  }
  return {
    issuer,
    audience: asList(audience),
    jwksUrl: jwksUrl ?? null,
    algorithms: given.algorithms ?? [],
    clockSkewSeconds: given.clockSkewSeconds ?? 0,
    subjectClaim: given.claims?.subject ?? 'sub',
    groupClaims: asList(given.claims?.groups ?? 'groups'),
    policies: policies.map(({ group, policy }) => ({ group: group ?? null, policy })),
    allowInsecureHttp,
    ca: readCa(reading, `${place}.caFile`, given.caFile),
    limits: callsPerMinute === undefined ? undefined : { callsPerMinute },
    signIn: readSignIn(given),
  };
};

/** Who signs tokens that the gateway accepts. */
export const readIssuers = (reading: Reading, file: MendedFile): readonly Issuer[] => {
  const known = new Set<string>();
  return file.callers.issuers.flatMap((given, index) => {
    const place = `callers.issuers[${index}]`;
    const issuer = readIssuer(reading, place, given);
    if (issuer === null) return [];
    if (known.has(issuer.issuer)) reading.problems.push(`${place}.issuer: "${issuer.issuer}" is used twice.`);
    known.add(issuer.issuer);
    return [issuer];
  });
};

/** The tokens that people have of their own. */
export const readPersonalTokens = (reading: Reading, file: MendedFile): readonly PersonalToken[] => {
  const issuers = new Set(file.callers.issuers.map(({ issuer }) => issuer));
  const known = new Set<string>();
  return file.callers.people.flatMap(({ issuer, subject, projects = [] }, index) => {
    const place = `callers.people[${index}]`;
    if (issuer === undefined || subject === undefined) return [];
    if (!issuers.has(issuer)) reading.problems.push(`${place}.issuer: there is no such issuer in callers.issuers.`);
    return projects.flatMap(({ project, token: reference }, number) => {
      const where = `${place}.projects[${number}]`;
      checkProjectKeys(reading, file, `${where}.project`, [project]);
      const name = JSON.stringify([issuer, subject, project]);
      if (known.has(name)) reading.problems.push(`${where}: this person has a token in "${project}" already.`);
      known.add(name);
      const token = reading.token(`${where}.token`, reading.tokenText(`${where}.token`, reference));
      return token === undefined ? [] : [{ issuer, subject, project, token }];
    });
  });
};
