import { isWhole, type Policy } from '../policy/policy.ts';
import type { MendedFile } from './mended-file.ts';
import { checkProjectKeys } from './project.ts';
import type { Reading } from './reading.ts';

type Given = MendedFile['callers']['policies'][number];

const DESIGN_SEES_ALL =
  'whoever may change the design may take the mark of an identifier off a field, or move it to another instrument. Open all instruments, identifiers and groups too, or leave "design" out.';
const GROUPS_READ_ALONE =
  'REDCap cannot hold a token to some groups, and the gateway can do so only where it reads. Leave "groups" out and use a token whose user is in the group.';
const READ_FIRST = 'leaves out "read", without which nothing else can be done.';

/** Why a policy cannot be held to; null where it can. */
const problemOf = (policy: Policy): string | null => {
  const { allow, groups } = policy;
  if (!allow.includes('read')) return `allow: ${READ_FIRST}`;
  if (groups !== 'all' && allow.some((action) => action !== 'read')) return `groups: ${GROUPS_READ_ALONE}`;
  return allow.includes('design') && !isWhole(policy) ? `allow: ${DESIGN_SEES_ALL}` : null;
};

const readPolicy = ({ name, projects, allow, ...given }: Given): Policy | null => {
  if (name === undefined || projects === undefined || allow === undefined) return null;
  const { instruments = 'all', identifiers = false, groups = 'all', serviceToken = true } = given;
  return { name, projects, allow, instruments, identifiers, groups, serviceToken };
};

/** The policies of the configuration file. */
export const readPolicies = (reading: Reading, file: MendedFile): readonly Policy[] => {
  const names = new Set<string>();
  return file.callers.policies.flatMap((given, index) => {
    const place = `callers.policies[${index}]`;
    const policy = readPolicy(given);
    if (policy === null) return [];
    if (names.has(policy.name)) reading.problems.push(`${place}.name: "${policy.name}" is used twice.`);
    names.add(policy.name);
    const problem = problemOf(policy);
    if (problem !== null) reading.problems.push(`${place}.${problem}`);
    if (policy.projects !== 'all') checkProjectKeys(reading, file, `${place}.projects`, policy.projects);
    return [policy];
  });
};

/** Reports names of policies that there are not: who has one would see nothing. */
export const checkPolicyNames = (reading: Reading, file: MendedFile): void => {
  const known = new Set(file.callers.policies.map(({ name }) => name));
  const check = (place: string, names: readonly string[]): void => {
    for (const name of names.filter((one) => !known.has(one))) {
      reading.problems.push(`${place}: there is no policy "${name}" in callers.policies.`);
    }
  };
  for (const [index, { policies = [] }] of file.callers.apiKeys.entries()) {
    check(`callers.apiKeys[${index}].policies`, policies);
  }
  check('trustedDocuments.exempt.policies', file.trustedDocuments?.exempt.policies ?? []);
  const { introspection } = file;
  if (typeof introspection === 'object') check('introspection.policies', introspection.policies);
  for (const [index, { policies = [] }] of file.callers.issuers.entries()) {
    check(
      `callers.issuers[${index}].policies`,
      policies.map(({ policy }) => policy),
    );
  }
};
